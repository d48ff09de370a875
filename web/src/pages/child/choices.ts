// Which milestones can be recorded for a child: what is due first, named as the tracker names its
// columns, then every kind. Pure.
import type { Catalogue, Cell, ChildPage, HeldMilestone } from '../../api/types'
import { heldInWords, nothingHeld, type Seen } from './recording'
import { ordinal } from './words'

export interface Choice {
  key: string // "permanency_planning_meeting 44"; of a kind without a number "matching_meeting"
  type: string
  nth: number
  label: string
}

const waitingStates = ['overdue', 'due_soon', 'running', 'purposeful_delay', 'unknown']
const saysWhich = /\b(first|second|third|\d+(st|nd|rd|th))\b/i

// "Next planning meeting (44th)": a column's title with the number, where the title does not say it.
export function titleWithNumber(title: string, nth: number, repeats: boolean): string {
  return repeats && !saysWhich.test(title) ? `${title} (${ordinal(nth)})` : title
}

// Those that wait, most urgent first.
export function dueChoices(page: ChildPage, { milestones: kinds, timescales }: Catalogue): Choice[] {
  const found = new Map<string, Choice & { rank: number }>()
  const add = (title: string, cell: Cell) => {
    if (!cell.edit || !waitingStates.includes(cell.state) || cell.happened_on) return
    const { type, nth } = cell.edit
    const key = `${type} ${nth}`
    if (found.has(key)) return
    const label = titleWithNumber(title, nth, kinds[type]?.repeats ?? nth > 1)
    found.set(key, { key, type, nth, label, rank: cell.rank })
  }
  for (const { timescale, cell } of page.clocks) {
    const heading = timescales[timescale]?.heading
    if (heading) add(heading, cell)
  }
  for (const { cell } of page.clocks) {
    if (cell.edit && cell.state !== 'unknown') add(kinds[cell.edit.type]?.name ?? cell.edit.type, cell)
  }
  for (const gap of page.unknown) {
    const key = `${gap.milestone} ${gap.nth}`
    if (!gap.editable || found.has(key)) continue
    const label = titleWithNumber(gap.name, gap.nth, kinds[gap.milestone]?.repeats ?? false)
    found.set(key, { key, type: gap.milestone, nth: gap.nth, label, rank: Number.MAX_SAFE_INTEGER })
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank)
}

// Every kind, by name; the number is the next one of its kind.
export function kindChoices(page: ChildPage, { milestones: kinds }: Catalogue): Choice[] {
  return Object.entries(kinds)
    .map(([type, { name, repeats }]) => ({
      key: type,
      type,
      nth: repeats ? nextOf(page, type) : 1,
      label: name,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en-GB'))
}

export function heldOf(page: ChildPage, type: string): HeldMilestone[] {
  return page.milestones.filter((held) => held.type === type).sort((a, b) => a.nth - b.nth)
}

// The number after the last that happened: one that is only planned is still the next.
export function nextOf(page: ChildPage, type: string): number {
  const happened = heldOf(page, type).filter((held) => held.happened_on ?? held.imported_on)
  return Math.max(0, ...happened.map((held) => held.nth)) + 1
}

export function seenOf(page: ChildPage, type: string, nth: number): Seen {
  return page.milestones.find((held) => held.type === type && held.nth === nth) ?? nothingHeld
}

// The number after all that are held, for one that is recorded beside another person's.
export function nextBeside(page: ChildPage, type: string, nth: number): number {
  return Math.max(nth, ...heldOf(page, type).map((held) => held.nth)) + 1
}

export interface Which {
  nth: number
  label: string
}

// Which one of a kind that can come again: the next, one that is held and would be changed, or one that is
// missing between those held. `chosen` is among them whatever it is: a clock may ask for it.
export function whichOnes(
  page: ChildPage,
  type: string,
  chosen: number,
): { fresh: Which[]; held: Which[]; other: Which[] } {
  const held = heldOf(page, type)
  const next = nextOf(page, type)
  const last = Math.max(0, ...held.map((one) => one.nth))
  const fresh: Which[] = []
  if (!held.some((one) => one.nth === next))
    fresh.push({
      nth: next,
      label: held.length === 0 ? `The ${ordinal(next)}` : `Add another: the ${ordinal(next)}`,
    })
  else if (last + 1 > next) fresh.push({ nth: last + 1, label: `Add another: the ${ordinal(last + 1)}` })
  const change = held
    .map((one) => {
      const words =
        one.imported_on && !one.happened_on ? 'from the return' : heldInWords({ ...one, note: '' })
      return { nth: one.nth, label: `Change the ${ordinal(one.nth)}${words ? `: ${words}` : ''}` }
    })
    .reverse()
  const taken = new Set([...fresh, ...change].map(({ nth }) => nth))
  const other = Array.from({ length: Math.max(last, chosen) }, (_, index) => index + 1)
    .filter((nth) => !taken.has(nth) && (nth < last || nth === chosen))
    .map((nth) => ({ nth, label: `The ${ordinal(nth)}` }))
  return { fresh, held: change, other }
}
