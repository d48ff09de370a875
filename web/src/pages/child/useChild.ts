import { useCallback, useRef } from 'react'
import type { ChildPage, IsoDate } from '../../api/types'
import { useRead } from '../../api/useRead'
import { useLive } from '../../live/useLive'
import { useSettled } from '../../live/useSettled'
import { useAnnounce } from '../../ui/announce'
import { fetchChild } from './api'

const settleMilliseconds = 300

// The page of one child, read again whenever somebody changes this child. A past day never changes,
// so it is not read again.
export function useChild(child: number, asOf: IsoDate | null) {
  const { state, reload, reloadLive } = useRead<ChildPage>(
    useCallback((signal: AbortSignal, live: boolean) => fetchChild(child, asOf, signal, live), [child, asOf]),
  )
  const lostConnection = useRef(false)
  const announce = useAnnounce()
  const readSoon = useSettled(reloadLive, settleMilliseconds)

  useLive((event) => {
    if (asOf !== null) return
    if (event.kind === 'state') {
      if (!event.connected) lostConnection.current = true
      return
    }
    const missed = event.kind === 'hello' && lostConnection.current
    if (event.kind === 'hello') lostConnection.current = false
    const about =
      event.kind === 'reload' || missed || (event.kind === 'change' && event.change.child === child)
    if (!about) return
    if (event.kind === 'change' && event.change.by_initials) {
      announce(`${event.change.by_initials} changed this record.`)
    }
    readSoon()
  })

  return { state, reload }
}
