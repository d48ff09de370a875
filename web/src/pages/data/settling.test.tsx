import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Absence, Unplaced } from '../../api/types'
import { conflict } from '../child/testing'
import { open } from './opened'
import { standingLines } from './useStandingLines'

describe('children no longer in a return', () => {
  const absence: Absence = {
    child: 7,
    number: '566910',
    year: 2026,
    facts: 12,
    outcome: 'open',
    reason: '',
    by: '',
    at: '',
  }

  it('a double click withdraws what the return said of one, who stays in place with the way back', async () => {
    const other = { ...absence, child: 8, number: '566911' }
    const withdrawn: Absence = {
      ...absence,
      facts: 0,
      outcome: 'withdrawn',
      by: 'AK',
      at: '2026-02-11T09:00:00Z',
    }
    const asked = await open({
      // The server lists first who is open.
      'GET /api/absences': [{ body: [absence, other] }, { body: [other, withdrawn] }],
      'POST /api/absences/settle': { status: 204 },
    })
    const named = { name: /Withdraw 12 facts ?, child 566910/ }
    const button = await screen.findByRole('button', named)
    await userEvent.dblClick(button)
    await screen.findByRole('heading', { name: 'Children no longer in a return (1 to settle)' })
    const settled = asked.filter((each) => each.method === 'POST').map((each) => each.body)
    expect(settled).toEqual([{ child: 7, year: 2026, outcome: 'withdrawn' }])
    expect(screen.getByRole('button', named)).toBe(button)
    expect(button).toHaveProperty('disabled', true)
    const [first] = document.querySelectorAll('.data-conflicts > li')
    expect(first?.textContent).toContain('Settled: 12 facts of the 2025-26 return withdrawn.')
    const undo = screen.getByRole('button', { name: 'Undo this, child 566910' })
    expect(document.activeElement).toBe(undo)
    await userEvent.click(undo)
    expect(asked.filter((each) => each.method === 'POST').at(-1)?.body).toMatchObject({ outcome: 'open' })
  })

  it('stay only with a reason', async () => {
    const asked = await open({
      'GET /api/absences': { body: [absence] },
      'POST /api/absences/settle': { status: 204 },
    })
    await userEvent.click(await screen.findByRole('button', { name: /The record stays/ }))
    await userEvent.click(screen.getByRole('button', { name: /Save the reason/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('Say why')
    await userEvent.type(screen.getByLabelText(/Why does the record stay/), 'In the late file')
    await userEvent.click(screen.getByRole('button', { name: /Save the reason/ }))
    await waitFor(() =>
      expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({
        outcome: 'stays',
        reason: 'In the late file',
      }),
    )
  })
})

describe('entries without a period of care', () => {
  const left: Unplaced = {
    child: 7,
    child_label: 'Mia Jones',
    child_initials: 'MJ',
    child_number: '566910',
    course: 31,
    started_on: '2026-06-01',
    ended_on: '2026-08-01',
    entries: ['First planning meeting, happened on Wed 10 Jun 2026'],
    periods: [{ started_on: '2026-11-05', ended_on: null }],
    outcome: 'open',
    by: '',
    at: '',
  }

  it('are put into the period that somebody chooses', async () => {
    const asked = await open({
      'GET /api/unplaced': { body: [left] },
      'POST /api/unplaced/settle': { status: 204 },
    })
    expect(await screen.findByText(/First planning meeting, happened on/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /It belongs to care from .*5 Nov/ }))
    await waitFor(() =>
      expect(asked.find((each) => each.method === 'POST')?.body).toEqual({
        child: 7,
        course: 31,
        outcome: 'joined',
        period_started_on: '2026-11-05',
      }),
    )
  })

  it('that were removed can be brought back', async () => {
    const asked = await open({
      'GET /api/unplaced': { body: [{ ...left, outcome: 'removed', by: 'AK', at: '2026-12-01T09:00:00Z' }] },
      'POST /api/unplaced/settle': { status: 204 },
    })
    expect(await screen.findByText(/removed\. Settled by AK/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /Undo this, entered for care/ }))
    await waitFor(() =>
      expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({ outcome: 'open' }),
    )
  })
})

describe('settling', () => {
  const other = { ...conflict, child: 8, child_number: '566911', child_label: 'Ben Hall' }
  const lines = () =>
    [...document.querySelectorAll('.data-conflicts > li')].map((line) => line.textContent ?? '')

  it('a double click settles one line, which stays in its place', async () => {
    const asked = await open({
      'GET /api/conflicts': [{ body: [conflict, other] }, { body: [other] }],
      'POST /api/conflicts/settle': { status: 204 },
    })
    const settled = () => asked.filter((each) => each.method === 'POST').map((each) => each.body)
    const use = async (at: number) =>
      (await screen.findAllByRole('button', { name: /Use the imported date/ }))[at] as HTMLButtonElement
    const button = await use(0)
    await userEvent.dblClick(button)
    await waitFor(() => expect(screen.getByRole('heading', { name: 'To settle (1)' })).toBeTruthy())
    expect(settled()).toHaveLength(1)
    expect(settled()[0]).toMatchObject({ child: 7, counts: 'imported', imported_on: '2026-01-02' })
    // The button still lies under the pointer, and rests.
    expect(await use(0)).toBe(button)
    expect(button.disabled).toBe(true)
    expect(lines()[0]).toMatch(/Mia Jones.*Settled: the imported date counts, Fri 2 Jan 2026/)
    expect(lines()[1]).toMatch(/Ben Hall/)
    // The focus stands on the way back.
    const undo = screen.getByRole('button', { name: /^Undo\s+this, Second review/ })
    expect(document.activeElement).toBe(undo)
    await userEvent.click(undo)
    await waitFor(() => expect(settled()[1]).toMatchObject({ child: 7, counts: 'open' }))
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /^Undo\s+this, Second review/ })).toBeNull(),
    )
  })

  it('says in its place that somebody else has settled it', () => {
    const keyOf = (line: { id: string }) => line.id
    const before = standingLines([], [{ id: 'a' }, { id: 'b' }], keyOf)
    expect(standingLines(before, [{ id: 'c' }, { id: 'b' }], keyOf)).toEqual([
      { line: { id: 'a' }, there: false },
      { line: { id: 'b' }, there: true },
      { line: { id: 'c' }, there: true },
    ])
  })

  it('shows initials and number in discreet mode', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    await open({ 'GET /api/conflicts': { body: [conflict] } })
    expect(await screen.findByRole('link', { name: 'MJ 566910' })).toBeTruthy()
    expect(document.body.textContent).not.toContain('Mia')
  })
})
