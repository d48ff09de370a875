import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { liveEvents } from '../../live/events'
import { missing, open, overdue, reads } from './opened'
import { conflict, pageOf } from './testing'

describe('what a person sees', () => {
  it('says what is not known instead of leaving it out or showing zero', async () => {
    await open(
      pageOf({ age: null, days_in_care: null, share_of_life_percent: null, worker: '', in_care_since: null }),
    )
    for (const term of ['Age', 'Days in care', 'Worker', 'In care since'])
      expect(screen.getByText(term).nextElementSibling?.textContent).toContain('not known')
    expect(screen.queryByText(/of their life/)).toBeNull()
  })

  it('gives a clock its law and its reason', async () => {
    await open(pageOf({ clocks: [overdue] }))
    expect(screen.getByText('Panel met on Mon 12 Jan 2026.')).toBeTruthy()
    expect(screen.getByText('National standard; Standard 14.9')).toBeTruthy()
    expect(screen.getByRole('link', { name: '1 overdue' })).toBeTruthy()
  })

  it('keeps every name off the page in discreet mode', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    await open(
      pageOf({
        siblings: [
          { child: 8, name: 'Noah Jones', initials: 'NJ', age: '3y', placement: 'Aunt', together: false },
        ],
        story: [
          'Mia came into care with Noah. Jones grandparents see them.',
          'Ann-Marie and Miami stay as they are.',
        ],
        conflicts: [conflict],
      }),
    )
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('MJ 566910')
    expect(document.body.textContent).not.toMatch(/Mia\b|Noah|Jones/)
    expect(document.body.textContent).toContain('Ann-Marie and Miami stay')
    expect(screen.getByRole('link', { name: 'NJ' })).toBeTruthy()
  })

  it('puts no name into the title of the window, which browsers remember', async () => {
    await open(pageOf())
    expect(document.title).not.toMatch(/Mia|Jones|566910/)
  })

  it.each([
    ['a person who may only look', { can_edit: false, can_import: false }, null],
    ['a past day', {}, '2026-01-31'],
  ])('offers no change for %s', async (_, account, known) => {
    await open(
      pageOf({ clocks: [overdue], unknown: [missing], conflicts: [conflict], known_on: known }),
      {},
      account,
    )
    expect(screen.queryByText('Record a milestone')).toBeNull()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(
      screen.queryByRole('button', { name: /Delay on purpose|Use the imported|Keep the entered/ }),
    ).toBeNull()
  })

  it('says kindly that a child is not here', async () => {
    await open(pageOf(), {
      'GET /api/children/7': { status: 404, body: { title: 'x', detail: 'x', status: 404 } },
    })
    expect(screen.getByRole('heading', { name: 'No such child here' })).toBeTruthy()
  })
})

describe('discreet mode', () => {
  it('hides where the child lives, birth dates and notes, in the journal too', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    const values: [string, string, string][] = [
      ['home postcode', 'AB1 2CD', 'place'],
      ['urn', 'SC123456', 'place'],
      ['born on', 'Tue 19 May 2020', 'birth'],
      ['note', 'Do not ring the father', 'note'],
      ['given name', 'Amelia', 'name'],
      ['started on', 'Mon 12 Jan 2026', ''],
    ]
    const after = values.map(([name, value, kind]) => ({ name, value, kind }))
    const line = { sequence: 5, at: '', by: 'AK', what: 'Episode added', before: [], after, source: '' }
    await open(pageOf({ conflicts: [conflict] }), { 'GET /api/children/7/journal': { body: [line] } })
    await userEvent.click(screen.getByText(/^Journal/))
    const row = await screen.findByRole('row', { name: /Episode added/ })
    expect(row).toHaveTextContent('home postcode (place hidden); urn (place hidden)')
    expect(row).toHaveTextContent('started on Mon 12 Jan 2026')
    for (const [, value, kind] of values) if (kind) expect(document.body).not.toHaveTextContent(value)
    expect(document.body).not.toHaveTextContent(/Mia|Jones|2020/)
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('MJ 566910')
  })
})

describe('the journal', () => {
  it('is read when opened and says who changed what, from what to what', async () => {
    const lines = [
      {
        sequence: 5,
        at: '2026-02-10T08:40:11Z',
        by: 'AK',
        what: 'Planning meeting',
        before: [],
        after: [{ name: 'held on', value: '14 Jan 2026', kind: '' }],
        source: 'by hand',
      },
    ]
    const asked = await open(pageOf(), { 'GET /api/children/7/journal': { body: lines } })
    expect(asked.some((each) => each.path.endsWith('/journal'))).toBe(false)
    await userEvent.click(screen.getByText(/^Journal/))
    const row = await screen.findByRole('row', { name: /Planning meeting/ })
    expect(row.textContent).toMatch(/10 Feb 2026.*AK.*nothing → held on 14 Jan 2026.*by hand/)
  })
})

describe('the access log', () => {
  const looks = [
    { at: '2026-02-10T08:40:11Z', by: 'Bola Osei (BO)', child_label: 'Child 7', what: 'child page' },
  ]

  it('tells administrators who has opened the record, once they ask', async () => {
    const asked = await open(
      pageOf(),
      { 'GET /api/children/7/looks': { body: looks } },
      { role: 'administrator', can_see_log: true },
    )
    expect(asked.some((each) => each.path.endsWith('/looks'))).toBe(false)
    await userEvent.click(screen.getByText(/^Access log/))
    const row = await screen.findByRole('row', { name: /Bola Osei/ })
    expect(row.textContent).toMatch(/10 Feb 2026.*Bola Osei \(BO\).*child page/)
  })

  it('is not there for anybody else', async () => {
    await open(pageOf())
    expect(screen.queryByText(/^Access log/)).toBeNull()
  })
})

describe('live changes', () => {
  const change = (child: number) => ({
    kind: 'change' as const,
    change: { sequence: 9, child, table: 'review', by: 2, by_initials: 'BO' },
  })
  it('are read when they are about this child, once for several together', async () => {
    const asked = await open(pageOf(), {
      'GET /api/children/7': [{ body: pageOf() }, { body: pageOf({ worker: 'C. Price' }) }],
    })
    liveEvents['tell'](change(8))
    liveEvents['tell'](change(7))
    liveEvents['tell'](change(7))
    expect(await screen.findByText('C. Price')).toBeTruthy()
    expect(reads(asked)).toBe(2)
    // Nobody here asked: the session is not prolonged by it, and it is no new look.
    await waitFor(() =>
      expect(asked.filter(({ live }) => live).map(({ path }) => path)).toEqual([
        '/api/children/7',
        '/api/children/7/return-findings',
      ]),
    )
  })

  it('leave a past day as it was', async () => {
    const asked = await open(
      pageOf(),
      {
        'GET /api/children/7?as_of=2026-01-31': {
          body: pageOf({ known_on: '2026-01-31', as_of: '2026-01-31' }),
        },
      },
      {},
      '/children/7?as_of=2026-01-31',
    )
    liveEvents['tell'](change(7))
    liveEvents['tell']({ kind: 'reload', sequence: 10 })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(reads(asked)).toBe(1)
  })
})
