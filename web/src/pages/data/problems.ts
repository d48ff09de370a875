// Problems summed up by kind: what a person mends once in the case system. Pure.
import type { ImportProblem } from '../../api/types'

export interface ProblemKind {
  key: string
  file: string
  column: string
  sentence: string // with "…" where the values differ
  effect: string
  count: number
}

/** The sentence without the value found and without numbers, so that the same fault reads the same. */
export function withoutValues(problem: ImportProblem): string {
  let sentence = problem.sentence
  if (problem.found.trim() !== '') sentence = sentence.split(problem.found).join('…')
  return sentence.replace(/\d+(?:[/.:-]\d+)*/g, '…')
}

export function kindOf(problem: ImportProblem): string {
  return [problem.file, problem.column, withoutValues(problem), problem.effect].join('\u0000')
}

/** Kinds with how often each was met, most frequent first. A kind met once keeps its own sentence. */
export function problemKinds(problems: ImportProblem[]): ProblemKind[] {
  const kinds = new Map<string, ProblemKind>()
  for (const problem of problems) {
    const key = kindOf(problem)
    const kind = kinds.get(key)
    if (!kind) {
      const { file, column, sentence, effect } = problem
      kinds.set(key, { key, file, column, sentence, effect, count: 1 })
    } else {
      kind.count += 1
      kind.sentence = withoutValues(problem)
    }
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count || a.file.localeCompare(b.file))
}

export function filesOf(problems: ImportProblem[]): string[] {
  return [...new Set(problems.map((problem) => problem.file))].sort((a, b) => a.localeCompare(b))
}
