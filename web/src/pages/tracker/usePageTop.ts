import { useLayoutEffect } from 'react'
import { keepPlace, placeIn } from '../../app/places'

// Whoever comes back finds the page scrolled as it was; `ready`: what makes it long is there.
export function usePageTop(tracker: string, ready: boolean): void {
  useLayoutEffect(() => {
    if (!ready) return
    window.scrollTo(0, placeIn(tracker)?.pageTop ?? 0)
    const keep = () => keepPlace(tracker, { pageTop: window.scrollY })
    window.addEventListener('scroll', keep, { passive: true })
    return () => window.removeEventListener('scroll', keep)
  }, [tracker, ready])
}
