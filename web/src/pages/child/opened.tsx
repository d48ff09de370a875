// A child's page, opened for tests over a server that answers as it is told.
import { render, screen } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router-dom'
import type { ChildReturnFindings, ChildPage as ChildRecord, Clock, SessionInfo } from '../../api/types'
import { DiscreetProvider } from '../../app/discreet'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { AnnounceProvider } from '../../ui/announce'
import ChildPage from './ChildPage'
import { cellOf, serve, sessionOf, type Asked } from './testing'

function SignedIn() {
  if (useSessionDoor().state.kind !== 'signed-in') return null
  return (
    <Routes>
      <Route path="/children/:child" element={<ChildPage />} />
    </Routes>
  )
}

export const nothingFound: ChildReturnFindings = { collection_year: 2026, findings: [], not_run_count: 0 }
export type Answers = Parameters<typeof serve>[0]
export async function open(
  page: ChildRecord,
  answers: Answers = {},
  account: Partial<SessionInfo['account']> = {},
  path = '/children/7',
): Promise<Asked[]> {
  const asked = serve({
    'GET /api/session': { body: sessionOf(account) },
    'GET /api/children/7': { body: page },
    'GET /api/children/7/return-findings': { body: nothingFound },
    ...answers,
  })
  render(
    <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SessionProvider>
        <DiscreetProvider>
          <AnnounceProvider>
            <SignedIn />
          </AnnounceProvider>
        </DiscreetProvider>
      </SessionProvider>
    </MemoryRouter>,
  )
  await screen.findAllByRole('heading')
  return asked
}
export const reads = (asked: Asked[]) =>
  asked.filter(({ method, path }) => method === 'GET' && /^\/api\/children\/7(\?.*)?$/.test(path)).length
export const writes = (asked: Asked[]) => asked.filter((each) => each.method !== 'GET')

export const overdue: Clock = {
  timescale: 'first-planning',
  name: 'Decision after panel',
  law: 'Standard 14.9',
  kind: 'national_standard',
  standing: 'confirmed',
  delay: null,
  cell: cellOf({
    state: 'overdue',
    words: 'Overdue by 12 working days',
    because: 'Panel met on Mon 12 Jan 2026.',
  }),
}

// A date that nobody has recorded.
export const missing = {
  milestone: 'planning_meeting',
  nth: 1,
  name: 'First planning meeting',
  why_it_matters: 'it cannot be told whether it was in time.',
  who_can_fill: 'A. Khan',
  version: 3,
  editable: true,
}
