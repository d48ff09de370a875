import { expect, it } from 'vitest'
import { heldInWords } from './recording'

it('says of a long note how long it is', () => {
  const long = { happened_on: null, planned_on: null, outcome: '', note: 'é'.repeat(4000) }
  expect(heldInWords(long, true)).toBe('note of 4,000 characters')
  expect(heldInWords(long)).toContain('éé')
  expect(heldInWords({ ...long, note: 'short' }, true)).toBe('note: “short”')
})
