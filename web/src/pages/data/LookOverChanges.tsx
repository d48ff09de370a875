// Which facts would come, change and go, and whose.
import type { ReactNode } from 'react'
import type { LookOver, LookOverChild } from '../../api/types'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { Headings } from '../../ui/ui'

const mostListed = 200 // the server names no more

type Counts = Pick<LookOver, 'added' | 'changed' | 'withdrawn'>

export function countsInWords({ added, changed, withdrawn }: Counts): string {
  const parts = [
    added > 0 && `${formatNumber(added)} added`,
    changed > 0 && `${formatNumber(changed)} changed`,
    withdrawn > 0 && `${formatNumber(withdrawn)} withdrawn`,
  ].filter(Boolean)
  return parts.join(', ') || 'nothing'
}

export function LookOverChanges({ lookOver }: { lookOver: LookOver }) {
  const { facts, concerned, concerned_total: total, absent } = lookOver
  return (
    <>
      <p>
        Facts: <strong>{countsInWords(lookOver)}</strong>.
      </p>
      {facts.length > 0 && (
        <Opening title="Facts by kind">
          <table className="data-table">
            <caption className="govuk-visually-hidden">Facts by kind</caption>
            <Headings of={['Kind', { number: 'Added' }, { number: 'Changed' }, { number: 'Withdrawn' }]} />
            <tbody>
              {facts.map((fact) => (
                <tr key={fact.word}>
                  <th scope="row">{fact.word}</th>
                  <td className="number">{formatNumber(fact.added)}</td>
                  <td className="number">{formatNumber(fact.changed)}</td>
                  <td className="number">{formatNumber(fact.withdrawn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Opening>
      )}
      {concerned.length > 0 && (
        <Opening title={`Children concerned (${formatNumber(total)})`}>
          <ChildList of={concerned} />
          {total > concerned.length && <p>And {formatNumber(total - concerned.length)} more.</p>}
        </Opening>
      )}
      {absent.length > 0 && (
        <Opening
          title={`Children who are no longer in this return (${absent.length >= mostListed ? 'the first ' : ''}${formatNumber(absent.length)})`}
        >
          <p>
            Their records stay as they are. After the import they are listed on this page, and a person says
            whether what the return said of them is withdrawn or stays.
          </p>
          <ChildList of={absent} />
          {absent.length >= mostListed && (
            <p>There may be more than these {mostListed}: after the import all of them are listed.</p>
          )}
        </Opening>
      )}
    </>
  )
}

export function Opening({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{title}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  )
}

function ChildList({ of }: { of: LookOverChild[] }) {
  return (
    <ul className="data-children">
      {of.map((child) => (
        <li key={child.number}>
          {child.child === null ? (
            <>
              {child.number} <span className="hw-muted">new</span>
            </>
          ) : (
            <PageLink to={`/children/${child.child}`}>{child.number}</PageLink>
          )}
          {child.added + child.changed + child.withdrawn > 0 && `: ${countsInWords(child)}`}
        </li>
      ))}
    </ul>
  )
}
