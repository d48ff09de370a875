import { expect, it } from 'vitest'
import { cellText } from './cellText'
import { cellWith, rowWith, trackerWith } from './fixtures'

it('says what a cell holds, and no name in discreet mode', () => {
  const row = rowWith({
    child: 1,
    number: '566910',
    worker: null,
    cells: { meeting: cellWith({ words: 'Done in 8 of 10 working days', happened_on: '2026-02-03' }) },
  })
  const tracker = trackerWith([row])
  const columns = tracker.columns.filter((column) => ['child', 'worker', 'meeting'].includes(column.id))
  const said = (discreet: boolean) => columns.map((column) => cellText(row, column, tracker, discreet))
  expect(said(false)).toEqual(['Mia Jones', 'No worker', 'Done in 8 of 10 working days'])
  expect(said(true).join()).not.toMatch(/Mia|Jones/)
})
