// What the child page asks of the server (contract: src/api/types.ts).
import { api, withQuery } from '../../api/client'
import type {
  ChildPage,
  ClockView,
  ConflictView,
  IsoDate,
  JournalLine,
  LookLine,
  MilestoneEdit,
  MilestoneSaved,
  Tracker,
} from '../../api/types'

// delay_version: of the purposeful delay on this clock, 0 or absent if there is none.
export type ChildClock = ClockView & { delay_version?: number }

export interface DelayEdit {
  reason: string
  decided_by: string
  decided_on: IsoDate
  look_again_on: IsoDate
}

export interface Saved {
  version: number
  sequence: number
}

export function fetchChild(child: number, asOf: IsoDate | null, signal?: AbortSignal): Promise<ChildPage> {
  return api.get<ChildPage>(withQuery(`/api/children/${child}`, { as_of: asOf }), { signal })
}

export function fetchJournal(child: number): Promise<JournalLine[]> {
  return api.get<JournalLine[]>(`/api/children/${child}/journal`)
}

export function fetchLooks(child: number, signal?: AbortSignal): Promise<LookLine[]> {
  return api.get<LookLine[]>(`/api/children/${child}/looks`, { signal })
}

/** `version` 0: nothing was there. Throws ConflictError when someone saved first. */
export function saveMilestone(
  child: number,
  type: string,
  nth: number,
  edit: MilestoneEdit,
  version: number,
): Promise<MilestoneSaved> {
  return api.put<MilestoneSaved>(
    `/api/children/${child}/milestones/${encodeURIComponent(type)}/${nth}`,
    edit,
    { version },
  )
}

export function saveDelay(
  child: number,
  timescale: string,
  edit: DelayEdit,
  version: number,
): Promise<Saved> {
  return api.put<Saved>(`/api/children/${child}/delays/${encodeURIComponent(timescale)}`, edit, { version })
}

export function endDelay(
  child: number,
  timescale: string,
  endedOn: IsoDate,
  version: number,
): Promise<Saved> {
  return api.put<Saved>(
    `/api/children/${child}/delays/${encodeURIComponent(timescale)}`,
    { ended_on: endedOn },
    { version },
  )
}

export function settleConflict(conflict: ConflictView, counts: ConflictView['counts']): Promise<void> {
  const { child, subject, imported_on, entered_on } = conflict
  return api.post<void>('/api/conflicts/settle', { child, subject, imported_on, entered_on, counts })
}

export type MilestoneCatalogue = Tracker['milestones']

// The kinds of milestone there are come with a tracker; one tracker names them all.
export async function fetchMilestones(tracker: string): Promise<MilestoneCatalogue> {
  return (await api.get<Tracker>(`/api/trackers/${encodeURIComponent(tracker)}`)).milestones
}
