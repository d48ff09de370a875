// What is not known, who could fill it, and a field right there.
import { useState, type FormEvent } from 'react'
import type { ChildPage, IsoDate } from '../../api/types'
import { DateField, typedDate } from './DateField'
import { gapsOf, plannedOnOf, type Gap } from './milestones'
import { useMilestoneSave } from './useMilestoneSave'

interface Props {
  page: ChildPage
  today: IsoDate
  editable: boolean
  onSaved: () => void
}

export function Unknown({ page, today, editable, onSaved }: Props) {
  const { needed, others } = gapsOf(page)
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown" className="govuk-heading-m">
        Not known
      </h2>
      {needed.length === 0 && others.length === 0 && <p>Every date this page needs is known.</p>}
      <Gaps gaps={needed} {...{ page, today, editable, onSaved }} />
      {others.length > 0 && (
        <details className="child-details">
          <summary>
            {needed.length > 0 ? 'Other dates' : 'Dates'} not recorded here ({others.length})
          </summary>
          <Gaps gaps={others} {...{ page, today, editable, onSaved }} />
        </details>
      )}
    </section>
  )
}

function Gaps({ gaps, ...rest }: Props & { gaps: Gap[] }) {
  if (gaps.length === 0) return null
  return (
    <ul className="child-unknown">
      {gaps.map((gap) => (
        <GapLine key={`${gap.milestone} ${gap.nth} ${gap.name}`} gap={gap} {...rest} />
      ))}
    </ul>
  )
}

function GapLine({ page, gap, today, editable, onSaved }: Props & { gap: Gap }) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const { save, busy, message, question } = useMilestoneSave(page.id, onSaved)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const typed = typedDate(text, today, 'past')
    if (typed.message) return setWrong(typed.message)
    if (typed.date === null) return setWrong('Type the day it happened, for example 3/2 or today.')
    if (typed.date > today)
      return setWrong('That day is still to come. Use Record a milestone for a planned date.')
    setWrong('')
    const edit = { planned_on: plannedOnOf(page, gap.milestone, gap.nth), happened_on: typed.date }
    void save({ type: gap.milestone, nth: gap.nth, name: gap.name, edit }, gap.version)
  }
  return (
    <li>
      <p>
        <strong>{gap.name}</strong>: {gap.why}{' '}
        {gap.who && <span className="hw-muted">{gap.who} can fill it.</span>}
      </p>
      {editable && gap.editable && (
        <form className="child-fill" onSubmit={onSubmit} noValidate aria-label={`Fill in: ${gap.name}`}>
          <DateField
            label={`${gap.name} happened on`}
            text={text}
            today={today}
            bias="past"
            message={wrong}
            onChange={setText}
          />
          <button type="submit" className="govuk-button govuk-button--secondary" disabled={busy}>
            {busy ? 'Saving…' : 'Save'}
          </button>
        </form>
      )}
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
      {question}
    </li>
  )
}
