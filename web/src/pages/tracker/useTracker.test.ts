import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { forgetAnswers } from '../../api/client'
import type { LiveEvent } from '../../live/events'
import { cellWith, rowWith, trackerWith } from './fixtures'
import { useTracker } from './useTracker'

vi.mock('../../app/session', () => ({ useSession: () => ({ account: { id: 1 } }) }))
vi.mock('../../app/discreet', async (original) => ({
  ...(await original<object>()),
  useDiscreet: () => ({ discreet: false }),
}))
vi.mock('../../ui/announce', () => ({ useAnnounce: () => () => undefined }))
let tell: (event: LiveEvent) => void = () => undefined
vi.mock('../../live/useLive', () => ({ useLive: (handler: typeof tell) => void (tell = handler) }))

const { stages, plans, milestones, timescales, ...sent } = trackerWith([
  rowWith({ child: 1 }),
  rowWith({ child: 2 }),
])
const names = { stages, plans, milestones, timescales }
const column = '/api/trackers/joint/columns/review'
const review = (words: string) => ({
  sequence: 10,
  cells: { 1: cellWith({ words }), 2: cellWith({ words }) },
})

interface Asked {
  path: string
  live: boolean
}

function serve(answers: Record<string, { status?: number; body: unknown }>): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, live: new Headers(init.headers).has('X-Homeward-Live') })
    const { status = 200, body } = answers[path] ?? { status: 404, body: {} }
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  })
  return asked
}

async function opened(answers: Record<string, { status?: number; body: unknown }>) {
  const all: typeof answers = {
    '/api/trackers/joint': { body: sent },
    '/api/catalogue': { body: names },
    ...answers,
  }
  const asked = serve(all)
  const { result } = renderHook(() => useTracker('joint', null))
  await waitFor(() => expect(result.current.tracker).not.toBeNull())
  const words = () => result.current.tracker?.rows.map((row) => row.cells['review']?.words)
  return { all, asked, result, words }
}

beforeEach(forgetAnswers)

it('asks for a hidden column when it is wanted, once', async () => {
  const { asked, result, words } = await opened({ [column]: { body: review('Due') } })
  expect(asked.map(({ path }) => path)).toEqual(['/api/trackers/joint', '/api/catalogue'])
  expect(words()).toEqual([undefined, undefined])
  await act(() => result.current.need(['review']))
  await act(() => result.current.need(['review']))
  expect(words()).toEqual(['Due', 'Due'])
  expect(asked.slice(2)).toEqual([{ path: column, live: false }])
})

it('keeps the columns that are turned on when everything is read again', async () => {
  const { all, asked, result, words } = await opened({ [column]: { body: review('Due') } })
  await act(() => result.current.need(['review']))
  all[column] = { body: review('Done') }
  act(() => tell({ kind: 'reload', sequence: 99 }))
  await waitFor(() => expect(words()).toEqual(['Done', 'Done']))
  expect(asked.at(-1)).toEqual({ path: column, live: true })
})

it('says that a column could not be loaded, and asks again when it is turned on again', async () => {
  const { all, result, words } = await opened({
    [column]: { status: 503, body: { detail: 'The disk is full.' } },
  })
  await act(() => result.current.need(['review']))
  expect(result.current.columnFault).toContain('The disk is full.')
  all[column] = { body: review('Due') }
  await act(() => result.current.need(['review']))
  expect(words()).toEqual(['Due', 'Due'])
})
