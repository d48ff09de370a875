import type { IsoDate } from '../api/types'
import { addDays, daysBetween, formatDate, months, weekday } from './format'

// Dates as people type them (3/2, 3 feb, 3/2/26, 2026-02-03, Tue 3 Feb, mon, today, -2, 2w) and as
// spreadsheets copy them (01/10/2026 00:00, 2026-10-01T00:00:00, the day number 46296).
// The day comes first, always. A missing year is chosen by `bias`:
//   past    the latest such day up to today (something that happened)
//   future  the earliest such day from today (something planned)
//   either  the nearer of the two, a day ahead counting twice (most entries look back)
// A weekday narrows the choice: "tue 3 feb" is the nearest 3 February that is a Tuesday. A day that
// is more than `farthestDays` away is never chosen; the year is asked for.

export type Bias = 'past' | 'future' | 'either'
// `note`: what the reader ought to be told about how it was read; absent where nothing is unusual.
export type ParsedDate = { ok: true; date: IsoDate; note?: string } | { ok: false; message: string }

const monthNames = [
  'january', 'february', 'march', 'april', 'may', 'june',
  'july', 'august', 'september', 'october', 'november', 'december',
] // prettier-ignore
const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const earliestYear = 1900
const latestYear = 2100
const farthestDays = 366 // a day without a year
const farthestNamedDays = 3 * 366 // a day without a year whose weekday was said

const longestSaid = 60 // characters of what was typed, in a message

