import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { TrackerColumn, TrackerRow } from '../../api/types'
import { formatDay } from '../../dates/format'
import { cellText } from './cellText'
import type { NamedTracker } from './named'

interface Props {
  rows: readonly TrackerRow[]
  columns: readonly TrackerColumn[]
  tracker: NamedTracker
  discreet: boolean
}

// A plain table of what is shown, made only when the page is printed.
export function PrintTable({ rows, columns, tracker, discreet }: Props) {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  if (!printing) return null
  return (
    <table className="hw-print">
      <caption>
        {tracker.name}, {rows.length} children, as of {formatDay(tracker.as_of)}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.child}>
            {columns.map((column) =>
              column.show === 'child' ? (
                <th key={column.id} scope="row">
                  {cellText(row, column, tracker, discreet)}
                </th>
              ) : (
                <td key={column.id}>{cellText(row, column, tracker, discreet)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
