// The rules of the return over what Homeward holds today, by the worker who can give what is missing.
import { useCallback, useId, useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { RecordCheck } from '../../api/types'
import { useRead } from '../../api/useRead'
import { childLabel, useDiscreet } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import '../../clock/clock.css'
import { formatDay, formatNumber } from '../../dates/format'
import { useLive } from '../../live/useLive'
import { useSettled } from '../../live/useSettled'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import { yearInWords } from '../../dates/year'
import '../data/data.css'
import { fetchRecordCheck } from './api'
import { NotRun } from './NotRun'
import { RecordFindings } from './RecordFindings'
import { counted, onlyTheyCanGive } from './words'
import './returncheck.css'

const settleMilliseconds = 1000
const openAtFirst = 3 // workers whose list stands open
const everybody = '*'

export default function RecordPage() {
  const { state, reload, reloadLive } = useRead<RecordCheck>(
    useCallback((signal: AbortSignal, live: boolean) => fetchRecordCheck(signal, live), []),
  )
  const readSoon = useSettled(reloadLive, settleMilliseconds)
  useTitle('What the return would say today')
  useLive((event) => {
    if (event.kind === 'change' || event.kind === 'reload') readSoon()
  })
  return (
    <div className="data check">
      <p className="data-back">
        <PageLink to="/return-check">All return checks</PageLink>
      </p>
      <h1 className="govuk-heading-l">What the return would say today</h1>
      <HowToRead page="return-check-record">
        The rules of the SSDA903 return, run over what Homeward holds now, so that a gap shows when it can
        still be filled easily. What can only be known when the year ends is not asked for before 31 March.
      </HowToRead>
      {state.kind === 'loading' && <Skeleton label="Running the rules over the record" />}
      {state.kind === 'failed' && (
        <ErrorPanel title="This cannot be shown now" onRetry={reload}>
          {sentenceOf(state.error)}
        </ErrorPanel>
      )}
      {state.kind === 'ready' && <Workers record={state.value} />}
    </div>
  )
}

// A worker in the address: by number; "none" for children without one.
const keyOf = ({ worker_id: worker }: RecordCheck['workers'][number]): string =>
  worker === null ? 'none' : String(worker)

function Workers({ record }: { record: RecordCheck }) {
  const [params, setParams] = useSearchParams()
  const id = useId()
  const chosen = params.get('worker') ?? everybody
  const shown =
    chosen === everybody ? record.workers : record.workers.filter((worker) => keyOf(worker) === chosen)
  const findings = record.workers.reduce((sum, worker) => sum + worker.findings, 0)
  return (
    <>
      <p>
        {yearInWords(record.collection_year)} return as of {formatDay(record.as_of)}:{' '}
        {counted(record.children, 'child', 'children')}, {counted(record.rules_run, 'rule')} run,{' '}
        <strong>{counted(findings, 'thing')} to put right or explain</strong>.
      </p>
      {record.workers.length === 0 ? (
        <EmptyState title="Nothing to put right">
          {record.not_run.length > 0
            ? 'Every rule that could be run over the record passed. Those that could not stand below.'
            : 'Every rule was run over the record and passed.'}
        </EmptyState>
      ) : (
        <div className="hw-row data-filter">
          <label htmlFor={id}>Worker</label>
          <select
            id={id}
            className="govuk-select"
            value={chosen}
            onChange={({ target }) =>
              setParams(
                (before) => {
                  before.delete('worker')
                  if (target.value !== everybody) before.set('worker', target.value)
                  return before
                },
                { replace: true },
              )
            }
          >
            <option value={everybody}>Everybody</option>
            {record.workers.map((worker) => (
              <option key={keyOf(worker)} value={keyOf(worker)}>
                {worker.worker_id === null ? 'Without a worker' : worker.name} (
                {formatNumber(worker.findings)})
              </option>
            ))}
          </select>
        </div>
      )}
      {shown.map((worker, index) => (
        <Worker key={keyOf(worker)} worker={worker} open={chosen !== everybody || index < openAtFirst} />
      ))}
      <NotRun rules={record.not_run} of="record" />
    </>
  )
}

type RecordChild = RecordCheck['workers'][number]['children'][number]
const labelOf = ({ name, initials, child }: RecordChild, discreet: boolean): string =>
  childLabel({ given_name: name, family_name: '', initials, number: child }, discreet)

function Worker({ worker, open }: { worker: RecordCheck['workers'][number]; open: boolean }) {
  const { discreet } = useDiscreet()
  const [shown, setShown] = useState(open)
  return (
    <details className="check-worker" open={open} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <h2 className="govuk-heading-m">{onlyTheyCanGive(worker)}</h2>{' '}
        {worker.team && <span className="hw-muted">{worker.team}</span>}
      </summary>
      <ul className="check-worker__children">
        {shown &&
          worker.children.map((child) => (
            <li key={child.child_id}>
              <h3 className="govuk-heading-s">
                <PageLink to={`/children/${child.child_id}`}>{labelOf(child, discreet)}</PageLink>{' '}
                {!discreet && child.name && <span className="hw-muted">{child.child}</span>}
              </h3>
              <RecordFindings findings={child.findings} />
            </li>
          ))}
      </ul>
    </details>
  )
}
