// The children something was found about, most findings first.
import { useCallback, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { ReturnCheckChildren } from '../../api/types'
import { useRead } from '../../api/useRead'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { EmptyState, ErrorPanel, Headings, Skeleton } from '../../ui/ui'
import { fetchCheckChildren } from './api'
import { Pages } from './Pages'
import { Scrolling } from './Scrolling'
import { counted } from './words'

const pageRows = 100

export function ChildList({ check }: { check: number }) {
  const [page, setPage] = useState(0)
  const { state, reload } = useRead<ReturnCheckChildren>(
    useCallback(
      (signal: AbortSignal) => fetchCheckChildren(check, page * pageRows, pageRows, signal),
      [check, page],
    ),
  )
  if (state.kind === 'loading') return <Skeleton label="Reading the children" rows={8} />
  if (state.kind === 'failed')
    return (
      <ErrorPanel title="The children cannot be shown" onRetry={reload}>
        {sentenceOf(state.error)}
      </ErrorPanel>
    )
  const { total, children } = state.value
  if (total === 0)
    return <EmptyState title="No child here">Nothing was found about any child of this return.</EmptyState>
  return (
    <>
      <Scrolling label="Findings by child">
        <table className="data-table check-children">
          <caption>
            {counted(total, 'child', 'children')} with findings, most findings first. What goes with a wrong
            start is not counted beside it.
          </caption>
          <Headings
            of={[
              'Child',
              { number: 'Errors' },
              { number: 'Queries' },
              { number: 'New' },
              { number: 'Accepted' },
              'Record',
            ]}
          />
          <tbody>
            {children.map((child) => (
              <tr key={child.child_key}>
                <th scope="row">
                  <PageLink
                    to={`/return-check/${check}?child=${child.child_key}${child.errors + child.queries === 0 ? '&show=accepted' : ''}`}
                  >
                    {child.child}
                  </PageLink>
                </th>
                <td className="number">{formatNumber(child.errors)}</td>
                <td className="number">{formatNumber(child.queries)}</td>
                <td className="number">{child.new > 0 ? formatNumber(child.new) : ''}</td>
                <td className="number">{child.accepted > 0 ? formatNumber(child.accepted) : ''}</td>
                <td>
                  {child.child_id === null ? (
                    <span className="hw-muted">not in Homeward</span>
                  ) : (
                    <PageLink to={`/children/${child.child_id}`}>
                      Open the child’s page<span className="govuk-visually-hidden">: {child.child}</span>
                    </PageLink>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <Pages label="Pages of children" page={page} pages={Math.ceil(total / pageRows)} onPage={setPage} />
    </>
  )
}
