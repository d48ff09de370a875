import { useCallback, useEffect, useRef, useState } from 'react'
import { isAborted } from './client'

export type Read<T> =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  // stale: it could not be read again, and this is what was read last. live: read because of somebody else.
  | { kind: 'ready'; value: T; stale: boolean; live: boolean }

// Reads once, again at every reload(), and anew when `read` changes (keep it with useCallback); what was
// read stays on the page meanwhile, and when the same cannot be read again. `reloadLive` is for what
// somebody else did: `read` is told that nobody here asks.
export function useRead<T>(read: (signal: AbortSignal, live: boolean) => Promise<T>): {
  state: Read<T>
  reload: () => void
  reloadLive: () => void
} {
  const [state, setState] = useState<Read<T>>({ kind: 'loading' })
  const [turn, setTurn] = useState({ live: false })
  const shown = useRef<unknown>(null)
  useEffect(() => {
    const abort = new AbortController()
    const live = turn.live && shown.current === read
    read(abort.signal, live).then(
      (value) => {
        shown.current = read
        setState({ kind: 'ready', value, stale: false, live })
      },
      (error: unknown) => {
        if (isAborted(error)) return
        const known = shown.current === read
        setState((before) =>
          known && before.kind === 'ready' ? { ...before, stale: true } : { kind: 'failed', error },
        )
      },
    )
    return () => abort.abort()
  }, [read, turn])
  const reload = useCallback(() => setTurn({ live: false }), [])
  const reloadLive = useCallback(() => setTurn({ live: true }), [])
  return { state, reload, reloadLive }
}
