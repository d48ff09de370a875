import type { Cell, IsoDate, MilestoneEdit, MilestoneSaved } from '../../api/types'
import { formatDate } from '../../dates/format'
import { parseDate } from '../../dates/parse'

// Entering a date in a cell: up to today it happened, after today it is planned, nothing removes it.

export type Entry = { ok: true; edit: MilestoneEdit; words: string } | { ok: false; message: string }

export const nothing: MilestoneEdit = { planned_on: null, happened_on: null, outcome: '' }

export function entryFrom(text: string, cell: Cell, today: IsoDate): Entry {
  if (text.trim() === '') return { ok: true, edit: nothing, words: 'Removes the date' }
  const parsed = parseDate(text, today, 'either')
  if (!parsed.ok) return parsed
  return entryOn(parsed.date, cell, today)
}

export function entryOn(date: IsoDate, cell: Cell, today: IsoDate): Entry & { ok: true } {
  const kept = cell.outcome ? { outcome: cell.outcome } : {}
  return date > today
    ? {
        ok: true,
        edit: { ...kept, planned_on: date, happened_on: null },
        words: `Planned for ${formatDate(date)}`,
      }
    : {
        ok: true,
        edit: { ...kept, planned_on: cell.planned_on, happened_on: date },
        words: `Happened ${formatDate(date)}`,
      }
}

// The date a cell holds for copying: what happened, or else what is planned.
export function dateOf(cell: Cell | undefined): IsoDate | null {
  return cell?.happened_on ?? cell?.planned_on ?? null
}

export interface EditKey {
  child: number
  type: string
  nth: number
}

// One own edit that can be undone. `batch` ties edits made in one go (a paste).
export interface DoneEdit extends EditKey {
  batch: number
  before: MilestoneEdit // what an undo puts back
  versionBefore: number
  version: number // after the edit
}

const sameKey = (a: EditKey, b: EditKey) => a.child === b.child && a.type === b.type && a.nth === b.nth
const longestMemory = 100

export function doneEdit(
  key: EditKey,
  batch: number,
  versionBefore: number,
  saved: MilestoneSaved,
): DoneEdit {
  return { ...key, batch, before: saved.previous ?? nothing, versionBefore, version: saved.version }
}

export function remember(done: readonly DoneEdit[], edit: DoneEdit): DoneEdit[] {
  return [...done, edit].slice(-longestMemory)
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
