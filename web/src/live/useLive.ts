import { useEffect, useRef } from 'react'
import { liveEvents, type LiveEvent } from './events'

// Calls `listener` with every live event while the component is on the page.
export function useLive(listener: (event: LiveEvent) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => liveEvents.subscribe((event) => latest.current(event)), [])
}
