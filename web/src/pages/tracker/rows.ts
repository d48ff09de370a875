import type { Cell, TrackerColumn, TrackerCount, TrackerCountId, TrackerRow } from '../../api/types'
import { childLabel } from '../../app/discreet'
import { holdsWords } from '../../ui/fold'
import type { NamedTracker } from './named'

// What the tracker shows, worked out from its JSON: filters, order, sibling groups. Which children a count
// holds and which of two cells is more urgent, the server has said. Pure.

// The children that the server has put into a count.
export const isCounted = (row: TrackerRow, count: TrackerCountId) => row.counted[count] !== undefined

// Children, not clocks: a count is always the number of rows its filter leaves.
export const countOf = (rows: readonly TrackerRow[], count: TrackerCountId) =>
  rows.filter((row) => isCounted(row, count)).length

export const nobody = 0 // in a filter: no team or no worker is known
export const noneYet = 'none' // in a filter: no plan or no stage is known

export interface Filters {
  show: TrackerCountId | null
  team: number | null
  worker: number | null
  plan: string | null
  stage: string | null
  text: string // never part of an address: it may be a name
}

export const noFilters: Filters = { show: null, team: null, worker: null, plan: null, stage: null, text: '' }

export function isFiltered(filters: Filters): boolean {
  return Object.entries(filters).some(([key, value]) => (key === 'text' ? value !== '' : value !== null))
}

// Those of the tracker's children whom the filters leave. Text is looked for in what can be shown of them:
// name, number, worker, team, plan and next step.
export function filterRows(tracker: NamedTracker, filters: Filters, discreet: boolean): TrackerRow[] {
  const typed = filters.text.trim()
  const nameIn = <Id>(items: readonly { id: Id; name: string }[]) => {
    const names = new Map(items.map(({ id, name }) => [id, name]))
    return (id: Id | null) => (id === null ? '' : (names.get(id) ?? ''))
  }
  const [worker, team, plan] = [nameIn(tracker.workers), nameIn(tracker.teams), nameIn(tracker.plans)]
  return tracker.rows.filter((row) => {
    if (filters.show && !isCounted(row, filters.show)) return false
    if (filters.team !== null && (row.team ?? nobody) !== filters.team) return false
    if (filters.worker !== null && (row.worker ?? nobody) !== filters.worker) return false
    if (filters.plan !== null && (row.plan ?? noneYet) !== filters.plan) return false
    if (filters.stage !== null && (row.stage ?? noneYet) !== filters.stage) return false
    if (typed === '') return true
    const plans = [row.plan, ...row.parallel_plans].map(plan)
    const words = [childLabel(row, discreet), row.number, worker(row.worker), team(row.team), ...plans]
    return holdsWords([...words, row.next_step?.what ?? ''].join(' '), typed)
  })
}

export interface Counted {
  all: number // children in the tracker
  left: number // what the filters leave, whatever is shown of them
  counts: (TrackerCount & { children: number })[] // of those, as the tracker counts
}

// The numbers of a team, a worker, a plan: of what is chosen beside `show`, which picks one of the numbers.
export function countedUnder(tracker: NamedTracker, filters: Filters, discreet: boolean): Counted {
  const left = filterRows(tracker, { ...filters, show: null }, discreet)
  const counts = tracker.counts.map((count) => ({ ...count, children: countOf(left, count.id) }))
  return { all: tracker.rows.length, left: left.length, counts }
}

// `column` is a column's id or 'waiting': days without permanence, whether or not shown.
export interface Sort {
  column: string
  descending: boolean
}
export const longestWaiting: Sort = { column: 'waiting', descending: true }

type Key = string | number | null

export function sortKey(
  row: TrackerRow,
  column: TrackerColumn | null,
  tracker: NamedTracker,
  discreet: boolean,
): Key {
  switch (column?.show) {
    case undefined:
    case 'waiting_days':
      return row.waiting_days
    case 'child':
      return discreet
        ? childLabel(row, true)
        : `${row.family_name} ${row.given_name}`.trim().toLowerCase() || null
    case 'age':
      return row.age_days
    case 'in_care_days':
      return row.in_care_days
    case 'worker':
      return tracker.workers.find((worker) => worker.id === row.worker)?.name ?? null
    case 'team':
      return tracker.teams.find((team) => team.id === row.team)?.name ?? null
    case 'stage': {
      const place = tracker.stages.findIndex((stage) => stage.id === row.stage)
      return place < 0 ? null : place * 100_000 + (row.stage_days ?? 0)
    }
    case 'plan':
      return tracker.plans.find((plan) => plan.id === row.plan)?.name ?? null
    case 'next_step':
      return row.next_step?.due_on ?? null
    case 'legal_status':
      return row.legal_status || null
    case 'placement':
      return row.placement || null
    case 'moves':
      return row.moves_12_months
    case 'clock':
    case 'milestone':
      return row.cells[column.id]?.rank ?? null
  }
}

// Unknown comes last in both directions; ties stay in the order longest waiting, then number.
export function sortRows(
  rows: readonly TrackerRow[],
  sort: Sort,
  tracker: NamedTracker,
  discreet: boolean,
): TrackerRow[] {
  const column = tracker.columns.find((each) => each.id === sort.column) ?? null
  const keyed = rows.map((row) => ({ row, key: sortKey(row, column, tracker, discreet) }))
  const direction = sort.descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key !== b.key) {
      if (a.key === null) return 1
      if (b.key === null) return -1
      const order =
        typeof a.key === 'number' && typeof b.key === 'number'
          ? a.key - b.key
          : String(a.key).localeCompare(String(b.key), 'en-GB')
      if (order !== 0) return order * direction
    }
    return (b.row.waiting_days ?? -1) - (a.row.waiting_days ?? -1) || a.row.number.localeCompare(b.row.number)
  })
  return keyed.map((each) => each.row)
}

