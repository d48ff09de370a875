// Civil dates as whole days, so that a drawing to scale needs no clock and no time zone.
import type { IsoDate } from '../api/types'
import { months as monthNames } from './format'

const dayMs = 86_400_000

// Days since 1 January 1970. NaN when the text is no ISO date.
export function dayNumber(date: IsoDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  if (!match) return Number.NaN
  return Math.round(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / dayMs)
}

// The same day of the month `months` later (or earlier); the last of the month where there is none.
export function addMonths(day: number, months: number): number {
  const date = new Date(day * dayMs)
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return Math.round(first.getTime() / dayMs) + Math.min(date.getUTCDate(), lastOfMonth) - 1
}

// "1y 3m", "7 months", "12 days": how long from one day to another.
export function lengthInWords(fromDay: number, untilDay: number): string {
  const days = untilDay - fromDay
  if (days < 0) return ''
  let months = 0
  while (addMonths(fromDay, months + 1) <= untilDay) months += 1
  const years = Math.floor(months / 12)
  if (years > 0) return months % 12 ? `${years}y ${months % 12}m` : `${years}y`
  if (months >= 2) return `${months} months`
  return days === 1 ? '1 day' : `${days} days`
}

// The first of each month, quarter or year that falls in the range, with its label.
export function calendarTicks(
  fromDay: number,
  toDay: number,
  maxTicks: number,
): { day: number; label: string }[] {
  for (const step of [1, 3, 6, 12, 24, 60]) {
    const ticks: { day: number; label: string }[] = []
    const start = new Date(fromDay * dayMs)
    const firstMonth =
      start.getUTCFullYear() * 12 + (step > 12 ? 0 : Math.floor(start.getUTCMonth() / step) * step)
    const anchor = step > 12 ? Math.floor(start.getUTCFullYear() / (step / 12)) * step : firstMonth
    for (let month = anchor; ; month += step) {
      const year = Math.floor(month / 12)
      const day = Math.round(Date.UTC(year, month % 12, 1) / dayMs)
      if (day > toDay) break
      if (day < fromDay) continue
      const january = month % 12 === 0
      ticks.push({ day, label: step >= 12 || january ? String(year) : (monthNames[month % 12] ?? '') })
    }
    if (ticks.length <= maxTicks || step === 60) return ticks
  }
  return []
}
