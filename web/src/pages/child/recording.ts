// What a save of one milestone names, what of the held it replaces, and its words. Pure.
import type { HeldMilestone, IsoDate, MilestoneEdit, PreviousMilestone } from '../../api/types'
import { formatDay, formatNumber, formatNumeric } from '../../dates/format'
import { typedDate } from './DateField'
import type { Savable } from './useSave'

export type MilestoneHeld = NonNullable<PreviousMilestone>

// The fields as somebody typed them.
export interface Typed {
  happened: string
  planned: string
  outcome: string
  note: string
}

// What the fields were filled from: a colleague's change that comes meanwhile is asked about.
export type Seen = Pick<
  HeldMilestone,
  'planned_on' | 'happened_on' | 'outcome' | 'note' | 'version' | 'imported_on' | 'by' | 'at'
>

export const nothingHeld: Seen = {
  planned_on: null,
  happened_on: null,
  imported_on: null,
  outcome: '',
  note: '',
  version: 0,
  by: '',
  at: '',
}

export function typedFrom(seen: Seen): Typed {
  return {
    happened: formatNumeric(seen.happened_on),
    planned: formatNumeric(seen.planned_on),
    outcome: seen.outcome,
    note: seen.note,
  }
}

export interface Wrong {
  happened?: string
  planned?: string
}

// What cannot be saved as it is typed; empty when nothing is wrong.
export function wrongWith(typed: Typed, seen: Seen, today: IsoDate): Wrong {
  const wrong: Wrong = {}
  const did = typedDate(typed.happened, today, 'past')
  const will = typedDate(typed.planned, today, 'future')
  if (did.message) wrong.happened = did.message
  else if (did.date !== null && did.date > today)
    wrong.happened = 'That day is still to come. Put it under Planned for.'
  if (will.message) wrong.planned = will.message
  else if (will.date !== null && will.date > today && will.date !== seen.planned_on) {
    if (did.date !== null && did.date !== seen.happened_on)
      wrong.planned = 'What has happened is not planned for a day to come. Give one of the two days.'
    else if (seen.imported_on) wrong.planned = cannotBePlanned(seen.imported_on)
  }
  if (wrong.happened || wrong.planned) return wrong
  if (Object.keys(editOf(typed, seen, today)).length > 0) return wrong
  wrong.happened =
    seen.version > 0
      ? 'Nothing is changed yet. Change a date, the outcome or the note.'
      : 'Give the day it happened, or the day it is planned for.'
  return wrong
}

// Only what differs from what was seen: what a save does not name stays as it is.
export function editOf(typed: Typed, seen: Seen, today: IsoDate): MilestoneEdit {
  const edit: MilestoneEdit = {}
  const happened = typedDate(typed.happened, today, 'past').date
  const planned = typedDate(typed.planned, today, 'future').date
  if (happened !== seen.happened_on) edit.happened_on = happened
  if (planned !== seen.planned_on) edit.planned_on = planned
  if (typed.outcome.trim() !== seen.outcome) edit.outcome = typed.outcome.trim() || null
  if (typed.note.trim() !== seen.note) edit.note = typed.note.trim() || null
  return withoutContradiction(edit, seen, today)
}

// What has happened is not planned for a day to come any more, and what is planned for one has not
// happened: the edit names the other day too, which is asked about like all that would go.
export function withoutContradiction(
  edit: MilestoneEdit,
  held: Pick<MilestoneHeld, 'happened_on' | 'planned_on'>,
  today: IsoDate,
): MilestoneEdit {
  const toCome = (date: IsoDate | null | undefined) => Boolean(date && date > today)
  if (edit.happened_on && edit.planned_on === undefined && toCome(held.planned_on))
    return { ...edit, planned_on: null }
  if (toCome(edit.planned_on) && edit.happened_on === undefined && held.happened_on)
    return { ...edit, happened_on: null }
  return edit
}

// Why a plan is refused for what the record says has happened; `told` null: the day is not known here.
export const cannotBePlanned = (told: IsoDate | null) =>
  `The child’s record says that this happened${told ? ` on ${formatDay(told)}` : ''}, though nobody entered it here: it cannot be planned any more. ${ifRecordIsWrong}`

