import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Cell } from '../api/types'
import { shortWords, spokenWords, stateWords } from './words'
import './clock.css'

// "late" stands out in grey, where colour says nothing.
function emphasised(cell: Cell, words: string): ReactNode {
  if (cell.state !== 'met_late') return words
  const parts = cell.words.split(/\b(late)\b/)
  if (parts.length > 1)
    return parts.map((part, index) => (part === 'late' ? <strong key={index}>late</strong> : part))
  return (
    <>
      <strong>Late.</strong> {cell.words}
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

// A tag that says why on focus, on hover and by the key "?"; Escape puts the reason away.
export function Because({ because, children }: { because: string; children: ReactNode }) {
  const id = useId()
  const [shown, setShown] = useState(false)
  if (!because) return <>{children}</>
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
      <span id={id} role="tooltip" className={shown ? 'because__text' : 'govuk-visually-hidden'}>
        {because}
      </span>
    </span>
  )
}

export function ClockWithReason({ cell, wrap = false }: { cell: Cell; wrap?: boolean }) {
  return (
    <Because because={cell.because}>
      <ClockTag cell={cell} wrap={wrap} />
    </Because>
  )
}
