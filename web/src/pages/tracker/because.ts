import { useEffect, useState } from 'react'
import { api, sentenceOf, withQuery } from '../../api/client'
import type { Because, IsoDate, TrackerRow } from '../../api/types'

const asked = new WeakMap<TrackerRow, Map<string, Promise<string>>>()

// Why a date of a row is as it is: asked for when somebody wants to know, once for as long as the row is as
// it was.
export function becauseOf(
  tracker: string,
  asOf: IsoDate | null,
  row: TrackerRow,
  column: string,
): Promise<string> {
  const because = row.cells[column]?.because
  if (typeof because === 'string') return Promise.resolve(because)
  const known = asked.get(row) ?? new Map<string, Promise<string>>()
  asked.set(row, known)
  const before = known.get(column)
  if (before) return before
  const path = `/api/trackers/${encodeURIComponent(tracker)}/rows/${row.child}/because/${encodeURIComponent(column)}`
  const answer = api.get<Because>(withQuery(path, { as_of: asOf })).then((found) => found.because)
  known.set(column, answer)
  answer.catch(() => known.delete(column))
  return answer
}

const restMilliseconds = 150 // somebody who walks on does not want to know

// The same while `row` and `column` are looked at: null until it is known; what went wrong when it cannot be.
export function useBecause(
  tracker: string,
  asOf: IsoDate | null,
  row: TrackerRow | null,
  column: string,
): string | null {
  const [told, setTold] = useState<{ row: TrackerRow; column: string; words: string } | null>(null)
  const known = row?.cells[column] && row.cells[column].because
  useEffect(() => {
    if (!row?.cells[column] || typeof known === 'string') return
    let gone = false
    const say = (words: string) => void (gone || setTold({ row, column, words }))
    const timer = setTimeout(() => {
      becauseOf(tracker, asOf, row, column).then(say, (error: unknown) => say(sentenceOf(error)))
    }, restMilliseconds)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [tracker, asOf, row, column, known])
  if (typeof known === 'string') return known
  return told && told.row === row && told.column === column ? told.words : null
}
