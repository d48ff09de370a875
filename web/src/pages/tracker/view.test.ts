import { describe, expect, it } from 'vitest'
import { noFilters } from './rows'
import { trackerWith } from './fixtures'
import { plainView, readView, shownColumns, viewIn, writeView, type View } from './view'

const { counts } = trackerWith([])
const read = (text: string) => readView(new URLSearchParams(text), counts)

describe('the view in the address', () => {
  const view: View = {
    filters: { ...noFilters, show: 'overdue', team: 3, worker: 0, plan: 'adoption', stage: 'none' },
    sort: { column: 'meeting', descending: false },
    together: true,
    columns: ['child', 'age', 'meeting'],
  }

  it('comes back as it was put in', () => {
    expect(readView(writeView(new URLSearchParams(), view), counts)).toEqual(view)
  })

  it('is kept without the day and without anything else that the address holds', () => {
    const address = writeView(new URLSearchParams('as_of=2026-02-03&text=jones'), view)
    expect(viewIn(address)).toBe(viewIn(writeView(new URLSearchParams(), view)))
    expect(viewIn(address)).not.toMatch(/as_of|jones/)
    expect(viewIn(new URLSearchParams('as_of=2026-02-03'))).toBe('')
  })

  it('never holds what was typed to find a child', () => {
    const written = writeView(new URLSearchParams(), {
      ...view,
      filters: { ...view.filters, text: 'Mia Jones' },
    })
    expect(written.toString()).not.toMatch(/mia|jones/i)
  })

  it('leaves the usual view unsaid and the date alone', () => {
    expect(writeView(new URLSearchParams('as_of=2026-02-03&show=stuck'), plainView).toString()).toBe(
      'as_of=2026-02-03',
    )
  })

  it.each([
    '',
    'show=everything',
    'team=-1&worker=x',
    'sort=meeting',
    'sort=meeting:sideways',
    'plan=<b>',
    'columns=,,',
  ])('passes over what is no view: %s', (text) => expect(read(text)).toEqual(plainView))

  it('always keeps the child column first and forgets columns that are gone', () => {
    const tracker = trackerWith([])
    expect(shownColumns(tracker, plainView)).toEqual(['child', 'age', 'worker', 'stage', 'meeting'])
    expect(shownColumns(tracker, { ...plainView, columns: ['meeting', 'gone', 'child', 'plan'] })).toEqual([
      'child',
      'meeting',
      'plan',
    ])
  })
})
