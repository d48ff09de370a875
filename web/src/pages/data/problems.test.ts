import { describe, expect, it } from 'vitest'
import type { ImportProblem } from '../../api/types'
import { discreetly, problemKinds } from './problems'

const problem = (found: string, sentence: string): ImportProblem => ({
  file: 'header.csv',
  row: 2,
  column: 'ETHNIC',
  found,
  sentence,
  effect: 'noted',
})
const said = (...problems: ImportProblem[]) => problemKinds(problems).map((kind) => kind.sentence)

describe('the sentence of a kind of problem can be read', () => {
  it.each([
    [
      'the value in words, what all share kept',
      ['X9', 'X8'].map((found) => problem(found, `${found} is not one of this column's codes for 2025-26.`)),
      "This value is not one of this column's codes for 2025-26.",
    ],
    [
      'what differs is said to differ',
      [problem('', 'This row says the same as row 12.'), problem('', 'This row says the same as row 14.')],
      'This row says the same as row (differs).',
    ],
    [
      'a child by number',
      ['1', '12'].map((found) =>
        problem(found, `Child ${found}: the review of 0${found.length}/01/2026 is gone.`),
      ),
      'Each child: the review of (differs) is gone.',
    ],
    [
      'a short value that stands in other words too',
      ['1', '5'].map((found) => problem(found, `In 2015-16 row 15 held ${found}, which is odd.`)),
      'In 2015-16 row 15 held this value, which is odd.',
    ],
  ])('%s', (_, problems, sentence) => {
    expect(said(...problems)).toEqual([sentence])
  })

  it('is its own when it was met once', () => {
    expect(said(problem('X9', 'X9 is not a code.'))).toEqual(['X9 is not a code.'])
  })
})

it('hides a postcode that was found wrong, in the table and in its sentence', () => {
  const problem = {
    file: 'episodes.csv',
    row: 2,
    column: 'HOME_POST',
    found: 'AB1 2C',
    sentence: '“AB1 2C” is not a postcode.',
    effect: 'value left out',
  }
  expect(JSON.stringify(discreetly(problem))).not.toContain('AB1')
  expect(discreetly({ ...problem, column: 'LS' })).toEqual({ ...problem, column: 'LS' })
})
