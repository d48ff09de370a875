import { useEffect, useMemo, useRef } from 'react'

export interface Standing<T> {
  line: T
  there: boolean // it is in what was read last
}

// The lines shown before keep their places, whether they are still there or not; new ones come after them.
export function standingLines<T>(
  before: readonly Standing<T>[],
  read: readonly T[],
  keyOf: (line: T) => string,
): Standing<T>[] {
  const unseen = new Map(read.map((line) => [keyOf(line), line]))
  const kept = before.map(({ line }) => {
    const now = unseen.get(keyOf(line))
    unseen.delete(keyOf(line))
    return { line: now ?? line, there: now !== undefined }
  })
  return [...kept, ...[...unseen.values()].map((line) => ({ line, there: true }))]
}

// A list to work through: nothing in it moves while somebody works, since a second click must not fall on
// the next line. It is in order anew when its page is opened again. `keyOf` never changes.
export function useStandingLines<T>(read: readonly T[], keyOf: (line: T) => string): Standing<T>[] {
  const shown = useRef<Standing<T>[]>([])
  const lines = useMemo(() => standingLines(shown.current, read, keyOf), [read, keyOf])
  useEffect(() => void (shown.current = lines), [lines])
  return lines
}
