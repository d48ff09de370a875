import { useCallback, useMemo, useState } from 'react'
import type { TrackerRow } from '../../api/types'
import { filterRows, sortRows, type Filters, type Sort } from './rows'
import { columnsToShow, steadyRows, type Steady } from './steady'
import type { NamedTracker } from './named'

interface Memory {
  key: string
  tracker: NamedTracker
  rows: TrackerRow[]
  added: string[]
}
interface Shown extends Steady {
  matching: TrackerRow[] // what filter and order would give now
  added: string[] // columns shown because of the filter
  refresh: () => void // choose and order anew
}

// The list as steady.ts keeps it, from one use of filter or order to the next.
export function useSteady(
  tracker: NamedTracker | null,
  filters: Filters,
  sort: Sort,
  discreet: boolean,
  shownIds: readonly string[],
): Shown {
  const [turn, setTurn] = useState(0)
  const [memory, setMemory] = useState<Memory | null>(null)
  // A column that is turned on or ordered by comes a moment later.
  const sortable = tracker?.rows.some((row) => row.cells[sort.column])
  const key = JSON.stringify([
    turn,
    tracker?.id,
    tracker?.known_on,
    filters,
    sort,
    sortable,
    discreet,
    shownIds,
  ])
  const before = memory?.key === key ? memory : null
  const matching = useMemo(
    () => (tracker ? sortRows(filterRows(tracker, filters, discreet), sort, tracker, discreet) : []),
    [tracker, filters, sort, discreet],
  )
  const steady = useMemo(
    () => steadyRows(before?.rows ?? null, matching, tracker?.rows ?? []),
    [before, matching, tracker],
  )
  if (tracker && (!before || before.tracker !== tracker)) {
    const kept = before?.added ?? []
    const more = columnsToShow(steady.rows, filters.show, [...shownIds, ...kept])
    setMemory({ key, tracker, rows: steady.rows, added: [...kept, ...more] })
  } else if (!tracker && memory) {
    setMemory(null)
  }
  const refresh = useCallback(() => setTurn((count) => count + 1), [])
  const added = useMemo(() => before?.added ?? [], [before])
  return useMemo(() => ({ ...steady, matching, added, refresh }), [steady, matching, added, refresh])
}
