// One finding: whose row it is, where it stands, the row with the failing cells marked, and its acceptance.
import { useRef, useState } from 'react'
import { Link } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { Accepted, CheckFinding } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { formatDate, formatNumber } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { acceptFinding, withdrawAcceptance } from './api'
import { AcceptForm } from './AcceptForm'
import { Scrolling } from './Scrolling'
import { isTelling, kSeverities, tableInWords } from './words'

interface Props {
  check: number
  finding: CheckFinding
  withRule: boolean // says the rule above it
  withChild: boolean
  editable: boolean
  // `others`: findings of the same values were accepted with it
  onSettled: (finding: CheckFinding, accepted: Accepted | null, others: boolean) => void
}

export function FindingLine({ check, finding, withRule, withChild, editable, onSettled }: Props) {
  const { accepted } = finding
  const place = `${tableInWords(finding.table)}: ${finding.file}, row ${formatNumber(finding.row)}`
  return (
    <li className={accepted ? 'check-finding check-finding--accepted' : 'check-finding'}>
      {withRule && (
        <div className="check-finding__rule">
          <h3 className="govuk-heading-s">
            <span className="check-code">{finding.rule}</span> {finding.sentence}{' '}
            <span className={`clock-tag ${kSeverities[finding.severity].tag}`}>
              {kSeverities[finding.severity].word}
            </span>
          </h3>
          <p>
            <strong>What to do.</strong> {finding.remedy}
          </p>
        </div>
      )}
      <p className="check-finding__head">
        {withChild && <ChildOf finding={finding} />}
        <span>{place}</span>
        {finding.new && <span className="clock-tag clock-tag--running">New</span>}
        {accepted && <span className="clock-tag clock-tag--met">Accepted</span>}
      </p>
      <Row finding={finding} place={place} />
      <Acceptance {...{ check, finding, place, editable, onSettled }} />
    </li>
  )
}

function ChildOf({ finding }: { finding: CheckFinding }) {
  if (!finding.child) return <span>No child number</span>
  if (finding.child_id === null)
    return (
      <span>
        Child <strong>{finding.child}</strong>
      </span>
    )
  return (
    <Link to={`/children/${finding.child_id}`}>
      Child <strong>{finding.child}</strong>
    </Link>
  )
}

function Row({ finding, place }: { finding: CheckFinding; place: string }) {
  const { discreet } = useDiscreet()
  const marked = finding.cells.some((cell) => cell.failing)
  return (
    <>
      <Scrolling label={`Rule ${finding.rule}, ${place}`} toFailing>
        <table className="check-row">
          <caption className="govuk-visually-hidden">{place}</caption>
          <thead>
            <tr>
              {finding.cells.map(({ column, failing }) => (
                <th key={column} scope="col" className={failing ? 'check-cell--failing' : undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {finding.cells.map(({ column, value, failing }) => (
                <td key={column} className={failing ? 'check-cell--failing' : undefined}>
                  {failing && (
                    <>
                      <span aria-hidden="true" className="check-cell__mark">
                        ✕
                      </span>
                      <span className="govuk-visually-hidden">fails: </span>
                    </>
                  )}
                  {value === '' ? (
                    failing && <i>blank</i>
                  ) : discreet && isTelling(column) ? (
                    <i>hidden</i>
                  ) : (
                    value
                  )}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scrolling>
      {!marked && (
        <p className="hw-muted">No cell is marked: the rule is about what follows from the row as a whole.</p>
      )}
    </>
  )
}

function Acceptance({
  check,
  finding,
  place,
  editable,
  onSettled,
}: Pick<Props, 'check' | 'finding' | 'editable' | 'onSettled'> & { place: string }) {
  const { account, today } = useSession()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const announce = useAnnounce()
  const whose = <span className="govuk-visually-hidden">: {place}</span>
  const withdraw = async () => {
    setBusy(true)
    setMessage('')
    try {
      await withdrawAcceptance(check, finding.id)
      announce('No longer accepted.')
      onSettled(finding, null, false)
      box.current?.focus()
    } catch (error) {
      setMessage(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div ref={box} tabIndex={-1} className="check-acceptance">
      {finding.accepted && (
        <p>
          <strong>Accepted:</strong> {finding.accepted.reason}{' '}
          <span className="hw-muted">
            {finding.accepted.by}, {formatDate(finding.accepted.on)}
          </span>{' '}
          {editable && (
            <button type="button" className="hw-link-button" disabled={busy} onClick={() => void withdraw()}>
              Withdraw{whose}
            </button>
          )}
        </p>
      )}
      {!finding.accepted && editable && !asking && (
        <button type="button" className="hw-link-button" onClick={() => setAsking(true)}>
          Accept with a reason{whose}
        </button>
      )}
      {!finding.accepted && asking && (
        <AcceptForm
          label="Why is this right as it is?"
          verb="Accept"
          onCancel={() => {
            setAsking(false)
            box.current?.focus()
          }}
          onAccept={async (reason) => {
            const { accepted } = await acceptFinding(check, finding.id, reason, false)
            announce('Accepted.')
            setAsking(false)
            onSettled(finding, { reason, by: account.initials, on: today }, accepted > 1)
            box.current?.focus()
          }}
        />
      )}
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
    </div>
  )
}
