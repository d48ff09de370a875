// What the data page asks of the server (contract: src/api/types.ts).
import { api, withQuery } from '../../api/client'
import type { ConflictView, ImportLine, ImportProblem, Job } from '../../api/types'

export const fetchImports = (signal?: AbortSignal) => api.get<ImportLine[]>('/api/imports', { signal })
export const fetchConflicts = (signal?: AbortSignal) => api.get<ConflictView[]>('/api/conflicts', { signal })
export const fetchJob = (job: string) => api.get<Job>(`/api/jobs/${encodeURIComponent(job)}`)

/** All files together are one import. */
export function sendFiles(files: File[]): Promise<{ job: string }> {
  const form = new FormData()
  for (const file of files) form.append('files', file, file.name)
  return api.post<{ job: string }>('/api/imports', form)
}

const kPageRows = 500
export const kMostProblems = 5_000

export interface Problems {
  total: number // how many there are
  problems: ImportProblem[] // the first kMostProblems of them
}

/** Reads problems page by page, so that they can be summed up by kind; stops at kMostProblems. */
export async function fetchProblems(importId: number, signal?: AbortSignal): Promise<Problems> {
  const problems: ImportProblem[] = []
  for (;;) {
    const path = withQuery(`/api/imports/${importId}/problems`, { offset: problems.length, limit: kPageRows })
    const page = await api.get<Problems>(path, { signal })
    problems.push(...page.problems)
    if (page.problems.length === 0 || problems.length >= page.total || problems.length >= kMostProblems)
      return { total: page.total, problems }
  }
}
