// A purposeful delay: why, who decided, when it is looked at again. It is shown and still counted. The form
// opens with what is held; only what is changed is sent.
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import type { Clock, IsoDate } from '../../api/types'
import { DraftNotice } from '../../app/DraftNotice'
import { useDraft } from '../../app/drafts'
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary'
import type { SavedChange } from '../../ui/saved'
import { heldDelay, saveDelay } from './api'
import { DateField } from './DateField'
import {
  delays,
  editOf,
  noDelay,
  typedFrom,
  wrongWith,
  type SeenDelay,
  type TypedDelay,
  type WrongDelay,
} from './delays'
import { TextField } from './TextField'
import { overTheirs, useSave } from './useSave'
import { Fault } from '../../ui/ui'

interface Props {
  child: number
  clock: Clock
  today: IsoDate
  onSaved: (change: SavedChange) => void
  onCancel: () => void
}

// Where a delay that is being typed is kept; a clock with one opens its form.
export const delayDraft = (child: number, clock: Clock) => `delay ${child} ${clock.timescale}`

const nameOf = (clock: Clock) => `Delay of ${clock.name}`

// What was typed, with what the fields were filled from; null = nothing.
type Unsaved = (TypedDelay & { seen: SeenDelay }) | null

export function DelayForm({ child, clock, today, onSaved, onCancel }: Props) {
  const draft = useDraft<Unsaved>(delayDraft(child, clock), null, 'the delay')
  const held = clock.delay ?? noDelay
  const fields = draft.value ?? { ...typedFrom(held), seen: held }
  const { seen } = fields
  const [wrong, setWrong] = useState<WrongDelay>({})
  const [errors, setErrors] = useState<FormError[]>([])
  const form = useRef<HTMLFormElement>(null)
  const id = useId()
  const put = (change: Partial<TypedDelay>) => {
    const next = { ...fields, ...change }
    const untouched = typedFrom(seen)
    const touched = (Object.keys(untouched) as (keyof TypedDelay)[]).some(
      (each) => next[each] !== untouched[each],
    )
    draft.set(touched ? next : null)
  }
  const { save, busy, message, question } = useSave(
    delays,
    (change) => {
      draft.clear()
      onSaved(change)
    },
    (theirs) =>
      draft.set(
        theirs.version > 0
          ? { ...overTheirs<TypedDelay>(fields, typedFrom(seen), typedFrom(theirs)), seen: theirs }
          : { ...fields, seen: noDelay },
      ),
  )
  useEffect(() => {
    if (message) setErrors([{ field: '', sentence: message }])
  }, [message])
  // The button that opened it is gone.
  useEffect(() => {
    if (document.activeElement === document.body) form.current?.querySelector('textarea')?.focus()
  }, [])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const found = wrongWith(fields, seen, today)
    const list = Object.entries(found).map(([field, sentence]) => ({
      field: field && `${id}-${field}`,
      sentence,
    }))
    setWrong(found)
    setErrors(list)
    if (list.length > 0) return
    void save({
      name: nameOf(clock),
      edit: editOf(fields, seen, today),
      seen,
      decision: false,
      write: (edit, version) => saveDelay(child, clock.timescale, edit, version),
      lookUp: () => heldDelay(child, clock.timescale),
    })
  }

  return (
    <form
      className="child-form"
      ref={form}
      onSubmit={onSubmit}
      noValidate
      aria-label={`Delay on purpose: ${clock.name}`}
    >
      <DraftNotice restored={draft.restored} />
      <ErrorSummary errors={errors} />
      <p className="govuk-hint">It will show as waiting on purpose and still be counted.</p>
      <TextField
        id={`${id}-reason`}
        label="Why waiting is better for this child"
        text={fields.reason}
        rows={2}
        message={wrong.reason}
        onChange={(reason) => put({ reason })}
      />
      <div className="child-form__row">
        <TextField
          id={`${id}-decidedBy`}
          label="Who decided"
          text={fields.decidedBy}
          message={wrong.decidedBy}
          onChange={(decidedBy) => put({ decidedBy })}
        />
        <DateField
          id={`${id}-decidedOn`}
          label="Decided on"
          text={fields.decidedOn}
          today={today}
          bias="past"
          message={wrong.decidedOn ?? ''}
          onChange={(decidedOn) => put({ decidedOn })}
        />
        <DateField
          id={`${id}-lookAgain`}
          label="Look again on"
          text={fields.lookAgain}
          today={today}
          bias="future"
          message={wrong.lookAgain ?? ''}
          onChange={(lookAgain) => put({ lookAgain })}
        />
      </div>
      <div className="hw-row">
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Saving…' : 'Save the delay'}
        </button>
        <button
          type="button"
          className="hw-link-button"
          onClick={() => {
            draft.clear()
            onCancel()
          }}
        >
          Cancel
        </button>
      </div>
      {question}
    </form>
  )
}

interface EndProps extends Omit<Props, 'onCancel'> {
  delay: SeenDelay
  onStale: () => void // somebody changed it meanwhile
}

export function EndDelay({ child, clock, delay, today, onSaved, onStale }: EndProps) {
  const { save, busy, message, question } = useSave(delays, onSaved, onStale)
  const end = () =>
    save({
      name: nameOf(clock),
      edit: { ended_on: today },
      seen: delay,
      decision: false,
      write: (edit, version) => saveDelay(child, clock.timescale, edit, version),
      lookUp: () => heldDelay(child, clock.timescale),
    })
  return (
    <>
      <button type="button" className="hw-link-button" disabled={busy} onClick={() => void end()}>
        End the delay today<span className="govuk-visually-hidden">: {clock.name}</span>
      </button>
      <Fault>{message}</Fault>
      {question}
    </>
  )
}
