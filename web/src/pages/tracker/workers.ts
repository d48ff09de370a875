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
