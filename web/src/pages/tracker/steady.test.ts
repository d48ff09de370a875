import { describe, expect, it } from 'vitest'
import { rowWith } from './fixtures'
import { columnsToShow, steadyRows } from './steady'

const row = (child: number, overdue = true) =>
  rowWith({ child, counted: overdue ? { overdue: ['meeting'] } : {} })
const before = [row(1), row(2), row(3)]
const ids = (rows: readonly { child: number }[]) => rows.map((each) => each.child)

describe('a list that stands still', () => {
  it('is what filter and order give when it is new', () => {
    const steady = steadyRows(null, [row(3), row(1)], [row(1), row(2), row(3)])
    expect(ids(steady.rows)).toEqual([3, 1])
    expect(steady.behind).toBe(false)
  })

  it('keeps an edited child in place and says that the filter would leave it out', () => {
    const edited = row(2, false)
    const steady = steadyRows(before, [row(1), row(3)], [row(1), edited, row(3)])
    expect(ids(steady.rows)).toEqual([1, 2, 3])
    expect(steady.rows[1]).toBe(edited)
    expect([...steady.standing.values()]).toEqual(['matches', 'no_longer_matches', 'matches'])
    expect(steady.behind).toBe(true)
  })

  it('keeps the order when a save or a colleague changes what it follows', () => {
    const steady = steadyRows(before, [row(3), row(2), row(1)], before)
    expect(ids(steady.rows)).toEqual([1, 2, 3])
    expect(steady.behind).toBe(true)
  })

  it('puts a child who has come to match at the end, where nobody is moved', () => {
    const steady = steadyRows(before, [row(9), ...before], [...before, row(9)])
    expect(ids(steady.rows)).toEqual([1, 2, 3, 9])
  })

  it('shows a child who left the tracker as it was seen last, with nothing to fill', () => {
    const steady = steadyRows(before, [row(1), row(3)], [row(1), row(3)])
    expect(ids(steady.rows)).toEqual([1, 2, 3])
    expect(steady.standing.get(2)).toBe('left')
    expect(steady.rows[1]?.cells['meeting']?.edit).toBeNull()
  })

  it('takes a child back who came back, by an undo', () => {
    const without = steadyRows(before, [row(1), row(3)], [row(1), row(3)])
    const back = steadyRows(without.rows, before, before)
    expect(back.rows).toEqual(before)
    expect(back.behind).toBe(false)
  })
})

describe('what put a child into a filter', () => {
  const rows = [
    rowWith({ child: 1, counted: { conflicts: ['review'] } }),
    rowWith({ child: 2, counted: { conflicts: ['meeting', 'review'] } }),
    rowWith({ child: 3, counted: { conflicts: [] } }), // in no column
  ]

  it('brings its column into sight where no column in sight says it', () => {
    expect(columnsToShow(rows, 'conflicts', ['child', 'meeting'])).toEqual(['review'])
    expect(columnsToShow(rows.slice(1), 'conflicts', ['child', 'meeting'])).toEqual([])
    expect(columnsToShow(rows, 'conflicts', ['child', 'review'])).toEqual([])
    expect(columnsToShow(rows, 'overdue', ['child'])).toEqual([])
    expect(columnsToShow(rows, null, ['child'])).toEqual([])
  })
})
