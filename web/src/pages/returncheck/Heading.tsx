// Which check this is, its counts, and what can be done with it as a whole.
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { download, sentenceOf } from '../../api/client'
import type { ReturnCheck, RuleSeverity } from '../../api/types'
import { useAsOf, withAsOf } from '../../app/asOf'
import { useSession } from '../../app/session'
import { formatDate, formatNumber } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { useAnnounce } from '../../ui/announce'
import { Dialog, Fault, HowToRead } from '../../ui/ui'
import { yearInWords } from '../../dates/year'
import { csvAddress, deleteCheck, workbookAddress } from './api'
import { counted, severities, stillErrors } from './words'

export function Heading({ check }: { check: ReturnCheck }) {
  const { account } = useSession()
  const [asking, setAsking] = useState(false)
  const [message, setMessage] = useState('')
  const keep = (address: string) => {
    setMessage('')
    download(address).catch((error: unknown) => setMessage(sentenceOf(error)))
  }
  return (
    <>
      <h1 className="govuk-heading-l">Check of the {yearInWords(check.collection_year)} return</h1>
      <HowToRead page="return-check-result">
        An error must be put right in the case system: the DfE does not accept it, so it cannot be accepted
        here. A query may be right as it is: then accept it with the reason, and it stays accepted until one
        of its values changes.
      </HowToRead>
      <p>
        Checked {momentInWords(check.checked_at)} by {check.checked_by}, with the rules of{' '}
        {yearInWords(check.rules_year)}: {counted(check.children, 'child', 'children')} in{' '}
        {counted(check.files.length, 'file')}.{' '}
        {check.files_kept_until
          ? `The files are deleted on ${formatDate(check.files_kept_until)}; the result stays.`
          : 'The files are deleted; the result stays.'}
      </p>
      <Counts check={check} />
      <div className="hw-row check-tools">
        {account.can_export ? (
          <>
            <button type="button" className="hw-link-button" onClick={() => keep(workbookAddress(check.id))}>
              Download as Excel workbook
            </button>
            <button type="button" className="hw-link-button" onClick={() => keep(csvAddress(check.id))}>
              Download as CSV
            </button>
          </>
        ) : (
          <span className="hw-muted">Your role may not download what was found.</span>
        )}
        <button type="button" className="hw-link-button" onClick={() => window.print()}>
          Print
        </button>
        {account.can_import && (
          <button type="button" className="hw-link-button" onClick={() => setAsking(true)}>
            Delete this check
          </button>
        )}
      </div>
      <Fault>{message}</Fault>
      {asking && <DeleteQuestion check={check} onClose={() => setAsking(false)} />}
      <Problems sentences={check.problems} />
    </>
  )
}

function Counts({ check }: { check: ReturnCheck }) {
  const { errors, noted, queries, accepted, passed, not_run: notRun, rules } = check
  const ofThem = (severity: RuleSeverity) => {
    const folded = rules.reduce((sum, rule) => sum + (rule.severity === severity ? rule.folded : 0), 0)
    return folded > 0 ? `; ${formatNumber(folded)} of them go with a wrong start (502)` : ''
  }
  const counts = [
    {
      term: errors === 1 ? 'error' : 'errors',
      value: errors,
      note: severities.error.explained + ofThem('error') + (noted > 0 ? `; ${stillErrors(noted)}` : ''),
    },
    {
      term: queries === 1 ? 'query' : 'queries',
      value: queries,
      note: severities.query.explained + ofThem('query'),
    },
    {
      term: accepted === 1 ? 'query accepted' : 'queries accepted',
      value: accepted,
      note: 'looked at, with a reason',
    },
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
      <summary>{counted(sentences.length, 'thing')} to know about the files</summary>
      <ul>
        {sentences.map((sentence, index) => (
          <li key={`${index} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}

function DeleteQuestion({ check, onClose }: { check: ReturnCheck; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const navigate = useNavigate()
  const { asOf } = useAsOf()
  const announce = useAnnounce()
  const remove = async () => {
    setBusy(true)
    try {
      await deleteCheck(check.id)
      announce('The check is deleted.')
      navigate(withAsOf('/return-check', asOf))
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
      <Fault>{message}</Fault>
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
