// What the pages of the return check ask of the server (docs/openapi.yaml).
import { api, withQuery } from '../../api/client'
import type {
  ReturnCheckChildren,
  ReturnFindings,
  ReturnCheckLine,
  ReturnCheck,
  ChildReturnFindings,
  RecordCheck,
} from '../../api/types'

export const fetchChecks = (signal?: AbortSignal) =>
  api.get<ReturnCheckLine[]>('/api/return-checks', { signal })
export const fetchCheck = (id: number, signal?: AbortSignal) =>
  api.get<ReturnCheck>(`/api/return-checks/${id}`, { signal })
export const deleteCheck = (id: number) => api.delete<void>(`/api/return-checks/${id}`)

export interface CheckOrder {
  files: File[] // this year's
  previous: File[] // last year's
  year: string // '' = read it from the files
  rules: string // '' = the rules of that year
}

export function sendCheck({ files, previous, year, rules }: CheckOrder): Promise<{ job: string }> {
  const form = new FormData()
  if (year) form.append('year', year)
  if (rules) form.append('rules', rules)
  for (const file of files) form.append('files', file, file.name)
  for (const file of previous) form.append('previous', file, file.name)
  return api.post<{ job: string }>('/api/return-checks', form)
}

export type FindingState = 'new' | 'open' | 'accepted' | 'all'
export interface FindingQuery {
  rule: string | null
  childKey: string | null
  state: FindingState
  offset: number
  limit: number
}

export function fetchFindings(
  id: number,
  query: FindingQuery,
  signal?: AbortSignal,
): Promise<ReturnFindings> {
  const { rule, childKey, state, offset, limit } = query
  const path = withQuery(`/api/return-checks/${id}/findings`, {
    rule,
    child_key: childKey,
    state,
    offset,
    limit,
  })
  return api.get<ReturnFindings>(path, { signal })
}

export function fetchCheckChildren(
  id: number,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<ReturnCheckChildren> {
  return api.get<ReturnCheckChildren>(withQuery(`/api/return-checks/${id}/children`, { offset, limit }), {
    signal,
  })
}

const acceptance = (check: number, finding: number) =>
  `/api/return-checks/${check}/findings/${finding}/acceptance`

// Only of a query; the server refuses an error. `allOfRule`: every open finding of that finding's rule, with
// the one reason. Gives how many were accepted.
export function acceptFinding(
  check: number,
  finding: number,
  reason: string,
  allOfRule: boolean,
): Promise<{ accepted: number }> {
  return api.put<{ accepted: number }>(
    acceptance(check, finding),
    allOfRule ? { reason, all_of_rule: true } : { reason },
  )
}

export const withdrawAcceptance = (check: number, finding: number) =>
  api.delete<void>(acceptance(check, finding))

export const workbookAddress = (check: number) => `/api/return-checks/${check}/workbook`
export const csvAddress = (check: number) => `/api/return-checks/${check}/findings.csv`

// `live`: somebody else changed the record, and nobody here asks.
export const fetchRecordCheck = (signal?: AbortSignal, live = false) =>
  api.get<RecordCheck>('/api/return-checks/record', { signal, live })
export const fetchChildFindings = (child: number, signal?: AbortSignal, live = false) =>
  api.get<ChildReturnFindings>(`/api/children/${child}/return-findings`, { signal, live })
