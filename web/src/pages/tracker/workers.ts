import { nobody, type Filters } from './rows'
import type { NamedTracker } from './named'

// The workers to choose from: those who have a child here, in the team that is chosen, by name, with how
// many children. The one chosen is always among them. Two of one name are told apart by their teams. Pure.
export function workersOffered(
  { rows, workers, teams }: Pick<NamedTracker, 'rows' | 'workers' | 'teams'>,
  { team, worker: chosen }: Pick<Filters, 'team' | 'worker'>,
): { id: string; name: string }[] {
  const children = new Map<number, number>()
  for (const row of rows) {
    const worker = row.worker ?? nobody
    if (team === null || (row.team ?? nobody) === team) children.set(worker, (children.get(worker) ?? 0) + 1)
  }
  const offered = workers.filter(({ id }) => children.has(id) || id === chosen)
  const named = offered.map((worker) => {
    const twice = offered.some((other) => other.id !== worker.id && other.name === worker.name)
    const team = twice ? (teams.find(({ id }) => id === worker.team)?.name ?? 'no team') : ''
    return { id: worker.id, name: team ? `${worker.name}, ${team}` : worker.name }
  })
  named.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  if (children.has(nobody) || chosen === nobody) named.push({ id: nobody, name: 'No worker' })
  return named.map(({ id, name }) => ({ id: String(id), name: `${name} (${children.get(id) ?? 0})` }))
}

export interface Mine {
  id: 'children' | 'team'
  words: string
  children: number // in the tracker, whatever the filters leave of them
  filter: Pick<Filters, 'team' | 'worker'>
}

// The filters for somebody's own children and their team's. Nothing for who is no worker here, and no team
// for a worker without one. Pure.
export function mineIn(
  { rows, workers }: Pick<NamedTracker, 'rows' | 'workers'>,
  account: number | null, // the worker that the person is
): Mine[] {
  const me = account === null ? undefined : workers.find(({ id }) => id === account)
  if (!me) return []
  const { id: worker, team } = me
  const mine: Mine[] = [
    {
      id: 'children',
      words: 'My children',
      children: rows.filter((row) => row.worker === worker).length,
      filter: { team: null, worker },
    },
  ]
  if (team !== null)
    mine.push({
      id: 'team',
      words: 'My team',
      children: rows.filter((row) => row.team === team).length,
      filter: { team, worker: null },
    })
  return mine
}
