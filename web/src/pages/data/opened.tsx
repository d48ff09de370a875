// The page Data, opened for tests over a server that answers as it is told.
import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router-dom'
import type { ImportLine, Job, SessionInfo } from '../../api/types'
import { DiscreetProvider } from '../../app/discreet'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { AnnounceProvider } from '../../ui/announce'
import { serve, sessionOf } from '../child/testing'
import DataPage from './DataPage'

export const imported: ImportLine = {
  id: 3,
  at: '2026-02-10T08:40:11Z',
  by: 'AK',
  state: 'done',
  source_name: '9 files',
  years: [2026],
  children: 431,
  episodes: 1604,
  problems: 137,
  added: 212,
  changed: 0,
  withdrawn: 3,
  unchanged: 5210,
  sentence: 'Came in with 9 files.',
  undone: null,
}

function SignedIn() {
  return useSessionDoor().state.kind === 'signed-in' ? <DataPage /> : null
}
export async function open(
  answers: Parameters<typeof serve>[0] = {},
  account: Partial<SessionInfo['account']> = {},
  path = '/data',
) {
  const asked = serve({
    'GET /api/session': { body: sessionOf(account) },
    'GET /api/imports': { body: [imported] },
    'GET /api/conflicts': { body: [] },
    'GET /api/absences': { body: [] },
    'GET /api/unplaced': { body: [] },
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
  await screen.findByRole('heading', { level: 1 })
  return asked
}

export const readJob: Job = {
  id: 'j1',
  state: 'done',
  stage: '',
  percent: 100,
  import_id: null,
  check_id: null,
  reading: 'r1',
  sentence: 'Read. Nothing is imported yet.',
}
