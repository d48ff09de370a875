import { useCallback, useRef, useState, type RefObject } from 'react'

// What a note stands under: the cell as the grid names it, its element, and where that is in the frame.
interface Place {
  cell: string
  element: Element
  left: number // pixels from the frame's left edge, as `bottom` from its top
  bottom: number
}

const widest = 300 // pixels, as in grid.css
const still = 1 // pixels a cell may seem to move by rounding

// A note under one cell of the grid. It goes when the focus is on another cell or when its own cell has
// moved: the grid tells of both a moment later, so a late word about what was before says nothing.
// `focused` names the cell that has the focus now; '' when none has.
export function useCellNote(frame: RefObject<HTMLElement | null>, focused: () => string) {
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  const under = useRef<Place | null>(null)

  const edges = useCallback(
    (element: Element) => {
      const around = frame.current?.getBoundingClientRect()
      const own = element.getBoundingClientRect()
      return around && { left: own.left - around.left, bottom: own.bottom - around.top, width: around.width }
    },
    [frame],
  )

  // Puts the note under the cell on which a key was pressed.
  const say = useCallback(
    ({ target }: { target: EventTarget | null }) => {
      const element = target instanceof Element ? target.closest('.ag-cell') : null
      const at = element && edges(element)
      if (!element || !at) return
      under.current = { cell: focused(), element, left: at.left, bottom: at.bottom }
      setPlace({ left: Math.min(at.left, at.width - widest), top: at.bottom })
    },
    [edges, focused],
  )

  // Called whenever the focus or a cell may have moved.
  const look = useCallback(() => {
    const was = under.current
    if (!was) return
    const at = was.element.isConnected ? edges(was.element) : null
    const moved = !at || Math.abs(at.left - was.left) > still || Math.abs(at.bottom - was.bottom) > still
    if (!moved && focused() === was.cell) return
    under.current = null
    setPlace(null)
  }, [edges, focused])

  return { place, say, look }
}
