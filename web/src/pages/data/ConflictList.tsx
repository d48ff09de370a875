// Where an imported and an entered date disagree: both, where they come from, and a choice.
import { useRef, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { Conflict } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { formatDay, formatNumber } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { settleConflict } from '../child/api'
import { Fault } from '../../ui/ui'
import { Settled } from './Settled'
import { useStandingLines, type Standing } from './useStandingLines'
import './data.css'

interface Props {
  conflicts: Standing<Conflict>[]
  showChild: boolean
  editable: boolean
  onSettled: () => void
}

const firstLines = 5

// The dates too: another date is another disagreement.
const keyOf = ({ child, milestone, imported_on, entered_on }: Conflict) =>
  `${child} ${milestone} ${imported_on} ${entered_on}`

export const useStandingConflicts = (read: readonly Conflict[]) => useStandingLines(read, keyOf)

export function ConflictList({ conflicts, showChild, editable, onSettled }: Props) {
  const [most, setMost] = useState(firstLines)
  return (
    <>
      <ul className="data-conflicts">
        {conflicts.slice(0, most).map(({ line, there }) => (
          <ConflictLine key={keyOf(line)} conflict={line} {...{ there, showChild, editable, onSettled }} />
        ))}
      </ul>
      {conflicts.length > most && (
        <button type="button" className="hw-link-button" onClick={() => setMost(most + 100)}>
          Show more ({formatNumber(conflicts.length - most)} left)
        </button>
      )}
      {!editable && conflicts.length > 0 && (
        <p className="hw-muted">
          A manager can settle these. Until then Homeward uses the date marked “used now”.
        </p>
      )}
    </>
  )
}

function ConflictLine({
  conflict,
  there,
  showChild,
  editable,
  onSettled,
}: Omit<Props, 'conflicts'> & { conflict: Conflict; there: boolean }) {
  const { discreet } = useDiscreet()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [settled, setSettled] = useState<Conflict['counts'] | null>(null) // here
  const announce = useAnnounce()
  const open = settled === null && there
  const line = useRef<HTMLLIElement>(null)
  const settle = async (counts: Conflict['counts'] | 'open') => {
    setBusy(true)
    setMessage('')
    try {
      await settleConflict(conflict, counts)
      setSettled(counts === 'open' ? null : counts)
      announce(
        counts === 'open'
          ? 'Undone: this is open again.'
          : `Settled: ${conflict.what}, the ${counts} date counts.`,
      )
      if (counts === 'open') line.current?.focus()
      onSettled()
    } catch (error) {
      setMessage(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const side = (counts: Conflict['counts'], date: string, from: string, verb: string) => (
    <div className="data-side">
      <p>
        <strong>{formatDay(date)}</strong>
        {(settled ?? conflict.counts) === counts && (
          <span className="clock-tag clock-tag--running">used now</span>
        )}
      </p>
      <p className="hw-muted">{from}</p>
      {editable && (
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          disabled={busy || !open}
          onClick={() => void settle(counts)}
        >
          {verb}
          <span className="govuk-visually-hidden">
            , {formatDay(date)}, for {conflict.what}
          </span>
        </button>
      )}
    </div>
  )
  return (
    <li ref={line} tabIndex={-1}>
      <p className="data-conflicts__what">
        {showChild && (
          <>
            <PageLink to={`/children/${conflict.child}`}>
              {discreet ? `${conflict.child_initials} ${conflict.child_number}`.trim() : conflict.child_label}
            </PageLink>
            :{' '}
          </>
        )}
        {conflict.what}
      </p>
      <div className="data-sides">
        {side(
          'imported',
          conflict.imported_on,
          `Imported: ${conflict.imported_from}`,
          'Use the imported date',
        )}
        {side('entered', conflict.entered_on, 'Entered here by hand', 'Keep the entered date')}
      </div>
      {settled && (
        <Settled
          words={`the ${settled} date counts, ${formatDay(settled === 'imported' ? conflict.imported_on : conflict.entered_on)}.`}
          undo={
            editable ? { about: ` this, ${conflict.what}`, busy, onClick: () => void settle('open') } : null
          }
        />
      )}
      {!settled && !open && (
        <p className="data-settled hw-muted">
          There is nothing to settle here any more: somebody else has settled it, or a date has changed.
        </p>
      )}
      <Fault>{message}</Fault>
    </li>
  )
}
