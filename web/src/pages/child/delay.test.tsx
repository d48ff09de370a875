import { cleanup, screen, waitFor, within } from '@testing-library/react'
import events from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../api/types'
import { drafts } from '../../app/drafts'
import { open, overdue, writes } from './opened'
import { pageOf } from './testing'

const userEvent = events.setup({ delay: null })
const path = 'PUT /api/children/7/delays/first-planning'
const exams = {
  reason: 'Exams first',
  decided_by: 'Team manager',
  decided_on: '2026-02-03',
  look_again_on: '2026-03-03',
  ended_on: null,
}
const delay = { ...exams, version: 2, by: 'BO', at: '2026-02-03T09:12:00Z' }
const delayed: Clock = { ...overdue, delay }
const answerOf = (previous: unknown, version: number) => ({ body: { version, sequence: 9, previous } })
const metBy = (theirs: object) => ({
  status: 409,
  body: { type: 'x', title: 'x', status: 409, detail: 'x', yours: {}, theirs: { ...delay, ...theirs } },
})

const press = (name: RegExp | string) => userEvent.click(screen.getByRole('button', { name }))
const answer = async (name: RegExp) =>
  userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name }))
const box = (name: RegExp) => screen.getByRole('textbox', { name })
const retype = async (name: RegExp, text: string) => {
  await userEvent.clear(box(name))
  await userEvent.type(box(name), text)
}
const reasonText = /Why waiting/
const lookDay = /Look again on/

beforeEach(() => drafts.dropAll())

