import { describe, expect, it } from 'vitest'
import type { MilestoneEdit } from '../../api/types'
import type { MilestoneHeld } from '../child/recording'
import {
  afterUndo, changesNothing, changeWords, dateOf, doneEdit, entryFrom, lastBatch, nothing, objectionTo, readingOf, remember, reversed, type DoneEdit,
} from './edits' // prettier-ignore
import { cellWith } from './fixtures'

const today = '2026-02-11'

describe('entering a date in a cell', () => {
  it.each<[string, string, Partial<Parameters<typeof cellWith>[0]>, MilestoneEdit]>([
    ['today happened', 'today', {}, { happened_on: '2026-02-11' }],
    ['the past happened, and the plan is not named', '3/2', { planned_on: '2026-02-02' }, { happened_on: '2026-02-03' }],
    ['tomorrow is planned, and what happened is not named', '+1', {}, { planned_on: '2026-02-12' }],
    ['a plan takes the place of what was said to have happened', '6/3/26', { happened_on: '2026-02-01' }, { happened_on: null, planned_on: '2026-03-06' }],
    ['an outcome is not named', '-1', { outcome: 'plan agreed' }, { happened_on: '2026-02-10' }],
    ['what stands there already is not sent', '1/2/26', { happened_on: '2026-02-01' }, {}],
    ['what happened takes away the plan for a day to come', 'today', { planned_on: '2026-03-01' }, { happened_on: '2026-02-11', planned_on: null }],
    ['nothing removes what is held', ' ', { happened_on: '2026-02-01', outcome: 'x' }, { happened_on: null, outcome: '' }],
    ['nothing removes nothing', '', {}, {}],
  ])('%s', (_name, typed, cell, edit) => {
    const entry = entryFrom(typed, cellWith(cell), today)
    expect(entry.ok && entry.edit).toEqual(edit)
  }) // prettier-ignore

  it.each<[string, string, Partial<Parameters<typeof cellWith>[0]>, string, string, string]>([
    ['says weekday and year', '3/2', {}, 'Happened Tue 3 Feb 2026', '', ''],
    ['a plan for what happened says what it would remove', '3/3', { happened_on: '2026-02-01' }, 'Planned for Tue 3 Mar 2026', 'happened Sun 1 Feb 2026', ''],
    ['another date says what it replaces', '3/2', { happened_on: '2026-02-01' }, 'Happened Tue 3 Feb 2026', '', 'happened Sun 1 Feb 2026'],
    ['so does another plan', '3/3', { planned_on: '2026-03-01' }, 'Planned for Tue 3 Mar 2026', '', 'planned for Sun 1 Mar 2026'],
    ['what happened is asked to take the plan for a day to come away', 'today', { planned_on: '2026-03-01' }, 'Happened Wed 11 Feb 2026', 'planned for Sun 1 Mar 2026', ''],
    ['emptied', '', { happened_on: '2026-02-01', planned_on: '2026-01-30' }, '', 'happened Sun 1 Feb 2026, planned for Fri 30 Jan 2026', ''],
    ['an empty cell says nothing of removing', '', {}, '', '', ''],
  ])('%s', (_name, typed, cell, words, loses, replaces) => {
    expect(entryFrom(typed, cellWith(cell), today)).toMatchObject({ ok: true, words, loses, replaces })
  }) // prettier-ignore

  it('says once that a day number is one', () => {
    const entry = entryFrom('46023', cellWith(), today)
    expect(entry.ok && readingOf(entry)).toBe(
      'Happened Thu 1 Jan 2026 (46023 is a spreadsheet’s number for this day)',
    )
    expect(entry.ok && entry.words).toBe('Happened Thu 1 Jan 2026')
  })

  const imported = (change: Parameters<typeof cellWith>[0] = {}) =>
    cellWith({ happened_on: '2013-08-02', source: 'extract', ...change })
  it.each(['3/3', ''])('does not take away what the record says: “%s”', (typed) => {
    const entry = entryFrom(typed, imported(), today)
    expect(entry).toEqual({ ok: false, message: expect.stringContaining('child’s record') as string })
    expect(entry).toEqual({ ok: false, message: expect.stringContaining('Fri 2 Aug 2013') as string })
  })

  it('asks before another date stands beside what the record says', () => {
    const entry = entryFrom('-3', imported(), today)
    expect(entry).toMatchObject({ edit: { happened_on: '2026-02-08' }, disagrees: 'happened Fri 2 Aug 2013' })
    expect(entry.ok && objectionTo(entry)).toBe('disagrees with the child’s record (happened Fri 2 Aug 2013)')
    const same = entryFrom('2/8/2013', imported(), today)
    expect(same.ok && same.edit).toEqual({})
  })

  it('removes what was entered beside the record, and a plan, and says that the record stays', () => {
    const both = { source: 'hand', conflict: true, planned_on: '2026-03-01' } as const
    const entry = entryFrom('', imported(both), today)
    expect(entry.ok && entry.edit).toEqual({ happened_on: null, planned_on: null })
    expect(entryFrom('3/3', imported(both), today).ok).toBe(false)
    expect(changeWords({ happened_on: null }, {}, '2013-08-02')).toBe(
      'as the record has it: happened Fri 2 Aug 2013',
    )
  })

  it('removes nothing of the last meeting where the cell takes the next', () => {
    const entry = entryFrom('3/3', cellWith({ happened_on: '2026-01-20', source: null }), today)
    expect(entry).toMatchObject({ edit: { planned_on: '2026-03-03' }, loses: '', replaces: '' })
  })

  it('asks about every date that gives way to another', () => {
    const asked = (typed: string, change: Parameters<typeof cellWith>[0]) => {
      const entry = entryFrom(typed, cellWith(change), today)
      return entry.ok && objectionTo(entry)
    }
    expect(asked('3/2', { happened_on: '2026-02-01' })).toBe(
      'would replace what is held (happened Sun 1 Feb 2026)',
    )
    expect(asked('3/3', { planned_on: '2026-03-01' })).toMatch(/^would replace/)
    expect(asked('3/3', { happened_on: '2026-02-01' })).toMatch(/^would remove/)
    expect(asked('3/2', {})).toBe('')
  })

  it('names the old date and the new one', () => {
    const before = { happened_on: '2026-02-01', planned_on: null, outcome: '', note: '' }
    expect(changeWords({ happened_on: '2026-02-03' }, before)).toBe(
      'happened Tue 3 Feb 2026 instead of happened Sun 1 Feb 2026',
    )
    expect(changeWords({ happened_on: null }, before)).toBe('the date removed (happened Sun 1 Feb 2026)')
    expect(changeWords({ happened_on: '2026-02-03' }, nothing)).toBe('happened Tue 3 Feb 2026')
  })

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
  const key = {
    child: 7,
    type: 'planning_meeting',
    nth: 1,
    column: 'meeting',
    edit: { happened_on: '2026-02-01' },
  }
  const previous: MilestoneHeld = {
    planned_on: null,
    happened_on: '2026-01-20',
    outcome: 'agreed',
    note: 'by phone',
  }
  const saved = (version: number, before: MilestoneHeld | null = previous) => ({
    version,
    sequence: 50,
    previous: before,
  })

  it('puts back all that stood there, the note too, or nothing where nothing stood', () => {
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

  it('never forgets half of a large paste', () => {
    let done: DoneEdit[] = []
    for (let child = 1; child <= 200; child++) {
      done = remember(done, doneEdit({ ...key, child }, 1, 0, saved(1)))
    }
    expect(lastBatch(done).undo).toHaveLength(200)
    for (let batch = 2; batch < 90; batch++) done = remember(done, doneEdit(key, batch, 3, saved(4)))
    expect(done.every((edit) => edit.batch !== 1)).toBe(true)
  })

  it('goes back step by step through several edits of one date', () => {
    const first = doneEdit(key, 1, 3, saved(4))
    const second = doneEdit(key, 2, 4, saved(5))
    const { undo, rest } = lastBatch([first, second])
    expect(undo).toEqual([second])
    // taking the second back made version 6: the first must be taken back from there
    expect(afterUndo(rest, second, 6)[0]?.version).toBe(6)
  })

  it('does again what was taken back, step by step', () => {
    const first = doneEdit(key, 1, 3, saved(4))
    const second = doneEdit({ ...key, edit: { happened_on: '2026-02-02' } }, 2, 4, saved(5))
    const back = reversed(second, 6) // the undo of the second made version 6 …
    const further = reversed({ ...first, version: 6 }, 7) // … and that of the first version 7
    expect(further).toMatchObject({ before: { happened_on: '2026-02-01' }, version: 7 })
    // doing the first again makes version 8: the second is done again from there
    expect(afterUndo([back], further, 8)[0]).toMatchObject({
      before: { happened_on: '2026-02-02' },
      version: 8,
    })
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

  it('knows an edit that changes nothing', () => {
    expect(changesNothing({})).toBe(true)
    expect(changesNothing({ happened_on: null })).toBe(false)
  })
})
