import { formatNumber } from '../../dates/format'
import { nobody, noneYet, type Filters } from './rows'
import type { NamedTracker } from './named'

type Names = Pick<NamedTracker, 'counts' | 'teams' | 'workers' | 'plans' | 'stages'>

// What each filter that is on asks for, in the order in which they stand: "overdue", "team East". Pure.
export function filterWords(tracker: Names, filters: Filters): string[] {
  const { show, team, worker, plan, stage, text } = filters
  const named = <Id>(what: string, items: readonly { id: Id; name: string }[], id: Id) =>
    `${what} ${items.find((item) => item.id === id)?.name ?? 'that is no longer here'}`
  const words: (string | false)[] = [
    show !== null && (tracker.counts.find(({ id }) => id === show)?.words ?? show),
    text !== '' && `text “${text}”`,
    team !== null && (team === nobody ? 'no team' : named('team', tracker.teams, team)),
    worker !== null && (worker === nobody ? 'no worker' : named('worker', tracker.workers, worker)),
    plan !== null && (plan === noneYet ? 'no plan agreed' : named('plan', tracker.plans, plan)),
    stage !== null && (stage === noneYet ? 'stage not known' : named('stage', tracker.stages, stage)),
  ]
  return words.filter((each) => each !== false)
}

// "23 of 414 children shown."
export function shownWords(shown: number, all: number, filtered: boolean): string {
  const children = `${formatNumber(filtered ? all : shown)} ${(filtered ? all : shown) === 1 ? 'child' : 'children'}`
  return filtered ? `${formatNumber(shown)} of ${children} shown.` : `All ${children} shown.`
}
