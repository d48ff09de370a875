// What was recognised in the files, and what was wrong with them.
import type { LookOver } from '../../api/types'
import { formatNumber } from '../../dates/format'
import { yearInWords } from '../../dates/year'
import { Opening } from './LookOverChanges'
import { ProblemTable } from './ProblemTable'

export function LookOverFiles({ lookOver }: { lookOver: LookOver }) {
  const { tables, problems, problems_total: total } = lookOver
  return (
    <>
      <Opening title={`Tables recognised (${formatNumber(tables.length)})`}>
        <ul className="data-children">
          {tables.map((one) => (
            <li key={`${one.file} ${one.table}`}>
              {one.file}: {one.table}, {formatNumber(one.rows)} {one.rows === 1 ? 'row' : 'rows'},{' '}
              {yearInWords(one.year)}
            </li>
          ))}
        </ul>
      </Opening>
      {total === 0 ? (
        <p>No problems.</p>
      ) : (
        <Opening title={`Problems (${formatNumber(total)})`}>
          <ProblemTable below total={total} problems={problems} />
        </Opening>
      )}
    </>
  )
}
