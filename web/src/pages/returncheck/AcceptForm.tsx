// A reason, without which nothing is accepted.
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { sentenceOf } from '../../api/client'
import { DraftNotice } from '../../app/DraftNotice'
import { useDraft } from '../../app/drafts'

interface Props {
  draftKey: string // where a reason that is being typed is kept
  label: string
  verb: string
  onAccept: (reason: string) => Promise<void> // throws what the server refuses
  onCancel: () => void
}

const mostCharacters = 1000

export function AcceptForm({ draftKey, label, verb, onAccept, onCancel }: Props) {
  const draft = useDraft(draftKey, '', 'the reason')
  const reason = draft.value
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
      draft.clear()
    } catch (error) {
      setMessage(sentenceOf(error))
      setBusy(false)
    }
  }
  const giveUp = () => {
    draft.clear()
    onCancel()
  }
  return (
    <form className="check-accept" onSubmit={(event) => void onSubmit(event)} noValidate aria-label={label}>
      <DraftNotice restored={draft.restored} />
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="govuk-hint" id={`${id}-hint`}>
        Kept with your name and the day. It stays accepted in later checks until one of the values changes. Do
        not write a child’s name.
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
        maxLength={mostCharacters}
        value={reason}
        aria-describedby={message ? `${id}-hint ${id}-error` : `${id}-hint`}
        onChange={(event) => draft.set(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') giveUp()
        }}
      />
      <div className="hw-row">
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Saving…' : verb}
        </button>
        <button type="button" className="hw-link-button" onClick={giveUp}>
          Cancel
        </button>
      </div>
    </form>
  )
}
