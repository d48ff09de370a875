import { describe, expect, it } from 'vitest'
import type { MilestoneEdit } from '../../api/types'
import { afterUndo, dateOf, doneEdit, entryFrom, lastBatch, nothing, remember, type DoneEdit } from './edits'
import { cellWith } from './fixtures'

const today = '2026-02-11'

describe('entering a date in a cell', () => {
  it.each<[string, string, Partial<Parameters<typeof cellWith>[0]>, MilestoneEdit]>([
    ['today happened', 'today', {}, { happened_on: '2026-02-11', planned_on: null }],
    ['the past happened, and the plan is kept', '3/2', { planned_on: '2026-02-02' }, { happened_on: '2026-02-03', planned_on: '2026-02-02' }],
    ['tomorrow is planned', '+1', {}, { happened_on: null, planned_on: '2026-02-12' }],
    ['a plan takes the place of what was said to have happened', '6/3/26', { happened_on: '2026-02-01' }, { happened_on: null, planned_on: '2026-03-06' }],
    ['an outcome stays', '-1', { outcome: 'plan agreed' }, { happened_on: '2026-02-10', planned_on: null, outcome: 'plan agreed' }],
    ['nothing removes all', ' ', { happened_on: '2026-02-01', outcome: 'x' }, nothing],
  ])('%s', (_name, typed, cell, edit) => {
    expect(entryFrom(typed, cellWith(cell), today)).toMatchObject({ ok: true, edit })
  }) // prettier-ignore

  it('refuses in words what is no date', () => {
    expect(entryFrom('31/2', cellWith(), today)).toEqual({ ok: false, message: '31/2 is not a date.' })
  })

  it('copies what happened, or else what is planned', () => {
    expect(dateOf(cellWith({ happened_on: '2026-02-01', planned_on: '2026-01-30' }))).toBe('2026-02-01')
    expect(dateOf(cellWith({ planned_on: '2026-03-01' }))).toBe('2026-03-01')
    expect(dateOf(cellWith())).toBeNull()
  })
})

describe('taking own edits back', () => {
  const key = { child: 7, type: 'planning_meeting', nth: 1 }
  const previous: MilestoneEdit = { planned_on: null, happened_on: '2026-01-20' }
  const saved = (version: number, before: MilestoneEdit | null = previous) => ({
    version,
    sequence: 50,
    previous: before,
  })

  it('puts back what stood there, or nothing where nothing stood', () => {
    expect(doneEdit(key, 1, 3, saved(4))).toMatchObject({ before: previous, version: 4, versionBefore: 3 })
    expect(doneEdit(key, 1, 0, saved(1, null)).before).toEqual(nothing)
  })

  it('takes a paste back in one go, newest first', () => {
    let done: DoneEdit[] = []
    done = remember(done, doneEdit({ ...key, child: 1 }, 1, 0, saved(1)))
    done = remember(done, doneEdit({ ...key, child: 2 }, 2, 0, saved(1)))
    done = remember(done, doneEdit({ ...key, child: 3 }, 2, 0, saved(1)))
    const { undo, rest } = lastBatch(done)
    expect(undo.map((edit) => edit.child)).toEqual([3, 2])
    expect(rest.map((edit) => edit.child)).toEqual([1])
    expect(lastBatch([])).toEqual({ undo: [], rest: [] })
  })

  it('goes back step by step through several edits of one date', () => {
    const first = doneEdit(key, 1, 3, saved(4))
    const second = doneEdit(key, 2, 4, saved(5))
    const { undo, rest } = lastBatch([first, second])
    expect(undo).toEqual([second])
    // taking the second back made version 6: the first must be taken back from there
    expect(afterUndo(rest, second, 6)[0]?.version).toBe(6)
  })

  it('asks first where a colleague came between', () => {
    const first = doneEdit(key, 1, 3, saved(4))
    const second = doneEdit(key, 2, 8, saved(9)) // 5 to 8 were others'
    expect(afterUndo([first], second, 10)[0]?.version).toBe(4)
  })

  it('leaves other dates alone', () => {
    const other = doneEdit({ ...key, nth: 2 }, 1, 3, saved(4))
    expect(afterUndo([other], doneEdit(key, 2, 4, saved(5)), 6)[0]?.version).toBe(4)
  })
})
