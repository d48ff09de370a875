// The findings of one rule, of one child, or all that are new: page by page, each with its row.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { Acceptance, ReturnFinding, ReturnFindings, CheckedRule, ReturnCheck } from '../../api/types'
import { useRead } from '../../api/useRead'
import { drafts } from '../../app/drafts'
import { useSession } from '../../app/session'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { EmptyState, ErrorPanel, Skeleton } from '../../ui/ui'
import { acceptFinding, fetchFindings, type FindingState } from './api'
import { AcceptForm } from './AcceptForm'
import { FindingLine } from './FindingLine'
import { Pages } from './Pages'
import { counted, faultsOf, severities, openOf, stillErrors } from './words'

const pageRows = 25
const states: { state: FindingState; words: string; none: string }[] = [
  { state: 'open', words: 'Open', none: 'Nothing is open here: all was accepted, or nothing was found.' },
  { state: 'new', words: 'New', none: 'Nothing here is new since the last check.' },
  { state: 'accepted', words: 'Accepted', none: 'Nothing here was accepted.' },
  { state: 'all', words: 'All', none: 'Nothing was found here.' },
]

interface Props {
  check: ReturnCheck
  rule: string | null
  childKey: string | null
  show: FindingState
  onChanged: () => void // counts of the check are no longer right
}

export function Findings({ check, rule: code, childKey, show, onChanged }: Props) {
  const { account } = useSession()
  const [params] = useSearchParams()
  const [turned, setTurned] = useState({ show, offset: 0 })
  const offset = turned.show === show ? turned.offset : 0 // another view begins at its first finding
  const [changed, setChanged] = useState<ReadonlyMap<number, Acceptance>>(new Map())
  const list = useRef<HTMLHeadingElement>(null)
  const rule = check.rules.find((each) => each.rule === code) ?? null
  const { state, reload } = useRead<ReturnFindings>(
    useCallback(
      (signal: AbortSignal) =>
        fetchFindings(check.id, { rule: code, childKey, state: show, offset, limit: pageRows }, signal),
      [check.id, code, childKey, show, offset],
    ),
  )
  useEffect(() => setChanged(new Map()), [state])
  const findings = useMemo(
    () =>
      state.kind === 'ready'
        ? state.value.findings.map((finding) =>
            changed.has(finding.id)
              ? { ...finding, accepted: changed.get(finding.id) ?? null, note: null }
              : finding,
          )
        : [],
    [state, changed],
  )
  const address = (wanted: FindingState) => {
    const next = new URLSearchParams(params)
    next.set('show', wanted)
    return `/return-check/${check.id}?${next.toString()}`
  }
  const settled = (finding: ReturnFinding, accepted: Acceptance, others: boolean) => {
    setChanged((before) => new Map(before).set(finding.id, accepted))
    if (others) reload()
    onChanged()
  }
  const allSettled = () => {
    reload()
    onChanged()
    list.current?.focus()
  }
  const faults = useMemo(() => faultsOf(findings), [findings])
  const firstOpen = findings.find((finding) => finding.accepted === null)
  // What was accepted or withdrawn meanwhile no longer stands before the next page.
  const left = findings.filter((finding) => !belongs(finding, show)).length
  const page = Math.ceil(offset / pageRows)
  const turnTo = (next: number) => {
    setTurned({ show, offset: next > page ? offset + pageRows - left : Math.max(0, offset - pageRows) })
    list.current?.focus()
  }
  return (
    <>
      <Title rule={rule} code={code} childKey={childKey} first={findings[0]} show={show} />
      <nav className="check-views" aria-label="Which findings">
        {states
          .filter(({ state: each }) => each !== 'new' || check.previous_check_id !== null)
          .filter(({ state: each }) => each !== 'accepted' || rule?.severity !== 'error')
          .map(({ state: each, words }) => (
            <PageLink key={each} to={address(each)} replace aria-current={each === show ? 'page' : undefined}>
              {words}
              {rule && <span className="check-views__count"> {formatNumber(countOf(rule, each))}</span>}
            </PageLink>
          ))}
      </nav>
      {rule?.severity === 'query' && account.can_import && firstOpen && openOf(rule) > 1 && (
        <AcceptAll check={check} rule={rule} finding={firstOpen} onAccepted={allSettled} />
      )}
      {state.kind === 'loading' && <Skeleton label="Reading the findings" rows={8} />}
      {state.kind === 'failed' && (
        <ErrorPanel title="The findings cannot be shown" onRetry={reload}>
          {sentenceOf(state.error)}
        </ErrorPanel>
      )}
      {state.kind === 'ready' && (
        <>
          <h2 className="govuk-heading-s check-total" ref={list} tabIndex={-1}>
            {counted(state.value.total - state.value.folded, 'finding')}
            {state.value.folded > 0 &&
              `, and ${counted(state.value.folded, 'more', 'more')} that most likely ${state.value.folded === 1 ? 'goes' : 'go'} with a wrong start`}
          </h2>
          {state.value.total === 0 && (
            <EmptyState title="None">{states.find((each) => each.state === show)?.none}</EmptyState>
          )}
          <ol className="check-findings">
            {faults.map(({ finding, below }, index) => (
              <FindingLine
                key={finding.id}
                check={check.id}
                finding={finding}
                withRule={code === null && finding.rule !== faults[index - 1]?.finding.rule}
                withChild={childKey === null}
                editable={account.can_import}
                onSettled={settled}
                below={below}
              />
            ))}
          </ol>
          <Pages
            label="Pages of findings"
            page={page}
            pages={page + Math.ceil((state.value.total - offset) / pageRows)}
            onPage={turnTo}
          />
        </>
      )}
    </>
  )
}

