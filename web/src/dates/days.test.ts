import { expect, it } from 'vitest'
import { addMonths, calendarTicks, dayNumber, lengthInWords } from './days'

it.each([
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-02-11', -12, '2025-02-11'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2025-11-30', 3, '2026-02-28'],
])('%s and %i months is %s', (date, months, result) => {
  expect(addMonths(dayNumber(date), months)).toBe(dayNumber(result))
})

it.each([
  ['2024-01-01', '2024-01-01', '0 days'],
  ['2024-01-01', '2024-01-02', '1 day'],
  ['2024-01-01', '2024-02-15', '45 days'],
  ['2024-01-01', '2024-04-15', '3 months'],
  ['2024-01-01', '2025-01-01', '1y'],
  ['2024-01-01', '2025-04-02', '1y 3m'],
  ['2024-01-02', '2024-01-01', ''],
])('from %s to %s is %s', (from, to, words) => {
  expect(lengthInWords(dayNumber(from), dayNumber(to))).toBe(words)
})

it.each([
  ['2026-01-10', '2026-03-20', ['Feb', 'Mar']],
  ['2024-11-15', '2025-12-01', ['2025', 'Apr', 'Jul', 'Oct']],
  ['2010-06-01', '2026-02-01', ['2012', '2014', '2016', '2018', '2020', '2022', '2024', '2026']],
])('marks %s to %s at the beginning of months, quarters or years', (from, to, labels) => {
  expect(calendarTicks(dayNumber(from), dayNumber(to), 8).map((tick) => tick.label)).toEqual(labels)
})
