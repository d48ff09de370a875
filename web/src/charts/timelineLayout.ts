// The timeline's picture as numbers: where lanes, ticks and today stand for a given width.
import type { IsoDate } from '../api/types'
import { addMonths, calendarTicks, dayNumber } from '../dates/days'
import { makeScale, placeLanes, type DayRange, type PlacedLane, type Scale } from './timelineGeometry'
import type { LaneId, TimelineItem } from './timelineItems'

export interface DrawnLane extends PlacedLane {
  top: number
  height: number
  rowTop: number // top of the first row
  rowHeight: number
}

export interface Layout {
  width: number
  height: number
  narrow: boolean // lane names stand above their lanes
  scale: Scale
  lanes: DrawnLane[]
  ticks: { x: number; label: string }[]
  birthdays: { x: number; age: number }[]
  todayX: number
  axisTop: number
}

const nameWidth = 104
const narrowBelow = 600
const rowHeights: Record<LaneId, number> = {
  legal: 22,
  home: 26,
  missing: 14,
  meeting: 20,
  target: 18,
  decision: 20,
  worker: 20,
}
const lanePadding = 3
const nameHeight = 15
const axisHeight = 18
const marksHeight = 16

// Lays everything out for `width` pixels. Pure; heights follow from how far items overlap.
export function layOut(
  items: TimelineItem[],
  range: DayRange,
  width: number,
  asOf: IsoDate,
  bornOn: IsoDate | null,
): Layout {
  const narrow = width < narrowBelow
  const scale = makeScale(range, narrow ? 4 : nameWidth, width - 8)
  let top = marksHeight
  const lanes = placeLanes(items, scale, asOf).map((lane) => {
    const rowHeight = rowHeights[lane.id]
    const rowTop = top + lanePadding + (narrow ? nameHeight : 0)
    const height = rowTop - top + lane.rows * rowHeight + lanePadding
    const drawn: DrawnLane = { ...lane, top, height, rowTop, rowHeight }
    top += height
    return drawn
  })
  const maxTicks = Math.max(3, Math.floor((scale.right - scale.left) / 56))
  return {
    width,
    height: top + axisHeight,
    narrow,
    scale,
    lanes,
    ticks: calendarTicks(range.from, range.to, maxTicks).map(({ day, label }) => ({
      x: scale.x(day),
      label,
    })),
    birthdays: birthdaysIn(range, bornOn).map(({ day, age }) => ({ x: scale.x(day), age })),
    todayX: scale.x(dayNumber(asOf)),
    axisTop: top,
  }
}

// The birthdays in a range; none when the date of birth is not known.
export function birthdaysIn(range: DayRange, bornOn: IsoDate | null): { day: number; age: number }[] {
  if (bornOn === null) return []
  const born = dayNumber(bornOn)
  const days: { day: number; age: number }[] = []
  for (let age = 0; age <= 25; age += 1) {
    const day = addMonths(born, age * 12)
    if (day >= range.from && day <= range.to) days.push({ day, age })
  }
  return days
}

const characterPx = 6.2

// As much of a label as fits `room` pixels; '' when fewer than four letters would.
export function fitLabel(label: string, room: number): string {
  const letters = Math.floor(room / characterPx)
  if (label.length <= letters) return label
  return letters < 5 ? '' : `${label.slice(0, letters - 1).trimEnd()}…`
}
