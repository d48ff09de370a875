import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { drafts } from '../../app/drafts'
import { open, writes } from './opened'
import {
  answer,
  box,
  catalogue,
  choose,
  chosen,
  due,
  first,
  form,
  held,
  press,
  saved,
  which,
} from './openedForm'
import { pageOf } from './testing'

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
