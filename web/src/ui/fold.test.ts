import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fold, holdsWords } from './fold'

const table = readFileSync('../tests/data/folding.txt', 'utf8')
const unescaped = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

describe('folding', () => {
  const cases = table.split('\n').filter((line) => line && !line.startsWith('#'))
  it('is the same here as on the server', () => {
    expect(cases.length).toBeGreaterThan(30)
    for (const line of cases) {
      const bar = line.indexOf('|')
      expect(fold(unescaped(line.slice(0, bar))), line).toBe(line.slice(bar + 1))
    }
  })
})

describe('the words somebody typed', () => {
  it.each([
    ['', true],
    ['zoe', true],
    ['larkhurst zoë', true],
    ['Larkhurst, Zoe', true],
    ['z. larkhurst', true],
    ['o’brienlark', true],
    ['OBRIEN-LARKHURST', true],
    ['5669', true],
    ['y larkhurst', false],
    ['zoe smith', false],
  ])('“%s” in Zoë O’Brien-Larkhurst 566910: %s', (typed, found) => {
    expect(holdsWords('Zoë O’Brien-Larkhurst 566910', typed)).toBe(found)
  })
})
