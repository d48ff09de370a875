import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, Link, RouterProvider, Route, Routes } from 'react-router-dom'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { api, ApiError } from '../api/client'
import { sessionOf } from '../pages/child/testing'
import { SignInPage } from '../pages/signin/SignInPage'
import { DraftNotice } from './DraftNotice'
import { Drafts, drafts, useDraft } from './drafts'
import { LeaveGuard } from './LeaveGuard'
import { SessionProvider, useSessionDoor } from './session'

beforeEach(() => {
  drafts.dropAll()
  vi.restoreAllMocks()
})

describe('the keeper', () => {
  it('gives what was typed to the same person in the same authority only', () => {
    const cases = [
      { account: 1, authority: 1, kept: true },
      { account: 2, authority: 1, kept: false },
      { account: 1, authority: 2, kept: false },
    ]
    for (const { account, authority, kept } of cases) {
      const keeper = new Drafts()
      keeper.signedIn(1, 1)
      keeper.hold('note', 'typed', 'the note')
      keeper.signedIn(account, authority)
      expect(keeper.has('note'), `${account} ${authority}`).toBe(kept)
      // Nor may it come back when the first person returns after somebody else.
      keeper.signedIn(1, 1)
      expect(keeper.has('note')).toBe(kept)
    }
  })
})

function Note() {
  const note = useDraft('note', 'as it was', 'the note')
  return (
    <>
      <DraftNotice restored={note.restored} />
      <label>
        Note <input value={note.value} onChange={(event) => note.set(event.target.value)} />
      </label>
      <button onClick={() => note.clear('as it was saved')}>Save</button>
      <button onClick={() => note.clear()}>Give up</button>
    </>
  )
}

function Pages() {
  const { state, signOut } = useSessionDoor()
  if (state.kind === 'signed-out') return <SignInPage left={state.left} />
  if (state.kind !== 'signed-in') return null
  return (
    <>
      <Link to="/other">Another page</Link>
      <Link to="/?show=overdue">A filter</Link>
      <Link to="/?as_of=2026-01-01">Another day</Link>
      <button onClick={() => void signOut()}>Sign out</button>
      <Routes>
        <Route path="/" element={<Note />} />
        <Route path="/other" element={<p>The other page</p>} />
      </Routes>
    </>
  )
}

const now = (account: number) => {
  const session = sessionOf()
  return { ...session, account: { ...session.account, id: account } }
}

async function open() {
  const get = vi.spyOn(api, 'get').mockResolvedValue(now(1))
  const post = vi.spyOn(api, 'post')
  const router = createMemoryRouter([
    {
      path: '*',
      element: (
        <SessionProvider>
          <Pages />
          <LeaveGuard />
        </SessionProvider>
      ),
    },
  ])
  render(<RouterProvider router={router} />)
  await screen.findByLabelText('Note')
  return { get, post, router }
}

// The person comes back to the tab, and the session has ended meanwhile.
async function endSession(get: { mockRejectedValue: (error: unknown) => unknown }) {
  get.mockRejectedValue(new ApiError(401, { type: '', title: '', status: 401, detail: '' }))
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  await screen.findByRole('heading', { name: 'Sign in' })
}

async function signIn(post: { mockResolvedValue: (session: unknown) => unknown }, account: number) {
  post.mockResolvedValue(now(account))
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'somebody' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'a password' } })
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await screen.findByLabelText('Note')
}

const stillHere = 'What you had typed is still here; it is not saved yet.'

describe('a session that ends while somebody types', () => {
  it('gives it back to the same person, tells it, and lands where they typed', async () => {
    const { get, post } = await open()
    await userEvent.type(screen.getByLabelText('Note'), ', and more')
    await endSession(get)
    expect(document.body).not.toHaveTextContent('and more')
    expect(screen.getByText(/What you had typed and not saved is kept too/)).toBeInTheDocument()
    await signIn(post, 1)
    expect(screen.getByLabelText('Note')).toHaveValue('as it was, and more')
    expect(screen.getByText(stillHere)).toHaveFocus()
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('and more')
  })

  it('drops it when another person signs in', async () => {
    const { get, post } = await open()
    await userEvent.type(screen.getByLabelText('Note'), ', and more')
    await endSession(get)
    await signIn(post, 2)
    expect(screen.getByLabelText('Note')).toHaveValue('as it was')
    expect(screen.queryByText(stillHere)).toBeNull()
  })

  it('promises nothing when nothing was typed', async () => {
    const { get } = await open()
    await endSession(get)
    expect(screen.queryByText(/had typed/)).toBeNull()
  })

  it('comes back by itself when the person signed in again in another tab', async () => {
    const { get } = await open()
    await userEvent.type(screen.getByLabelText('Note'), ', and more')
    await endSession(get)
    get.mockResolvedValue(now(1))
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(await screen.findByLabelText('Note')).toHaveValue('as it was, and more')
  })

  it('keeps nothing that was saved, given up or typed back', async () => {
    for (const end of ['Save', 'Give up', 'type back']) {
      const { get, post, router } = await open()
      await userEvent.type(screen.getByLabelText('Note'), '!')
      expect(drafts.whatIsHeld()).toEqual(['the note'])
      if (end === 'type back') await userEvent.type(screen.getByLabelText('Note'), '{Backspace}')
      else await userEvent.click(screen.getByRole('button', { name: end }))
      expect(drafts.whatIsHeld()).toEqual([])
      expect(screen.getByLabelText('Note')).toHaveValue(end === 'Save' ? 'as it was saved' : 'as it was')
      await endSession(get)
      await signIn(post, 1)
      expect(screen.queryByText(stillHere)).toBeNull()
      document.body.replaceChildren()
      router.dispose()
    }
  })
})

describe('leaving a page with something typed', () => {
  it('asks, and stays or goes', async () => {
    const user = userEvent.setup()
    await open()
    await user.type(screen.getByLabelText('Note'), '!')
    await user.click(screen.getByRole('link', { name: 'Another page' }))
    expect(screen.getByRole('dialog')).toHaveTextContent('Not saved yet: the note.')
    await user.click(screen.getByRole('button', { name: 'Stay on this page' }))
    expect(screen.getByLabelText('Note')).toHaveValue('as it was!')
    await user.click(screen.getByRole('link', { name: 'Another day' }))
    expect(screen.getByRole('dialog')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Stay on this page' }))
    await user.click(screen.getByRole('link', { name: 'Another page' }))
    await user.click(screen.getByRole('button', { name: 'Leave without saving' }))
    expect(await screen.findByText('The other page')).toBeInTheDocument()
    expect(drafts.whatIsHeld()).toEqual([])
  })

  it('does not ask for a filter, or when nothing is typed', async () => {
    const user = userEvent.setup()
    await open()
    await user.click(screen.getByRole('link', { name: 'Another page' }))
    expect(await screen.findByText('The other page')).toBeInTheDocument()
    await user.click(screen.getByRole('link', { name: 'A filter' }))
    await user.type(await screen.findByLabelText('Note'), '!')
    await user.click(screen.getByRole('link', { name: 'A filter' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('holds a tab that is closed or loaded anew', async () => {
    await open()
    const leaving = () => {
      const event = new Event('beforeunload', { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(leaving()).toBe(false)
    await userEvent.type(screen.getByLabelText('Note'), '!')
    await waitFor(() => expect(leaving()).toBe(true))
  })
})
