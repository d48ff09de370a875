import { describe, expect, it } from 'vitest'
import { csvField, csvOf } from './cellText'
import { cellWith, rowWith, trackerWith } from './fixtures'

describe('export', () => {
  const row = rowWith({
    child: 1,
    number: '566910',
    in_care_days: 1234,
    worker: null,
    cells: { meeting: cellWith({ words: 'Done in 8 of 10 working days', happened_on: '2026-02-03' }) },
  })
  const tracker = trackerWith([row])
  const columns = tracker.columns.filter((column) => ['child', 'worker', 'meeting'].includes(column.id))

  it('writes what is shown, with the date beside the words', () => {
    expect(csvOf([row], columns, tracker, false)).toBe(
      'Child,Number,Worker,First planning meeting,First planning meeting: date\r\n' +
        'Mia Jones,566910,No worker,Done in 8 of 10 working days,3 Feb 2026\r\n',
    )
  })

  it('holds no name in discreet mode', () => {
    expect(csvOf([row], columns, tracker, true)).not.toMatch(/Mia|Jones/)
  })

  it.each([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['say "yes"', '"say ""yes"""'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', "'+1"],
    ['-2', "'-2"],
    ['@sum', "'@sum"],
  ])('%s can do no harm in a spreadsheet', (text, field) => {
    expect(csvField(text)).toBe(field)
  })
})
