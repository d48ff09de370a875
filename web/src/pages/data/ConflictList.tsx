// Where an imported and an entered date disagree: both, where they come from, and a choice.
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { ConflictView } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { formatDay, formatNumber } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { settleConflict } from '../child/api'
import './data.css'

interface Props {
  conflicts: ConflictView[]
  showChild: boolean
  editable: boolean
  onSettled: () => void
}

const kFirstLines = 5

export function ConflictList({ conflicts, showChild, editable, onSettled }: Props) {
  const [most, setMost] = useState(kFirstLines)
  return (
    <>
      <ul className="data-conflicts">
        {conflicts.slice(0, most).map((conflict) => (
          <ConflictLine
            key={`${conflict.child} ${conflict.subject}`}
            {...{ conflict, showChild, editable, onSettled }}
          />
        ))}
      </ul>
      {conflicts.length > most && (
        <button type="button" className="hw-link-button" onClick={() => setMost(most + 100)}>
          Show more ({formatNumber(conflicts.length - most)} left)
        </button>
      )}
      {!editable && conflicts.length > 0 && (
        <p className="hw-muted">
          A manager can settle these. Until then the one marked “counts now” is used.
        </p>
      )}
    </>
  )
}

function ConflictLine({
  conflict,
  showChild,
  editable,
  onSettled,
}: Omit<Props, 'conflicts'> & { conflict: ConflictView }) {
  const { discreet } = useDiscreet()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const announce = useAnnounce()
  const settle = async (counts: ConflictView['counts']) => {
    setBusy(true)
    setMessage('')
    try {
      await settleConflict(conflict, counts)
      announce(`Settled: ${conflict.what}, the ${counts} date counts.`)
      onSettled()
    } catch (error) {
      setMessage(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const side = (counts: ConflictView['counts'], date: string, from: string, verb: string) => (
    <div className="data-side">
      <p>
        <strong>{formatDay(date)}</strong>
        {conflict.counts === counts && <span className="clock-tag clock-tag--running">counts now</span>}
      </p>
      <p className="hw-muted">{from}</p>
      {editable && (
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          disabled={busy}
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
    <li>
      <p className="data-conflicts__what">
        {showChild && (
          <>
            <Link to={`/children/${conflict.child}`}>
              {discreet ? 'Child (name hidden)' : conflict.child_label}
            </Link>
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
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
    </li>
  )
}
