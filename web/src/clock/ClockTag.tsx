import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { sentenceOf } from '../api/client'
import type { Cell } from '../api/types'
import { shortWords, spokenWords, stateWords } from './words'
import './clock.css'

// "Late" stands out in grey, where colour says nothing: the words of a late step begin with it.
function emphasised(cell: Cell, words: string): ReactNode {
  const late = cell.state === 'met_late' ? /^Late\b/.exec(words)?.[0] : undefined
  if (!late) return words
  return (
    <>
      <strong>{late}</strong>
      {words.slice(late.length)}
    </>
  )
}

interface ClockTagProps {
  cell: Cell
  wrap?: boolean // over several lines
  short?: boolean // stands under a title that names the date
}

export function ClockTag({ cell, wrap = false, short = false }: ClockTagProps) {
  const spoken = spokenWords(cell)
  const dash = spoken !== cell.words
  return (
    <span className={`clock-tag ${stateWords[cell.state].tag}${wrap ? ' clock-tag--wrap' : ''}`}>
      {dash ? (
        <>
          <span aria-hidden="true">–</span>
          <span className="govuk-visually-hidden">{spoken}</span>
        </>
      ) : (
        emphasised(cell, short ? shortWords(cell) : cell.words)
      )}
    </span>
  )
}

interface BecauseProps {
  because: string | null // null: to be asked for
  ask?: (() => Promise<string>) | undefined
  children: ReactNode
}

// A tag that says why on focus, on hover and by the key "?"; Escape puts the reason away. A reason that is
// not there yet is asked for when it is first wanted, and then said.
export function Because({ because, ask, children }: BecauseProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  const [told, setTold] = useState<{ ask: unknown; words: string; failed?: true } | null>(null)
  const words = because ?? (told?.ask === ask ? told?.words : undefined)
  const text = words ?? (shown ? 'Reading why…' : '')
  useEffect(() => {
    if (!shown || words !== undefined || !ask) return
    let gone = false
    ask().then(
      (found) => gone || setTold({ ask, words: found }),
      (error: unknown) => gone || setTold({ ask, words: sentenceOf(error), failed: true }),
    )
    return () => void (gone = true)
  }, [shown, words, ask])
  if (!shown && told?.failed) setTold(null) // asked for again next time
  if (because === '' || (because === null && !ask)) return <>{children}</>
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      setShown(false)
    }
    if (event.key === '?') {
      event.preventDefault()
      setShown(true)
    }
  }
  return (
    <span className="because" onMouseEnter={() => setShown(true)} onMouseLeave={() => setShown(false)}>
      <button
        type="button"
        className="because__button"
        aria-describedby={id}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onClick={() => setShown(true)}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      <span
        id={id}
        role={text ? 'tooltip' : undefined} // a tooltip that says nothing has no name
        aria-live={because === null ? 'polite' : undefined}
        className={shown ? 'because__text' : 'govuk-visually-hidden'}
      >
        {text}
      </span>
    </span>
  )
}

interface ClockWithReasonProps {
  cell: Cell
  ask?: () => Promise<string> // for a cell that came without its reason
  wrap?: boolean
}

export function ClockWithReason({ cell, ask, wrap = false }: ClockWithReasonProps) {
  return (
    <Because because={cell.because} ask={ask}>
      <ClockTag cell={cell} wrap={wrap} />
    </Because>
  )
}
