import type { Cell, TrackerCountId, TrackerRow } from '../../api/types'

// The list stands still under the hand. Rows are chosen and put in order when a filter or the order is
// used; until then an edit, of one's own or of a colleague, changes what a row says and not where it
// stands. Pure.

export type Standing =
  | 'matches'
  | 'no_longer_matches' // the filter would leave it out now
  | 'left' // no longer in the tracker: shown as it was seen last

export interface Steady {
  rows: TrackerRow[]
  standing: ReadonlyMap<number, Standing> // by child
  behind: boolean // choosing and ordering anew would give another list
}

// `matching` is what filter and order would give now, `all` what the tracker holds. Children that have
// come to match stand at the end. Without `before` the list is new.
export function steadyRows(
  before: readonly TrackerRow[] | null,
  matching: readonly TrackerRow[],
  all: readonly TrackerRow[],
): Steady {
  const matches = new Map(matching.map((row) => [row.child, row]))
  const held = new Map(all.map((row) => [row.child, row]))
  const kept = (before ?? []).map((row) => held.get(row.child) ?? asSeen(row))
  const known = new Set(kept.map((row) => row.child))
  const rows = [...kept, ...matching.filter((row) => !known.has(row.child))]
  const standing = new Map(
    rows.map(({ child }): [number, Standing] => [
      child,
      matches.has(child) ? 'matches' : held.has(child) ? 'no_longer_matches' : 'left',
    ]),
  )
  const behind = rows.length !== matching.length || rows.some((row, at) => row.child !== matching[at]?.child)
  return { rows, standing, behind }
}

// Nothing can be entered for a child who is no longer there.
function asSeen(row: TrackerRow): TrackerRow {
  if (Object.values(row.cells).every((cell) => cell.edit === null)) return row
  const cells = Object.entries(row.cells).map(([id, cell]) => [id, { ...cell, edit: null }])
  return { ...row, cells: Object.fromEntries(cells) as Record<string, Cell> }
}

// The hidden columns without which some row would not show what put it into the filter.
export function columnsToShow(
  rows: readonly TrackerRow[],
  show: TrackerCountId | null,
  shown: readonly string[],
): string[] {
  if (!show) return []
  const added: string[] = []
  for (const row of rows) {
    const carriers = row.counted[show] ?? []
    const [first] = carriers
    if (first && !carriers.some((id) => shown.includes(id) || added.includes(id))) added.push(first)
  }
  return added
}
