import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { describe, expect, it } from 'vitest'
import type { SecurityLine, SessionInfo, SessionLine } from '../../api/types'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { serve, sessionOf } from '../child/testing'
import AccountPage from './AccountPage'
import { FirstPasswordPage } from './FirstPasswordPage'
import SignInsPage from './SignInsPage'

const sessions: SessionLine[] = [
  {
    id: 7,
    begun_at: '2026-02-10T08:40:11Z',
    last_used_at: '2026-02-10T09:00:00Z',
    address: '192.0.2.7',
    device: 'Edge on Windows',
    this_one: true,
  },
  {
    id: 8,
    begun_at: '2026-02-09T18:00:00Z',
    last_used_at: '2026-02-09T18:10:00Z',
    address: '198.51.100.9',
    device: 'Safari on an iPhone',
    this_one: false,
  },
]

function SignedIn({ children }: { children: ReactNode }) {
  return useSessionDoor().state.kind === 'signed-in' ? children : null
}
async function open(
  page: ReactNode,
  answers: Parameters<typeof serve>[0] = {},
  account: Partial<SessionInfo['account']> = {},
) {
  const asked = serve({
    'GET /api/session': { body: sessionOf(account) },
    'GET /api/sessions': { body: sessions },
    ...answers,
  })
  render(
    <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SessionProvider>
        <SignedIn>{page}</SignedIn>
      </SessionProvider>
    </MemoryRouter>,
  )
  await screen.findByRole('heading', { level: 1 })
  return asked
}
const type = async (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text)
const press = async (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))
const changes = (asked: Awaited<ReturnType<typeof open>>) =>
  asked.filter(({ path }) => path === '/api/session/password').map(({ body }) => body)

describe('a new password', () => {
  it('shows its rules with the field and sends nothing that cannot be right', async () => {
    const asked = await open(<AccountPage />)
    expect(screen.getByLabelText('New password')).toHaveAccessibleDescription(/has 12 characters or more/)
    await type('New password', 'too short')
    await press('Change password')
    const problem = screen.getByRole('alert')
    expect(within(problem).getByText('Enter the password you have now')).toBeInTheDocument()
    expect(within(problem).getByText('The new password must have at least 12 characters')).toBeInTheDocument()
    expect(problem).toHaveFocus()
    expect(changes(asked)).toEqual([])
  })

  it.each([
    [403, 'Your old password is not right. Nothing was changed.', 'old-password'],
    [400, 'Many people use a password like this, so it is tried first.', 'new-password'],
    [429, 'There were too many wrong tries.', ''],
  ])('leads from a refusal (%i) to the field it is about', async (status, detail, field) => {
    await open(<AccountPage />, {
      'PUT /api/session/password': { status, body: { title: 'x', status, detail } },
    })
    await type('Password you have now', 'gravel moth lantern')
    await type('New password', 'seven cold spoons')
    await press('Change password')
    const said = await within(await screen.findByRole('alert')).findByText(detail)
    expect(said.getAttribute('href')).toBe(field ? `#${field}` : null)
    expect(screen.getByLabelText('New password')).toHaveValue('seven cold spoons')
  })

  it('is said to be changed, and the fields are emptied', async () => {
    const asked = await open(<AccountPage />, { 'PUT /api/session/password': { status: 204 } })
    await type('Password you have now', 'gravel moth lantern')
    await type('New password', 'seven cold spoons')
    await press('Change password')
    await screen.findByText(/Your password is changed/)
    expect(screen.getByLabelText('Password you have now')).toHaveValue('')
    expect(changes(asked)).toEqual([
      { old_password: 'gravel moth lantern', new_password: 'seven cold spoons' },
    ])
  })

  it('in place of a first one goes on to what was asked for', async () => {
    const asked = await open(
      <FirstPasswordPage />,
      { 'PUT /api/session/password': { status: 204 } },
      { must_change_password: true },
    )
    const before = asked.filter(({ path }) => path === '/api/session').length
    await type('Password you have now', 'given by somebody')
    await type('New password', 'seven cold spoons')
    await press('Change password and go on')
    await waitFor(() =>
      expect(asked.filter(({ path }) => path === '/api/session').length).toBeGreaterThan(before),
    )
  })
})

describe('own sessions', () => {
  it('are ended from here, but for this one', async () => {
    const asked = await open(<AccountPage />, { 'DELETE /api/sessions/8': { status: 204 } })
    await screen.findByText(/from 198.51.100.9/)
    expect(screen.getAllByRole('button', { name: /^End the session/ })).toHaveLength(1)
    await press(/^End the session on Safari on an iPhone, begun Mon 9 Feb 2026, 18:00/)
    expect(await screen.findByText(/^Ended: Safari on an iPhone/)).toBeInTheDocument()
    expect(asked.filter(({ path }) => path === '/api/sessions').length).toBe(2)
  })
})

describe('the sign-ins', () => {
  const lines: SecurityLine[] = [
    {
      at: '2026-02-10T09:00:00Z',
      act: 'signed_in',
      words: 'Signed in',
      who: 'A Khan (a.khan)',
      by: '',
      address: '192.0.2.7',
      refused: false,
    },
    {
      at: '2026-02-10T08:59:00Z',
      act: 'failed',
      words: 'Wrong name or password',
      who: '',
      by: '',
      address: '198.51.100.9',
      refused: true,
    },
  ]
  it('are shown to administrators, and those refused alone', async () => {
    await open(<SignInsPage />, { 'GET /api/security-events': { body: lines } }, { can_see_log: true })
    expect(await screen.findByText('A Khan (a.khan)')).toBeInTheDocument()
    expect(screen.getByText('a name without an account')).toBeInTheDocument()
    await userEvent.click(screen.getByLabelText('Only wrong tries and locks'))
    expect(screen.queryByText('A Khan (a.khan)')).toBeNull()
    expect(screen.getByText('Wrong name or password')).toBeInTheDocument()
  })
  it('are not asked for by others', async () => {
    const asked = await open(<SignInsPage />)
    expect(asked.map(({ path }) => path)).not.toContain('/api/security-events')
  })
})
