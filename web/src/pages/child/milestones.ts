// Which milestones can be recorded for a child, and what is entered for each already.
import type { ChildPage, IsoDate } from '../../api/types'
import type { MilestoneCatalogue } from './api'

export interface Entered {
  version: number // 0: nothing was entered
  planned_on: IsoDate | null
  happened_on: IsoDate | null // only when entered by hand: an imported date is never written back
  outcome: string
}

/** What is entered for one milestone, as far as this page knows. */
export function enteredOf(page: ChildPage, type: string, nth: number): Entered {
  for (const { cell } of page.clocks) {
    if (cell.edit?.type !== type || cell.edit.nth !== nth) continue
    return {
      version: cell.edit.version,
      planned_on: cell.planned_on,
      happened_on: cell.source === 'hand' ? cell.happened_on : null,
      outcome: cell.outcome,
    }
  }
  const unknown = page.unknown.find((item) => item.milestone === type && item.nth === nth)
  return { version: unknown?.version ?? 0, planned_on: null, happened_on: null, outcome: '' }
}

/** The planned day a page knows of for a milestone, so that saving when it happened does not lose it. */
export function plannedOnOf(page: ChildPage, type: string, nth: number): IsoDate | null {
  return enteredOf(page, type, nth).planned_on
}

export interface MilestoneChoice {
  type: string
  name: string
  explanation: string
  outcomes: string[]
  nth: number // which one is wanted next: what the page asks for, else 1
}

/** What this child waits for first, then every other kind by name. */
export function milestoneChoices(page: ChildPage, catalogue: MilestoneCatalogue): MilestoneChoice[] {
  const wanted = new Map<string, number>()
  for (const { cell } of page.clocks) {
    const waits = ['overdue', 'due_soon', 'running', 'purposeful_delay'].includes(cell.state)
    if (waits && cell.edit && !wanted.has(cell.edit.type)) wanted.set(cell.edit.type, cell.edit.nth)
  }
  for (const item of page.unknown) if (!wanted.has(item.milestone)) wanted.set(item.milestone, item.nth)
  const choices: MilestoneChoice[] = Object.entries(catalogue).map(([type, words]) => ({
    type,
    name: words.name,
    explanation: words.explanation,
    outcomes: words.outcomes,
    nth: wanted.get(type) ?? 1,
  }))
  for (const item of page.unknown) {
    if (!(item.milestone in catalogue) && !choices.some((choice) => choice.type === item.milestone))
      choices.push({ type: item.milestone, name: item.name, explanation: '', outcomes: [], nth: item.nth })
  }
  for (const { cell } of page.clocks) {
    const type = cell.edit?.type
    if (type === undefined || choices.some((choice) => choice.type === type)) continue
    choices.push({ type, name: nameFromId(type), explanation: '', outcomes: [], nth: wanted.get(type) ?? 1 })
  }
  const order = [...wanted.keys()]
  const rank = (type: string) => (order.includes(type) ? order.indexOf(type) : order.length)
  return choices.sort((a, b) => rank(a.type) - rank(b.type) || a.name.localeCompare(b.name, 'en-GB'))
}

/** A date nobody has recorded yet, and who could. */
export interface Gap {
  milestone: string
  nth: number
  name: string
  why: string
  who: string // '' when the page does not say
  version: number
  editable: boolean
}

/**
 * `needed`: what the server asks for by name. `others`: clocks that cannot be told for want of a date.
 * One of these can be filled here only when its deadline is known: then it is its end that is missing,
 * and the end is what the clock lets people enter.
 */
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
      why: cell.because,
      who: '',
      version: cell.edit?.version ?? 0,
      editable,
    })
  }
  return { needed, others }
}

/** "Final order" from "final_order": the name of a kind that came without one. */
export function nameFromId(id: string): string {
  const words = id.replace(/^iro_/, 'reviewing officer ').replace(/[_-]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
