import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { RecordCheck } from '../../api/types'
import RecordPage from './RecordPage'
import { openAt, recordFindingOf } from './testing'

const path = 'GET /api/return-checks/record'
const child = (id: number, name: string, findings = [recordFindingOf()]) => ({
  child_id: id,
  child: `5669${id}`,
  name,
  initials: name.replace(/[a-z ]/g, ''),
  findings,
})
const record: RecordCheck = {
  collection_year: 2026,
  as_of: '2026-02-11',
  children: 300,
  rules_run: 240,
  not_run: [
    { rule: '1014', sentence: 'A home is listed.', why: 'It needs a postcode file, which was not given.' },
  ],
  workers: [
    {
      worker_id: 4,
      name: 'A. Khan',
      team: 'Permanence',
      findings: 3,
      children: [
        child(10, 'Mia Jones', [recordFindingOf(), recordFindingOf({ rule: '1016' })]),
        child(11, ''),
      ],
    },
    { worker_id: null, name: '', team: '', findings: 1, children: [child(12, 'Noah Bell')] },
  ],
}
const open = (body: RecordCheck = record, at = '/return-check/record') =>
  openAt(at, <RecordPage />, { [path]: { body } })

describe('what the return would say today', () => {
  it('is told by who can give what is missing, each child with the way to the page', async () => {
    await open()
    expect(await screen.findByRole('heading', { name: 'Three things only A. Khan can give' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'One thing for children without a worker' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Mia Jones' }).getAttribute('href')).toBe('/children/10')
    expect(screen.getByRole('link', { name: '566911' })).toBeTruthy() // no name is known
    expect(screen.getAllByText('About the episode that began 12 Jan 2026.')).toHaveLength(4)
    expect(screen.getByText(/4 things to put right or explain/)).toBeTruthy()
  })

  it('shows initials and numbers in discreet mode, as everywhere', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    await open()
    expect(await screen.findByRole('link', { name: 'MJ 566910' })).toBeTruthy()
    expect(screen.getByRole('link', { name: '566911' })).toBeTruthy() // no name is known
    expect(document.body.textContent).not.toMatch(/Mia|Jones|Noah/)
  })

  it('can be narrowed to one worker, by an address that names nobody', async () => {
    await open()
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Worker' }), '4')
    expect(screen.queryByRole('heading', { name: /without a worker/ })).toBeNull()
    expect(screen.getByRole('heading', { name: /only A\. Khan/ })).toBeTruthy()
  })

  it('does not call all well while rules were not run', async () => {
    await open({ ...record, workers: [] })
    expect(await screen.findByText(/Every rule that could be run over the record passed/)).toBeTruthy()
    const notRun = screen.getByRole('region', { name: 'Not run: 1 rule' })
    expect(within(notRun).getByText(/Only homeward check/)).toBeTruthy()
  })

  it('says that it cannot be shown, and tries again', async () => {
    await openAt('/return-check/record', <RecordPage />, {
      [path]: [{ status: 503, body: {} }, { body: record }],
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: /only A\. Khan/ })).toBeTruthy()
  })
})
