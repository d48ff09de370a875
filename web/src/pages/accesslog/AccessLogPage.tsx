// Who saw what: every look at a child's record, every list and every file carried off. For administrators.
import { useCallback, useState } from 'react'
import { api, sentenceOf } from '../../api/client'
import type { LookLine } from '../../api/types'
import { useRead } from '../../api/useRead'
import { Personal } from '../../app/Personal'
import { formatNumber } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import '../../ui/logTable.css'

const linesAtFirst = 100

export default function AccessLogPage() {
  const { state, reload } = useRead<LookLine[]>(
    useCallback((signal: AbortSignal) => api.get<LookLine[]>('/api/access-log', { signal }), []),
  )
  useTitle('Access log')
  return (
    <>
      <h1 className="govuk-heading-l">Access log</h1>
      <HowToRead page="access-log">
        Whoever opens a child’s record or a list, or carries one off as a file, stands here, newest first. A
        page that stays open and is brought up to date by colleagues’ work counts once. What was searched for
        is never kept.
      </HowToRead>
      {state.kind === 'loading' && <Skeleton label="Reading the access log" rows={8} />}
      {state.kind === 'failed' && (
        <ErrorPanel title="The access log cannot be shown now" onRetry={reload}>
          {sentenceOf(state.error)}
        </ErrorPanel>
      )}
      {state.kind === 'ready' && <Lines lines={state.value} />}
    </>
  )
}

function Lines({ lines }: { lines: LookLine[] }) {
  const [all, setAll] = useState(false)
  if (lines.length === 0)
    return <EmptyState title="Nobody has looked yet">Open a tracker or a child’s page first.</EmptyState>
  return (
    <>
      <table className="hw-log">
        <caption className="govuk-visually-hidden">Looks, newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Of whom</th>
          </tr>
        </thead>
        <tbody>
          {(all ? lines : lines.slice(0, linesAtFirst)).map((line, at) => (
            <tr key={at}>
              <td>{momentInWords(line.at)}</td>
              <th scope="row">{line.by}</th>
              <td>{line.what}</td>
              <td>
                {line.child_label === 'a list' ? (
                  line.child_label
                ) : (
                  <Personal kind="name">{line.child_label}</Personal>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && lines.length > linesAtFirst && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {formatNumber(lines.length)} lines
        </button>
      )}
    </>
  )
}
