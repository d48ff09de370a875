// What the child page asks of the server (docs/openapi.yaml).
import { api, withQuery } from '../../api/client'
import type {
  ChildPage,
  Conflict,
  DelayEdit,
  DelaySaved,
  IsoDate,
  JournalLine,
  LookLine,
  MilestoneEdit,
  MilestoneSaved,
} from '../../api/types'
import { seenOf } from './choices'
import { noDelay, type SeenDelay } from './delays'
import type { Seen } from './recording'

// `live`: somebody else changed the record, and nobody here asks.
export function fetchChild(
  child: number,
  asOf: IsoDate | null,
  signal?: AbortSignal,
  live = false,
): Promise<ChildPage> {
  return api.get<ChildPage>(withQuery(`/api/children/${child}`, { as_of: asOf }), { signal, live })
}

export function fetchJournal(child: number): Promise<JournalLine[]> {
  return api.get<JournalLine[]>(`/api/children/${child}/journal`)
}

export function fetchLooks(child: number, signal?: AbortSignal): Promise<LookLine[]> {
  return api.get<LookLine[]>(`/api/children/${child}/looks`, { signal })
}

// What is held of one milestone, read to see what became of a save; version 0: nothing.
export async function heldMilestone(child: number, type: string, nth: number): Promise<Seen> {
  return seenOf(await fetchChild(child, null, undefined, true), type, nth)
}

// What is held of one delay, in the same way.
export async function heldDelay(child: number, timescale: string): Promise<SeenDelay> {
  const { clocks } = await fetchChild(child, null, undefined, true)
  return clocks.find((clock) => clock.timescale === timescale)?.delay ?? noDelay
}

// `version` 0: nothing was there. Throws ConflictError when someone saved first.
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

// `version` 0: no delay is open. Throws ConflictError when someone saved first.
export function saveDelay(
  child: number,
  timescale: string,
  edit: DelayEdit,
  version: number,
): Promise<DelaySaved> {
  return api.put<DelaySaved>(`/api/children/${child}/delays/${encodeURIComponent(timescale)}`, edit, {
    version,
  })
}

export function settleConflict(conflict: Conflict, counts: Conflict['counts'] | 'open'): Promise<void> {
  const { child, milestone, imported_on, entered_on } = conflict
  return api.post<void>('/api/conflicts/settle', { child, milestone, imported_on, entered_on, counts })
}
