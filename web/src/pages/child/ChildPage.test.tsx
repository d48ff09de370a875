import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes } from 'react-router-dom'
import { describe, expect, it } from 'vitest'
import type { ChildFindings, ChildPage as ChildRecord, SessionInfo } from '../../api/types'
import { DiscreetProvider } from '../../app/discreet'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { liveEvents } from '../../live/events'
import { AnnounceProvider } from '../../ui/announce'
import { recordFindingOf } from '../returncheck/testing'
import ChildPage from './ChildPage'
import { cellOf, conflict, pageOf, serve, sessionOf, type Asked } from './testing'

function SignedIn() {
  if (useSessionDoor().state.kind !== 'signed-in') return null
  return (
    <Routes>
      <Route path="/children/:child" element={<ChildPage />} />
    </Routes>
  )
}

const nothingFound: ChildFindings = { collection_year: 2026, findings: [], not_run_count: 0 }
type Answers = Parameters<typeof serve>[0]
async function open(
  page: ChildRecord,
  answers: Answers = {},
  account: Partial<SessionInfo['account']> = {},
  path = '/children/7',
): Promise<Asked[]> {
  const asked = serve({
    'GET /api/session': { body: sessionOf(account) },
    'GET /api/children/7': { body: page },
    'GET /api/children/7/return-findings': { body: nothingFound },
    ...answers,
  })
  render(
    <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SessionProvider>
        <DiscreetProvider>
          <AnnounceProvider>
            <SignedIn />
          </AnnounceProvider>
        </DiscreetProvider>
      </SessionProvider>
    </MemoryRouter>,
  )
  await screen.findAllByRole('heading')
  return asked
}
const writes = (asked: Asked[]) => asked.filter((each) => each.method !== 'GET')
const reads = (asked: Asked[]) =>
  asked.filter(({ method, path }) => method === 'GET' && /^\/api\/children\/7(\?.*)?$/.test(path)).length

const missing = {
  milestone: 'planning_meeting',
  nth: 1,
  name: 'First planning meeting',
  why_it_matters: 'it cannot be told whether it was in time.',
  who_can_fill: 'A. Khan',
  version: 3,
  editable: true,
}
const overdue = {
  timescale: 'first-planning',
  name: 'Decision after panel',
  law: 'Standard 14.9',
  kind: 'national_standard',
  standing: 'confirmed' as const,
  cell: cellOf({
    state: 'overdue',
    words: 'Overdue by 12 working days',
    because: 'Panel met on Mon 12 Jan 2026.',
  }),
}

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
    sessionStorage.setItem('homeward-discreet', 'on')
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

