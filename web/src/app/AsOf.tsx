import { useId, useRef, useState, type FormEvent } from 'react'
import { addDays, formatDay } from '../dates/format'
import { parseDate } from '../dates/parse'
import { useAsOf } from './asOf'
import { useSession } from './session'

export function AsOfControl() {
  const { today } = useSession()
  const { asOf, setAsOf } = useAsOf()
  const [text, setText] = useState('')
  const [message, setMessage] = useState('')
  const details = useRef<HTMLDetailsElement>(null)
  const id = useId()

  const choose = (date: string | null) => {
    setAsOf(date)
    setText('')
    setMessage('')
    if (details.current) details.current.open = false
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseDate(text, today, 'past')
    if (!parsed.ok) setMessage(parsed.message)
    else if (parsed.date > today) setMessage('Homeward cannot show a day to come. Choose today or earlier.')
    else choose(parsed.date)
  }
  return (
    <details className="hw-menu" ref={details}>
      <summary>
        As of <strong>{asOf ? formatDay(asOf) : 'today'}</strong>
      </summary>
      <div className="hw-menu__panel">
        <form onSubmit={onSubmit} noValidate>
          <label className="govuk-label" htmlFor={id}>
            Show the pages as known on
          </label>
          <div className="govuk-hint" id={`${id}-hint`}>
            For example 3/2, 3 feb 2026 or -7
          </div>
          {message && (
            <p className="govuk-error-message" id={`${id}-error`} role="alert">
              <span className="govuk-visually-hidden">Error:</span> {message}
            </p>
          )}
          <div className="hw-row">
            <input
              id={id}
              className={`govuk-input hw-input-date${message ? ' govuk-input--error' : ''}`}
              value={text}
              autoComplete="off"
              aria-describedby={message ? `${id}-hint ${id}-error` : `${id}-hint`}
              onChange={(event) => setText(event.target.value)}
            />
            <button type="submit" className="govuk-button hw-button">
              Show
            </button>
          </div>
        </form>
        <p className="hw-row">
          <button type="button" className="hw-link-button" onClick={() => choose(null)}>
            Today
          </button>
          <button type="button" className="hw-link-button" onClick={() => choose(addDays(today, -7))}>
            A week ago
          </button>
          <button type="button" className="hw-link-button" onClick={() => choose(addDays(today, -28))}>
            Four weeks ago
          </button>
        </p>
      </div>
    </details>
  )
}

// Stands over every page while the date lies in the past; `dated`: this page shows that day.
export function AsOfBand({ dated }: { dated: boolean }) {
  const { asOf, setAsOf } = useAsOf()
  if (!asOf) return null
  return (
    <div className="hw-band" role="region" aria-label="Date shown">
      {dated ? (
        <>
          As known on <strong>{formatDay(asOf)}</strong>. Nothing can be changed here.
        </>
      ) : (
        <>
          This page shows today. Trackers and the pages of children still show{' '}
          <strong>{formatDay(asOf)}</strong>.
        </>
      )}{' '}
      <button type="button" className="hw-link-button" onClick={() => setAsOf(null)}>
        Return to today
      </button>
    </div>
  )
}
