import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Catalogue, ChildPage as ChildRecord, Clock, HeldMilestone } from '../../api/types'
import { drafts } from '../../app/drafts'
import { liveEvents } from '../../live/events'
import { recordFindingOf } from '../returncheck/testing'
import { nothingFound, open, overdue, writes, type Answers } from './opened'
import { heldInWords } from './recording'
import { cellOf, conflict, pageOf, type Asked } from './testing'

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

describe('recording a milestone', () => {
  const kind = { explanation: '', who_can_fill: 'Worker', outcomes: [], repeats: false, decision: false }
  const kinds = {
    panel: { ...kind, name: 'Panel', repeats: true, outcomes: ['recommended'] },
    planning_meeting: { ...kind, name: 'Planning meeting', explanation: 'Not the review.', repeats: true },
    match: { ...kind, name: 'Match for adoption', decision: true },
  }
  const held = (more: Partial<HeldMilestone>): HeldMilestone => ({
    type: 'planning_meeting',
    nth: 1,
    name: 'Planning meeting',
    planned_on: null,
    happened_on: null,
    imported_on: null,
    outcome: '',
    note: '',
    version: 2,
    by: 'BO',
    at: '2026-02-10T09:12:00Z',
    ...more,
  })
  const first = held({ happened_on: '2026-01-20', note: 'Do not ring the father.' })
  const next = cellOf({
    state: 'overdue',
    rank: 1,
    edit: { type: 'planning_meeting', nth: 2, version: 0 },
  })
  const catalogue: Catalogue = {
    milestones: kinds,
    stages: [],
    plans: [],
    timescales: { next: { name: 'Planning meeting every two months', heading: 'Next planning meeting' } },
  }
  const due: Clock = { ...overdue, timescale: 'next', name: 'Planning meeting every two months', cell: next }
  const saved = (previous: unknown = null, version = 1) => ({ body: { version, sequence: 9, previous } })
  async function form(page: ChildRecord, answers: Answers = {}) {
    const withDue = { ...page, clocks: [due, ...page.clocks] }
    const asked = await open(withDue, { 'GET /api/catalogue': { body: catalogue }, ...answers })
    await userEvent.click(screen.getByText('Record a milestone'))
    return { asked, form: within(await screen.findByRole('form', { name: 'Record a milestone' })) }
  }
  type Fields = Awaited<ReturnType<typeof form>>['form']
  const choose = (fields: Fields, label: string) =>
    userEvent.selectOptions(fields.getByRole('combobox', { name: 'Milestone' }), label)
  const which = (fields: Fields) => fields.getByRole('combobox', { name: 'Which one' })
  const box = (fields: Fields, name: string | RegExp) => fields.getByRole('textbox', { name })
  const press = (fields: Fields) =>
    userEvent.click(fields.getByRole('button', { name: 'Save the milestone' }))
  const answer = (name: RegExp) => userEvent.click(screen.getByRole('button', { name, hidden: true }))
  const chosen = (select: HTMLElement) => (select as HTMLSelectElement).selectedOptions[0]?.textContent

  it('has nothing chosen beforehand, and names what is due first as the tracker does', async () => {
    const { asked, form: fields } = await form(pageOf({ milestones: [first] }))
    const select = fields.getByRole('combobox', { name: 'Milestone' })
    expect(chosen(select)).toBe('Choose a milestone')
    const options = within(select).getAllByRole('option')
    expect(options.map((option) => option.textContent)).toEqual([
      'Choose a milestone',
      'Next planning meeting (2nd)',
      'Match for adoption',
      'Panel',
      'Planning meeting',
    ])
    expect(fields.queryByRole('textbox', { name: 'Happened on' })).toBeNull()
    await press(fields)
    expect(document.activeElement?.textContent).toContain('There is a problem')
    expect(fields.getByRole('link', { name: 'Choose a milestone.' })).toBeTruthy()
    expect(writes(asked)).toEqual([])
  })

  it('offers the next of its kind, shows what is held of another, and tells changing from adding', async () => {
    const { form: fields } = await form(pageOf({ milestones: [first] }))
    await choose(fields, 'Planning meeting')
    expect(chosen(which(fields))).toBe('Add another: the 2nd')
    expect(box(fields, 'Happened on')).toHaveProperty('value', '')
    expect(fields.queryByText(/Recorded now/)).toBeNull()
    await userEvent.selectOptions(which(fields), 'Change the 1st: happened Tue 20 Jan 2026')
    expect(box(fields, 'Happened on')).toHaveProperty('value', '20/01/2026')
    expect(box(fields, /Note/)).toHaveProperty('value', 'Do not ring the father.')
    expect(fields.getByText(/Entered by BO, Tue 10 Feb 2026, 09:12/)).toBeTruthy()
  })

  it('sends only what was changed, says what was saved and puts it back on Undo', async () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/2'
    const { asked, form: fields } = await form(pageOf({ milestones: [first] }), {
      [path]: [saved(null, 4), saved()],
    })
    await choose(fields, 'Next planning meeting (2nd)')
    await userEvent.type(box(fields, 'Happened on'), 'yesterday')
    await userEvent.type(box(fields, /Note/), 'All agreed.')
    await press(fields)
    const line = await screen.findByText(
      'Saved: Next planning meeting (2nd), happened Tue 10 Feb 2026, note: “All agreed.”.',
    )
    expect(line.parentElement).toBe(document.activeElement)
    expect(writes(asked)[0]).toEqual({
      method: 'PUT',
      path: path.slice(4),
      ifMatch: '"0"',
      body: { happened_on: '2026-02-10', note: 'All agreed.' },
    })
    expect(drafts.whatIsHeld()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await screen.findByText('Taken back: Next planning meeting (2nd) is not recorded.')
    expect(writes(asked)[1]).toMatchObject({
      ifMatch: '"4"',
      body: { happened_on: null, planned_on: null, outcome: null, note: null },
    })
    await userEvent.click(screen.getByRole('button', { name: /Close this message/ }))
    expect(document.activeElement?.textContent).toBe('Record a milestone')
  })

  it('asks before anything that is held is replaced or removed', async () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/1'
    const { asked, form: fields } = await form(pageOf({ milestones: [first] }), { [path]: saved(first, 3) })
    await choose(fields, 'Planning meeting')
    await userEvent.selectOptions(which(fields), '1')
    await userEvent.clear(box(fields, 'Happened on'))
    await userEvent.clear(box(fields, /Note/))
    await userEvent.type(box(fields, 'Planned for'), '3/3')
    await press(fields)
    expect(await screen.findByText('This removes: happened Tue 20 Jan 2026.')).toBeTruthy()
    expect(screen.getByText('This removes the note: “Do not ring the father.”.')).toBeTruthy()
    expect(writes(asked)).toEqual([])
    await answer(/Go back/)
    expect(box(fields, 'Planned for')).toHaveProperty('value', '3/3')
    await press(fields)
    await answer(/save it/)
    await waitFor(() => expect(writes(asked)).toHaveLength(1))
    expect(writes(asked)[0]?.body).toEqual({ happened_on: null, planned_on: '2026-03-03', note: null })
  })

  it('asks for a second look at a decision', async () => {
    const path = 'PUT /api/children/7/milestones/match/1'
    const { asked, form: fields } = await form(pageOf(), { [path]: saved() })
    await choose(fields, 'Match for adoption')
    await userEvent.type(box(fields, 'Happened on'), 'today')
    await press(fields)
    expect(await screen.findByText(/This is a decision/)).toBeTruthy()
    expect(writes(asked)).toEqual([])
    await answer(/save it/)
    await waitFor(() => expect(writes(asked)).toHaveLength(1))
  })

  it('asks what the server doubts, and sends what was confirmed', async () => {
    const path = 'PUT /api/children/7/milestones/panel/1'
    const doubts = [{ id: 'order', sentence: 'The 1st panel would be later than the 2nd.' }]
    const { asked, form: fields } = await form(pageOf(), {
      [path]: [{ status: 422, body: { title: 'To confirm', status: 422, detail: 'x', doubts } }, saved()],
    })
    await choose(fields, 'Panel')
    await userEvent.type(box(fields, 'Happened on'), 'today')
    await press(fields)
    expect(await screen.findByText('The 1st panel would be later than the 2nd.')).toBeTruthy()
    await answer(/save it/)
    await screen.findByText(/^Saved: Panel \(1st\)/)
    expect(writes(asked)[1]?.body).toEqual({ happened_on: '2026-02-11', confirmed: ['order'] })
  })

  it('keeps what was typed for one milestone while another is chosen', async () => {
    const { form: fields } = await form(pageOf())
    await choose(fields, 'Panel')
    await userEvent.type(box(fields, /Note/), 'A long note.')
    await choose(fields, 'Match for adoption')
    expect(box(fields, /Note/)).toHaveProperty('value', '')
    expect(fields.getByText(/What you typed for Panel \(1st\) is kept and not saved yet/)).toBeTruthy()
    await choose(fields, 'Panel')
    expect(box(fields, /Note/)).toHaveProperty('value', 'A long note.')
    await userEvent.clear(box(fields, /Note/))
    expect(drafts.whatIsHeld()).toEqual([])
  })

  it('moves date and note to another milestone where the first one chosen was the wrong one', async () => {
    const { form: fields } = await form(pageOf())
    await choose(fields, 'Panel')
    await userEvent.type(box(fields, 'Happened on'), '3/2')
    await userEvent.type(box(fields, /Note/), 'A long note.')
    await choose(fields, 'Match for adoption')
    await userEvent.click(fields.getByRole('button', { name: 'Move it to Match for adoption' }))
    expect(box(fields, /Note/)).toHaveProperty('value', 'A long note.')
    expect(box(fields, 'Happened on')).toHaveProperty('value', '3/2')
    expect(fields.queryByText(/What you typed for/)).toBeNull()
  })

  it('offers those held and the next one, and no number that skips', async () => {
    const third = held({ nth: 3, happened_on: '2026-02-02' })
    const { form: fields } = await form(pageOf({ milestones: [first, third] }))
    await choose(fields, 'Planning meeting')
    const numbers = within(which(fields)).getAllByRole('option').map((option) => option.getAttribute('value')) // prettier-ignore
    expect(numbers).toEqual(['4', '3', '1', '2']) // the 2nd is missing between those held
  })

  it('has its focus on the safe answer before something held is replaced', async () => {
    const { form: fields } = await form(pageOf({ milestones: [first] }))
    await choose(fields, 'Planning meeting')
    await userEvent.selectOptions(which(fields), '1')
    await userEvent.clear(box(fields, 'Happened on'))
    await userEvent.type(box(fields, 'Happened on'), '3/2')
    await press(fields)
    const dialog = screen.getByRole('dialog', { name: 'Check before you save', hidden: true })
    const [safe] = within(dialog).getAllByRole('button', { hidden: true }) // a dialog's focus is its first
    expect(safe).toHaveTextContent('Go back')
  })

  it('says that a colleague has saved the same one meanwhile, shows theirs, and saves mine as the next', async () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/2'
    const empty = pageOf()
    const theirs = held({ nth: 1, happened_on: '2026-01-20', version: 1 })
    const { asked, form: fields } = await form(empty, {
      'GET /api/children/7': [{ body: empty }, { body: pageOf({ milestones: [theirs] }) }],
      [path]: saved(),
    })
    await choose(fields, 'Planning meeting')
    await userEvent.type(box(fields, 'Happened on'), '3/2')
    liveEvents['tell']({ kind: 'change', change: { sequence: 9, child: 7, table: 'milestone', by: 2, by_initials: 'BO' } }) // prettier-ignore
    expect(await fields.findByText(/BO saved Planning meeting \(1st\) while you were typing/)).toBeTruthy()
    expect(fields.getByText(/Recorded now/).parentElement).toHaveTextContent('happened Tue 20 Jan 2026')
    expect(box(fields, 'Happened on')).toHaveProperty('value', '3/2')
    await userEvent.click(fields.getByRole('button', { name: 'Save mine as the 2nd' }))
    await screen.findByText(/^Saved: Planning meeting \(2nd\), happened Tue 3 Feb 2026/)
    expect(writes(asked)).toEqual([
      { method: 'PUT', path: path.slice(4), ifMatch: '"0"', body: { happened_on: '2026-02-03' } },
    ])
    expect(drafts.whatIsHeld()).toEqual([])
  })

  it('says of a long note how long it is', () => {
    const long = { happened_on: null, planned_on: null, outcome: '', note: 'é'.repeat(4000) }
    expect(heldInWords(long, true)).toBe('note of 4\u202f000 characters')
    expect(heldInWords(long)).toContain('éé')
    expect(heldInWords({ ...long, note: 'short' }, true)).toBe('note: “short”')
  })

  it('asks, as the tracker does, before a later plan takes away what happened, or that a plan', async () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/1'
    const change = async (record: typeof first, which: RegExp, field: string, text: string) => {
      const { asked, form: fields } = await form(pageOf({ milestones: [record] }), {
        [path]: saved(record, 3),
      })
      await choose(fields, 'Planning meeting')
      await userEvent.selectOptions(
        screen.getByLabelText('Which one'),
        fields.getByRole('option', { name: which }),
      )
      await userEvent.type(box(fields, field), text)
      await press(fields)
      return asked
    }
    const asked = await change(first, /^Change the 1st/, 'Planned for', '3/3')
    expect(await screen.findByText('This removes: happened Tue 20 Jan 2026.')).toBeTruthy()
    expect(writes(asked)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'This is right: save it' }))
    await screen.findByText(/^Saved:/)
    expect(writes(asked)[0]?.body).toEqual({ planned_on: '2026-03-03', happened_on: null })
    cleanup()
    await change(
      held({ nth: 1, happened_on: null, planned_on: '2026-03-03' }),
      /^Change the 1st/,
      'Happened on',
      'today',
    )
    expect(await screen.findByText('This removes: planned for Tue 3 Mar 2026.')).toBeTruthy()
  })

  describe('when the answer to a save is lost', () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/1'
    const mine = { nth: 1, happened_on: '2026-02-03', version: 1, by: 'AK' }
    const lose = async (now: Parameters<typeof held>[0] | null) => {
      const empty = pageOf()
      const { asked, form: fields } = await form(empty, {
        'GET /api/children/7': [
          { body: empty },
          { lost: true },
          { body: now ? pageOf({ milestones: [held(now)] }) : empty },
        ],
        [path]: { lost: true },
      })
      await choose(fields, 'Planning meeting')
      await userEvent.type(box(fields, 'Happened on'), '3/2')
      await userEvent.click(fields.getByRole('button', { name: 'Save the milestone' }))
      expect(await fields.findByText(/It is not known whether this was saved/)).toBeTruthy()
      expect(document.body.textContent).not.toContain('Nothing was saved')
      return { asked, fields }
    }

    it('finds it saved as soon as the server answers, and never calls it somebody else’s', async () => {
      const { asked } = await lose(mine)
      await screen.findByText(/^Saved: Planning meeting \(1st\), happened Tue 3 Feb 2026/)
      expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
      expect(screen.queryByText(/while you were typing|Somebody saved this/)).toBeNull()
      expect(writes(asked)).toHaveLength(1)
      expect(drafts.whatIsHeld()).toEqual([])
    })

    it('says that it was not saved where nothing came', async () => {
      const { fields } = await lose(null)
      expect(await fields.findByText(/This was not saved/)).toBeTruthy()
      expect(box(fields, 'Happened on')).toHaveProperty('value', '3/2')
    })

    it('asks where another value stands', async () => {
      await lose({ ...mine, happened_on: '2026-02-01', by: 'BO' })
      const question = await screen.findByRole('dialog', { name: 'Somebody saved this before you' })
      expect(question.textContent).toContain('BO')
    })
  })

  it('offers to save mine as the next where the colleague was quicker than the news', async () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/'
    const theirs = { planned_on: null, happened_on: '2026-01-20', outcome: '', note: '', version: 1, by: 'BO', at: '2026-02-11T09:12:00Z' } // prettier-ignore
    const problem = { type: 'x', title: 'x', status: 409, detail: 'x', yours: {}, theirs }
    const { asked, form: fields } = await form(pageOf(), {
      [`${path}1`]: { status: 409, body: problem },
      [`${path}2`]: saved(),
    })
    await choose(fields, 'Planning meeting')
    await userEvent.type(box(fields, 'Happened on'), '3/2')
    await press(fields)
    await screen.findByText('happened Tue 20 Jan 2026')
    await answer(/Save mine as the 2nd/)
    await screen.findByText(/^Saved: Planning meeting \(2nd\)/)
    expect(writes(asked)[1]).toMatchObject({ ifMatch: '"0"', body: { happened_on: '2026-02-03' } })
  })

  it('opens with what was typed before the session ended', async () => {
    const { form: fields } = await form(pageOf())
    await choose(fields, 'Panel')
    await userEvent.type(box(fields, /Note/), 'A long note.')
    cleanup()
    await open(pageOf({ clocks: [due] }), { 'GET /api/catalogue': { body: catalogue } })
    const again = within(await screen.findByRole('form', { name: 'Record a milestone' }))
    expect(chosen(again.getByRole('combobox', { name: 'Milestone' }))).toBe('Panel')
    expect(box(again, /Note/)).toHaveProperty('value', 'A long note.')
    expect(again.getByText(/What you had typed is still here/)).toBeTruthy()
  })

  it('shows both values and notes in a conflict; neither answer loses a note', async () => {
    const path = 'PUT /api/children/7/milestones/planning_meeting/1'
    const theirs = {
      planned_on: '2026-03-20',
      happened_on: '2026-01-20',
      outcome: '',
      note: 'Ring the school.',
      version: 3,
      by: 'BO',
      at: '2026-02-11T09:12:00Z',
    }
    const problem = { type: 'x', title: 'x', status: 409, detail: 'x', yours: {}, theirs }
    const { asked, form: fields } = await form(
      pageOf({ milestones: [held({ happened_on: '2026-01-20' })] }),
      { [path]: [{ status: 409, body: problem }, { status: 409, body: problem }, saved(theirs, 4)] },
    )
    await choose(fields, 'Planning meeting')
    await userEvent.selectOptions(which(fields), '1')
    await userEvent.type(box(fields, /Note/), 'Mine.')
    await press(fields)
    expect(
      await screen.findByText(
        'happened Tue 20 Jan 2026, planned for Fri 20 Mar 2026, note: “Ring the school.”',
      ),
    ).toBeTruthy()
    expect(screen.getByText('happened Tue 20 Jan 2026, note: “Mine.”')).toBeTruthy()
    expect(screen.getByText(/changed by BO, Wed 11 Feb 2026, 09:12/)).toBeTruthy()
    await answer(/Keep theirs/)
    expect(box(fields, /Note/)).toHaveProperty('value', 'Mine.')
    expect(box(fields, /Planned for/)).toHaveProperty('value', '20/03/2026') // not touched here
    expect(writes(asked)).toHaveLength(1)
    await press(fields)
    expect(await screen.findByText('This replaces the note: “Ring the school.”.')).toBeTruthy()
    await answer(/save it/)
    await waitFor(() => expect(writes(asked)).toHaveLength(2))
    await answer(/Save mine instead/)
    await waitFor(() => expect(writes(asked)).toHaveLength(3))
    expect(writes(asked)[2]).toMatchObject({
      ifMatch: '"3"',
      body: { note: 'Ring the school.\nMine.' },
    })
  })

  it.each([
    ['nothing', '', /Give the day it happened/],
    ['a day to come as happened', '+3', /Put it under Planned for/],
    ['what is no date', '31/2', /is not a date/],
  ])('refuses %s, over the form and at the field', async (_, text, message) => {
    const { asked, form: fields } = await form(pageOf())
    await choose(fields, 'Panel')
    if (text) await userEvent.type(box(fields, 'Happened on'), text)
    await press(fields)
    expect(fields.getAllByText(message)).toHaveLength(2)
    await userEvent.click(fields.getByRole('link', { name: message }))
    expect(document.activeElement).toBe(box(fields, 'Happened on'))
    expect(writes(asked)).toEqual([])
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
    const { child, milestone, imported_on, entered_on } = conflict
    expect(writes(asked)[0]?.body).toEqual({ child, milestone, imported_on, entered_on, counts })
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
