import { useCallback } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { IsoDate } from '../api/types'
import { useSession } from './session'

// The date the pages are seen "as of": in the address (?as_of=2026-02-03), so that it can be shared.
// null = today.
export function useAsOf(): { asOf: IsoDate | null; setAsOf: (date: IsoDate | null) => void } {
  const { today } = useSession()
  const [params, setParams] = useSearchParams()
  const given = params.get('as_of')
  const asOf = given && /^\d{4}-\d{2}-\d{2}$/.test(given) && given < today ? given : null
  const setAsOf = useCallback(
    (date: IsoDate | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before)
        if (date && date < today) after.set('as_of', date)
        else after.delete('as_of')
        return after
      }),
    [setParams, today],
  )
  return { asOf, setAsOf }
}

// A link that keeps the date.
export function withAsOf(path: string, asOf: IsoDate | null): string {
  return asOf ? `${path}?as_of=${asOf}` : path
}