describe('a delay on purpose', () => {
  it('wants a reason, who decided and a day to look again, over the form and at each field', async () => {
    const asked = await open(pageOf({ clocks: [overdue] }), { [path]: answerOf(null, 1) })
    await press(/Delay on purpose/)
    expect(document.activeElement).toBe(box(reasonText))
    await press('Save the delay')
    for (const message of [
      /Say why waiting is better/,
      /Say who decided/,
      /Give the day it is looked at again/,
    ])
      expect(screen.getAllByText(message)).toHaveLength(2)
    expect(document.activeElement?.textContent).toContain('There is a problem')
    await userEvent.click(screen.getByRole('link', { name: /Say who decided/ }))
    expect(document.activeElement).toBe(box(/Who decided/))
    expect(writes(asked)).toEqual([])
    await userEvent.type(box(reasonText), 'Exams first')
    await userEvent.type(box(/Who decided/), 'Team manager')
    await userEvent.type(box(lookDay), '3/3')
    await press('Save the delay')
    await screen.findByText(
      'Saved: Delay of Decision after panel, reason: “Exams first”, decided by Team manager on Wed 11 Feb 2026, looked at again on Tue 3 Mar 2026.',
    )
    expect(writes(asked)).toHaveLength(1)
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
    await press('Undo')
    await screen.findByText('Taken back: Delay of Decision after panel is not recorded.')
    expect(writes(asked)[1]).toMatchObject({
      ifMatch: '"1"',
      body: { reason: null, decided_by: null, decided_on: null, look_again_on: null },
    })
  })

  it('is shown with its reason and who entered it; its form opens with it and sends only what changed', async () => {
    const asked = await open(pageOf({ clocks: [delayed] }), { [path]: answerOf(exams, 3) })
    expect(screen.getByText(/reason: “Exams first”, decided by Team manager on Tue 3 Feb 2026/)).toBeTruthy()
    expect(screen.getByText(/Entered by BO, Tue 3 Feb 2026, 09:12/)).toBeTruthy()
    await press(/Change the delay/)
    expect(box(reasonText)).toHaveProperty('value', 'Exams first')
    expect(box(/Who decided/)).toHaveProperty('value', 'Team manager')
    expect(box(/Decided on/)).toHaveProperty('value', '03/02/2026')
    await press('Save the delay')
    expect(screen.getByText(/Nothing is changed yet/)).toBeTruthy()
    await retype(lookDay, '1/4')
    await press('Save the delay')
    expect(
      await screen.findByText(/This replaces: looked at again on Tue 3 Mar 2026 by Wed 1 Apr 2026/),
    ).toBeTruthy()
    expect(writes(asked)).toEqual([])
    await answer(/save it/)
    await screen.findByText(/^Saved: Delay of Decision after panel, .*looked at again on Wed 1 Apr 2026\.$/)
    expect(writes(asked)[0]).toMatchObject({ ifMatch: '"2"', body: { look_again_on: '2026-04-01' } })
    expect(writes(asked)[0]?.body).not.toHaveProperty('reason')
    await press('Undo')
    await screen.findByText(/^Taken back: .*looked at again on Tue 3 Mar 2026\.$/)
    expect(writes(asked)[1]?.body).not.toHaveProperty('ended_on')
  })

  it('is ended only after a question, and the end can be taken back', async () => {
    const asked = await open(pageOf({ clocks: [delayed] }), { [path]: answerOf(exams, 3) })
    await press(/End the delay today/)
    expect(await screen.findByText(/This ends the delay/)).toBeTruthy()
    await answer(/Go back/)
    expect(writes(asked)).toEqual([])
    await press(/End the delay today/)
    await answer(/save it/)
    await screen.findByText(/^Saved: .*ended on Wed 11 Feb 2026\.$/)
    expect(writes(asked)[0]).toMatchObject({ ifMatch: '"2"', body: { ended_on: '2026-02-11' } })
    await press('Undo')
    await screen.findByText(/^Taken back: /)
    expect(writes(asked)[1]).toMatchObject({ ifMatch: '"3"', body: { ...exams } })
  })

  it('shows both when somebody saved first, and keeps what was typed', async () => {
    const asked = await open(pageOf({ clocks: [delayed] }), {
      [path]: [metBy({ reason: 'The aunt first', decided_by: 'The panel', version: 5 }), answerOf(exams, 6)],
    })
    await press(/Change the delay/)
    await userEvent.type(box(reasonText), ', then June')
    await press('Save the delay')
    expect(await screen.findByText(/reason: “The aunt first”/)).toBeTruthy()
    expect(screen.getByText(/was changed by BO, Tue 3 Feb 2026, 09:12/)).toBeTruthy()
    await answer(/Keep theirs/)
    expect(box(reasonText)).toHaveProperty('value', 'Exams first, then June')
    expect(box(/Who decided/)).toHaveProperty('value', 'The panel') // not touched here
    expect(document.body.textContent).not.toMatch(/[Rr]eload/)
    await press('Save the delay')
    expect(await screen.findByText('This replaces the reason: “The aunt first”.')).toBeTruthy()
    await answer(/save it/)
    await screen.findByText(/^Saved: /)
    expect(writes(asked)[1]?.ifMatch).toBe('"5"')
    expect(writes(asked)[1]?.body).toEqual({ reason: 'Exams first, then June' })
  })

  it('becomes a new one over a delay that somebody ended meanwhile; an end needs none', async () => {
    const ended = metBy({ ended_on: '2026-02-10', version: 0 })
    const asked = await open(pageOf({ clocks: [delayed] }), { [path]: [ended, answerOf(null, 1), ended] })
    await press(/Change the delay/)
    await userEvent.type(box(reasonText), ', then June')
    await press('Save the delay')
    await answer(/Save mine instead/)
    await screen.findByText(/^Saved: /)
    expect(writes(asked)[1]).toMatchObject({
      ifMatch: '"0"',
      body: { reason: 'Exams first, then June', decided_by: 'Team manager', look_again_on: '2026-03-03' },
    })
    await press(/End the delay today/)
    await answer(/save it/)
    const dialog = within(await screen.findByRole('dialog', { name: /saved this before you/ }))
    expect(dialog.getByText(/ended on Tue 10 Feb 2026/)).toBeTruthy()
    expect(dialog.queryByRole('button', { name: /Save mine/ })).toBeNull()
  })

  it('opens with what was typed before the session ended, and with the version seen then', async () => {
    const answers = { [path]: answerOf(exams, 3) }
    await open(pageOf({ clocks: [delayed] }), answers)
    await press(/Change the delay/)
    await userEvent.type(box(reasonText), ', then June')
    cleanup()
    const asked = await open(pageOf({ clocks: [{ ...overdue, delay: { ...delay, version: 4 } }] }), answers)
    expect(screen.getByText(/had typed is still here; it is not saved yet/)).toBeTruthy()
    expect(box(reasonText)).toHaveProperty('value', 'Exams first, then June')
    await press('Save the delay')
    await waitFor(() => expect(writes(asked)).toHaveLength(1))
    expect(writes(asked)[0]).toMatchObject({ ifMatch: '"2"' })
    await waitFor(() => expect(drafts.whatIsHeld()).toEqual([]))
  })

  it('goes back to its button when it is given up, and nothing is held', async () => {
    await open(pageOf({ clocks: [overdue] }))
    await press(/Delay on purpose/)
    await userEvent.type(box(reasonText), 'Exams')
    expect(drafts.whatIsHeld()).toEqual(['the delay'])
    await press('Cancel')
    expect(drafts.whatIsHeld()).toEqual([])
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /Delay on purpose/ }))
  })

  it('keeps its reason off the page in discreet mode', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    await open(
      pageOf({
        clocks: [delayed],
        story: ['Decision after panel waits on purpose: Exams first. Decided by X.'],
      }),
    )
    expect(document.body.textContent).not.toContain('Exams')
    expect(screen.getByText(/reason: “words hidden”, decided by Team manager/)).toBeTruthy()
    await press(/End the delay/)
    await screen.findByRole('dialog')
    expect(document.body.textContent).not.toContain('Exams')
    localStorage.removeItem('homeward-discreet')
  })

  it('is not offered for a clock that has been met', async () => {
    await open(
      pageOf({
        clocks: [{ ...overdue, cell: { ...overdue.cell, state: 'met', words: 'Done in 8 of 10 days' } }],
      }),
    )
    expect(screen.queryByRole('button', { name: /Delay on purpose/ })).toBeNull()
  })
})
