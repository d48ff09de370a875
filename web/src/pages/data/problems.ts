// Problems summed up by kind: what a person mends once in the case system. Pure.
import type { ImportProblem } from '../../api/types'
import { personalKind } from '../returncheck/words'

export interface ProblemKind {
  key: string
  file: string
  column: string
  sentence: string // of one problem its own; of more with words in the place of the value found
  shared: string // of the first one, with words in the place of the value
  effect: string
  count: number
}

// For a projector: what was found where the column tells who or where a child is, and its place in the
//  sentence, are hidden.
export function discreetly(problem: ImportProblem): ImportProblem {
  const { found, sentence, column } = problem
  if (found.trim() === '' || personalKind(column) === '') return problem
  return { ...problem, found: '(hidden)', sentence: sentence.split(found).join('(hidden)') }
}

// The sentence for people, of many problems of one kind: "This value is not one of this column's codes for
// 2025-26." What differs among them is said to differ; what is the same in all of them stays.
export function sharedSentence(shared: string, next: string): string {
  const numbers = next.match(numberPattern) ?? []
  let place = 0
  return shared.replace(numberOrDiffers, (one) => {
    const other = numbers[place]
    place += 1
    return one === other ? one : differing
  })
}

const differing = '(differs)'
const numberPattern = /\d+(?:[/.:-]\d+)*/g
const numberOrDiffers = /\d+(?:[/.:-]\d+)*|\(differs\)/g

// With words in the place of the value found, which stands in the sentence once.
export function withWords({ sentence, found }: ImportProblem): string {
  const value = found.trim()
  if (value === '') return sentence
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return sentence.replace(new RegExp(`(^|[.:] |Child )?(?<![\\w/])${escaped}(?![\\w/])`), (_, before = '') =>
    before === 'Child '
      ? 'Each child'
      : `${before}${before || sentence.startsWith(value) ? 'This value' : 'this value'}`,
  )
}

export function kindOf(problem: ImportProblem): string {
  // Without numbers, so that the same fault reads the same.
  const sentence = withWords(problem).replace(numberPattern, '…')
  return [problem.file, problem.column, sentence, problem.effect].join('\u0000')
}

// Kinds with how often each was met, most frequent first. A kind met once keeps its own sentence.
export function problemKinds(problems: ImportProblem[]): ProblemKind[] {
  const kinds = new Map<string, ProblemKind>()
  for (const problem of problems) {
    const key = kindOf(problem)
    const kind = kinds.get(key)
    if (!kind) {
      const { file, column, sentence, effect } = problem
      kinds.set(key, { key, file, column, sentence, effect, count: 1, shared: withWords(problem) })
    } else {
      if (kind.count === 1) kind.sentence = kind.shared
      kind.count += 1
      kind.sentence = sharedSentence(kind.sentence, withWords(problem))
    }
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count || a.file.localeCompare(b.file))
}

export function filesOf(problems: ImportProblem[]): string[] {
  return [...new Set(problems.map((problem) => problem.file))].sort((a, b) => a.localeCompare(b))
}
