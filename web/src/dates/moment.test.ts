import { expect, it } from 'vitest'
import { momentInWords } from './moment'

it.each([
  ['2026-01-22T14:05:00Z', 'Thu 22 Jan 2026, 14:05'],
  ['2026-06-30T23:30:00Z', 'Wed 1 Jul 2026, 00:30'], // summer time: already the next day in London
  ['2026-09-30T15:00:00Z', 'Wed 30 Sep 2026, 16:00'],
  ['some time', 'some time'],
])('%s is told as %s', (at, words) => expect(momentInWords(at)).toBe(words))