function belongs(finding: ReturnFinding, show: FindingState): boolean {
  if (show === 'open') return finding.accepted === null
  return show !== 'accepted' || finding.accepted !== null
}

function countOf(rule: CheckedRule, state: FindingState): number {
  if (state === 'open') return openOf(rule)
  if (state === 'new') return rule.new
  return state === 'accepted' ? rule.accepted : rule.findings
}

function Title({
  rule,
  code,
  childKey,
  first,
  show,
}: {
  rule: CheckedRule | null
  code: string | null
  childKey: string | null
  first: ReturnFinding | undefined
  show: FindingState
}) {
  if (rule)
    return (
      <>
        <h1 className="govuk-heading-l">
          Rule {rule.rule}{' '}
          <span className={`clock-tag ${severities[rule.severity].tag}`}>
            {severities[rule.severity].word}
          </span>
        </h1>
        <p className="check-sentence">{rule.sentence}</p>
        <p>
          <strong>What to do.</strong> {rule.remedy}
          {rule.severity === 'query'
            ? ' If it is right as it is, accept it with the reason.'
            : ' An error cannot be accepted here, since the DfE does not accept it.'}
        </p>
        {rule.noted > 0 && <p>{stillErrors(rule.noted)}: the reason stands with each, as a note.</p>}
        {rule.reading && (
          <p className="hw-muted">
            <strong>How the rule is read here.</strong> {rule.reading}
          </p>
        )}
        {!rule.severity_confirmed && (
          <p className="hw-muted">
            We have no official source that says whether this is an error or a query, so we went by the rule’s
            own words.
          </p>
        )}
      </>
    )
  if (code !== null) return <h1 className="govuk-heading-l">Rule {code}</h1>
  if (childKey !== null)
    return (
      <h1 className="govuk-heading-l">
        {first ? `Child ${first.child}` : 'One child'}
        {first && first.child_id !== null && (
          <>
            {' '}
            <PageLink className="govuk-link check-to-child" to={`/children/${first.child_id}`}>
              Open the child’s page
            </PageLink>
          </>
        )}
      </h1>
    )
  return (
    <h1 className="govuk-heading-l">{show === 'new' ? 'New since the last check' : 'All that was found'}</h1>
  )
}

function AcceptAll({
  check,
  rule,
  finding,
  onAccepted,
}: {
  check: ReturnCheck
  rule: CheckedRule
  finding: ReturnFinding
  onAccepted: () => void
}) {
  const draftKey = `accept all ${check.id} ${rule.rule}`
  const [open, setOpen] = useState(() => drafts.has(draftKey))
  const announce = useAnnounce()
  const button = useRef<HTMLButtonElement>(null)
  const cancelled = useRef(false)
  useEffect(() => {
    if (!open && cancelled.current) button.current?.focus()
  }, [open])
  const words = `all ${formatNumber(openOf(rule))} open findings of rule ${rule.rule}`
  if (!open)
    return (
      <p>
        <button ref={button} type="button" className="hw-link-button" onClick={() => setOpen(true)}>
          Accept {words}
        </button>
      </p>
    )
  return (
    <AcceptForm
      draftKey={draftKey}
      label={`Why are ${words} right as they are?`}
      verb="Accept all"
      onCancel={() => {
        cancelled.current = true
        setOpen(false)
      }}
      onAccept={async (reason) => {
        const { accepted } = await acceptFinding(check.id, finding.id, reason, true)
        announce(`${counted(accepted, 'finding')} accepted.`)
        cancelled.current = false
        setOpen(false)
        onAccepted()
      }}
    />
  )
}
