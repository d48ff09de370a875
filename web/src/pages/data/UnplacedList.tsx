// What people entered for a period of care that the returns do not tell any more: it goes to another
// period of the child, or is removed.
import { useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { Unplaced } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { formatDay, formatNumber } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { useAnnounce } from '../../ui/announce'
import { Fault } from '../../ui/ui'
import { settleUnplaced } from './api'
import { Settled } from './Settled'
import { useStandingLines, type Standing } from './useStandingLines'
import './data.css'

interface Props {
  unplaced: Standing<Unplaced>[]
  showChild: boolean
  editable: boolean
  onSettled: () => void
}

const firstLines = 10

const keyOf = ({ child, course }: Unplaced) => `${child} ${course}`

export const useStandingUnplaced = (read: readonly Unplaced[]) => useStandingLines(read, keyOf)

type Outcome = Unplaced['outcome']

export function UnplacedList({ unplaced, showChild, editable, onSettled }: Props) {
  const [most, setMost] = useState(firstLines)
  return (
    <>
      <ul className="data-conflicts">
        {unplaced.slice(0, most).map(({ line, there }) => (
          <UnplacedLine key={keyOf(line)} read={line} {...{ there, showChild, editable, onSettled }} />
        ))}
      </ul>
      {unplaced.length > most && (
        <button type="button" className="hw-link-button" onClick={() => setMost(most + 100)}>
          Show more ({formatNumber(unplaced.length - most)} left)
        </button>
      )}
      {!editable && <p className="hw-muted">A manager can settle these.</p>}
    </>
  )
}

function UnplacedLine({
  read,
  there,
  showChild,
  editable,
  onSettled,
}: Omit<Props, 'unplaced'> & { read: Unplaced; there: boolean }) {
  const { discreet } = useDiscreet()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  // What was settled here, with the line as it stood before it: nothing of it moves.
  const [here, setHere] = useState<{ outcome: Outcome; before: Unplaced } | null>(null)
  const line = useRef<HTMLLIElement>(null)
  const announce = useAnnounce()
  useEffect(() => setHere((before) => (before?.outcome === 'open' ? null : before)), [read])
  const one = here?.before ?? read
  const settled = here && here.outcome !== 'open' ? here.outcome : null
  const settle = async (outcome: Outcome, said: string, period?: string) => {
    setBusy(true)
    setMessage('')
    try {
      await settleUnplaced(one, outcome, period)
      setHere(outcome === 'open' && !here ? null : { outcome, before: one })
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
  const care = `care ${spanInWords(one)}`
  const button = (words: string, onClick: () => void) => (
    <button
      key={words}
      type="button"
      className="govuk-button govuk-button--secondary"
      disabled={busy || settled !== null || !there}
      onClick={onClick}
    >
      {words}
      <span className="govuk-visually-hidden">, entered for {care}</span>
    </button>
  )
  return (
    <li ref={line} tabIndex={-1}>
      <p className="data-conflicts__what">
        {showChild && (
          <>
            <PageLink to={`/children/${one.child}`}>
              {discreet ? `${one.child_initials} ${one.child_number}`.trim() : one.child_label}
            </PageLink>
            :{' '}
          </>
        )}
        Entered for {care}
      </p>
      <div>
        <p>{statusInWords(one)}</p>
        {one.entries.length > 0 && (
          <ul className="govuk-list govuk-list--bullet">
            {one.entries.map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ul>
        )}
        {editable && one.outcome === 'open' && (
          <div className="hw-row">
            {one.periods.map((period) =>
              button(
                `It belongs to care ${spanInWords(period)}`,
                () => void settle('joined', 'Saved: it belongs to that period.', period.started_on),
              ),
            )}
            {button('Remove these entries', () => void settle('removed', 'Removed.'))}
          </div>
        )}
        {editable && one.outcome !== 'open' && (
          <button type="button" className="hw-link-button" disabled={busy} onClick={reopen}>
            Undo<span className="govuk-visually-hidden"> this, entered for {care}</span>
          </button>
        )}
        {settled && (
          <Settled
            words={settled === 'joined' ? 'put into another period of care.' : 'the entries were removed.'}
            undo={{ about: ` this, entered for ${care}`, busy, onClick: reopen }}
          />
        )}
        {!settled && !there && (
          <p className="data-settled hw-muted">
            There is nothing to settle here any more: somebody else has settled it, or a return tells the
            period again.
          </p>
        )}
        <Fault>{message}</Fault>
      </div>
    </li>
  )
}

function spanInWords({ started_on, ended_on }: { started_on: string; ended_on: string | null }): string {
  return `from ${formatDay(started_on)}${ended_on ? ` to ${formatDay(ended_on)}` : ''}`
}

function statusInWords({ outcome, by, at }: Unplaced): string {
  const settled = by ? ` Settled by ${by}, ${momentInWords(at)}.` : ''
  if (outcome === 'joined') return `The entries were put into another period of care.${settled}`
  if (outcome === 'removed') return `The entries were removed.${settled}`
  return 'The returns do not tell this period of care any more. Until somebody says where these entries belong, no clock uses them.'
}
