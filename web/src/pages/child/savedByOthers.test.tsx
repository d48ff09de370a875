import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { drafts } from '../../app/drafts'
import { liveEvents } from '../../live/events'
import { writes } from './opened'
import { answer, box, choose, form, held, press, saved, which } from './openedForm'
import { pageOf } from './testing'

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
  const { asked, form: fields } = await form(pageOf({ milestones: [held({ happened_on: '2026-01-20' })] }), {
    [path]: [{ status: 409, body: problem }, { status: 409, body: problem }, saved(theirs, 4)],
  })
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
