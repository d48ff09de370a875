import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionInfo } from '../api/types'
import { drafts } from './drafts'
import { SessionProvider, useSessionDoor } from './session'

const session = (secondsLeft: number): SessionInfo => ({
  account: {
    id: 1,
    name: 'Ann Example',
    initials: 'AE',
    worker: null,
    role: 'viewer',
    can_edit: false,
    can_import: false,
    can_see_log: false,
    can_export: false,
    must_change_password: false,
  },
  authority: { id: 1, name: 'Northshire', dfe_number: '999', synthetic: true },
  authorities: [],
  csrf_token: 'token',
  seconds_left: secondsLeft,
  today: '2026-02-11',
  last_data: null,
  trackers: [],
})

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

function Page() {
  const { state } = useSessionDoor()
  if (state.kind === 'signed-in') return <p>Zara Smith</p>
  return <p>{state.kind === 'signed-out' ? 'Sign in' : state.kind}</p>
}

describe('a page that nobody tends', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
  })
  const later = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

  it('asks at the known end of its session, and shows nothing when that has ended', async () => {
    const fetch = vi.fn(async () => answer(200, session(60)))
    vi.stubGlobal('fetch', fetch)
    render(
      <SessionProvider>
        <Page />
      </SessionProvider>,
    )
    await later(0)
    expect(screen.getByText('Zara Smith')).toBeTruthy()
    drafts.hold('a note', 'typed', 'the note')
    await later(59_000)
    expect(fetch).toHaveBeenCalledTimes(1)
    // Somebody used another tab meanwhile.
    fetch.mockImplementation(async () => answer(200, session(30)))
    await later(2_000)
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(screen.getByText('Zara Smith')).toBeTruthy()
    fetch.mockImplementation(async () => answer(401, { status: 401, title: 'x', detail: 'x', type: 'x' }))
    await later(31_000)
    expect(screen.getByText('Sign in')).toBeTruthy()
    expect(screen.queryByText('Zara Smith')).toBeNull()
    expect(drafts.get('a note')).toBe('typed')
  })

  it('shows nothing either when the server cannot be reached at the end', async () => {
    const fetch = vi.fn(async () => answer(200, session(60)))
    vi.stubGlobal('fetch', fetch)
    render(
      <SessionProvider>
        <Page />
      </SessionProvider>,
    )
    await later(0)
    fetch.mockImplementation(() => Promise.reject(new TypeError('no network')))
    await later(61_000)
    expect(screen.getByText('Sign in')).toBeTruthy()
  })
})
