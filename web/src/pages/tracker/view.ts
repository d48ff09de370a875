import type { TrackerCount } from '../../api/types'
import { longestWaiting, noFilters, type Filters, type Sort } from './rows'
import type { NamedTracker } from './named'

// The view (filters, columns, order, grouping) as part of the address, by ids only: it can be kept
// and shared, and never holds a name. The text filter is left out on purpose.

export interface View {
  filters: Filters
  sort: Sort
  together: boolean // brothers and sisters as one row
  columns: string[] | null // ids in order; null = as the tracker says
}

export const plainView: View = { filters: noFilters, sort: longestWaiting, together: false, columns: null }

const idPattern = /^[a-z0-9_.-]{1,64}$/i

function numberIn(params: URLSearchParams, name: string): number | null {
  const text = params.get(name)
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

function idIn(params: URLSearchParams, name: string): string | null {
  const text = params.get(name)
  return text !== null && idPattern.test(text) ? text : null
}

// Anything the address holds that is not a valid part of a view is passed over. `counts`: of the tracker.
export function readView(params: URLSearchParams, counts: readonly TrackerCount[]): View {
  const show = params.get('show')
  const sort = /^([a-z0-9_.-]{1,64}):(up|down)$/i.exec(params.get('sort') ?? '')
  const columns = (params.get('columns') ?? '').split(',').filter((id) => idPattern.test(id))
  return {
    filters: {
      show: counts.find(({ id }) => id === show)?.id ?? null,
      team: numberIn(params, 'team'),
      worker: numberIn(params, 'worker'),
      plan: idIn(params, 'plan'),
      stage: idIn(params, 'stage'),
      text: '',
    },
    sort: sort?.[1] ? { column: sort[1], descending: sort[2] === 'down' } : longestWaiting,
    together: params.get('siblings') === 'together',
    columns: columns.length > 0 ? columns : null,
  }
}

const own = ['show', 'team', 'worker', 'plan', 'stage', 'sort', 'siblings', 'columns']

// What the address says of a view, as it is kept; '' = nothing.
export function viewIn(params: URLSearchParams): string {
  return new URLSearchParams([...params].filter(([name]) => own.includes(name))).toString()
}

// `params` with the view written in; what is not the view's (as_of) stays.
export function writeView(params: URLSearchParams, view: View): URLSearchParams {
  const after = new URLSearchParams(params)
  for (const name of own) after.delete(name)
  const { filters, sort } = view
  const set = (name: string, value: string | number | null) => {
    if (value !== null) after.set(name, String(value))
  }
  set('show', filters.show)
  set('team', filters.team)
  set('worker', filters.worker)
  set('plan', filters.plan)
  set('stage', filters.stage)
  if (sort.column !== longestWaiting.column || sort.descending !== longestWaiting.descending) {
    after.set('sort', `${sort.column}:${sort.descending ? 'down' : 'up'}`)
  }
  if (view.together) after.set('siblings', 'together')
  if (view.columns) after.set('columns', view.columns.join(','))
  return after
}

// The ids to show, in order; the child column always stands first.
export function shownColumns(tracker: NamedTracker, view: View): string[] {
  const known = new Set(tracker.columns.map((column) => column.id))
  const wanted = view.columns?.filter((id) => known.has(id))
  const ids = wanted ?? tracker.columns.filter((column) => !column.hidden).map((column) => column.id)
  const child = tracker.columns.filter((column) => column.show === 'child').map((column) => column.id)
  return [...child, ...ids.filter((id) => !child.includes(id))]
}
