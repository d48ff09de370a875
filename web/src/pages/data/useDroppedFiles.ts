// Files dropped anywhere on the page.
import { useLayoutEffect, useRef, useState } from 'react'

// The files of a drop; null when a folder is among them, which a browser hands over as no file at all.
export function droppedFiles(transfer: DataTransfer): File[] | null {
  for (const item of Array.from(transfer.items ?? [])) {
    if (item.webkitGetAsEntry?.()?.isDirectory) return null
  }
  return Array.from(transfer.files)
}

export const folderSentence =
  'That is a folder. Open it and drop its files, or zip it first. Nothing was sent.'

// True while files are held over the page. `onFiles` learns also what they were dropped on.
export function useDroppedFiles(onFiles: (files: File[] | null, on: Element | null) => void): boolean {
  const [over, setOver] = useState(false)
  const tell = useRef(onFiles)
  useLayoutEffect(() => {
    tell.current = onFiles
  })
  // Before the page is shown: a file that is dropped with nobody listening opens in the page's place.
  useLayoutEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      setOver(false)
      tell.current(droppedFiles(event.dataTransfer), event.target instanceof Element ? event.target : null)
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
  return over
}
