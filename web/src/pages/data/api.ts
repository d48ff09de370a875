// What the data page asks of the server (docs/openapi.yaml).
import { api, withQuery } from '../../api/client'
import type {
  Absence,
  Conflict,
  ImportAnswers,
  ImportLine,
  ImportProblem,
  Job,
  JobStarted,
  LookOver,
  UndoPlan,
  Unplaced,
} from '../../api/types'

// `live`: somebody else did something, and nobody here asks.
export const fetchImports = (signal?: AbortSignal, live = false) =>
  api.get<ImportLine[]>('/api/imports', { signal, live })
export const fetchConflicts = (signal?: AbortSignal, live = false) =>
  api.get<Conflict[]>('/api/conflicts', { signal, live })
export const fetchJob = (job: string) => api.get<Job>(`/api/jobs/${encodeURIComponent(job)}`)

export type LeadingZeros = NonNullable<ImportAnswers['leading_zeros']>

const reading = (id: string) => `/api/import-readings/${encodeURIComponent(id)}`

// All files together are one import. They are read; nothing is written.
export function sendFiles(files: File[]): Promise<JobStarted> {
  const form = new FormData()
  for (const file of files) form.append('files', file, file.name)
  return api.post<JobStarted>('/api/import-readings', form)
}

export const fetchLookOver = (id: string, signal?: AbortSignal) => api.get<LookOver>(reading(id), { signal })
export const readAgain = (id: string, year: number | null, zeros: LeadingZeros | null) =>
  api.put<JobStarted>(reading(id), { year: year === null ? null : String(year), leading_zeros: zeros })
export const confirmImport = (id: string, digest: string, allTheSame: boolean) =>
  api.post<JobStarted>(`${reading(id)}/import`, { digest, all_the_same: allTheSame })
export const cancelImport = (id: string) => api.delete(reading(id))

export const fetchUndoPlan = (id: number, signal?: AbortSignal) =>
  api.get<UndoPlan>(`/api/imports/${id}/undo`, { signal })
export const undoImport = (id: number, digest: string) =>
  api.post<JobStarted>(`/api/imports/${id}/undo`, { digest })

export const fetchAbsences = (signal?: AbortSignal, live = false) =>
  api.get<Absence[]>('/api/absences', { signal, live })
export const settleAbsence = (
  { child, year }: Absence,
  outcome: Absence['outcome'],
  reason?: string,
): Promise<unknown> =>
  api.post('/api/absences/settle', { child, year, outcome, ...(reason ? { reason } : {}) })

export const fetchUnplaced = (signal?: AbortSignal, live = false) =>
  api.get<Unplaced[]>('/api/unplaced', { signal, live })
export const settleUnplaced = (
  { child, course }: Unplaced,
  outcome: Unplaced['outcome'],
  period?: string,
): Promise<unknown> =>
  api.post('/api/unplaced/settle', {
    child,
    course,
    outcome,
    ...(period ? { period_started_on: period } : {}),
  })

const pageRows = 500
export const mostProblems = 5_000

export interface Problems {
  total: number // how many there are
  problems: ImportProblem[] // the first mostProblems of them
}

// Reads problems page by page, so that they can be summed up by kind; stops at mostProblems.
export async function fetchProblems(importId: number, signal?: AbortSignal): Promise<Problems> {
  const problems: ImportProblem[] = []
  for (;;) {
    const path = withQuery(`/api/imports/${importId}/problems`, { offset: problems.length, limit: pageRows })
    const page = await api.get<Problems>(path, { signal })
    problems.push(...page.problems)
    if (page.problems.length === 0 || problems.length >= page.total || problems.length >= mostProblems)
      return { total: page.total, problems }
  }
}
