import type { IsoDate } from '../api/types'
import { withAsOf } from './asOf'

// Where somebody was in each tracker, so that they are there again when they come back. What a text filter
// says may be a name: it stays in the memory of this page and is forgotten when the session ends. The view
// alone (filters, order, columns: ids, as in the address) is kept in this browser for the next time, for
// one account in one authority and nobody else.
export interface Place {
  search: string // of the address: filters, order and columns, by ids
  text: string // the text filter
  child: number | null // whose row had the focus last
  column: string
  open: ReadonlySet<number> // groups of brothers and sisters
  top: number // how far the list was scrolled, in pixels
  left: number
  pageTop: number // how far the page was
}

const nowhere: Place = {
  search: '', text: '', child: null, column: '', open: new Set(), top: 0, left: 0, pageTop: 0,
} // prettier-ignore
const places = new Map<string, Place>()
let owner = ''

const keyOf = (tracker: string) => `homeward-view ${owner} ${tracker}`

// Whose places they are from now on.
export function placesOf(account: number, authority: number): void {
  const next = `${account} ${authority}`
  if (owner !== next) places.clear()
  owner = next
}

// undefined = nobody has been there since the page was loaded.
export const placeIn = (tracker: string): Place | undefined => places.get(tracker)

export function keepPlace(tracker: string, change: Partial<Place>): void {
  places.set(tracker, { ...nowhere, ...places.get(tracker), ...change })
}

export function forgetPlaces(): void {
  places.clear()
}

// The view that this person chose last in this browser, as an address has it; '' = the usual one.
export const keptView = (tracker: string): string => localStorage.getItem(keyOf(tracker)) ?? ''

// `search` is made of ids by writeView, never of what somebody typed.
export function keepView(tracker: string, search: string): void {
  if (search) localStorage.setItem(keyOf(tracker), search)
  else localStorage.removeItem(keyOf(tracker))
}

// The tracker as it was left, on the day that is shown now.
export function addressOf(tracker: string, asOf: IsoDate | null): string {
  const params = new URLSearchParams(places.get(tracker)?.search ?? keptView(tracker))
  params.delete('as_of')
  const search = params.toString()
  return withAsOf(search ? `/trackers/${tracker}?${search}` : `/trackers/${tracker}`, asOf)
}