describe('filling in what is not known', () => {
  const path = 'PUT /api/children/7/milestones/planning_meeting/1'
  const field = () => screen.getByRole('textbox', { name: /First planning meeting happened on/ })
  const form = () => within(screen.getByRole('form', { name: 'Fill in: First planning meeting' }))

  it('saves the day as typed, with the version seen, keeps a planned day, and reads the page again', async () => {
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
        body: { planned_on: '2026-03-01', happened_on: '2026-02-03' },
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
    expect(screen.getByText(message)).toBeTruthy()
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(writes(asked)).toEqual([])
  })

  it('shows both values when somebody saved first, and saves mine only when asked to', async () => {
    const theirs = {
      planned_on: null,
      happened_on: '2026-02-02',
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
    expect(await screen.findByText('happened Mon 2 Feb 2026')).toBeTruthy()
    expect(screen.getByText('happened Tue 3 Feb 2026')).toBeTruthy()
    expect(writes(asked)).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Save mine instead', hidden: true }))
    await waitFor(() => expect(writes(asked).map((each) => each.ifMatch)).toEqual(['"3"', '"5"']))
    await waitFor(() => expect(screen.queryByText('happened Mon 2 Feb 2026')).toBeNull())
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
    await waitFor(() =>
      expect(writes(asked)[0]?.body).toEqual({ planned_on: null, happened_on: '2024-06-14' }),
    )
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

describe('recording a milestone', () => {
  const milestones = {
    panel: {
      name: 'Panel',
      explanation: 'Recommends a match.',
      who_can_fill: 'Panel adviser',
      outcomes: ['recommended'],
    },
    planning_meeting: {
      name: 'Planning meeting',
      explanation: 'Not the review.',
      who_can_fill: 'Worker',
      outcomes: [],
    },
  }
  async function form(page: ChildRecord, answers: Answers = {}) {
    const asked = await open(page, { 'GET /api/trackers/joint': { body: { milestones } }, ...answers })
    await userEvent.click(screen.getByText('Record a milestone'))
    return { asked, form: within(await screen.findByRole('form', { name: 'Record a milestone' })) }
  }

  it('offers first what this child waits for, and explains it', async () => {
    const { form: fields } = await form(pageOf({ unknown: [missing] }))
    const options = within(fields.getByRole('combobox', { name: 'Milestone' })).getAllByRole('option')
    expect(options.map((option) => option.textContent)).toEqual(['Planning meeting', 'Panel'])
    expect(fields.getByText('Not the review.')).toBeTruthy()
  })

  it('sends type, which one, both dates, outcome and note', async () => {
    const path = 'PUT /api/children/7/milestones/panel/2'
    const { asked, form: fields } = await form(pageOf(), {
      [path]: { body: { version: 1, sequence: 9, previous: null } },
    })
    await userEvent.selectOptions(fields.getByRole('combobox', { name: 'Milestone' }), 'panel')
    await userEvent.selectOptions(fields.getByRole('combobox', { name: 'Which one' }), '2')
    await userEvent.type(fields.getByRole('textbox', { name: 'Happened on' }), 'yesterday')
    await userEvent.type(fields.getByRole('combobox', { name: /Outcome/ }), 'recommended')
    await userEvent.type(fields.getByRole('textbox', { name: /Note/ }), 'All agreed.')
    await userEvent.click(fields.getByRole('button', { name: 'Save the milestone' }))
    await waitFor(() => expect(writes(asked)).toHaveLength(1))
    expect(writes(asked)[0]).toEqual({
      method: 'PUT',
      path: path.slice(4),
      ifMatch: '"0"',
      body: { planned_on: null, happened_on: '2026-02-10', outcome: 'recommended', note: 'All agreed.' },
    })
  })

  it('asks before it overwrites what a colleague saved while the form was open', async () => {
    const clock = (version: number, planned: string) => ({
      ...overdue,
      cell: cellOf({ planned_on: planned, edit: { type: 'panel', nth: 1, version } }),
    })
    const theirs = {
      planned_on: '2026-03-20',
      happened_on: null,
      version: 3,
      by: 'B. Osei',
      at: '2026-02-11T09:12:00Z',
    }
    const path = 'PUT /api/children/7/milestones/panel/1'
    const { asked, form: fields } = await form(pageOf({ clocks: [clock(2, '2026-03-10')] }), {
      'GET /api/children/7': [
        { body: pageOf({ clocks: [clock(2, '2026-03-10')] }) },
        { body: pageOf({ clocks: [clock(3, '2026-03-20')] }) },
      ],
      [path]: {
        status: 409,
        body: { type: 'conflict', title: 'x', status: 409, detail: 'x', yours: {}, theirs },
      },
    })
    const planned = () => fields.getByRole('textbox', { name: 'Planned for' })
    expect(planned()).toHaveProperty('value', '10/03/2026')
    liveEvents['tell']({
      kind: 'change',
      change: { sequence: 9, child: 7, table: 'milestone', by: 2, by_initials: 'BO' },
    })
    await waitFor(() => expect(reads(asked)).toBe(2))
    await userEvent.clear(planned())
    await userEvent.type(planned(), '12/3')
    await userEvent.click(fields.getByRole('button', { name: 'Save the milestone' }))
    expect(await screen.findByText('planned for Fri 20 Mar 2026')).toBeTruthy()
    expect(writes(asked).map((each) => each.ifMatch)).toEqual(['"2"'])
    await userEvent.click(screen.getByRole('button', { name: 'Keep theirs', hidden: true }))
    expect(planned()).toHaveProperty('value', '20/03/2026')
    expect(writes(asked)).toHaveLength(1)
  })

  it.each([
    ['nothing', '', /Give the day it happened/],
    ['a day to come as happened', '+3', /Put it under Planned for/],
  ])('refuses %s', async (_, text, message) => {
    const { asked, form: fields } = await form(pageOf())
    if (text) await userEvent.type(fields.getByRole('textbox', { name: 'Happened on' }), text)
    await userEvent.click(fields.getByRole('button', { name: 'Save the milestone' }))
    expect(fields.getByText(message)).toBeTruthy()
    expect(writes(asked)).toEqual([])
  })
})

describe('delaying on purpose', () => {
  const path = 'PUT /api/children/7/delays/first-planning'
  it('wants a reason, who decided and a day to look again', async () => {
    const asked = await open(pageOf({ clocks: [overdue] }), { [path]: { body: { version: 1, sequence: 9 } } })
    await userEvent.click(screen.getByRole('button', { name: /Delay on purpose/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Save the delay' }))
    for (const message of [
      /Say why waiting is better/,
      /Say who decided/,
      /Give the day it is looked at again/,
    ])
      expect(screen.getByText(message)).toBeTruthy()
    expect(writes(asked)).toEqual([])
    await userEvent.type(screen.getByRole('textbox', { name: /Why waiting/ }), 'Exams first')
    await userEvent.type(screen.getByRole('textbox', { name: /Who decided/ }), 'Team manager')
    await userEvent.type(screen.getByRole('textbox', { name: /Look again on/ }), '3/3')
    await userEvent.click(screen.getByRole('button', { name: 'Save the delay' }))
    await waitFor(() => expect(writes(asked)).toHaveLength(1))
    expect(writes(asked)[0]).toMatchObject({
      path: path.slice(4),
      ifMatch: '"0"',
      body: {
        reason: 'Exams first',
        decided_by: 'Team manager',
        decided_on: '2026-02-11',
        look_again_on: '2026-03-03',
      },
    })
  })

  it('is not offered for a clock that has been met', async () => {
    await open(
      pageOf({
        clocks: [{ ...overdue, cell: cellOf({ state: 'met', words: 'Done in 8 of 10 working days' }) }],
      }),
    )
    expect(screen.queryByRole('button', { name: /Delay on purpose/ })).toBeNull()
  })
})

describe('settling', () => {
  it.each([
    [/Use the imported date/, 'imported'],
    [/Keep the entered date/, 'entered'],
  ])('%s settles exactly the values shown and reads the page again', async (button, counts) => {
    const asked = await open(pageOf({ conflicts: [conflict] }), {
      'POST /api/conflicts/settle': { status: 204 },
    })
    const before = reads(asked)
    await userEvent.click(screen.getByRole('button', { name: button }))
    await waitFor(() => expect(reads(asked)).toBe(before + 1))
    const { child, subject, imported_on, entered_on } = conflict
    expect(writes(asked)[0]?.body).toEqual({ child, subject, imported_on, entered_on, counts })
  })

  it('says what went wrong and keeps both values in sight', async () => {
    await open(pageOf({ conflicts: [conflict] }), {
      'POST /api/conflicts/settle': {
        status: 409,
        body: { title: 'x', status: 409, detail: 'The values have changed since; nothing was settled.' },
      },
    })
    await userEvent.click(screen.getByRole('button', { name: /Use the imported date/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('nothing was settled')
    expect(screen.getByRole('button', { name: /Keep the entered date/ })).toBeTruthy()
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
        before: '',
        after: '14 Jan 2026',
        source: 'by hand',
      },
    ]
    const asked = await open(pageOf(), { 'GET /api/children/7/journal': { body: lines } })
    expect(asked.some((each) => each.path.endsWith('/journal'))).toBe(false)
    await userEvent.click(screen.getByText(/^Journal/))
    const row = await screen.findByRole('row', { name: /Planning meeting/ })
    expect(row.textContent).toMatch(/10 Feb 2026.*AK.*nothing → 14 Jan 2026.*by hand/)
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

describe('what the return would say', () => {
  const path = 'GET /api/children/7/return-findings'
  const panel = async () => within(await screen.findByRole('region', { name: 'What the return would say' }))

  it('says what is asked about what, and what to do', async () => {
    const found = { ...nothingFound, findings: [recordFindingOf(), recordFindingOf({ rule: '1016' })] }
    await open(pageOf(), { [path]: { body: { ...found, not_run_count: 1 } } })
    const said = await panel()
    expect(await said.findByText(/would ask 2 things about this child/)).toBeTruthy()
    const [first] = said.getAllByRole('listitem')
    expect(first?.textContent).toContain(recordFindingOf().sentence)
    expect(first?.textContent).toContain('About the episode that began 12 Jan 2026.')
    expect(first?.textContent).toContain('Say who provides the placement.')
    expect(said.getByText(/1 rule could not be run yet: it is not passed/)).toBeTruthy()
  })

  it('is one quiet sentence when nothing is asked', async () => {
    await open(pageOf())
    expect(await (await panel()).findByText(/would ask nothing about this child today/)).toBeTruthy()
  })

  it('is not told of a past day, which the rules were not run for', async () => {
    const asked = await open(pageOf({ known_on: '2026-01-31' }))
    expect(screen.queryByRole('region', { name: 'What the return would say' })).toBeNull()
    expect(asked.some((each) => each.path.endsWith('return-findings'))).toBe(false)
  })

  it('is told anew when the record changes', async () => {
    const clock = { ...overdue, cell: cellOf({ edit: { type: 'planning_meeting', nth: 1, version: 3 } }) }
    const asked = await open(pageOf({ unknown: [missing], clocks: [clock] }), {
      'PUT /api/children/7/milestones/planning_meeting/1': {
        body: { version: 4, sequence: 9, previous: null },
      },
    })
    const times = () => asked.filter((each) => each.path.endsWith('return-findings')).length
    await waitFor(() => expect(times()).toBe(1))
    await userEvent.type(
      screen.getByRole('textbox', { name: /First planning meeting happened on/ }),
      '-3{Enter}',
    )
    await waitFor(() => expect(times()).toBe(2))
  })

  it('leaves the page standing when it cannot be read, and tries again', async () => {
    await open(pageOf(), { [path]: [{ status: 500, body: {} }, { body: nothingFound }] })
    await userEvent.click(await (await panel()).findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText(/would ask nothing/)).toBeTruthy()
  })
})
