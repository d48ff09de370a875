import { describe, expect, it } from 'vitest'
import {
  agesOf, changedColumns, countOf, countedUnder, filterRows, groupLabel, linesOf, longestWaiting, mostUrgent,
  headingTip, noFilters, sortRows, withColumn, withRow, type Filters, type GroupLine, type Sort,
} from './rows' // prettier-ignore
import { cellWith, rowWith, trackerWith } from './fixtures'

const rows = [
  rowWith({ child: 1, counted: { overdue: ['meeting'] }, waiting_days: 100, family_name: 'Jones', cells: { meeting: cellWith({ state: 'overdue', rank: -9 }) } }),
  rowWith({ child: 2, stuck: true, counted: { due_soon: ['meeting'], stuck: ['stage'] }, waiting_days: 300, family_name: 'Ahmed', team: null, worker: null, cells: { meeting: cellWith({ state: 'due_soon', rank: 2 }) } }),
  rowWith({ child: 3, counted: { unknown: [], waiting_on_purpose: ['meeting'] }, waiting_days: null, family_name: '', given_name: '', initials: '', stage: null, age_days: null, cells: { meeting: cellWith({ state: 'purposeful_delay', rank: 5 }) } }),
  rowWith({ child: 4, counted: { conflicts: ['meeting'] }, waiting_days: 300, family_name: 'Zola', worker: 2, plan: 'adoption', stage: 'matching', cells: { meeting: cellWith({ conflict: true, rank: 8 }) } }),
] // prettier-ignore
const tracker = trackerWith(rows)
const ids = (list: readonly { child: number }[]) => list.map((row) => row.child)

