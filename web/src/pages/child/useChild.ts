import { useCallback, useEffect, useRef, useState } from 'react'
import { isAborted } from '../../api/client'
import type { ChildPage, IsoDate } from '../../api/types'
import { useLive } from '../../live/useLive'
import { useAnnounce } from '../../ui/announce'
import { fetchChild } from './api'

export type ChildState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  // stale: a later reload failed; this is what was read last. live: read because of somebody else.
  | { kind: 'ready'; page: ChildPage; stale: boolean; live: boolean }

const settleMilliseconds = 300

// The page of one child, read again whenever somebody changes this child. A past day never changes,
// so it is not read again.
export function useChild(child: number, asOf: IsoDate | null) {
  const [state, setState] = useState<ChildState>({ kind: 'loading' })
  const [turn, setTurn] = useState({ live: false })
  const shown = useRef('')
  const lostConnection = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const announce = useAnnounce()

  useEffect(() => {
    const key = `${child} ${asOf ?? ''}`
    const again = shown.current === key
    if (!again) setState({ kind: 'loading' })
    shown.current = key
    const abort = new AbortController()
    const live = again && turn.live
    fetchChild(child, asOf, abort.signal, live).then(
      (page) => setState({ kind: 'ready', page, stale: false, live }),
      (error: unknown) => {
        if (isAborted(error)) return
        setState((before) =>
          before.kind === 'ready' ? { ...before, stale: true } : { kind: 'failed', error },
        )
      },
    )
    return () => abort.abort()
  }, [child, asOf, turn])

  const reload = useCallback(() => setTurn({ live: false }), [])

  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )

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
    // Several changes come together when a form is saved; one reading shows them all.
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => setTurn({ live: true }), settleMilliseconds)
  })

  return { state, reload }
}
