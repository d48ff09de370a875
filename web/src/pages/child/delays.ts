// A delay on purpose: what is typed of it, what a save names, and its words. Pure.
import type { DelayEdit, IsoDate, PreviousDelay } from '../../api/types'
import { formatDay, formatNumeric } from '../../dates/format'
import { typedDate } from './DateField'
import type { Savable, Touched } from './useSave'

type DelayHeld = NonNullable<PreviousDelay>

// The fields as somebody typed them.
export interface TypedDelay {
  reason: string
  decidedBy: string
  decidedOn: string
  lookAgain: string
}

// What the fields were filled from; version 0: no delay is open.
export type SeenDelay = DelayHeld & Touched

export const noDelay: SeenDelay = {
  reason: '',
  decided_by: '',
  decided_on: null,
  look_again_on: null,
  ended_on: null,
  version: 0,
  by: '',
  at: '',
}

export function typedFrom(seen: SeenDelay): TypedDelay {
  return {
    reason: seen.reason,
    decidedBy: seen.decided_by,
    decidedOn: seen.version === 0 ? 'today' : formatNumeric(seen.decided_on),
    lookAgain: formatNumeric(seen.look_again_on),
  }
}

// By field; '' as the field: about the whole form.
export type WrongDelay = Partial<Record<keyof TypedDelay | '', string>>

// What cannot be saved as it is typed; empty when nothing is wrong.
export function wrongWith(typed: TypedDelay, seen: SeenDelay, today: IsoDate): WrongDelay {
  const on = typedDate(typed.decidedOn, today, 'past')
  const look = typedDate(typed.lookAgain, today, 'future')
  const wrong: WrongDelay = {}
  if (typed.reason.trim() === '') wrong.reason = 'Say why waiting is better for this child.'
  if (typed.decidedBy.trim() === '') wrong.decidedBy = 'Say who decided, for example the team manager.'
  if (on.message) wrong.decidedOn = on.message
  else if (on.date === null) wrong.decidedOn = 'Give the day it was decided.'
  else if (on.date > today) wrong.decidedOn = 'A decision cannot lie in the future.'
  if (look.message) wrong.lookAgain = look.message
  else if (look.date === null)
    wrong.lookAgain = 'Give the day it is looked at again, so that it is not forgotten.'
  // A day that is held and has passed may stay: only a new one has to lie ahead.
  else if (look.date <= today && look.date !== seen.look_again_on)
    wrong.lookAgain = 'Choose a day after today.'
  if (Object.keys(wrong).length === 0 && Object.keys(editOf(typed, seen, today)).length === 0)
    wrong[''] = 'Nothing is changed yet. Change the reason, who decided or a day.'
  return wrong
}

// Only what differs from what was seen: what a save does not name stays as it is.
export function editOf(typed: TypedDelay, seen: SeenDelay, today: IsoDate): DelayEdit {
  const edit: DelayEdit = {}
  const reason = typed.reason.trim()
  const decidedBy = typed.decidedBy.trim()
  const decidedOn = typedDate(typed.decidedOn, today, 'past').date
  const lookAgain = typedDate(typed.lookAgain, today, 'future').date
  if (reason !== seen.reason) edit.reason = reason
  if (decidedBy !== seen.decided_by) edit.decided_by = decidedBy
  if (decidedOn !== seen.decided_on) edit.decided_on = decidedOn
  if (lookAgain !== seen.look_again_on) edit.look_again_on = lookAgain
  return edit
}

// "reason: “Exams first”, decided by Team manager on Tue 3 Feb 2026, …"; '' when there is no delay.
export function delayInWords(held: DelayHeld): string {
  return [
    held.reason && `reason: “${held.reason}”`,
    held.decided_by &&
      `decided by ${held.decided_by}${held.decided_on ? ` on ${formatDay(held.decided_on)}` : ''}`,
    held.look_again_on && `looked at again on ${formatDay(held.look_again_on)}`,
    held.ended_on && `ended on ${formatDay(held.ended_on)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function after(held: DelayHeld, edit: DelayEdit): DelayHeld {
  const { reason, decided_by: by, decided_on: on, look_again_on: look, ended_on: ended } = edit
  return {
    reason: reason === undefined ? held.reason : (reason ?? ''),
    decided_by: by === undefined ? held.decided_by : (by ?? ''),
    decided_on: on === undefined ? held.decided_on : on,
    look_again_on: look === undefined ? held.look_again_on : look,
    ended_on: ended === undefined ? held.ended_on : ended,
  }
}

function lossesOf(seen: SeenDelay, edit: DelayEdit): string[] {
  const losses: string[] = []
  if (seen.version === 0) return losses
  // A reason that goes on with what stands there takes nothing away.
  if (edit.reason && !edit.reason.includes(seen.reason))
    losses.push(`This replaces the reason: “${seen.reason}”.`)
  if (edit.decided_by) losses.push(`This replaces: decided by ${seen.decided_by} by ${edit.decided_by}.`)
  const day = (what: string, before: IsoDate | null, now: IsoDate | null | undefined) => {
    if (before && now) losses.push(`This replaces: ${what} on ${formatDay(before)} by ${formatDay(now)}.`)
  }
  day('decided', seen.decided_on, edit.decided_on)
  day('looked at again', seen.look_again_on, edit.look_again_on)
  if (edit.ended_on) losses.push('This ends the delay: the clock counts as if there were none.')
  return losses
}

// Mine over what somebody else saved first. Where theirs is ended or removed, mine is a new one.
function mineOver(theirs: SeenDelay, mine: DelayEdit, seen: SeenDelay): DelayEdit | null {
  if (theirs.version > 0) return mine
  if (mine.ended_on) return null // ended already
  const { reason, decided_by, decided_on, look_again_on } = after(seen, mine)
  return { reason, decided_by, decided_on, look_again_on }
}

function putBack(previous: DelayHeld | null, saved: DelayEdit): DelayEdit {
  if (previous === null) return { reason: null, decided_by: null, decided_on: null, look_again_on: null }
  const { ended_on, ...rest } = previous
  return saved.ended_on === undefined ? rest : { ...rest, ended_on }
}

export const delays: Savable<DelayHeld, DelayEdit, SeenDelay> = {
  nothing: noDelay,
  inWords: delayInWords,
  hidden: (held) => (held.reason ? { ...held, reason: 'words hidden' } : held),
  after,
  lossesOf,
  mineOver,
  staysToo: () => '',
  putBack,
}
