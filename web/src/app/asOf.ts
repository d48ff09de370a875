import { useCallback } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { IsoDate } from '../api/types'
import { useSession } from './session'

export const dayParameter = 'as_of'

// The date the pages are seen "as of": in the address (?as_of=2026-02-03), so that it can be shared.
// null = today. It stays, from page to page, until somebody leaves it.
export function useAsOf(): { asOf: IsoDate | null; setAsOf: (date: IsoDate | null) => void } {
  const { today } = useSession()
  const [params, setParams] = useSearchParams()
  const given = params.get(dayParameter)
  const asOf = given && /^\d{4}-\d{2}-\d{2}$/.test(given) && given < today ? given : null
  const setAsOf = useCallback(
    (date: IsoDate | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before)
        if (date && date < today) after.set(dayParameter, date)
        else after.delete(dayParameter)
        return after
      }),
    [setParams, today],
  )
  return { asOf, setAsOf }
}

// The address of a page, showing that day.
export function withAsOf(address: string, asOf: IsoDate | null): string {
  if (!asOf) return address
  const [path, query] = address.split('?')
  const params = new URLSearchParams(query)
  params.set(dayParameter, asOf)
  return `${path}?${params}`
}
