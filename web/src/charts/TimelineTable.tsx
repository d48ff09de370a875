// The timeline as a table: every item, whatever time is shown above.
import type { IsoDate } from '../api/types'
import { Personal } from '../app/Personal'
import { formatDate } from '../dates/format'
import { dayNumber, lengthInWords } from '../dates/days'
import { homeWords } from './homes'
import { moveWords, type TimelineItem } from './timelineItems'

function untilWords(item: TimelineItem): string {
  if (item.kind !== 'bar') return ''
  return item.ended === null ? 'goes on' : formatDate(item.ended)
}

function detailOf(item: TimelineItem): string {
  const kind =
    item.home && item.home !== 'other' && homeWords[item.home] !== item.label ? homeWords[item.home] : ''
  return [kind, moveWords(item), item.planned ? 'planned' : '', item.detail].filter(Boolean).join('; ')
}

export function TimelineTable({ items, asOf }: { items: TimelineItem[]; asOf: IsoDate }) {
  const today = dayNumber(asOf)
  return (
    <details className="timeline__table">
      <summary>
        The timeline as a table ({items.length} {items.length === 1 ? 'line' : 'lines'})
      </summary>
      <div className="timeline__scroll" role="region" aria-label="Timeline as a table" tabIndex={0}>
        <table className="govuk-table govuk-table--small-text-until-tablet">
          <caption className="govuk-visually-hidden">Everything on the timeline, in order of date</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">How long</th>
              <th scope="col">Lane</th>
              <th scope="col">What</th>
              <th scope="col">More</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id} data-row={item.id}>
                <td className="number">{formatDate(item.on)}</td>
                <td className="number">{untilWords(item)}</td>
                <td>{item.kind === 'bar' ? lengthInWords(item.from, item.until ?? today) : ''}</td>
                <td>{item.laneName}</td>
                <th scope="row">{item.label}</th>
                <td>
                  {detailOf(item)}
                  {item.note && (
                    <p>
                      Note: <Personal kind="note">{item.note}</Personal>
                    </p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
