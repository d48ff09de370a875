import { useCallback, useEffect, useRef, useState } from 'react'
import { isAborted } from './client'

export type Read<T> = { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'ready'; value: T }

// Reads once, again at every reload(), and anew when `read` changes (keep it with useCallback); what was
// read stays on the page meanwhile, and when the same cannot be read again.
export function useRead<T>(read: (signal: AbortSignal) => Promise<T>): {
  state: Read<T>
  reload: () => void
} {
  const [state, setState] = useState<Read<T>>({ kind: 'loading' })
  const [turn, setTurn] = useState(0)
  const shown = useRef<unknown>(null)
  useEffect(() => {
    const abort = new AbortController()
    read(abort.signal).then(
      (value) => {
        shown.current = read
        setState({ kind: 'ready', value })
      },
      (error: unknown) => {
        if (isAborted(error)) return
        const known = shown.current === read
        setState((before) => (known && before.kind === 'ready' ? before : { kind: 'failed', error }))
      },
    )
    return () => abort.abort()
  }, [read, turn])
  const reload = useCallback(() => setTurn((before) => before + 1), [])
  return { state, reload }
}
