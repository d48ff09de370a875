import { useMemo } from 'react'
import { formatNumber } from '../../dates/format'
import type { Filters } from './rows'
import type { NamedTracker } from './named'
import { mineIn } from './workers'

interface Props {
  tracker: NamedTracker
  worker: number | null // whom the person is among the workers
  filters: Filters
  onFilters: (filters: Filters) => void
}

// One press leaves the person's own children or their team's, a second one shows all again.
export function MineButtons({ tracker, worker, filters, onFilters }: Props) {
  const mine = useMemo(() => mineIn(tracker, worker), [tracker, worker])
  if (mine.length === 0) return null
  return (
    <span className="hw-mine">
      {mine.map(({ id, words, children, filter }) => {
        const pressed = filters.worker === filter.worker && filters.team === filter.team
        return (
          <button
            key={id}
            type="button"
            className="hw-toggle"
            aria-pressed={pressed}
            disabled={children === 0 && !pressed}
            onClick={() => onFilters({ ...filters, ...(pressed ? { team: null, worker: null } : filter) })}
          >
            {words} ({formatNumber(children)})
          </button>
        )
      })}
    </span>
  )
}