describe('counts and filters', () => {
  it('counts children, so that each count is what its filter leaves', () => {
    for (const { id: show } of tracker.counts) {
      expect(countOf(rows, show)).toBe(1)
      expect(filterRows(tracker, { ...noFilters, show }, false)).toHaveLength(1)
    }
  })

  it('says what the server says, whatever the cells look like', () => {
    const late = rowWith({ child: 5, cells: { meeting: cellWith({ state: 'overdue', conflict: true }) } })
    expect(tracker.counts.map(({ id }) => countOf([late], id))).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('counts a team’s children when a team is chosen, whatever is shown of them', () => {
    const of = (filters: Partial<Filters>) => {
      const { counts, ...rest } = countedUnder(tracker, { ...noFilters, ...filters }, false)
      return { ...rest, ...Object.fromEntries(counts.map(({ id, children }) => [id, children])) }
    }
    expect(of({ team: 1, show: 'overdue' })).toMatchObject({ all: 4, left: 3, overdue: 1, stuck: 0 })
    expect(of({ team: 0 })).toMatchObject({ all: 4, left: 1, overdue: 0, stuck: 1 })
    expect(of({ show: 'stuck' })).toMatchObject({ left: 4, overdue: 1 })
  })

  it.each<[string, Partial<Filters>, boolean, number[]]>([
    ['nothing set', {}, false, [1, 2, 3, 4]],
    ['a team', { team: 1 }, false, [1, 3, 4]],
    ['no team known', { team: 0 }, false, [2]],
    ['no worker known', { worker: 0 }, false, [2]],
    ['a worker', { worker: 2 }, false, [4]],
    ['a plan', { plan: 'adoption' }, false, [4]],
    ['no plan agreed', { plan: 'none' }, false, [1, 2, 3]],
    ['stage not known', { stage: 'none' }, false, [3]],
    ['a name, in any order and case', { text: 'JONES mia' }, false, [1]],
    ['a number', { text: 'n3' }, false, [3]],
    ['a worker’s name, in discreet mode too', { text: 'osei b' }, true, [4]],
    ['a team and a plan', { text: 'east adoption' }, false, [4]],
    ['a name in discreet mode finds nobody', { text: 'jones' }, true, []],
    ['two filters at once', { team: 1, worker: 2 }, false, [4]],
  ])('%s', (_name, filters, discreet, expected) => {
    expect(ids(filterRows(tracker, { ...noFilters, ...filters }, discreet))).toEqual(expected)
  })
})

describe('order', () => {
  it.each<[string, Sort, number[]]>([
    ['longest waiting first; unknown last; ties by number', longestWaiting, [2, 4, 1, 3]],
    ['unknown stays last when turned round', { column: 'waiting', descending: false }, [1, 2, 4, 3]],
    ['by family name', { column: 'child', descending: false }, [2, 1, 4, 3]],
    ['most urgent clock first', { column: 'meeting', descending: false }, [1, 2, 3, 4]],
    ['by worker, nobody last', { column: 'worker', descending: true }, [4, 1, 3, 2]],
    ['by stage as the journey goes', { column: 'stage', descending: false }, [2, 1, 4, 3]],
    ['a column that is not there is the usual order', { column: 'gone', descending: true }, [2, 4, 1, 3]],
  ])('%s', (_name, sort, expected) => {
    expect(ids(sortRows(rows, sort, tracker, false))).toEqual(expected)
  })
})

describe('brothers and sisters together', () => {
  const family = [
    rowWith({ child: 1, sibling_group: 14, sibling_label: 'Group 14', age_days: 900 }),
    rowWith({ child: 2 }),
    rowWith({ child: 3, sibling_group: 14, sibling_label: 'Group 14', age_days: 2700, cells: { meeting: cellWith({ state: 'overdue', rank: -40 }) } }),
    rowWith({ child: 4, sibling_group: 15, sibling_label: 'Group 15' }),
  ] // prettier-ignore
  const shape = (open: number[], sorted = family) =>
    linesOf(sorted, family, true, new Set(open)).map(
      (line) => line.id + (line.kind === 'child' && line.inGroup ? '*' : ''),
    )

  it('is one row where the first of them would stand, and opens into children', () => {
    expect(shape([])).toEqual(['g14', 'c2', 'c4'])
    expect(shape([14])).toEqual(['g14', 'c1*', 'c3*', 'c2', 'c4'])
  })

  it('is off unless asked for', () => {
    expect(linesOf(family, family, false, new Set([14])).map((line) => line.id)).toEqual([
      'c1',
      'c2',
      'c3',
      'c4',
    ])
  })

  it('shows a child alone when the others are filtered away', () => {
    expect(shape([14], family.slice(0, 2))).toEqual(['c1', 'c2'])
  })

  it('says who and how old, without a name in discreet mode', () => {
    const group = linesOf(family, family, true, new Set())[0] as GroupLine
    expect(groupLabel(group, false)).toBe('Jones x2')
    expect(groupLabel(group, true)).toBe('Group 14 x2')
    expect(groupLabel({ ...group, size: 3 }, false)).toBe('Jones x3, 2 shown')
    expect(agesOf(group.children)).toBe('2–7')
    expect(agesOf([rowWith({ child: 9, age_days: null })])).toBe('')
  })

  it('shows the most urgent of them, and for how many it holds', () => {
    const group = linesOf(family, family, true, new Set())[0] as GroupLine
    expect(mostUrgent(group.children, 'meeting')).toMatchObject({ cell: { state: 'overdue' }, same: 1 })
    expect(mostUrgent(group.children, 'gone')).toBeNull()
  })
})

describe('news of one row', () => {
  const changed = rowWith({
    child: 1,
    cells: { meeting: cellWith({ words: 'Done in 8 of 10 working days' }) },
  })

  it('replaces, adds and removes just that row', () => {
    expect(ids(withRow(tracker, 1, changed).rows)).toEqual([1, 2, 3, 4])
    expect(withRow(tracker, 1, changed).rows[0]).toBe(changed)
    expect(withRow(tracker, 2, null).rows[1]?.child).toBe(3)
    expect(ids(withRow(tracker, 9, rowWith({ child: 9 })).rows)).toEqual([1, 2, 3, 4, 9])
    expect(withRow(tracker, 9, null)).toBe(tracker)
  })

  it('tells which cells are new', () => {
    expect(changedColumns(rowWith({ child: 1 }), changed)).toEqual(['meeting'])
    expect(changedColumns(changed, changed)).toEqual([])
  })

  it('says nothing of a column that nobody has turned on', () => {
    const whole = { ...changed, cells: { ...changed.cells, review: cellWith() } }
    expect(changedColumns(changed, whole)).toEqual([])
  })

  it('puts a column that is turned on into the rows it has cells for', () => {
    const review = cellWith({ words: 'Due Fri 6 Mar' })
    const wider = withColumn(tracker, 'review', { 2: review })
    expect(wider.rows.map((row) => Object.keys(row.cells))).toEqual([['meeting'], ['meeting', 'review'], ['meeting'], ['meeting']]) // prettier-ignore
    expect(tracker.rows[1]?.cells['review']).toBeUndefined()
  })
})

describe('a heading', () => {
  it('tells the full name of what a short one stands for', () => {
    const kind = { name: 'Agency decision on the match', explanation: '', who_can_fill: '', outcomes: [], repeats: false, decision: true } // prettier-ignore
    const tracker = { ...trackerWith([]), milestones: { agency_decision: kind } }
    const column = { id: 'match', title: 'Match decision', show: 'milestone', explanation: 'What it is.', hidden: false, width: 0, milestone: 'agency_decision' } as const // prettier-ignore
    expect(headingTip(column, tracker)).toBe('Agency decision on the match. What it is.')
    expect(headingTip({ ...column, title: kind.name }, tracker)).toBe('What it is.')
  })
})
