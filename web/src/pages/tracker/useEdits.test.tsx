import { act, renderHook, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { HeldMilestone } from '../../api/types'
import { pageOf, serve } from '../child/testing'
import { drafts } from '../../app/drafts'
import { taskOf, type Task, type Wish } from './batch'
import { useUnsavedDates } from './useUnsavedDates'
import { useEdits } from './useEdits'

const wish = (child: number, more: Partial<Wish> = {}): Wish => ({
  child,
  type: 'panel',
  nth: 1,
  column: 'panel',
  edit: { happened_on: '2026-02-03' },
  version: 0,
  ...more,
})
const path = (child: number) => `PUT /api/children/${child}/milestones/panel/1`
const page = (child: number) => `GET /api/children/${child}`
const saved = { body: { version: 1, sequence: 5, previous: null } }
const held = (more: Partial<HeldMilestone>): HeldMilestone => ({
  type: 'panel',
  nth: 1,
  name: 'Panel',
  planned_on: null,
  happened_on: '2026-02-03',
  imported_on: null,
  outcome: '',
  note: '',
  version: 1,
  by: 'AK',
  at: '2026-02-11T09:00:00Z',
  ...more,
})
const recorded = (more: Partial<HeldMilestone>) => ({ body: pageOf({ milestones: [held(more)] }) })

const nameOf = (child: number) => ({ what: `date of ${child}`, discreetly: 'a date' })

function edits(answers: Parameters<typeof serve>[0]) {
  const asked = serve(answers)
  const { result, unmount } = renderHook(() => {
    const made = useEdits({
      settle: () => Promise.resolve(null),
      heldAt: () => null,
      pasteKey: 'paste',
      me: 'AK',
      columnOf: () => 'panel',
      nameOf,
    })
    useUnsavedDates(made.reports, made.progress, nameOf)
    return made
  })
  const save = (tasks: Task[]) => act(async () => void (await result.current.save(tasks)))
  const told = () => result.current.reports.flatMap(({ refused }) => refused.map(({ why }) => why))
  return {
    asked,
    save,
    unmount,
    told,
    now: () => result.current,
    puts: () => asked.filter((each) => each.method === 'PUT'),
  }
}

describe('a date whose answer is lost', () => {
  it('is not said to be unsaved, and is found saved with the way back', async () => {
    const { save, told, now, puts } = edits({
      [path(7)]: [{ lost: true }, { body: { version: 2, sequence: 6, previous: null } }],
      [page(7)]: [{ lost: true }, recorded({})],
    })
    await save([taskOf(wish(7))])
    expect(told()).toEqual([expect.stringMatching(/^it is not known whether this was saved/)])
    expect(told().join()).not.toMatch(/nothing was saved/i)
    await waitFor(() => expect(now().outcome?.items).toEqual([expect.objectContaining({ child: 7 })]))
    expect(told()).toEqual([])
    expect(now().ways.undo).toBe(true)
    await act(() => now().undo())
    expect(puts().map((each) => [each.ifMatch, each.body])).toEqual([
      ['"0"', { happened_on: '2026-02-03' }],
      ['"1"', expect.objectContaining({ happened_on: null })],
    ])
  })

  it('is said to be unsaved once nothing is found', async () => {
    const { save, told } = edits({ [path(7)]: { lost: true }, [page(7)]: { body: pageOf() } })
    await save([taskOf(wish(7))])
    await waitFor(() => expect(told()).toEqual([expect.stringMatching(/^this was not saved/)]))
  })

  it('tells another value that stands there', async () => {
    const other = recorded({ happened_on: '2026-02-01', by: 'BO' })
    const { save, told } = edits({ [path(7)]: { lost: true }, [page(7)]: other })
    await save([taskOf(wish(7))])
    await waitFor(() =>
      expect(told()).toEqual([expect.stringMatching(/happened Sun 1 Feb 2026, entered by BO/)]),
    )
  })

  it('ends a paste: what was never sent is said to be so', async () => {
    const { save, told, puts } = edits({
      [path(1)]: saved,
      [path(2)]: { lost: true },
      [page(2)]: { lost: true },
    })
    await save([1, 2, 3].map((child) => taskOf(wish(child))))
    expect(puts()).toHaveLength(2)
    expect(told()).toEqual([
      expect.stringMatching(/^it is not known/),
      expect.stringMatching(/^this was not sent and not saved/),
    ])
  })

  it('is no conflict where it was sent again and stands there as it was wanted', async () => {
    const theirs = { ...held({}), version: 1 }
    const problem = { type: 'x', title: 'x', status: 409, detail: 'x', yours: {}, theirs }
    const { save, now } = edits({ [path(7)]: { status: 409, body: problem } })
    await save([taskOf(wish(7))])
    expect(now().disputes).toEqual([])
    expect(now().outcome?.items).toHaveLength(1)
  })
})

describe('a paste', () => {
  const pasted = (child: number): Task => ({ ...taskOf(wish(child)), typed: '3/2' })
  const refused = { row: 4, child: 4, column: 'panel', why: 'n/a is not a date.', unsaved: true as const }

  it('tells what cannot be read before anything is sent, and how far it is, and asks whoever leaves', async () => {
    let answer: (response: Response) => void = () => {}
    const { now, told } = edits({})
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => void (answer = resolve)))
    let done: Promise<boolean> | undefined
    await act(async () => void (done = now().save([1, 2].map(pasted), { refused: [refused] })))
    expect(told()).toEqual(['n/a is not a date.'])
    expect(now().progress).toEqual({ saved: 0, of: 2 })
    expect(drafts.whatIsHeld()).toEqual(['date of 4', 'dates that are still being saved'])
    await act(async () => answer(new Response(JSON.stringify(saved.body))))
    expect(now().progress).toEqual({ saved: 1, of: 2 })
    await act(async () => {
      const problem = { type: 'x', title: 'x', status: 400, detail: 'Before birth.' }
      answer(new Response(JSON.stringify(problem), { status: 400 }))
      await done
    })
    expect(now().progress).toBeNull()
    expect(told()).toEqual(['n/a is not a date.', 'Before birth.'])
    expect(now().reports).toHaveLength(1)
    // What was not saved is asked about until its message is closed.
    expect(drafts.whatIsHeld()).toEqual(['date of 4', 'date of 2'])
    act(() => now().closeReport(now().reports[0]?.id ?? 0))
    expect(drafts.whatIsHeld()).toEqual([])
  })

  it('whose session ends keeps all that was not saved, beyond its page', async () => {
    const { save, unmount } = edits({ [path(1)]: saved, [path(2)]: { status: 401, body: {} } })
    await save([1, 2, 3, 4].map(pasted))
    unmount()
    expect(drafts.get('paste')).toEqual([2, 3, 4].map((child) => ({ child, column: 'panel', typed: '3/2' })))
    expect(drafts.whatIsHeld()).toEqual(['3 dates of a paste'])
    drafts.dropAll()
  })

  it('of which nothing was saved leaves no older news beside that', async () => {
    const { save, now } = edits({ [path(1)]: saved, [path(2)]: { status: 400, body: {} } })
    await save([pasted(1)])
    expect(now().outcome).not.toBeNull()
    await save([pasted(2)])
    expect(now().outcome).toBeNull()
    expect(now().ways.undo).toBe(true)
  })
})
