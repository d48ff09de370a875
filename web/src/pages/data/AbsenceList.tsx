// Children whom a return no longer held when it came again: withdrawn, or kept with a reason.
import { useEffect, useId, useRef, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { Absence } from '../../api/types'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { yearInWords } from '../../dates/year'
import { momentInWords } from '../../dates/moment'
import { useAnnounce } from '../../ui/announce'
import { settleAbsence } from './api'
import { Fault } from '../../ui/ui'
import { Settled } from './Settled'
import { useStandingLines } from './useStandingLines'

interface Props {
  absences: Absence[]
  editable: boolean
  onSettled: () => void
}

const firstLines = 10

const keyOf = ({ child, year }: Absence) => `${child} ${year}`

export function AbsenceList({ absences, editable, onSettled }: Props) {
  const [most, setMost] = useState(firstLines)
  const lines = useStandingLines(absences, keyOf)
  return (
    <>
      <ul className="data-conflicts">
        {lines.slice(0, most).map(({ line }) => (
          <AbsenceLine key={keyOf(line)} absence={line} {...{ editable, onSettled }} />
        ))}
      </ul>
      {lines.length > most && (
        <button type="button" className="hw-link-button" onClick={() => setMost(most + 100)}>
          Show more ({formatNumber(lines.length - most)} left)
        </button>
      )}
      {!editable && <p className="hw-muted">A manager can settle these.</p>}
    </>
  )
}

type Outcome = Absence['outcome']

function AbsenceLine({ absence: read, editable, onSettled }: Omit<Props, 'absences'> & { absence: Absence }) {
  const [keeping, setKeeping] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  // What was settled here, with the line as it stood before it: nothing of it moves.
  const [here, setHere] = useState<{ outcome: Outcome; before: Absence } | null>(null)
  const line = useRef<HTMLLIElement>(null)
  const announce = useAnnounce()
  const id = useId()
  useEffect(() => setHere((before) => (before?.outcome === 'open' ? null : before)), [read])
  const absence = here?.before ?? read
  const settled = here && here.outcome !== 'open' ? here.outcome : null
  const facts = `${formatNumber(absence.facts)} ${absence.facts === 1 ? 'fact' : 'facts'}`
  const settle = async (outcome: Outcome, said: string) => {
    setBusy(true)
    setMessage('')
    try {
      await settleAbsence(absence, outcome, outcome === 'stays' ? reason.trim() : undefined)
      setHere(outcome === 'open' && !here ? null : { outcome, before: absence })
      announce(said)
      if (outcome === 'open') line.current?.focus()
      onSettled()
    } catch (error) {
      setMessage(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const reopen = () => void settle('open', 'Undone: this is open again.')
  const rests = busy || settled !== null
  const button = (words: string, onClick: () => void) => (
    <button type="button" className="govuk-button govuk-button--secondary" disabled={rests} onClick={onClick}>
      {words}
      <span className="govuk-visually-hidden">, child {absence.number}</span>
    </button>
  )
  return (
    <li ref={line} tabIndex={-1}>
      <p className="data-conflicts__what">
        <PageLink to={`/children/${absence.child}`}>{absence.number}</PageLink>
      </p>
      <div>
        <p>{statusInWords(absence, facts)}</p>
        {editable && absence.outcome === 'open' && !keeping && (
          <div className="hw-row">
            {button(`Withdraw ${facts}`, () => void settle('withdrawn', `${facts} withdrawn.`))}
            {button('The record stays', () => setKeeping(true))}
          </div>
        )}
        {editable && absence.outcome !== 'open' && (
          <button type="button" className="hw-link-button" disabled={busy} onClick={reopen}>
            Undo<span className="govuk-visually-hidden"> this, child {absence.number}</span>
          </button>
        )}
        {keeping && absence.outcome === 'open' && (
          <>
            <label className="govuk-label" htmlFor={id}>
              Why does the record stay as it is?
            </label>
            <input
              id={id}
              className="govuk-input"
              maxLength={1000}
              value={reason}
              disabled={settled !== null}
              onChange={(event) => setReason(event.target.value)}
            />
            <div className="hw-row">
              {button('Save the reason', () =>
                reason.trim() === ''
                  ? setMessage('Say why the record stays as it is.')
                  : void settle('stays', 'Saved: the record stays.'),
              )}
              <button
                type="button"
                className="hw-link-button"
                disabled={rests}
                onClick={() => setKeeping(false)}
              >
                Cancel
              </button>
            </div>
          </>
        )}
        {settled && (
          <Settled
            words={
              settled === 'withdrawn'
                ? `${facts} of the ${yearInWords(absence.year)} return withdrawn.`
                : 'the record stays.'
            }
            undo={{ about: ` this, child ${absence.number}`, busy, onClick: reopen }}
          />
        )}
        <Fault>{message}</Fault>
      </div>
    </li>
  )
}

function statusInWords({ outcome, year, reason, by, at }: Absence, facts: string): string {
  const settled = by ? ` Settled by ${by}, ${momentInWords(at)}.` : ''
  if (outcome === 'withdrawn')
    return `Was in the ${yearInWords(year)} return and is not any more: what it said was withdrawn.${settled}`
  if (outcome === 'stays')
    return `Was in the ${yearInWords(year)} return and is not any more. The record stays: ${reason}.${settled}`
  return `Was in the last import of the ${yearInWords(year)} return and is not in the one after it, or only without an episode. ${facts} of that return ${facts === '1 fact' ? 'is' : 'are'} held.`
}
