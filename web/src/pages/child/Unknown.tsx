// What is not known, who could fill it, and a field right there.
import { useState, type FormEvent } from 'react'
import type { ChildPage, IsoDate } from '../../api/types'
import { DateField, typedDate } from './DateField'
import { plannedOnOf } from './milestones'
import { useMilestoneSave } from './useMilestoneSave'

interface Props {
  page: ChildPage
  today: IsoDate
  editable: boolean
  onSaved: () => void
}

export function Unknown({ page, today, editable, onSaved }: Props) {
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown" className="govuk-heading-m">
        Not known
      </h2>
      {page.unknown.length === 0 ? (
        <p>Every date this page needs is known.</p>
      ) : (
        <ul className="child-unknown">
          {page.unknown.map((item) => (
            <UnknownLine
              key={`${item.milestone} ${item.nth}`}
              {...{ page, item, today, editable, onSaved }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function UnknownLine({
  page,
  item,
  today,
  editable,
  onSaved,
}: Props & { item: ChildPage['unknown'][number] }) {
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
    const edit = { planned_on: plannedOnOf(page, item.milestone, item.nth), happened_on: typed.date }
    void save({ type: item.milestone, nth: item.nth, name: item.name, edit }, item.version)
  }
  return (
    <li>
      <p>
        <strong>{item.name}</strong>: {item.why_it_matters}{' '}
        <span className="hw-muted">{item.who_can_fill} can fill it.</span>
      </p>
      {editable && item.editable && (
        <form className="child-fill" onSubmit={onSubmit} noValidate aria-label={`Fill in: ${item.name}`}>
          <DateField
            label={`${item.name} happened on`}
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
