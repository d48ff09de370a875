import type { IsoDate } from '../api/types'
import { addDays, daysBetween, formatDate, months, weekday } from './format'

// Dates as people type them: 3/2, 3 feb, 3/2/26, 2026-02-03, Tue 3 Feb, today, yesterday, -2, +3.
// The day comes first, always. A missing year is chosen by `bias`:
//   past    the latest such day up to today (something that happened)
//   future  the earliest such day from today (something planned)
//   either  the nearer of the two, a day ahead counting twice (most entries look back)

export type Bias = 'past' | 'future' | 'either'
export type ParsedDate = { ok: true; date: IsoDate } | { ok: false; message: string }

const monthNames = [
  'january', 'february', 'march', 'april', 'may', 'june',
  'july', 'august', 'september', 'october', 'november', 'december',
] // prettier-ignore
const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const earliestYear = 1900
const latestYear = 2100

const refuse = (message: string): ParsedDate => ({ ok: false, message })
const accept = (date: IsoDate): ParsedDate => ({ ok: true, date })

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

function withoutYear(month: number, day: number, today: IsoDate, bias: Bias, said: string): ParsedDate {
  const thisYear = Number(today.slice(0, 4))
  const candidates: IsoDate[] = []
  for (let year = thisYear - 8; year <= thisYear + 8; year++) {
    if (day >= 1 && day <= daysInMonth(year, month)) candidates.push(iso(year, month, day))
  }
  if (candidates.length === 0) return refuse(`${said} is not a date.`)
  const past = candidates.filter((date) => date <= today).pop()
  const future = candidates.find((date) => date >= today)
  if (!past || !future) return refuse(`${said} is not a date.`)
  if (bias === 'past') return accept(past)
  if (bias === 'future') return accept(future)
  return accept(2 * daysBetween(today, future) < daysBetween(past, today) ? future : past)
}

function fullYear(text: string, today: IsoDate): number | null {
  if (text.length === 4) return Number(text)
  if (text.length !== 2) return null
  const year = Number(today.slice(0, 2)) * 100 + Number(text)
  return year > Number(today.slice(0, 4)) + 10 ? year - 100 : year
}

function fromParts(
  day: number,
  month: number,
  year: string | undefined,
  today: IsoDate,
  bias: Bias,
  said: string,
) {
  if (month < 1 || month > 12) return refuse(`There is no month ${month}. Write the day first, as in 13/2.`)
  if (year === undefined) return withoutYear(month, day, today, bias, said)
  const full = fullYear(year, today)
  if (full === null) return refuse(`Write the year with two or four digits, as in 3/2/26.`)
  return withYear(full, month, day, said)
}

export function parseDate(input: string, today: IsoDate, bias: Bias = 'either'): ParsedDate {
  const said = input.trim()
  let text = said.toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ').trim()
  if (text === '') return refuse('Write a date, for example 3/2, 3 feb or today.')
  if (text === 'today' || text === 't') return accept(today)
  if (text === 'yesterday') return accept(addDays(today, -1))
  if (text === 'tomorrow') return accept(addDays(today, 1))

  const offset = /^([+\-−])\s?(\d{1,4})$/.exec(text)
  if (offset) return accept(addDays(today, (offset[1] === '+' ? 1 : -1) * Number(offset[2])))

  let namedWeekday = -1
  const prefix = /^([a-z]{3,9})\.? (?=\d)/.exec(text)
  if (prefix?.[1] && monthsNamed(prefix[1]).length === 0) {
    namedWeekday = weekdayNames.findIndex((name) => name.startsWith(prefix[1] ?? ' '))
    if (namedWeekday < 0) return refuse(`${said} is not a date. Write it as 3/2, 3 feb or today.`)
    text = text.slice(prefix[0].length)
  }

  const parsed = parseCalendar(text, said, today, bias)
  if (parsed.ok && namedWeekday >= 0) {
    const expected = weekday(parsed.date).toLowerCase()
    if (!weekdayNames[namedWeekday]?.startsWith(expected)) {
      return refuse(`${formatDate(parsed.date)} is a ${weekday(parsed.date)}, not a ${prefix?.[1] ?? ''}.`)
    }
  }
  return parsed
}

function parseCalendar(text: string, said: string, today: IsoDate, bias: Bias): ParsedDate {
  const isoForm = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (isoForm) return fromParts(Number(isoForm[3]), Number(isoForm[2]), isoForm[1], today, bias, said)

  const numeric = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d+))?$/.exec(text)
  if (numeric) return fromParts(Number(numeric[1]), Number(numeric[2]), numeric[3], today, bias, said)

  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]+)\.?(?:[ -]?(\d+))?$/.exec(text) ??
    swapped(/^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(text))
  if (named?.[2]) {
    const found = monthsNamed(named[2])
    if (found.length === 1 && found[0])
      return fromParts(Number(named[1]), found[0], named[3], today, bias, said)
    if (found.length > 1) {
      const names = found.map((month) => months[month - 1]).join(' or ')
      return refuse(`“${named[2]}” could be ${names}. Write three letters of the month.`)
    }
  }
  return refuse(`${said} is not a date. Write it as 3/2, 3 feb or today.`)
}

// "feb 3" read as "3 feb"
function swapped(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match ? [match[0], match[2], match[1], match[3]] : null
}