export const ifRecordIsWrong =
  'If the record is wrong, type the day it happened: both are kept until somebody settles which counts.'

// What stands when `edit` has been saved over `held`.
export function after(held: MilestoneHeld, edit: MilestoneEdit): MilestoneHeld {
  return {
    happened_on: edit.happened_on === undefined ? held.happened_on : edit.happened_on,
    planned_on: edit.planned_on === undefined ? held.planned_on : edit.planned_on,
    outcome: edit.outcome === undefined ? held.outcome : (edit.outcome ?? ''),
    note: edit.note === undefined ? held.note : (edit.note ?? ''),
  }
}

const longNote = 200

// "happened Sun 29 Nov 2026, planned for …, outcome: …, note: “…”"; '' when nothing is held. `brief`: of a
// long note only how long it is.
export function heldInWords(held: MilestoneHeld, brief = false): string {
  const characters = [...held.note].length
  return [
    held.happened_on && `happened ${formatDay(held.happened_on)}`,
    held.planned_on && `planned for ${formatDay(held.planned_on)}`,
    held.outcome && `outcome: ${held.outcome}`,
    brief && characters > longNote
      ? `note of ${formatNumber(characters)} characters`
      : held.note && `note: “${held.note}”`,
  ]
    .filter(Boolean)
    .join(', ')
}

// For discreet mode: a note may name anybody.
export function noteHidden<T extends MilestoneHeld>(held: T): T {
  return held.note ? { ...held, note: 'words hidden' } : held
}

// What a save would take away of what is held: asked about before it is done.
export function lossesOf(seen: Seen, edit: MilestoneEdit): string[] {
  const losses: string[] = []
  const part = (what: string, before: string, now: string | null | undefined) => {
    if (before === '' || now === undefined) return
    losses.push(now ? `This replaces: ${what}${before} by ${now}.` : `This removes: ${what}${before}.`)
  }
  const day = (date: IsoDate | null | undefined) => date && formatDay(date)
  part('happened ', seen.happened_on ? formatDay(seen.happened_on) : '', day(edit.happened_on))
  part('planned for ', seen.planned_on ? formatDay(seen.planned_on) : '', day(edit.planned_on))
  part('outcome ', seen.outcome, edit.outcome)
  // A note that goes on with what stands there takes nothing away.
  if (seen.note && edit.note !== undefined && !edit.note?.includes(seen.note))
    losses.push(`This ${edit.note ? 'replaces' : 'removes'} the note: “${seen.note}”.`)
  if (edit.happened_on && seen.imported_on && seen.imported_on !== edit.happened_on)
    losses.push(
      `The return says ${formatDay(seen.imported_on)}. Both dates are kept until somebody settles which counts.`,
    )
  return losses
}

// Mine over what somebody else saved first: no note is lost, both are kept.
export function mineOver(theirs: MilestoneHeld, mine: MilestoneEdit): MilestoneEdit {
  const { note, ...rest } = mine
  if (note === undefined || !theirs.note) return mine
  if (note === null || theirs.note.includes(note)) return rest
  return { ...rest, note: note.includes(theirs.note) ? note : `${theirs.note}\n${note}` }
}

// The body that puts back what stood before a save; null = nothing stood there.
export function putBack(previous: MilestoneHeld | null): MilestoneEdit {
  const { happened_on, planned_on, outcome, note } = previous ?? nothingHeld
  return {
    happened_on,
    planned_on,
    outcome: outcome || null,
    note: note || null,
    // It stood there before: nothing about it is asked again.
    confirmed: ['order', 'same_day', 'skips', 'before_birth', 'before_care'],
  }
}

// A milestone, as saving it needs to know it.
export const milestones: Savable<MilestoneHeld, MilestoneEdit, Seen> = {
  nothing: nothingHeld,
  inWords: heldInWords,
  hidden: noteHidden,
  after,
  lossesOf,
  mineOver,
  staysToo: (theirs, mine) =>
    mine.note !== undefined && theirs.note !== '' && after(theirs, mineOver(theirs, mine)).note !== mine.note
      ? 'If you save yours, their note stays too.'
      : '',
  putBack,
}
