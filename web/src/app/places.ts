import type { IsoDate } from '../api/types'

// Where somebody was in each tracker, so that they are there again when they come back. It is kept in the
// memory of this page only, since a text filter may be a name, and forgotten when the session ends.
export interface Place {
  search: string // of the address: filters, order and columns, by ids
  text: string // the text filter
  child: number | null // whose row had the focus last
  column: string
}

const places = new Map<string, Place>()

// undefined = nobody has been there.
export const placeIn = (tracker: string): Place | undefined => places.get(tracker)

export function keepPlace(tracker: string, change: Partial<Place>): void {
  const before = places.get(tracker) ?? { search: '', text: '', child: null, column: '' }
  places.set(tracker, { ...before, ...change })
}

export function forgetPlaces(): void {
  places.clear()
}

// The tracker as it was left, on the day that is shown now.
export function addressOf(tracker: string, asOf: IsoDate | null): string {
  const params = new URLSearchParams(places.get(tracker)?.search)
  params.delete('as_of')
  if (asOf) params.set('as_of', asOf)
  const search = params.toString()
  return search ? `/trackers/${tracker}?${search}` : `/trackers/${tracker}`
}
