// Invented checks for the tests of these pages, and the pages in a browser of sorts.
import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router-dom'
import type {
  ReturnFinding,
  ReturnCheckLine,
  CheckedRule,
  ReturnCheck,
  RecordFinding,
  SessionInfo,
} from '../../api/types'
import { DiscreetProvider } from '../../app/discreet'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { AnnounceProvider } from '../../ui/announce'
import { serve, sessionOf, type Asked } from '../child/testing'

function SignedIn({ children }: { children: ReactNode }) {
  return useSessionDoor().state.kind === 'signed-in' ? children : null
}

// The pages at this address, when the first heading stands there; what they asked of the server.
export async function openAt(
  path: string,
  pages: ReactNode,
  answers: Parameters<typeof serve>[0],
  account: Partial<SessionInfo['account']> = {},
): Promise<Asked[]> {
  const asked = serve({ 'GET /api/session': { body: sessionOf(account) }, ...answers })
  render(
    <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SessionProvider>
        <DiscreetProvider>
          <AnnounceProvider>
            <SignedIn>{pages}</SignedIn>
          </AnnounceProvider>
        </DiscreetProvider>
      </SessionProvider>
    </MemoryRouter>,
  )
  await screen.findByRole('heading', { level: 1 })
  return asked
}

export function lineOf(more: Partial<ReturnCheckLine> = {}): ReturnCheckLine {
  return {
    id: 5,
    collection_year: 2026,
    rules_year: 2026,
    checked_at: '2026-02-10T08:40:11Z',
    checked_by: 'AK',
    children: 431,
    errors: 120,
    noted: 0,
    queries: 1,
    accepted: 3,
    new: 6,
    gone: 4,
    not_run: 12,
    files_kept_until: '2026-03-12',
    ...more,
  }
}

export function ruleOf(more: Partial<CheckedRule> = {}): CheckedRule {
  return {
    rule: '101',
    sentence: 'Sex must be given.',
    severity: 'error',
    severity_confirmed: false,
    remedy: 'Put the sex into the header.',
    reading: '',
    findings: 4,
    children: 3,
    noted: 0,
    accepted: 0,
    new: 0,
    folded: 0,
    ...more,
  }
}

export function checkOf(more: Partial<ReturnCheck> = {}): ReturnCheck {
  return {
    ...lineOf(),
    own_area: 'E10000016',
    previous_check_id: 4,
    files: [{ name: 'header.csv', table: 'Header', year: 2026, rows: 431 }],
    problems: [],
    rules: [ruleOf({ new: 2 })],
    passed: 310,
    not_run: [{ rule: '501', sentence: 'Later.', why: "It needs last year's return, which was not given." }],
    gone_rules: [{ rule: '185', sentence: 'Health check must be given.', findings: 4 }],
    ...more,
  }
}

export function findingOf(more: Partial<ReturnFinding> = {}): ReturnFinding {
  return {
    id: 71,
    rule: '101',
    sentence: 'Sex must be given.',
    remedy: 'Put the sex into the header.',
    severity: 'error',
    table: 'Header',
    file: 'header.csv',
    row: 214,
    child: '566910',
    child_key: 9,
    child_id: 7,
    cells: [
      { column: 'CHILD', value: '566910', failing: false },
      { column: 'SEX', value: '', failing: true },
      { column: 'DOB', value: '19/05/2020', failing: false },
    ],
    new: false,
    under: null,
    note: null,
    accepted: null,
    ...more,
  }
}

export function recordFindingOf(more: Partial<RecordFinding> = {}): RecordFinding {
  return {
    rule: '1015',
    sentence: 'A placement of this kind needs its provider.',
    remedy: 'Say who provides the placement.',
    severity: 'error',
    fields: ['PLACE_PROVIDER'],
    about: 'the episode that began 12 Jan 2026',
    ...more,
  }
}