const refuse = (message: string): ParsedDate => ({ ok: false, message })
const accept = (date: IsoDate, note?: string): ParsedDate => ({ ok: true, date, ...(note ? { note } : {}) })
const notRead = (said: string) => refuse(`${said} is not a date. Write it as 3/2, 3 feb or today.`)

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function iso(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

// null = no such month; a list of several = ambiguous
function monthsNamed(text: string): number[] {
  const exact = monthNames.indexOf(text)
  if (exact >= 0) return [exact + 1]
  const found: number[] = []
  monthNames.forEach((name, index) => {
    if (name.startsWith(text) || (text === 'sept' && name === 'september')) found.push(index + 1)
  })
  return found
}

function withYear(year: number, month: number, day: number, said: string): ParsedDate {
  if (year < earliestYear || year > latestYear) return refuse(`The year ${year} cannot be right.`)
  if (day < 1 || day > daysInMonth(year, month)) return refuse(`${said} is not a date.`)
  return accept(iso(year, month, day))
}

// The one of `candidates` (in order) that `bias` asks for; undefined = none lies on that side.
function chosen(candidates: readonly IsoDate[], today: IsoDate, bias: Bias): IsoDate | undefined {
  const past = candidates.filter((date) => date <= today).pop()
  const future = candidates.find((date) => date >= today)
  if (bias === 'past') return past
  if (bias === 'future') return future
  if (!past || !future) return past ?? future
  return 2 * daysBetween(today, future) < daysBetween(past, today) ? future : past
}

function withoutYear(month: number, day: number, context: Context): ParsedDate {
  const { today, bias, said, named } = context
  const thisYear = Number(today.slice(0, 4))
  const exists = (year: number) => day >= 1 && day <= daysInMonth(year, month)
  const candidates: IsoDate[] = []
  for (let year = thisYear - 8; year <= thisYear + 8; year++) {
    const date = exists(year) ? iso(year, month, day) : null
    if (date && (!named || weekday(date) === named)) candidates.push(date)
  }
  const dayWords = `${day} ${months[month - 1] ?? ''}`
  if (!exists(2024)) return refuse(`${said} is not a date.`) // a leap year has every day there is
  const date = chosen(candidates, today, bias)
  const far = named ? farthestNamedDays : farthestDays
  if (date && Math.abs(daysBetween(today, date)) <= far) {
    return accept(date, exists(thisYear) ? '' : `${thisYear} has no ${dayWords}`)
  }
  if (named) return refuse(`No ${dayWords} near today is a ${named}. Write the year, as in 3/2/26.`)
  return refuse(`${thisYear} has no ${dayWords}. Write the year, as in ${day}/${month}/24.`)
}

function fullYear(text: string, today: IsoDate): number | null {
  if (text.length === 4) return Number(text)
  if (text.length !== 2) return null
  const year = Number(today.slice(0, 2)) * 100 + Number(text)
  return year > Number(today.slice(0, 4)) + 10 ? year - 100 : year
}

interface Context {
  said: string // as it was typed
  today: IsoDate
  bias: Bias
  named: string // the weekday that was said, as weekday() writes it; '' = none
}

function fromParts(day: number, month: number, year: string | undefined, context: Context): ParsedDate {
  const { said, today, named } = context
  if (month < 1 || month > 12) return refuse(`There is no month ${month}. Write the day first, as in 13/2.`)
  if (year === undefined) return withoutYear(month, day, context)
  const full = fullYear(year, today)
  if (full === null) return refuse(`Write the year with two or four digits, as in 3/2/26.`)
  const parsed = withYear(full, month, day, said)
  if (!parsed.ok || !named || weekday(parsed.date) === named) return parsed
  return refuse(`${formatDate(parsed.date)} is a ${weekday(parsed.date)}, not a ${named}.`)
}

// The weekday that a word of three letters or more begins, as weekday() writes it; '' = none.
function weekdayNamed(word: string): string {
  const name = word.length >= 3 ? weekdayNames.find((each) => each.startsWith(word)) : undefined
  return name ? name.charAt(0).toUpperCase() + name.slice(1, 3) : ''
}

// today, yesterday, -2, 2w, mon, last mon; null = something else.
function relative(text: string, today: IsoDate, bias: Bias): IsoDate | null {
  if (text === 'today' || text === 't') return today
  if (text === 'yesterday') return addDays(today, -1)
  if (text === 'tomorrow') return addDays(today, 1)
  const offset = /^([+\-−])\s?(\d{1,4})$/.exec(text)
  if (offset) return addDays(today, (offset[1] === '+' ? 1 : -1) * Number(offset[2]))
  const counted = /^(?:in )?([+\-−]?)\s?(\d{1,3})\s?(d|days?|w|wks?|weeks?)( ago)?$/.exec(text)
  if (counted) {
    const count = Number(counted[2]) * (counted[3]?.startsWith('w') ? 7 : 1)
    return addDays(today, counted[4] || (counted[1] && counted[1] !== '+') ? -count : count)
  }
  const word = /^(?:(last|next) )?([a-z]+)$/.exec(text)
  const named = weekdayNamed(word?.[2] ?? '')
  if (!named) return null
  const around = Array.from({ length: 15 }, (_none, index) => addDays(today, index - 7))
  const candidates = around.filter((date) => weekday(date) === named)
  if (word?.[1] === 'last') return candidates.find((date) => date < today) ?? null
  if (word?.[1] === 'next') return candidates.filter((date) => date > today).pop() ?? null
  return chosen(candidates, today, bias) ?? null
}

const clockTime =
  /^(\d.*?)(?:[t ] ?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?)( ?z|[+-]\d{2}:?\d{2})?$/

// A spreadsheet's date with its time: the time is put aside. A time that names its zone is turned
// into the day in London, where midnight in summer is 23:00 of the day before in UTC.
function withoutTime(text: string): { text: string; note?: string } {
  const found = clockTime.exec(text)
  if (!found?.[1]) return { text }
  const zone = found[5]?.trim()
  if (!zone) return { text: found[1].trim() }
  const moment = new Date(text.toUpperCase().replace(' ', 'T'))
  if (Number.isNaN(moment.getTime())) return { text: found[1].trim() }
  const day = moment.toLocaleDateString('en-CA', { timeZone: 'Europe/London' })
  return { text: day, ...(text.startsWith(day) ? {} : { note: 'the day in London at that time' }) }
}

// Days since 30 December 1899, as spreadsheets count them; null = not such a number.
function dayNumber(text: string): IsoDate | null {
  return /^[2-7]\d{4}(?:\.\d+)?$/.test(text) ? addDays('1899-12-30', Math.floor(Number(text))) : null
}

export function parseDate(input: string, today: IsoDate, bias: Bias = 'either'): ParsedDate {
  const typed = input.replace(/[\s\u200b\u2060\ufeff]+/g, ' ').trim()
  const said = typed.length > longestSaid ? `${typed.slice(0, longestSaid)}…` : typed
  const lower = typed.toLowerCase().replace(/,/g, ' ').replace(/ +/g, ' ').trim()
  if (lower === '') return refuse('Write a date, for example 3/2, 3 feb or today.')
  const near = relative(lower, today, bias)
  if (near) return accept(near)
  const counted = dayNumber(lower)
  if (counted) return accept(counted, `${said} is a spreadsheet’s number for this day`)

  const { text, note } = withoutTime(lower)
  const prefix = /^([a-z]{3,9})\.? (?=\d)/.exec(text)
  const named = prefix?.[1] && monthsNamed(prefix[1]).length === 0 ? weekdayNamed(prefix[1]) : null
  if (named === '') return notRead(said)
  const parsed = parseCalendar(named ? text.slice(prefix?.[0].length) : text, {
    said,
    today,
    bias,
    named: named ?? '',
  })
  return parsed.ok && note ? { ...parsed, note } : parsed
}

function parseCalendar(text: string, context: Context): ParsedDate {
  const isoForm = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (isoForm) return fromParts(Number(isoForm[4]), Number(isoForm[3]), isoForm[1], context)

  const numeric = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d+))?$/.exec(text)
  if (numeric) return fromParts(Number(numeric[1]), Number(numeric[2]), numeric[3], context)

  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]+)\.?(?:[ -]?(\d+))?$/.exec(text) ??
    swapped(/^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text))
  if (named?.[2]) {
    const found = monthsNamed(named[2])
    if (found.length === 1 && found[0]) return fromParts(Number(named[1]), found[0], named[3], context)
    if (found.length > 1) {
      const names = found.map((month) => months[month - 1]).join(' or ')
      return refuse(`“${named[2]}” could be ${names}. Write three letters of the month.`)
    }
  }
  return notRead(context.said)
}

// "feb 3" read as "3 feb"
function swapped(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match ? [match[0], match[2], match[1], match[3]] : null
}
