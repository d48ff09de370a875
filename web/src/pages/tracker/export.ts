import { withQuery } from '../../api/client'
import type { IsoDate, TrackerColumn, TrackerRow } from '../../api/types'
import { nobody, noneYet, type Filters } from './rows'
import type { NamedTracker } from './named'

interface Shown {
  asOf: IsoDate | null
  columns: readonly TrackerColumn[]
  filters: Filters
  rows: readonly TrackerRow[] // what the filters leave
  discreet: boolean
}

// Where the server gives what is shown as a file. A text filter may be a name, which no address may hold:
// the ids of the children it left stand for it.
export function exportAddress(
  tracker: NamedTracker,
  { asOf, columns, filters, rows, discreet }: Shown,
): string {
  const none = (id: string | number | null, without: string | number) => (id === without ? 'none' : id)
  return withQuery(`/api/trackers/${encodeURIComponent(tracker.id)}/export`, {
    as_of: asOf,
    columns: columns.map((column) => column.id).join(','),
    show: filters.show,
    team: none(filters.team, nobody),
    worker: none(filters.worker, nobody),
    plan: none(filters.plan, noneYet),
    stage: none(filters.stage, noneYet),
    children: filters.text.trim() === '' ? null : rows.map((row) => row.child).join(',') || '0',
    discreet: discreet ? 1 : null,
  })
}
