import type { Cell, IsoDate, MilestoneEdit } from '../../api/types'
import {
  cannotBePlanned,
  ifRecordIsWrong,
  withoutContradiction,
  type MilestoneHeld,
} from '../child/recording'
import { formatDay } from '../../dates/format'
import { parseDate } from '../../dates/parse'

// Entering a date in a cell: up to today it happened, after today it is planned, nothing removes it.
// An edit names only what it changes; what it does not name stays as it was.

export interface GoodEntry {
  ok: true
  edit: MilestoneEdit // {} = all of it stands there already
  words: string // how it was read, for the person who types; '' = nothing to say
  note: string // set where the text was read in an unusual way
  // What is asked about before it is saved; '' = nothing.
  loses: string // what is held and would be gone: "happened Sun 29 Nov 2026"
  replaces: string // what is held and gives way to another date of its kind
  disagrees: string // what the record says and this does not: "happened Sun 29 Nov 2026"
}
export type Entry = GoodEntry | { ok: false; message: string }

export const nothing: MilestoneEdit = { planned_on: null, happened_on: null, outcome: '', note: '' }

export function entryFrom(text: string, cell: Cell, today: IsoDate): Entry {
  if (text.trim() === '') return removal(cell)
  const parsed = parseDate(text, today, 'either')
  if (!parsed.ok) return parsed
  const entry = parsed.date > today ? plan(parsed.date, cell, today) : event(parsed.date, cell, today)
  return entry.ok ? { ...entry, note: parsed.note ?? '' } : entry
}

// The words of an entry, how it was read included.
export const readingOf = ({ words, note }: GoodEntry) => (note ? `${words} (${note})` : words)

// Why an entry is asked about before it is saved, as what the typed text "would …"; '' = it need not be.
export function objectionTo({ loses, replaces, disagrees }: GoodEntry): string {
  if (loses) return `would remove what is held (${loses})`
  if (replaces) return `would replace what is held (${replaces})`
  return disagrees ? `disagrees with the child’s record (${disagrees})` : ''
}

// When it happened, of the milestone that is entered in this cell, which need not be the one shown (then
// nothing is held of it yet): what a person entered here and what the record tells without it. Where both are held and
// disagree, only the one that counts is known here.
function heldIn(cell: Cell): { entered: IsoDate | null; told: IsoDate | null; both: boolean } {
  const byHand = cell.source === 'hand' && cell.edit !== null && cell.edit.version > 0
  return {
    entered: byHand ? cell.happened_on : null,
    told: cell.source && !byHand ? cell.happened_on : null,
    both: cell.conflict,
  }
}

// What the record tells and no entry takes away; null = nothing that shows.
export const toldIn = (cell: Cell | undefined) => (cell ? heldIn(cell).told : null)

const fresh = { ok: true, note: '', loses: '', replaces: '', disagrees: '' } as const

function event(date: IsoDate, cell: Cell, today: IsoDate): GoodEntry {
  const { entered, told, both } = heldIn(cell)
  const same = cell.happened_on === date
  const edit = same ? {} : withoutContradiction({ happened_on: date }, cell, today)
  return {
    ...fresh,
    edit,
    words: `Happened ${formatDay(date)}`,
    loses: edit.planned_on === null && cell.planned_on ? planned(cell.planned_on) : '',
    replaces: same ? '' : entered ? happened(entered) : both ? enteredBeside : '',
    disagrees: same || !told ? '' : happened(told),
  }
}

const planned = (date: IsoDate) => `planned for ${formatDay(date)}`
const happened = (date: IsoDate) => `happened ${formatDay(date)}`
const enteredBeside = 'the date that was entered beside the record’s'

// A plan for something that is said to have happened can only mean that it has not. What the record says
// cannot be taken away, and a plan would not be seen beside it.
function plan(date: IsoDate, cell: Cell, today: IsoDate): Entry {
  const { entered, told, both } = heldIn(cell)
  const same = cell.planned_on === date
  if ((told || both) && !same) return { ok: false, message: cannotBePlanned(told) }
  const held = { happened_on: both ? null : entered, planned_on: cell.planned_on }
  const edit = withoutContradiction({ planned_on: date }, held, today)
  const loses = edit.happened_on === null && entered ? happened(entered) : ''
  const { planned_on, ...others } = edit
  return {
    ...fresh,
    edit: same ? others : { planned_on: planned_on ?? null, ...others },
    words: `Planned for ${formatDay(date)}`,
    loses,
    replaces: same || !cell.planned_on ? '' : planned(cell.planned_on),
  }
}

// Takes away the dates and what came of them; a note stays. {} = there is nothing to take away.
function removal(cell: Cell): Entry {
  const { entered, told, both } = heldIn(cell)
  const edit = {
    ...(entered || both ? { happened_on: null } : {}),
    ...(cell.planned_on ? { planned_on: null } : {}),
    ...(cell.outcome ? { outcome: '' } : {}),
  }
  if (told && changesNothing(edit)) {
    const message = `${formatDay(told)} comes from the child’s record, was not entered here and cannot be removed here. ${ifRecordIsWrong}`
    return { ok: false, message }
  }
  const rest = heldWords({ happened_on: entered, planned_on: cell.planned_on, outcome: cell.outcome })
  const beside = !entered && both ? enteredBeside : ''
  return { ...fresh, edit, words: '', loses: [beside, rest].filter(Boolean).join(', ') }
}

