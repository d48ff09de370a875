import type { IsoDate, MilestoneEdit, TrackerColumn } from '../../api/types'
import { changesNothing, entryFrom, objectionTo, readingOf, type EditKey } from './edits'
import { cellOf, type Line } from './rows'

// What a paste, a fill or one typed date would do, worked out before anything is sent: what can be
// saved, what cannot and why, and what is held that would give way. Pure.

export interface Wish extends EditKey {
  column: string // where the cell stands
  edit: MilestoneEdit
  version: number // seen when it was typed
}

// A place in the tracker, named without a name: labels are made when they are drawn.
export interface Place {
  row: number | null // of the block that was pasted, from 1; null for a single cell
  child: number | null // null: no child's row
  column: string // '' = outside of the columns
}
export interface Refusal extends Place {
  why: string
  unsaved?: true // something was entered here: whoever leaves the page is asked first
  sure?: Wish // set where the server asks whether the date can be right: sent, it says that it is
}
export interface Task {
  place: Place
  wish: Wish
  objection: string // why it is asked about first, "would remove …"; '' = it need not be
  gives: string // what is held and would be gone, replaced or disagreed with; '' = nothing
  note: string // set where the text was read in an unusual way
  reading: string // the same with the day that was read
  typed: string // what was entered
}
export interface Plan {
  asked: number // cells with something in them
  tasks: Task[]
  refused: Refusal[]
  blank: number // cells without text: they leave what stands there
  same: number // cells that hold this already
}

export interface Filling {
  line: Line | undefined // undefined: below the last row
  column: TrackerColumn | undefined // undefined: right of the last column
  row: number | null
  text: string
}

export function planOf(fillings: readonly Filling[], today: IsoDate): Plan {
  const plan: Plan = { asked: 0, tasks: [], refused: [], blank: 0, same: 0 }
  for (const filling of fillings) {
    if (filling.text.trim() === '') {
      plan.blank++
      continue
    }
    plan.asked++
    const step = stepOf(filling, today)
    if (step === 'same') plan.same++
    else if ('why' in step) plan.refused.push(step)
    else plan.tasks.push(step)
  }
  return plan
}

export function stepOf({ line, column, row, text }: Filling, today: IsoDate): Task | Refusal | 'same' {
  const child = line?.kind === 'child' ? line.row.child : null
  const place: Omit<Refusal, 'why'> = { row, child, column: column?.id ?? '', unsaved: true }
  const cell = cellOf(line, column?.id ?? '')
  if (!line) return { ...place, why: 'it lies below the last child' }
  if (!column) return { ...place, why: 'it lies to the right of the last column' }
  if (line.kind === 'group') return { ...place, why: 'this row is a group: open it and fill each child' }
  if (!cell?.edit) return { ...place, why: 'this cell cannot be filled here' }
  const entry = entryFrom(text, cell, today)
  if (!entry.ok) return { ...place, why: naming(text, entry.message) }
  if (changesNothing(entry.edit)) return 'same'
  const { type, nth, version } = cell.edit
  return {
    place: { row, child, column: column.id },
    wish: { child: line.row.child, type, nth, version, column: column.id, edit: entry.edit },
    objection: objectionTo(entry),
    gives: [
      entry.loses,
      entry.replaces,
      entry.disagrees && `the child’s record says ${entry.disagrees}; both dates are kept`,
    ]
      .filter(Boolean)
      .join(', '),
    note: entry.note,
    reading: entry.note ? readingOf(entry) : '',
    typed: text,
  }
}

// The refusal with what was typed in it.
function naming(text: string, message: string): string {
  const said = text.replace(/\s+/g, ' ').trim()
  return message.includes(said) || said.length > 60 ? message : `${said}: ${message}`
}

// A task made by a form of its own, which has shown what it does.
export function taskOf(
  wish: Wish,
  place: Place = { row: null, child: wish.child, column: wish.column },
): Task {
  return { place, wish, objection: '', gives: '', note: '', reading: '', typed: '' }
}

// A block of a spreadsheet laid out from a place: its cells with the lines and columns they fall on.
export function layOut(
  block: readonly (readonly string[])[],
  lineAt: (down: number) => Line | undefined,
  columnAt: (across: number) => TrackerColumn | undefined,
): Filling[] {
  return block.flatMap((cells, down) =>
    cells.map((text, across) => ({
      line: lineAt(down),
      column: columnAt(across),
      row: block.length > 1 ? down + 1 : null,
      text,
    })),
  )
}

// ---- what came of it -------------------------------------------------------------------------------

export interface Report {
  id: number
  asked: number
  refused: Refusal[]
}
// What was saved, taken back or done again last, with the way back.
export interface Outcome {
  kind: 'saved' | 'undone' | 'redone'
  items: { child: number; column: string; words: string }[]
  also: string[] // "2 empty cells were left as they are"
}

// A paste on its way.
export interface Progress {
  saved: number
  of: number
}

// What was pasted and could not be saved, since the session ended in the midst of it.
export interface Unsent {
  child: number
  column: string
  typed: string
}

export function reportTitle({ asked, refused }: Report): string {
  if (asked <= 1) return 'Not saved'
  if (refused.length === asked) return `None of the ${asked} was saved`
  return `${refused.length} of ${asked} ${refused.length === 1 ? 'was' : 'were'} not saved`
}

// The reports without what has been saved since; a report with nothing left to say is gone.
export function withoutPlace(reports: readonly Report[], child: number, column: string): Report[] {
  const other = (refusal: Refusal) => refusal.child !== child || refusal.column !== column
  if (!reports.some((report) => !report.refused.every(other))) return reports as Report[]
  return reports
    .map((report) => ({ ...report, refused: report.refused.filter(other) }))
    .filter((report) => report.refused.length > 0)
}

export function asideOf(plan: Plan): string[] {
  const cells = (count: number, one: string, many: string) =>
    count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`]
  return [
    ...cells(plan.blank, 'empty cell left as it was', 'empty cells left as they were'),
    ...cells(plan.same, 'date was there already', 'dates were there already'),
  ]
}
