import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { drafts } from '../../app/drafts'
import { liveEvents } from '../../live/events'
import { missing, open, overdue, reads, writes } from './opened'
import { cellOf, pageOf } from './testing'

describe('filling in what is not known', () => {
  const path = 'PUT /api/children/7/milestones/planning_meeting/1'
  const field = () => screen.getByRole('textbox', { name: /First planning meeting happened on/ })
  const form = () => within(screen.getByRole('form', { name: 'Fill in: First planning meeting' }))

  it('saves the day as typed, with the version seen, names nothing else, and reads the page again', async () => {
    const clock = {
      ...overdue,
      cell: cellOf({ planned_on: '2026-03-01', edit: { type: 'planning_meeting', nth: 1, version: 3 } }),
    }
    const asked = await open(pageOf({ unknown: [missing], clocks: [clock] }), {
      [path]: { body: { version: 4, sequence: 9, previous: null } },
    })
    const before = reads(asked)
    await userEvent.type(field(), '3/2')
    await userEvent.click(form().getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(reads(asked)).toBeGreaterThan(before))
    expect(writes(asked)).toEqual([
      {
        method: 'PUT',
        path: path.slice(4),
        ifMatch: '"3"',
        body: { happened_on: '2026-02-03' },
      },
    ])
  })

  it.each([
    ['', /Type the day it happened/],
    ['31/2', /is not a date/],
    ['1/3/2026', /still to come/],
  ])('does not send “%s”', async (text, message) => {
    const asked = await open(pageOf({ unknown: [missing] }))
    if (text) await userEvent.type(field(), text)
    await userEvent.click(form().getByRole('button', { name: 'Save' }))
    expect(screen.getByRole('alert')).toHaveTextContent(message)
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(writes(asked)).toEqual([])
  })

  it('is held while it is not saved, so that the page is not left without a question', async () => {
    await open(pageOf({ unknown: [missing] }), {
      [path]: { body: { version: 4, sequence: 9, previous: null } },
    })
    await userEvent.type(field(), '31/2')
    expect(drafts.whatIsHeld()).toEqual(['a date under “Not known”'])
    await userEvent.clear(field())
    await userEvent.type(field(), '3/2')
    await userEvent.click(form().getByRole('button', { name: 'Save' }))
    await screen.findByText(/^Saved:/)
    expect(drafts.whatIsHeld()).toEqual([])
  })

  it('says so when somebody else fills it while a date is being typed', async () => {
    const first = { body: pageOf({ unknown: [missing] }) }
    await open(first.body, { 'GET /api/children/7': [first, { body: pageOf() }] })
    await userEvent.type(field(), '31/2')
    liveEvents['tell']({ kind: 'change', change: { sequence: 9, child: 7, table: 'milestone', by: 2, by_initials: 'BO' } }) // prettier-ignore
    expect(await screen.findByText(/somebody else has filled it in. What you had typed/)).toBeTruthy()
    expect(drafts.whatIsHeld()).toEqual([])
  })

  it('shows both values when somebody saved first, and saves mine only when asked to', async () => {
    const theirs = {
      planned_on: null,
      happened_on: '2026-02-02',
      outcome: '',
      note: 'Ring the school.',
      version: 5,
      by: 'B. Osei',
      at: '2026-02-11T09:12:00Z',
    }
    const problem = { type: 'conflict', title: 'Saved first', status: 409, detail: 'x', yours: {}, theirs }
    const asked = await open(pageOf({ unknown: [missing] }), {
      [path]: [{ status: 409, body: problem }, { body: { version: 6, sequence: 9, previous: null } }],
    })
    await userEvent.type(field(), '3/2')
    await userEvent.click(form().getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('happened Mon 2 Feb 2026, note: “Ring the school.”')).toBeTruthy()
    expect(screen.getByText('happened Tue 3 Feb 2026')).toBeTruthy()
    expect(writes(asked)).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Save mine instead', hidden: true }))
    await waitFor(() => expect(writes(asked).map((each) => each.ifMatch)).toEqual(['"3"', '"5"']))
    await waitFor(() =>
      expect(screen.queryByText('happened Mon 2 Feb 2026, note: “Ring the school.”')).toBeNull(),
    )
  })
})

describe('clocks that cannot be told', () => {
  const unknownClock = (name: string, type: string, due: string | null) => ({
    ...overdue,
    timescale: type,
    name,
    cell: cellOf({
      state: 'unknown',
      words: 'date not known',
      because: `Nobody recorded ${name}.`,
      due_on: due,
      edit: { type, nth: 1, version: 0 },
    }),
  })

  it('stand under not known, never among what is due, and can be filled when it is their end that is missing', async () => {
    const path = 'PUT /api/children/7/milestones/care_plan/1'
    const clocks = [
      unknownClock('Care plan', 'care_plan', '2024-06-15'),
      unknownClock('Proceedings', 'final_order', null),
    ]
    const asked = await open(pageOf({ clocks }), {
      [path]: { body: { version: 1, sequence: 9, previous: null } },
    })
    expect(screen.getByText('Nothing is due.')).toBeTruthy()
    await userEvent.click(screen.getByText('Dates not recorded here (2)'))
    expect(screen.getByText(/Nobody recorded Proceedings/)).toBeTruthy()
    // Here the beginning is missing: a field for the end would put the date into the wrong place.
    expect(screen.queryByRole('form', { name: 'Fill in: Proceedings' })).toBeNull()
    const form = within(screen.getByRole('form', { name: 'Fill in: Care plan' }))
    await userEvent.type(form.getByRole('textbox'), '14/6/2024')
    await userEvent.click(form.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(writes(asked)[0]?.body).toEqual({ happened_on: '2024-06-14' }))
  })

  it('are not told twice when the page asks for the date by name', async () => {
    await open(
      pageOf({
        unknown: [missing],
        clocks: [unknownClock('First planning', 'planning_meeting', '2024-06-15')],
      }),
    )
    expect(screen.getAllByRole('form', { name: /Fill in/ })).toHaveLength(1)
    expect(screen.queryByText(/not recorded here/)).toBeNull()
  })
})
