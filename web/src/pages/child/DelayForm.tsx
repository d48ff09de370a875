// A purposeful delay: why, who decided, when it is looked at again. It is shown and still counted.
import { useId, useState, type FormEvent } from 'react'
import { ApiError, sentenceOf } from '../../api/client'
import type { IsoDate } from '../../api/types'
import { formatDay } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { endDelay, saveDelay, type ChildClock } from './api'
import { DateField, typedDate } from './DateField'

interface Props {
  child: number
  clock: ChildClock
  today: IsoDate
  onSaved: () => void
  onCancel: () => void
}

function refusal(error: unknown): string {
  if (error instanceof ApiError && error.status === 409)
    return 'Somebody changed this delay before you. Reload the page to see it, then decide again. Nothing was saved.'
  return sentenceOf(error)
}

export function DelayForm({ child, clock, today, onSaved, onCancel }: Props) {
  const [reason, setReason] = useState('')
  const [decidedBy, setDecidedBy] = useState('')
  const [decidedOn, setDecidedOn] = useState('today')
  const [lookAgain, setLookAgain] = useState('')
  const [wrong, setWrong] = useState<{ reason?: string; by?: string; on?: string; look?: string }>({})
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const announce = useAnnounce()
  const id = useId()

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const on = typedDate(decidedOn, today, 'past')
    const look = typedDate(lookAgain, today, 'future')
    const found: typeof wrong = {}
    if (reason.trim() === '') found.reason = 'Say why waiting is better for this child.'
    if (decidedBy.trim() === '') found.by = 'Say who decided, for example the team manager.'
    if (on.message) found.on = on.message
    else if (on.date === null) found.on = 'Give the day it was decided.'
    else if (on.date > today) found.on = 'A decision cannot lie in the future.'
    if (look.message) found.look = look.message
    else if (look.date === null)
      found.look = 'Give the day it is looked at again, so that it is not forgotten.'
    else if (look.date <= today) found.look = 'Choose a day after today.'
    setWrong(found)
    if (Object.keys(found).length > 0 || on.date === null || look.date === null) return
    setBusy(true)
    setMessage('')
    try {
      const edit = {
        reason: reason.trim(),
        decided_by: decidedBy.trim(),
        decided_on: on.date,
        look_again_on: look.date,
      }
      await saveDelay(child, clock.timescale, edit, clock.delay_version ?? 0)
      announce(`Saved: waiting on purpose, looked at again ${formatDay(look.date)}.`)
      onSaved()
    } catch (error) {
      setMessage(refusal(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="child-form"
      onSubmit={(event) => void onSubmit(event)}
      noValidate
      aria-label={`Delay on purpose: ${clock.name}`}
    >
      <p className="govuk-hint">It will show as waiting on purpose and still be counted.</p>
      <div className={`child-field${wrong.reason ? ' child-field--error' : ''}`}>
        <label className="govuk-label" htmlFor={`${id}-reason`}>
          Why waiting is better for this child
        </label>
        {wrong.reason && <FieldError id={`${id}-reason-error`}>{wrong.reason}</FieldError>}
        <textarea
          id={`${id}-reason`}
          className="govuk-textarea"
          rows={2}
          value={reason}
          aria-describedby={wrong.reason ? `${id}-reason-error` : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="child-form__row">
        <div className={`child-field${wrong.by ? ' child-field--error' : ''}`}>
          <label className="govuk-label" htmlFor={`${id}-by`}>
            Who decided
          </label>
          {wrong.by && <FieldError id={`${id}-by-error`}>{wrong.by}</FieldError>}
          <input
            id={`${id}-by`}
            className="govuk-input"
            value={decidedBy}
            autoComplete="off"
            aria-describedby={wrong.by ? `${id}-by-error` : undefined}
            onChange={(event) => setDecidedBy(event.target.value)}
          />
        </div>
        <DateField
          label="Decided on"
          text={decidedOn}
          today={today}
          bias="past"
          message={wrong.on ?? ''}
          onChange={setDecidedOn}
        />
        <DateField
          label="Look again on"
          text={lookAgain}
          today={today}
          bias="future"
          message={wrong.look ?? ''}
          onChange={setLookAgain}
        />
      </div>
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
      <div className="hw-row">
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Saving…' : 'Save the delay'}
        </button>
        <button type="button" className="hw-link-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p className="govuk-error-message" id={id}>
      <span className="govuk-visually-hidden">Error:</span> {children}
    </p>
  )
}

export function EndDelay({ child, clock, today, onSaved }: Omit<Props, 'onCancel'>) {
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const announce = useAnnounce()
  const end = async () => {
    setBusy(true)
    setMessage('')
    try {
      await endDelay(child, clock.timescale, today, clock.delay_version ?? 0)
      announce('The delay has ended; the clock counts as before.')
      onSaved()
    } catch (error) {
      setMessage(refusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" className="hw-link-button" disabled={busy} onClick={() => void end()}>
        End the delay today<span className="govuk-visually-hidden">: {clock.name}</span>
      </button>
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
    </>
  )
}
