// One finding: whose row it is, where it stands, the row with the failing cells marked, and its
// acceptance, or the note of an error.
import { useRef, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { Acceptance, ReturnFinding } from '../../api/types'
import { drafts } from '../../app/drafts'
import { Personal } from '../../app/Personal'
import { useSession } from '../../app/session'
import { PageLink } from '../../app/PageLink'
import { formatDate, formatNumber } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { acceptFinding, withdrawAcceptance } from './api'
import { AcceptForm } from './AcceptForm'
import { Scrolling } from './Scrolling'
import { counted, severities, personalKind, tableInWords } from './words'
import { Fault } from '../../ui/ui'

interface Props {
  check: number
  finding: ReturnFinding
  withRule: boolean // says the rule above it
  withChild: boolean
  editable: boolean
  // `others`: findings of the same values were accepted with it
  onSettled: (finding: ReturnFinding, accepted: Acceptance, others: boolean) => void
  below?: ReturnFinding[] // what most likely goes with it
  nested?: boolean // stands below the one it goes with
}

export function FindingLine({
  check,
  finding,
  withRule,
  withChild,
  editable,
  onSettled,
  below = [],
  nested = false,
}: Props) {
  const { accepted } = finding
  const place = `${tableInWords(finding.table)}: ${finding.file}, row ${formatNumber(finding.row)}`
  return (
    <li className={accepted ? 'check-finding check-finding--accepted' : 'check-finding'}>
      {withRule && (
        <div className="check-finding__rule">
          <h3 className="govuk-heading-s">
            <span className="check-code">{finding.rule}</span> {finding.sentence}{' '}
            <span className={`clock-tag ${severities[finding.severity].tag}`}>
              {severities[finding.severity].word}
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
      {finding.under !== null && !nested && (
        <p className="hw-muted">
          This episode does not start as last year’s return left it (rule 502). Mend the start first: most
          likely this goes with it.
        </p>
      )}
      <Acceptance {...{ check, finding, place, editable, onSettled }} />
      {below.length > 0 && (
        <details className="check-details">
          <summary>
            {counted(below.length, 'more item')} of this episode {below.length === 1 ? 'differs' : 'differ'}{' '}
            from last year, most likely by the wrong start: {below.map((each) => each.rule).join(', ')}
          </summary>
          <ol className="check-findings">
            {below.map((each) => (
              <FindingLine
                key={each.id}
                check={check}
                finding={each}
                nested
                withRule
                withChild={false}
                editable={editable}
                onSettled={onSettled}
              />
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}

function ChildOf({ finding }: { finding: ReturnFinding }) {
  if (!finding.child) return <span>No child number</span>
  if (finding.child_id === null)
    return (
      <span>
        Child <strong>{finding.child}</strong>
      </span>
    )
  return (
    <PageLink to={`/children/${finding.child_id}`}>
      Child <strong>{finding.child}</strong>
    </PageLink>
  )
}

function Row({ finding, place }: { finding: ReturnFinding; place: string }) {
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
                  ) : (
                    <Personal kind={personalKind(column)}>{value}</Personal>
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
  const draftKey = `accept ${check} ${finding.id}`
  const mayAccept = editable && finding.severity === 'query' && !finding.accepted
  const [asking, setAsking] = useState(() => mayAccept && drafts.has(draftKey))
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
      announce(finding.note ? 'The note is withdrawn.' : 'No longer accepted.')
      onSettled(finding, null, false)
      box.current?.focus()
    } catch (error) {
      setMessage(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  const said = finding.accepted ?? finding.note
  return (
    <div ref={box} tabIndex={-1} className="check-acceptance">
      {said && (
        <p>
          <strong>{finding.accepted ? 'Accepted:' : 'Accepted here, still an error for the DfE:'}</strong>{' '}
          <Personal kind="note">{said.reason}</Personal>{' '}
          <span className="hw-muted">
            {said.by}, {formatDate(said.on)}
          </span>{' '}
          {editable && (
            <button type="button" className="hw-link-button" disabled={busy} onClick={() => void withdraw()}>
              Withdraw{whose}
            </button>
          )}
        </p>
      )}
      {mayAccept && !asking && (
        <button type="button" className="hw-link-button" onClick={() => setAsking(true)}>
          Accept with a reason{whose}
        </button>
      )}
      {mayAccept && asking && (
        <AcceptForm
          draftKey={draftKey}
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
      <Fault>{message}</Fault>
    </div>
  )
}
