// One check: what changed since the last, then everything by rule or by child; a rule or a child opens
// into its findings. What is shown stands in the address, without any child's number.
import { useCallback } from 'react'
import { useParams, useSearchParams } from 'react-router-dom'
import { isNotFound, sentenceOf } from '../../api/client'
import type { ReturnCheck } from '../../api/types'
import { useRead } from '../../api/useRead'
import { PageLink } from '../../app/PageLink'
import '../../clock/clock.css'
import { EmptyState, ErrorPanel, Skeleton, useTitle } from '../../ui/ui'
import { yearInWords } from '../../dates/year'
import '../data/data.css'
import { fetchCheck, type FindingState } from './api'
import { Changes } from './Changes'
import { ChildList } from './ChildList'
import { Files } from './Files'
import { Findings } from './Findings'
import { Heading } from './Heading'
import { NotRun } from './NotRun'
import { RuleList } from './RuleList'
import './returncheck.css'

const states: FindingState[] = ['open', 'new', 'accepted', 'all']

export default function CheckPage() {
  const id = Number(useParams()['check'])
  useTitle('Return check')
  if (!Number.isInteger(id) || id <= 0) return <NoSuchCheck />
  return <LoadedCheck key={id} id={id} />
}

function NoSuchCheck() {
  return (
    <EmptyState page title="No such check here">
      It may have been deleted, or belong to another authority. Open Return check above to see all checks.
    </EmptyState>
  )
}

function LoadedCheck({ id }: { id: number }) {
  const { state, reload } = useRead<ReturnCheck>(
    useCallback((signal: AbortSignal) => fetchCheck(id, signal), [id]),
  )
  if (state.kind === 'loading') return <Skeleton label="Opening the check" rows={14} />
  if (state.kind === 'failed') {
    if (isNotFound(state.error)) return <NoSuchCheck />
    return (
      <ErrorPanel page title="This check cannot be shown now" onRetry={reload}>
        {sentenceOf(state.error)}
      </ErrorPanel>
    )
  }
  return <Shown check={state.value} onChanged={reload} />
}

function Shown({ check, onChanged }: { check: ReturnCheck; onChanged: () => void }) {
  const [params] = useSearchParams()
  const rule = params.get('rule')
  const childKey = params.get('child')
  const asked = params.get('show') as FindingState | null
  const show = asked && states.includes(asked) ? asked : null
  if (rule !== null || childKey !== null || show !== null)
    return (
      <div className="data check">
        <p className="data-back">
          <PageLink to={`/return-check/${check.id}${childKey !== null ? '?by=child' : ''}`}>
            The whole check of the {yearInWords(check.collection_year)} return
          </PageLink>
        </p>
        <Findings
          key={`${rule ?? ''} ${childKey ?? ''}`}
          check={check}
          rule={rule}
          childKey={childKey}
          show={show ?? 'open'}
          onChanged={onChanged}
        />
      </div>
    )
  const byChild = params.get('by') === 'child'
  return (
    <div className="data check">
      <p className="data-back">
        <PageLink to="/return-check">All return checks</PageLink>
      </p>
      <Heading check={check} />
      <Changes check={check} />
      <section aria-labelledby="found">
        <h2 id="found" className="govuk-heading-m">
          What was found
        </h2>
        <nav className="check-views" aria-label="Order of what was found">
          <PageLink to={`/return-check/${check.id}`} aria-current={byChild ? undefined : 'page'}>
            By rule
          </PageLink>
          <PageLink to={`/return-check/${check.id}?by=child`} aria-current={byChild ? 'page' : undefined}>
            By child
          </PageLink>
        </nav>
        {byChild ? <ChildList check={check.id} /> : <RuleList check={check} />}
      </section>
      <NotRun rules={check.not_run} of="files" />
      <Files files={check.files} />
    </div>
  )
}
