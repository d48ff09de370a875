// Where each item of a timeline is drawn. Pure: days and pixels in, pixels out.
import type { IsoDate, Timeline } from '../api/types'
import { addMonths, dayNumber } from '../dates/days'
import { allLanes, targetSign, type LaneId, type TimelineItem } from './timelineItems'

export type Zoom = 'period' | 'year' | 'all'

export interface DayRange {
  from: number // day numbers; from < to
  to: number
}

export interface Scale extends DayRange {
  left: number // pixels
  right: number
  x(day: number): number
}

export interface PlacedItem {
  item: TimelineItem
  x: number // left edge of a bar; middle of a point or target
  width: number // 0 for points and targets
  row: number // within its lane, 0 = top
  cutLeft: boolean // began before the range shown
  cutRight: boolean // ends after the range shown
  goesOn: boolean // a bar without an end: drawn to today with an open edge
}

export interface PlacedLane {
  id: LaneId
  name: string
  rows: number
  items: PlacedItem[]
}

const minBarPx = 3
const pointPx = 14
const signPx = 7

// The days a zoom choice shows. `period`: from coming into care; `year`: the last 12 months; `all`:
// everything there is. Each reaches far enough past `asOf` to show what is planned or due within a
// year, and a little further so that today is never the edge.
export function zoomRange(
  timeline: Timeline,
  asOf: IsoDate,
  inCareSince: IsoDate | null,
  zoom: Zoom,
): DayRange {
  const today = dayNumber(asOf)
  const first = dayNumber(timeline.from)
  const last = Math.max(dayNumber(timeline.to), today)
  const from =
    zoom === 'year'
      ? addMonths(today, -12)
      : zoom === 'period' && inCareSince !== null
        ? dayNumber(inCareSince)
        : first
  const ahead = zoom === 'all' ? last : Math.min(last, addMonths(today, zoom === 'year' ? 3 : 12))
  const span = Math.max(28, Math.max(ahead, today) - Math.min(from, today))
  const margin = Math.max(7, Math.round(span * 0.03))
  return {
    from: Math.min(from, today) - (zoom === 'year' ? 0 : Math.ceil(margin / 3)),
    to: Math.max(ahead, today) + margin,
  }
}

// Linear: equal days are equal pixels. Days outside the range map outside [left, right].
export function makeScale(range: DayRange, left: number, right: number): Scale {
  const perDay = (right - left) / Math.max(1, range.to - range.from)
  return { ...range, left, right, x: (day) => left + (day - range.from) * perDay }
}

function placeItem(item: TimelineItem, scale: Scale, today: number): PlacedItem | null {
  if (item.kind !== 'bar') {
    if (item.from < scale.from || item.from > scale.to) return null
    return { item, x: scale.x(item.from), width: 0, row: 0, cutLeft: false, cutRight: false, goesOn: false }
  }
  const goesOn = item.until === null
  const until = item.until ?? Math.max(today, item.from)
  if (until < scale.from || item.from > scale.to) return null
  const cutLeft = item.from < scale.from
  const cutRight = until > scale.to
  const x = cutLeft ? scale.left : scale.x(item.from)
  const end = cutRight ? scale.right : scale.x(until)
  return { item, x, width: Math.max(minBarPx, end - x), row: 0, cutLeft, cutRight, goesOn }
}

// Gives overlapping items rows of their own: each goes to the first row where it does not touch another.
function stack(placed: PlacedItem[]): number {
  const ends: number[] = []
  for (const p of [...placed].sort((a, b) => a.x - b.x)) {
    const half = p.item.kind === 'bar' ? 0 : pointPx / 2
    const start = p.x - half
    const end = p.x + p.width + half + targetSign(p.item).length * signPx
    // Half a pixel: a stay that begins on the day the last one ended is not an overlap.
    let row = ends.findIndex((e) => e <= start + 0.5)
    if (row < 0) row = ends.length
    ends[row] = end
    p.row = row
  }
  return Math.max(1, ends.length)
}

// The lanes with what of them falls into the range. A lane without any item at all is left out, except the main four.
export function placeLanes(items: TimelineItem[], scale: Scale, asOf: IsoDate): PlacedLane[] {
  const today = dayNumber(asOf)
  const always: LaneId[] = ['legal', 'home', 'meeting', 'decision']
  return allLanes.flatMap(({ id, name }) => {
    const ofLane = items.filter((item) => item.lane === id)
    if (ofLane.length === 0 && !always.includes(id)) return []
    const placed = ofLane.flatMap((item) => placeItem(item, scale, today) ?? [])
    return [{ id, name, rows: stack(placed), items: placed }]
  })
}

// The item to go to from `current` by an arrow key; `current` itself at an end.
export function stepItem(items: TimelineItem[], current: number, key: string): number {
  const here = items[current]
  if (key === 'Home') return 0
  if (key === 'End') return items.length - 1
  if (!here) return 0
  if (key === 'ArrowRight') return Math.min(items.length - 1, current + 1)
  if (key === 'ArrowLeft') return Math.max(0, current - 1)
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return current
  const lanes = allLanes.filter((lane) => items.some((item) => item.lane === lane.id))
  const at = lanes.findIndex((lane) => lane.id === here.lane)
  const lane = lanes[at + (key === 'ArrowDown' ? 1 : -1)]
  if (!lane) return current
  let best = current
  let distance = Number.POSITIVE_INFINITY
  items.forEach((item, index) => {
    const d = Math.abs(item.from - here.from)
    if (item.lane === lane.id && d < distance) {
      best = index
      distance = d
    }
  })
  return best
}
