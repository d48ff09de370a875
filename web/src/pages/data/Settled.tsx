import { useEffect, useRef } from 'react'

interface Undo {
  about: string // said to whoever does not see the line: " this, child 566910"
  busy: boolean
  onClick: () => void
}

// What was settled here, with the way back where there is one. It takes the focus, since the button that
// was pressed rests now; that one stays where it is, so that a second click falls on nothing.
export function Settled({ words, undo }: { words: string; undo: Undo | null }) {
  const line = useRef<HTMLParagraphElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => (button.current ?? line.current)?.focus(), [])
  return (
    <p className="data-settled" ref={line} tabIndex={-1}>
      <strong>Settled:</strong> {words}{' '}
      {undo && (
        <button
          type="button"
          className="hw-link-button"
          ref={button}
          disabled={undo.busy}
          onClick={undo.onClick}
        >
          Undo<span className="govuk-visually-hidden">{undo.about}</span>
        </button>
      )}
    </p>
  )
}
