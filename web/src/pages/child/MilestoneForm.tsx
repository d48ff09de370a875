// Record a milestone: what, which one, when it happened or is planned, what came of it.
import { useEffect, useId, useState, type FormEvent } from 'react'
import { sentenceOf } from '../../api/client'
import type { ChildPage, IsoDate } from '../../api/types'
import { useSession } from '../../app/session'
import { formatNumeric } from '../../dates/format'
import { fetchMilestones, type MilestoneCatalogue } from './api'
import { DateField, typedDate } from './DateField'
import { enteredOf, milestoneChoices } from './milestones'
import { useMilestoneSave, type Standing } from './useMilestoneSave'
import { ordinal } from './words'

interface Props {
  page: ChildPage
  today: IsoDate
  onSaved: () => void
}

export function RecordMilestone(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <details className="child-details child-record" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Record a milestone</summary>
      {open && <Choices {...props} />}
    </details>
  )
}

function Choices(props: Props) {
  const tracker = useSession().trackers[0]?.id
  const [catalogue, setCatalogue] = useState<MilestoneCatalogue | null>(null)
  const [message, setMessage] = useState('')
  useEffect(() => {
    let gone = false
    if (tracker === undefined) {
      setCatalogue({})
      return
    }
    fetchMilestones(tracker).then(
      (found) => !gone && setCatalogue(found),
      (error: unknown) => !gone && setMessage(sentenceOf(error)),
    )
    return () => {
      gone = true
    }
  }, [tracker])
  if (message) return <p className="govuk-error-message">{message}</p>
  if (catalogue === null) return <p className="hw-muted">Reading the kinds of milestone…</p>
  return <MilestoneForm {...props} catalogue={catalogue} />
}

export function MilestoneForm({
  page,
  today,
  onSaved,
  catalogue,
}: Props & { catalogue: MilestoneCatalogue }) {
  const choices = milestoneChoices(page, catalogue)
  const [type, setType] = useState(choices[0]?.type ?? '')
  const choice = choices.find((c) => c.type === type)
  const [nth, setNth] = useState(choice?.nth ?? 1)
  const [before] = useState(() => enteredOf(page, type, nth))
  // The version the fields were filled from, not the page's latest: a colleague's change that arrives
  // while somebody types must be asked about, never overwritten.
  const [seen, setSeen] = useState(before.version)
  const [happened, setHappened] = useState(formatNumeric(before.happened_on))
  const [planned, setPlanned] = useState(formatNumeric(before.planned_on))
  const [outcome, setOutcome] = useState(before.outcome)
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<{ happened?: string; planned?: string }>({})
  const fill = (stands: Standing) => {
    setSeen(stands.version)
    setHappened(formatNumeric(stands.happened_on))
    setPlanned(formatNumeric(stands.planned_on))
    setOutcome(stands.outcome ?? '')
    setNote('')
    setWrong({})
  }
  const { save, busy, message, question } = useMilestoneSave(page.id, (stands) => {
    fill(stands)
    onSaved()
  })
  const id = useId()

  const choose = (nextType: string, nextNth: number) => {
    setType(nextType)
    setNth(nextNth)
    fill(enteredOf(page, nextType, nextNth))
  }

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const did = typedDate(happened, today, 'past')
    const will = typedDate(planned, today, 'future')
    const found: typeof wrong = {}
    if (did.message) found.happened = did.message
    else if (did.date !== null && did.date > today)
      found.happened = 'That day is still to come. Put it under Planned for.'
    if (will.message) found.planned = will.message
    if (!found.happened && !found.planned && did.date === null && will.date === null && seen === 0)
      found.happened = 'Give the day it happened, or the day it is planned for.'
    setWrong(found)
    if (Object.keys(found).length > 0 || !choice) return
    const edit = {
      planned_on: will.date,
      happened_on: did.date,
      ...(outcome.trim() ? { outcome: outcome.trim() } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    }
    void save({ type, nth, name: choice.name, edit }, seen)
  }

  if (!choice)
    return <p>No kind of milestone is set up. Ask your administrator to add them to the configuration.</p>
  return (
    <form className="child-form" onSubmit={onSubmit} noValidate aria-label="Record a milestone">
      <div className="child-form__row">
        <div className="child-field child-field--wide">
          <label className="govuk-label" htmlFor={`${id}-type`}>
            Milestone
          </label>
          <select
            id={`${id}-type`}
            className="govuk-select"
            value={type}
            aria-describedby={`${id}-explained`}
            onChange={(event) => {
              const next = choices.find((c) => c.type === event.target.value)
              if (next) choose(next.type, next.nth)
            }}
          >
            {choices.map((c) => (
              <option key={c.type} value={c.type}>
                {c.name}
              </option>
            ))}
          </select>
        </div>
        <div className="child-field">
          <label className="govuk-label" htmlFor={`${id}-nth`}>
            Which one
          </label>
          <select
            id={`${id}-nth`}
            className="govuk-select"
            value={nth}
            onChange={(event) => choose(type, Number(event.target.value))}
          >
            {Array.from({ length: Math.max(12, nth) }, (_, index) => index + 1).map((n) => (
              <option key={n} value={n}>
                {ordinal(n)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <p className="govuk-hint" id={`${id}-explained`}>
        {choice.explanation}
      </p>
      <div className="child-form__row">
        <DateField
          label="Happened on"
          text={happened}
          today={today}
          bias="past"
          message={wrong.happened ?? ''}
          onChange={setHappened}
        />
        <DateField
          label="Planned for"
          text={planned}
          today={today}
          bias="future"
          message={wrong.planned ?? ''}
          onChange={setPlanned}
        />
        <div className="child-field">
          <label className="govuk-label" htmlFor={`${id}-outcome`}>
            Outcome, if there is one
          </label>
          <input
            id={`${id}-outcome`}
            className="govuk-input"
            list={`${id}-outcomes`}
            value={outcome}
            autoComplete="off"
            onChange={(event) => setOutcome(event.target.value)}
          />
          <datalist id={`${id}-outcomes`}>
            {choice.outcomes.map((word) => (
              <option key={word} value={word} />
            ))}
          </datalist>
        </div>
      </div>
      <div className="child-field">
        <label className="govuk-label" htmlFor={`${id}-note`}>
          Note, if it helps the next person
        </label>
        <textarea
          id={`${id}-note`}
          className="govuk-textarea"
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      {seen > 0 && (
        <p className="govuk-hint">
          An entry is there already: saving changes it, emptying both dates removes it.
        </p>
      )}
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
      <button type="submit" className="govuk-button" disabled={busy}>
        {busy ? 'Saving…' : 'Save the milestone'}
      </button>
      {question}
    </form>
  )
}
