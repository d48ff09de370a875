// Which dates a child's page misses, and who could fill them. Pure.
import type { ChildPage } from '../../api/types'

// A date nobody has recorded yet, and who could.
export interface Gap {
  milestone: string
  nth: number
  name: string
  why: string
  who: string // '' when the page does not say
  version: number
  editable: boolean
}

// `needed`: what the server asks for by name. `others`: clocks that cannot be told for want of a date.
// One of these can be filled here only when its deadline is known: then it is its end that is missing,
// and the end is what the clock lets people enter.
export function gapsOf(page: ChildPage): { needed: Gap[]; others: Gap[] } {
  const needed = page.unknown.map(
    ({ milestone, nth, name, why_it_matters, who_can_fill, version, editable }) => ({
      milestone,
      nth,
      name,
      why: /[.!?]$/.test(why_it_matters) ? why_it_matters : `${why_it_matters}.`,
      who: who_can_fill,
      version,
      editable,
    }),
  )
  const others: Gap[] = []
  for (const { name, timescale, cell } of page.clocks) {
    if (cell.state !== 'unknown') continue
    const milestone = cell.edit?.type ?? timescale
    const nth = cell.edit?.nth ?? 1
    if (needed.some((gap) => gap.milestone === milestone && gap.nth === nth)) continue
    const editable = cell.edit !== null && cell.due_on !== null
    others.push({
      milestone,
      nth,
      name,
      why: cell.because ?? '',
      who: '',
      version: cell.edit?.version ?? 0,
      editable,
    })
  }
  return { needed, others }
}