export interface ChildLine {
  kind: 'child'
  id: string // "c12"
  row: TrackerRow
  inGroup: boolean // stands under its open group
}
export interface GroupLine {
  kind: 'group'
  id: string // "g14"
  group: number
  children: TrackerRow[] // those shown, in order; always two or more
  size: number // brothers and sisters in the tracker, shown or not
  expanded: boolean
}
export type Line = ChildLine | GroupLine

// Brothers and sisters as one line that opens into children. The group stands where its first child
// would; a child whose brothers and sisters are all filtered away stands alone.
export function linesOf(
  sorted: readonly TrackerRow[],
  all: readonly TrackerRow[],
  together: boolean,
  open: ReadonlySet<number>,
): Line[] {
  const line = (row: TrackerRow, inGroup: boolean): ChildLine => ({
    kind: 'child',
    id: `c${row.child}`,
    row,
    inGroup,
  })
  if (!together) return sorted.map((row) => line(row, false))
  const shown = new Map<number, TrackerRow[]>()
  for (const row of sorted) {
    if (row.sibling_group === null) continue
    const group = shown.get(row.sibling_group)
    if (group) group.push(row)
    else shown.set(row.sibling_group, [row])
  }
  const sizes = new Map<number, number>()
  for (const row of all) {
    if (row.sibling_group !== null) sizes.set(row.sibling_group, (sizes.get(row.sibling_group) ?? 0) + 1)
  }
  const lines: Line[] = []
  for (const row of sorted) {
    const group = row.sibling_group
    const children = group === null ? undefined : shown.get(group)
    if (group === null || !children || children.length < 2) {
      lines.push(line(row, false))
      continue
    }
    if (children[0] !== row) continue
    const expanded = open.has(group)
    lines.push({
      kind: 'group',
      id: `g${group}`,
      group,
      children,
      size: sizes.get(group) ?? children.length,
      expanded,
    })
    if (expanded) lines.push(...children.map((child) => line(child, true)))
  }
  return lines
}

// The clock or milestone cell at a place; a group's line has none of its own.
export function cellOf(line: Line | undefined, column: string): Cell | undefined {
  return line?.kind === 'child' ? line.row.cells[column] : undefined
}

// "Jones x3"; "Jones, Smith x3" when names differ; the group's number in discreet mode.
export function groupLabel(line: GroupLine, discreet: boolean): string {
  const names = [...new Set(line.children.map((child) => child.family_name).filter(Boolean))]
  const first = line.children[0]
  const name =
    discreet || names.length === 0 ? (first?.sibling_label ?? '') || `Group ${line.group}` : names.join(', ')
  const part = line.children.length < line.size ? `, ${line.children.length} shown` : ''
  return `${name} x${line.size}${part}`
}

// "2–7" in whole years; '' when no age is known.
export function agesOf(children: readonly TrackerRow[]): string {
  const years = children.flatMap((child) =>
    child.age_days === null ? [] : [Math.floor(child.age_days / 365.25)],
  )
  if (years.length === 0) return ''
  const youngest = Math.min(...years)
  const oldest = Math.max(...years)
  return youngest === oldest ? `${youngest}` : `${youngest}–${oldest}`
}

// The most urgent cell of a column among brothers and sisters, and how many share its state.
export function mostUrgent(
  children: readonly TrackerRow[],
  column: string,
): { cell: Cell; same: number } | null {
  const cells = children.flatMap((child) => child.cells[column] ?? [])
  const [first, ...rest] = cells
  if (!first) return null
  const cell = rest.reduce((best, each) => (each.rank < best.rank ? each : best), first)
  return { cell, same: cells.filter((each) => each.state === cell.state).length }
}

// What two versions of a row differ in: the ids of the clock and milestone columns.
export function changedColumns(before: TrackerRow, after: TrackerRow): string[] {
  return Object.entries(after.cells).flatMap(([id, b]) => {
    const a = before.cells[id]
    if (!a) return [] // of a column that nobody has turned on
    return a.words !== b.words || a.happened_on !== b.happened_on || a.planned_on !== b.planned_on ? id : []
  })
}

// The tracker with the cells of one more column.
export function withColumn(
  tracker: NamedTracker,
  column: string,
  cells: Readonly<Record<string, Cell>>,
): NamedTracker {
  return {
    ...tracker,
    rows: tracker.rows.map((row) => {
      const cell = cells[row.child]
      return cell ? { ...row, cells: { ...row.cells, [column]: cell } } : row
    }),
  }
}

// The tracker with one row replaced, added (at the end) or, with null, removed.
export function withRow(tracker: NamedTracker, child: number, row: TrackerRow | null): NamedTracker {
  const known = tracker.rows.some((each) => each.child === child)
  if (!row) return known ? { ...tracker, rows: tracker.rows.filter((each) => each.child !== child) } : tracker
  if (!known) return { ...tracker, rows: [...tracker.rows, row] }
  return { ...tracker, rows: tracker.rows.map((each) => (each.child === child ? row : each)) }
}

// What a heading says when it is pointed at: the full name of what its cells hold, where the heading is
// a short one, and what it means.
export function headingTip(
  { title, show, explanation, milestone }: TrackerColumn,
  tracker: NamedTracker,
): string {
  if (show !== 'milestone') return explanation
  const name = milestone ? tracker.milestones[milestone]?.name : undefined
  return name && name !== title ? `${name}. ${explanation}`.trim() : explanation
}
