// A reason, without which nothing is accepted.
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { sentenceOf } from '../../api/client'

interface Props {
  label: string
  verb: string
  onAccept: (reason: string) => Promise<void> // throws what the server refuses
  onCancel: () => void
}

const kMostCharacters = 1000

export function AcceptForm({ label, verb, onAccept, onCancel }: Props) {
  const [reason, setReason] = useState('')
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') {
      setMessage('Write the reason first: the next person needs to know why this is right.')
      field.current?.focus()
      return
    }
    setBusy(true)
    setMessage('')
    try {
      await onAccept(reason.trim())
    } catch (error) {
      setMessage(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <form className="check-accept" onSubmit={(event) => void onSubmit(event)} noValidate aria-label={label}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="govuk-hint" id={`${id}-hint`}>
        Kept with your name and the day. It stays accepted in later checks until one of the values changes.
        Name no child.
      </div>
      {message && (
        <p className="govuk-error-message" id={`${id}-error`} role="alert">
          <span className="govuk-visually-hidden">Error:</span> {message}
        </p>
      )}
      <textarea
        ref={field}
        id={id}
        className={`govuk-textarea${message ? ' govuk-textarea--error' : ''}`}
        rows={2}
        maxLength={kMostCharacters}
        value={reason}
        aria-describedby={message ? `${id}-hint ${id}-error` : `${id}-hint`}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
        }}
      />
      <div className="hw-row">
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Saving…' : verb}
        </button>
        <button type="button" className="hw-link-button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}
