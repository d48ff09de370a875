// Which check this is, its counts, and what can be done with it as a whole.
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { CheckView } from '../../api/types'
import { useSession } from '../../app/session'
import { formatDate, formatNumber } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { Dialog, HowToRead } from '../../ui/ui'
import { momentInWords } from '../child/words'
import { csvAddress, deleteCheck, workbookAddress } from './api'
import { counted, kSeverities } from './words'

export function Heading({ check }: { check: CheckView }) {
  const { account } = useSession()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <h1 className="govuk-heading-l">Check of return {check.collection_year}</h1>
      <HowToRead page="return-check-result">
        An error must be put right in the case system. A query may be right as it is: then accept it with the
        reason, and it stays accepted until one of its values changes.
      </HowToRead>
      <p>
        Checked {momentInWords(check.checked_at)} by {check.checked_by}, with the rules of {check.rules_year}:{' '}
        {counted(check.children, 'child', 'children')} in {counted(check.files.length, 'file')}.{' '}
        {check.files_kept_until
          ? `The files are deleted on ${formatDate(check.files_kept_until)}; the result stays.`
          : 'The files are deleted; the result stays.'}
      </p>
      <Counts check={check} />
      <div className="hw-row check-tools">
        <a className="govuk-link" href={workbookAddress(check.id)} download>
          Download as Excel workbook
        </a>
        <a className="govuk-link" href={csvAddress(check.id)} download>
          Download as CSV
        </a>
        <button type="button" className="hw-link-button" onClick={() => window.print()}>
          Print
        </button>
        {account.can_import && (
          <button type="button" className="hw-link-button" onClick={() => setAsking(true)}>
            Delete this check
          </button>
        )}
      </div>
      {asking && <DeleteQuestion check={check} onClose={() => setAsking(false)} />}
      <Problems sentences={check.problems} />
    </>
  )
}

function Counts({ check }: { check: CheckView }) {
  const { errors, queries, accepted, passed, not_run: notRun } = check
  const counts = [
    { term: errors === 1 ? 'error' : 'errors', value: errors, note: kSeverities.error.explained },
    { term: queries === 1 ? 'query' : 'queries', value: queries, note: kSeverities.query.explained },
    { term: 'accepted', value: accepted, note: 'looked at, with a reason' },
    { term: passed === 1 ? 'rule passed' : 'rules passed', value: passed, note: 'run, nothing found' },
    {
      term: notRun.length === 1 ? 'rule not run' : 'rules not run',
      value: notRun.length,
      note: notRun.length > 0 ? 'not passed: see below' : 'all were run',
    },
  ]
  return (
    <ul className="check-counts">
      {counts.map(({ term, value, note }) => (
        <li key={note}>
          <strong className="check-counts__value">{formatNumber(value)}</strong> {term}
          <span className="hw-muted">{note}</span>
        </li>
      ))}
    </ul>
  )
}

function Problems({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null
  return (
    <details className="check-details" open={sentences.length <= 3}>
      <summary>{counted(sentences.length, 'problem')} in reading the files</summary>
      <ul>
        {sentences.map((sentence, index) => (
          <li key={`${index} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

function DeleteQuestion({ check, onClose }: { check: CheckView; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const navigate = useNavigate()
  const announce = useAnnounce()
  const remove = async () => {
    setBusy(true)
    try {
      await deleteCheck(check.id)
      announce('The check is deleted.')
      navigate('/return-check')
    } catch (error) {
      setMessage(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Dialog title="Delete this check?" onClose={onClose}>
      <p>
        Its findings and its files are deleted. What was accepted stays accepted in later checks. No child’s
        record is changed.
      </p>
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
      <div className="hw-row">
        <button
          type="button"
          className="govuk-button govuk-button--warning"
          disabled={busy}
          onClick={() => void remove()}
        >
          Delete the check
        </button>
        <button type="button" className="hw-link-button" onClick={onClose}>
          Keep it
        </button>
      </div>
    </Dialog>
  )
}
