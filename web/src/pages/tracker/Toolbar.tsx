import { useId, useMemo } from 'react'
import { formatNumber } from '../../dates/format'
import { isFiltered, noFilters, nobody, noneYet, type Counted, type Filters, type Sort } from './rows'
import type { View } from './view'
import { workersOffered } from './workers'
import type { NamedTracker } from './named'

interface CountsProps {
  counted: Counted
  filters: Filters
  onChange: (filters: Filters) => void
}

// The counts are filters: pressing one leaves those children, pressing it again shows all.
export function Counts({ counted, filters, onChange }: CountsProps) {
  const { all, left, counts } = counted
  return (
    <ul className="hw-counts" aria-label="How many children">
      <li>
        <button
          type="button"
          className="hw-count"
          aria-pressed={!isFiltered(filters)}
          onClick={() => onChange(noFilters)}
        >
          <strong>{formatNumber(left)}</strong> {left < all && `of ${formatNumber(all)} `}
          {all === 1 ? 'child' : 'children'}
        </button>
      </li>
      {counts.map(({ id, words, children }) => (
        <li key={id}>
          <button
            type="button"
            className={`hw-count hw-count--${id}`}
            aria-pressed={filters.show === id}
            disabled={children === 0 && filters.show !== id}
            onClick={() => onChange({ ...filters, show: filters.show === id ? null : id })}
          >
            <strong>{formatNumber(children)}</strong> {words}
          </button>
        </li>
      ))}
    </ul>
  )
}

interface ChoiceProps {
  label: string
  value: string | null
  choices: readonly { id: string; name: string }[]
  all: string
  onChange: (value: string | null) => void
}

function Choice({ label, value, choices, all, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <span className={`hw-choice${value === null ? '' : ' hw-choice--on'}`}>
      <label className="govuk-visually-hidden" htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value ?? ''} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">{all}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </span>
  )
}

const sorts: readonly { id: string; name: string; sort: (tracker: NamedTracker) => Sort | null }[] = [
  { id: 'waiting', name: 'waiting longest', sort: () => ({ column: 'waiting', descending: true }) },
  { id: 'next', name: 'next step due first', sort: (tracker) => by(tracker, 'next_step', false) },
  { id: 'youngest', name: 'youngest first', sort: (tracker) => by(tracker, 'age', false) },
  { id: 'name', name: 'name', sort: (tracker) => by(tracker, 'child', false) },
]

function by(tracker: NamedTracker, show: string, descending: boolean): Sort | null {
  const column = tracker.columns.find((each) => each.show === show)
  return column ? { column: column.id, descending } : null
}

interface ToolbarProps {
  tracker: NamedTracker
  view: View
  filters: Filters
  onFilters: (filters: Filters) => void
  onView: (view: View) => void
  compact: boolean
}

export function Toolbar(props: ToolbarProps) {
  const { tracker, view, filters, onFilters, onView, compact } = props
  const textId = useId()
  const offered = sorts.flatMap((each) => {
    const sort = each.sort(tracker)
    return sort ? [{ ...each, sort }] : []
  })
  const chosen = offered.find(
    (each) => each.sort.column === view.sort.column && each.sort.descending === view.sort.descending,
  )
  const byColumn = tracker.columns.find((column) => column.id === view.sort.column)?.title ?? ''
  const workers = useMemo(() => workersOffered(tracker, filters), [tracker, filters])
  const fields = (
    <div className="hw-toolbar" role="group" aria-label="Filters and order">
      <span className="hw-choice">
        <label className="govuk-visually-hidden" htmlFor={textId}>
          Show children whose name, number, worker, team, plan or next step contains
        </label>
        <input
          id={textId}
          type="text"
          placeholder="Filter by text"
          autoComplete="off"
          spellCheck={false}
          value={filters.text}
          onChange={(event) => onFilters({ ...filters, text: event.target.value })}
        />
      </span>
      <Choice
        label="Team"
        all="All teams"
        value={filters.team === null ? null : String(filters.team)}
        choices={[
          ...tracker.teams.map(({ id, name }) => ({ id: String(id), name })),
          { id: String(nobody), name: 'No team' },
        ]}
        onChange={(team) =>
          onFilters({ ...filters, team: team === null ? null : Number(team), worker: null })
        }
      />
      <Choice
        label="Worker"
        all="All workers"
        value={filters.worker === null ? null : String(filters.worker)}
        choices={workers}
        onChange={(worker) => onFilters({ ...filters, worker: worker === null ? null : Number(worker) })}
      />
      <Choice
        label="Plan"
        all="All plans"
        value={filters.plan}
        choices={[...tracker.plans, { id: noneYet, name: 'None agreed' }]}
        onChange={(plan) => onFilters({ ...filters, plan })}
      />
      <Choice
        label="Stage"
        all="All stages"
        value={filters.stage}
        choices={[...tracker.stages, { id: noneYet, name: 'Not known' }]}
        onChange={(stage) => onFilters({ ...filters, stage })}
      />
      {!compact && (
        <button
          type="button"
          className="hw-toggle"
          aria-pressed={view.together}
          onClick={() => onView({ ...view, together: !view.together })}
        >
          Siblings together
        </button>
      )}
      <span className="hw-toolbar__end">
        <SortChoice
          chosen={chosen?.id ?? ''}
          byColumn={byColumn}
          offered={offered}
          onChoose={(sort) => onView({ ...view, sort })}
        />
      </span>
    </div>
  )
  if (!compact) return fields
  return (
    <details className="hw-filters">
      <summary>Filters and order</summary>
      {fields}
    </details>
  )
}

interface SortChoiceProps {
  chosen: string
  byColumn: string
  offered: readonly { id: string; name: string; sort: Sort }[]
  onChoose: (sort: Sort) => void
}

function SortChoice({ chosen, byColumn, offered, onChoose }: SortChoiceProps) {
  const id = useId()
  return (
    <span className="hw-choice">
      <label htmlFor={id}>Sort</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const sort = offered.find((each) => each.id === event.target.value)?.sort
          if (sort) onChoose(sort)
        }}
      >
        {chosen === '' && <option value="">{byColumn ? `by ${byColumn}` : 'as chosen'}</option>}
        {offered.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </span>
  )
}
