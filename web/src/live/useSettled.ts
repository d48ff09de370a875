import { useCallback, useEffect, useRef } from 'react'

// `act`, done once `milliseconds` after the last time it was asked for: several changes come together,
// and one answer shows them all. Nothing is done any more when the component has gone.
export function useSettled(act: () => void, milliseconds: number): () => void {
  const latest = useRef(act)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), milliseconds)
  }, [milliseconds])
}
