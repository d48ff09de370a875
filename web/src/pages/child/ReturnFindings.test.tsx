import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { recordFindingOf } from '../returncheck/testing'
import { missing, nothingFound, open, overdue } from './opened'
import { cellOf, pageOf } from './testing'

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
  expect(said.getByText(/1 rule could not be checked yet, so nothing is said about it here/)).toBeTruthy()
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
