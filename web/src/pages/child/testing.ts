// A child's page for tests: invented, and only as much of it as the tests speak of.
import { vi } from 'vitest'
import type { Cell, ChildPage, Conflict, SessionInfo } from '../../api/types'

export function cellOf(more: Partial<Cell>): Cell {
  return {
    state: 'running',
    words: 'Due Fri 6 Mar',
    because: '',
    due_on: null,
    planned_on: null,
    happened_on: null,
    outcome: '',
    note: '',
    source: null,
    conflict: false,
    edit: null,
    rank: 0,
    ...more,
  }
}

export const conflict: Conflict = {
  child: 7,
  child_label: 'Mia Jones',
  child_initials: 'MJ',
  child_number: '566910',
  milestone: 41,
  what: 'Second review',
  imported_on: '2026-01-02',
  imported_from: 'return 2025-26, row 214',
  entered_on: '2026-01-04',
  counts: 'entered',
}

export function pageOf(more: Partial<ChildPage> = {}): ChildPage {
  return {
    id: 7,
    as_of: '2026-02-11',
    known_on: null,
    number: '566910',
    given_name: 'Mia',
    family_name: 'Jones',
    initials: 'MJ',
    born_on: '2020-05-19',
    age: '5y 8m',
    sex: 'Girl',
    ethnicity: '',
    in_care: true,
    in_care_since: '2024-06-01',
    days_in_care: 620,
    share_of_life_percent: 29,
    legal_status: 'Full care order',
    placement: 'Long-term foster carer',
    placement_since: '2025-03-01',
    team: 'Permanence',
    worker: 'A. Khan',
    plan: null,
    parallel_plans: [],
    stage: null,
    permanent: false,
    siblings: [],
    sibling_group: null,
    next: [],
    clocks: [],
    unknown: [],
    milestones: [],
    conflicts: [],
    unplaced: [],
    timeline: { from: '2024-06-01', to: '2026-02-11', bars: [], points: [], targets: [] },
    story: [],
    moves_12_months: 0,
    ...more,
  }
}

export function sessionOf(more: Partial<SessionInfo['account']> = {}): SessionInfo {
  return {
    account: {
      id: 1,
      name: 'Asha Khan',
      initials: 'AK',
      worker: null,
      role: 'manager',
      can_edit: true,
      can_import: true,
      can_see_log: false,
      can_export: true,
      must_change_password: false,
      ...more,
    },
    authority: { id: 1, name: 'Broadmington', dfe_number: '999', synthetic: true },
    authorities: [],
    csrf_token: 'token',
    seconds_left: 1800,
    today: '2026-02-11',
    last_data: null,
    trackers: [{ id: 'joint', name: 'Joint tracker' }],
  }
}

export interface Asked {
  method: string
  path: string
  body: unknown
  ifMatch: string | null
  live?: true // the page asked by itself
}

interface Answer {
  status?: number
  body?: unknown
  lost?: true // the connection breaks before the answer has come
}

// A server that answers by "METHOD path"; a list is answered one by one, the last again and again.
export function serve(answers: Record<string, Answer | Answer[]>): Asked[] {
  const asked: Asked[] = []
  const turns = new Map<string, number>()
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET'
    const headers = new Headers(init.headers)
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : init.body
    const live = headers.has('X-Homeward-Live') ? { live: true as const } : {}
    asked.push({ method, path, body, ifMatch: headers.get('If-Match'), ...live })
    const key = `${method} ${path}`
    const known: Answer | Answer[] = answers[key] ?? {
      status: 404,
      body: { title: 'Not here', status: 404, detail: `There is nothing at ${key}.` },
    }
    const list = Array.isArray(known) ? known : [known]
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    const given: Answer = list[Math.min(turn, list.length - 1)] ?? {}
    if (given.lost) return Promise.reject(new TypeError('Failed to fetch'))
    const status = given.status ?? 200
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(given.body ?? {}), { status }))
  })
  return asked
}
