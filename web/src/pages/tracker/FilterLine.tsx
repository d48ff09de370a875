import { useEffect, useRef } from 'react'
import { useAnnounce } from '../../ui/announce'
import { filterWords, shownWords } from './filterWords'
import { isFiltered, type Filters } from './rows'
import type { NamedTracker } from './named'

// Whence the filters come: the person has just chosen them, finds them as they were left, or has opened
// an address that holds them.
export type FiltersFrom = 'now' | 'last time' | 'the address'

const from: Readonly<Record<FiltersFrom, string>> = {
  now: 'Filters',
  'last time': 'Filters from last time',
  'the address': 'Filters from the address of this page',
}

interface Props {
  tracker: NamedTracker
  filters: Filters
  whence: FiltersFrom
  shown: number
  named: boolean // the filters themselves are out of sight: name them always
  onClear: () => void
}

// How many children the filters leave, over the list. It stands there without a filter too, so that no
// filter moves the list.
export function FilterLine({ tracker, filters, whence, shown, named, onClear }: Props) {
  const line = useRef<HTMLParagraphElement>(null)
  const filtered = isFiltered(filters)
  const names = filtered && (named || whence !== 'now') ? filterWords(tracker, filters) : []
  const told = names.length > 0 ? `${from[whence]}: ${names.join(', ')}. ` : ''
  const count = shownWords(shown, tracker.rows.length, filtered)
  useSpoken(filters, whence === 'now' ? '' : told, count)
  const clear = () => {
    onClear()
    line.current?.focus() // the button goes
  }
  return (
    <p className="hw-shown" ref={line} tabIndex={-1}>
      {told}
      {count}{' '}
      {filtered && (
        <button type="button" className="hw-link-button" onClick={clear}>
          Clear filters
        </button>
      )}
    </p>
  )
}

const readMilliseconds = 700 // typing goes on meanwhile

// Says how many children are left once somebody has changed the filters, and at first which filters they
// did not choose just now.
function useSpoken(filters: Filters, told: string, count: string): void {
  const announce = useAnnounce()
  const chosen = JSON.stringify(filters)
  const spoken = useRef(told ? '' : chosen)
  useEffect(() => {
    if (spoken.current === chosen) return
    const timer = setTimeout(() => {
      spoken.current = chosen
      announce(`${told}${count}`)
    }, readMilliseconds)
    return () => clearTimeout(timer)
  }, [chosen, told, count, announce])
}
