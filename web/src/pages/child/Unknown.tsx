// What is not known, who could fill it, and a field right there.
import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { ChildPage, IsoDate } from '../../api/types'
import { DraftNotice } from '../../app/DraftNotice'
import { drafts, useDraft } from '../../app/drafts'
import { useSavedLine, type SavedChange } from '../../ui/saved'
import { DateField, typedDate } from './DateField'
import { seenOf, titleWithNumber } from './choices'
import { gapsOf, type Gap } from './milestones'
import { withoutContradiction } from './recording'
import { useMilestoneSave } from './useMilestoneSave'
import { Fault } from '../../ui/ui'

interface Props {
  page: ChildPage
  today: IsoDate
  editable: boolean
  onSaved: () => void
}

export function Unknown({ page, today, editable, onSaved }: Props) {
  const { needed, others } = gapsOf(page)
  const filled = useFilledMeanwhile(page.id, [...needed, ...others])
  const [opened] = useState(() => others.some((gap) => drafts.has(draftOf(page.id, gap))))
  const heading = useRef<HTMLHeadingElement>(null)
  const { tell, line } = useSavedLine(onSaved, heading)
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown" className="govuk-heading-m" tabIndex={-1} ref={heading}>
        Not known
      </h2>
      {line}
      <p role="status">
        {filled && `${filled}: somebody else has filled it in. What you had typed there was not saved.`}
      </p>
      {needed.length === 0 && others.length === 0 && <p>Every date this page needs is known.</p>}
      <Gaps gaps={needed} {...{ page, today, editable }} onSaved={tell} />
      {others.length > 0 && (
        <details className="child-details" open={opened}>
          <summary>
            {needed.length > 0 ? 'Other dates' : 'Dates'} not recorded here ({others.length})
          </summary>
          <Gaps gaps={others} {...{ page, today, editable }} onSaved={tell} />
        </details>
      )}
    </section>
  )
}

const draftOf = (child: number, gap: Gap) => `gap ${child} ${gap.milestone} ${gap.nth} ${gap.name}`

// The name of a gap that somebody else has filled while a date was being typed for it; '' = none. Its
// field is gone, and with it what was typed.
function useFilledMeanwhile(child: number, gaps: Gap[]): string {
  const [filled, setFilled] = useState('')
  const before = useRef<Gap[]>([])
  useEffect(() => {
    const there = new Set(gaps.map((gap) => draftOf(child, gap)))
    for (const gap of before.current) {
      const key = draftOf(child, gap)
      if (there.has(key) || !drafts.has(key)) continue
      drafts.drop(key)
      setFilled(gap.name)
    }
    before.current = gaps
  }, [child, gaps])
  return filled
}

type GapProps = Omit<Props, 'onSaved'> & { onSaved: (change: SavedChange) => void }

function Gaps({ gaps, ...rest }: GapProps & { gaps: Gap[] }) {
  if (gaps.length === 0) return null
  return (
    <ul className="child-unknown">
      {gaps.map((gap) => (
        <GapLine key={`${gap.milestone} ${gap.nth} ${gap.name}`} gap={gap} {...rest} />
      ))}
    </ul>
  )
}

function GapLine({ page, gap, today, editable, onSaved }: GapProps & { gap: Gap }) {
  const draft = useDraft(draftOf(page.id, gap), '', 'a date under “Not known”')
  const text = draft.value
  const [wrong, setWrong] = useState('')
  const { save, busy, message, question } = useMilestoneSave(
    page.id,
    (change) => {
      draft.clear()
      onSaved(change)
    },
    () => {},
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const typed = typedDate(text, today, 'past')
    if (typed.message) return setWrong(typed.message)
    if (typed.date === null) return setWrong('Type the day it happened, for example 3/2 or today.')
    if (typed.date > today)
      return setWrong('That day is still to come. Use Record a milestone for a planned date.')
    setWrong('')
    const seen = { ...seenOf(page, gap.milestone, gap.nth), version: gap.version }
    void save({
      type: gap.milestone,
      nth: gap.nth,
      name: titleWithNumber(gap.name, gap.nth, gap.nth > 1),
      edit: withoutContradiction({ happened_on: typed.date }, seen, today),
      seen,
      decision: false,
    })
  }
  return (
    <li>
      <p>
        <strong>{gap.name}</strong>: {gap.why}{' '}
        {gap.who && <span className="hw-muted">{gap.who} can fill it.</span>}
      </p>
      {editable && gap.editable && (
        <form className="child-fill" onSubmit={onSubmit} noValidate aria-label={`Fill in: ${gap.name}`}>
          <DraftNotice restored={draft.restored} />
          <DateField
            label={`${gap.name} happened on`}
            text={text}
            today={today}
            bias="past"
            message={wrong}
            alert
            onChange={draft.set}
          />
          <button type="submit" className="govuk-button govuk-button--secondary" disabled={busy}>
            {busy ? 'Saving…' : 'Save'}
          </button>
        </form>
      )}
      <Fault>{message}</Fault>
      {question}
    </li>
  )
}
