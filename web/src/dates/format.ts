import type { IsoDate } from '../api/types'

// Civil dates as people here write them. No time zones: days are counted in UTC on purpose.

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
export const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const millisecondsPerDay = 86_400_000

function utc(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`)
}

// "Tue 3 Feb 2026"; an unknown date reads "not known".
export function formatDay(date: IsoDate | null): string {
  if (!date) return 'not known'
  const day = utc(date)
  return `${days[day.getUTCDay()]} ${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`
}

// "3 Feb 2026", where the weekday does not help.
export function formatDate(date: IsoDate | null): string {
  return date ? formatDay(date).slice(4) : 'not known'
}

// "03/02/2026", the form spreadsheets take; '' when unknown.
export function formatNumeric(date: IsoDate | null): string {
  if (!date) return ''
  const [year, month, day] = date.split('-')
  return `${day}/${month}/${year}`
}

export function addDays(date: IsoDate, count: number): IsoDate {
  return new Date(utc(date).getTime() + count * millisecondsPerDay).toISOString().slice(0, 10)
}

// Calendar days from one date to another; negative when `to` is earlier.
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / millisecondsPerDay)
}

export function weekday(date: IsoDate): string {
  return days[utc(date).getUTCDay()] ?? ''
}

// 12,345, as GOV.UK writes numbers: a screen reader takes a thin space for the end of one. Unknown is
// a dash, never zero.
export function formatNumber(value: number | null): string {
  if (value === null) return '–'
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
