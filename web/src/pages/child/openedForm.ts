// The form Record a milestone, opened for tests, with the hands that fill it in.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Catalogue, ChildPage as ChildRecord, Clock, HeldMilestone } from '../../api/types'
import { open, overdue, type Answers } from './opened'
import { cellOf } from './testing'

const kind = { explanation: '', who_can_fill: 'Worker', outcomes: [], repeats: false, decision: false }
const kinds = {
  panel: { ...kind, name: 'Panel', repeats: true, outcomes: ['recommended'] },
  planning_meeting: { ...kind, name: 'Planning meeting', explanation: 'Not the review.', repeats: true },
  match: { ...kind, name: 'Match for adoption', decision: true },
}
export const held = (more: Partial<HeldMilestone>): HeldMilestone => ({
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
export const first = held({ happened_on: '2026-01-20', note: 'Do not ring the father.' })
const next = cellOf({
  state: 'overdue',
  rank: 1,
  edit: { type: 'planning_meeting', nth: 2, version: 0 },
})
export const catalogue: Catalogue = {
  milestones: kinds,
  stages: [],
  plans: [],
  timescales: { next: { name: 'Planning meeting every two months', heading: 'Next planning meeting' } },
}
export const due: Clock = {
  ...overdue,
  timescale: 'next',
  name: 'Planning meeting every two months',
  cell: next,
}
export const saved = (previous: unknown = null, version = 1) => ({ body: { version, sequence: 9, previous } })
export async function form(page: ChildRecord, answers: Answers = {}) {
  const withDue = { ...page, clocks: [due, ...page.clocks] }
  const asked = await open(withDue, { 'GET /api/catalogue': { body: catalogue }, ...answers })
  await userEvent.click(screen.getByText('Record a milestone'))
  return { asked, form: within(await screen.findByRole('form', { name: 'Record a milestone' })) }
}
type Fields = Awaited<ReturnType<typeof form>>['form']
export const choose = (fields: Fields, label: string) =>
  userEvent.selectOptions(fields.getByRole('combobox', { name: 'Milestone' }), label)
export const which = (fields: Fields) => fields.getByRole('combobox', { name: 'Which one' })
export const box = (fields: Fields, name: string | RegExp) => fields.getByRole('textbox', { name })
export const press = (fields: Fields) =>
  userEvent.click(fields.getByRole('button', { name: 'Save the milestone' }))
export const answer = (name: RegExp) => userEvent.click(screen.getByRole('button', { name, hidden: true }))
export const chosen = (select: HTMLElement) => (select as HTMLSelectElement).selectedOptions[0]?.textContent
