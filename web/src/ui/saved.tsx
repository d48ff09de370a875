// The line that says what was saved, with Undo. It stays where the eye is until somebody puts it away,
// and takes the focus, so that saving never leaves the keyboard nowhere. Who shows it says where the
// focus goes when it is put away.
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { sentenceOf } from '../api/client'

export interface SavedChange {
  words: string // "Saved: Next planning meeting (44th), happened Sun 29 Nov 2026."
  undo: (() => Promise<string>) | null // what it says when it is taken back; null: cannot be
}

export function SavedLine({ change, onDismiss }: { change: SavedChange; onDismiss: () => void }) {
  const line = useRef<HTMLDivElement>(null)
  const [undone, setUndone] = useState<{ of: SavedChange; words: string } | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => line.current?.focus(), [change])
  const answered = undone?.of === change
  const undo = async () => {
    if (!change.undo) return
    setBusy(true)
    try {
      setUndone({ of: change, words: await change.undo() })
    } catch (error) {
      setUndone({ of: change, words: `It was not taken back. ${sentenceOf(error)}` })
    } finally {
      setBusy(false)
      line.current?.focus()
    }
  }
  return (
    <div className="hw-saved" role="status" tabIndex={-1} ref={line}>
      <p>{answered ? undone.words : change.words}</p>
      {change.undo && !answered && (
        <button type="button" className="hw-link-button" disabled={busy} onClick={() => void undo()}>
          Undo
        </button>
      )}
      <button type="button" className="hw-link-button" onClick={onDismiss}>
        Close<span className="govuk-visually-hidden"> this message</span>
      </button>
    </div>
  )
}

// The line of a part of a page in which things are saved. `onSaved`: something was saved or taken back.
// `home` has the focus when the line is put away.
export function useSavedLine(onSaved: () => void, home: RefObject<HTMLElement | null>) {
  const [saved, setSaved] = useState<SavedChange | null>(null)
  const tell = (change: SavedChange) => {
    const { undo } = change
    setSaved({ ...change, undo: undo && (() => undo().finally(onSaved)) })
    onSaved()
  }
  const line: ReactNode = saved && (
    <SavedLine
      change={saved}
      onDismiss={() => {
        setSaved(null)
        home.current?.focus()
      }}
    />
  )
  return { tell, line }
}