// "happened Sun 29 Nov 2026, planned for …, outcome: plan agreed"; '' = nothing is held.
export function heldWords(held: MilestoneEdit): string {
  return [
    held.happened_on ? `happened ${formatDay(held.happened_on)}` : '',
    held.planned_on ? `planned for ${formatDay(held.planned_on)}` : '',
    held.outcome ? `outcome: ${held.outcome}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

// What an edit that was saved has changed: "happened Sun 29 Nov 2026 instead of happened …", "the date
// removed (happened …)". `told` is what the record says: without an entered date that one counts.
export function changeWords(
  edit: MilestoneEdit,
  before: MilestoneEdit = {},
  told: IsoDate | null = null,
): string {
  const gone = heldWords({
    happened_on:
      edit.happened_on === undefined || edit.happened_on === before.happened_on
        ? null
        : (before.happened_on ?? null),
    planned_on:
      edit.planned_on === undefined || edit.planned_on === before.planned_on
        ? null
        : (before.planned_on ?? null),
    outcome: edit.outcome === undefined || edit.outcome === before.outcome ? '' : (before.outcome ?? ''),
  })
  const stands = heldWords(edit)
  if (stands) return gone ? `${stands} instead of ${gone}` : stands
  if (told && edit.happened_on === null) return `as the record has it: happened ${formatDay(told)}`
  return gone ? `the date removed (${gone})` : 'the date removed'
}

// Whether all that an edit names stands there.
export function stands(held: MilestoneHeld, edit: MilestoneEdit): boolean {
  const same = (name: keyof MilestoneHeld) =>
    edit[name] === undefined || (edit[name] || null) === (held[name] || null)
  return same('happened_on') && same('planned_on') && same('outcome') && same('note')
}

// What is held of the milestone that is entered in a cell; undefined where the cell does not tell it, since
// what a person entered stands beside what the record says.
export function enteredIn(cell: Cell): MilestoneHeld | null | undefined {
  if (!cell.edit || cell.edit.version === 0) return null
  if (cell.conflict || (cell.source && cell.source !== 'hand')) return undefined
  const { happened_on, planned_on, outcome, note } = cell
  return { happened_on, planned_on, outcome, note }
}

export const changesNothing = (edit: MilestoneEdit) => Object.keys(edit).length === 0

// The date a cell holds for copying: what happened, or else what is planned.
export function dateOf(cell: Cell | undefined): IsoDate | null {
  return cell?.happened_on ?? cell?.planned_on ?? null
}

// ---- taking back, and doing again ------------------------------------------------------------------

export interface EditKey {
  child: number
  type: string
  nth: number
}

// One own edit that can be undone. `batch` ties edits made in one go (a paste).
export interface DoneEdit extends EditKey {
  batch: number
  column: string // where the cell stood
  before: MilestoneEdit // what an undo puts back
  after: MilestoneEdit // what was sent
  versionBefore: number
  version: number // after the edit
}

const sameKey = (a: EditKey, b: EditKey) => a.child === b.child && a.type === b.type && a.nth === b.nth
const mostBatches = 50

export function doneEdit(
  wish: EditKey & { column: string; edit: MilestoneEdit },
  batch: number,
  versionBefore: number,
  { previous, version }: { previous: MilestoneHeld | null; version: number },
): DoneEdit {
  const { child, type, nth, column, edit } = wish
  const before = previous
    ? {
        planned_on: previous.planned_on,
        happened_on: previous.happened_on,
        outcome: previous.outcome,
        note: previous.note,
      }
    : nothing
  return { child, type, nth, column, batch, before, after: edit, versionBefore, version }
}

// A batch is never cut in two: one Undo takes all of it back.
export function remember(done: readonly DoneEdit[], edit: DoneEdit): DoneEdit[] {
  const all = [...done, edit]
  const batches = [...new Set(all.map((each) => each.batch))]
  const forgotten = new Set(batches.slice(0, -mostBatches))
  return all.filter((each) => !forgotten.has(each.batch))
}

// The edits an undo takes back (newest first) and what is left to undo after them.
export function lastBatch(done: readonly DoneEdit[]): { undo: DoneEdit[]; rest: DoneEdit[] } {
  const last = done[done.length - 1]
  if (!last) return { undo: [], rest: [] }
  const undo = done.filter((edit) => edit.batch === last.batch).reverse()
  return { undo, rest: done.filter((edit) => edit.batch !== last.batch) }
}

// An undo is a new version too: earlier own edits of the same milestone carry on from it. A
// colleague's edit between ours leaves versions apart, so that undoing over it asks first.
export function afterUndo(rest: readonly DoneEdit[], undone: DoneEdit, newVersion: number): DoneEdit[] {
  return rest.map((edit) =>
    sameKey(edit, undone) && edit.version === undone.versionBefore ? { ...edit, version: newVersion } : edit,
  )
}

// The undo of an edit as an edit of its own: taking that back does the edit again.
export function reversed(edit: DoneEdit, newVersion: number): DoneEdit {
  return {
    ...edit,
    before: edit.after,
    after: edit.before,
    versionBefore: edit.version,
    version: newVersion,
  }
}
