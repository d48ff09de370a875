// Everything a timeline holds, as one list. The drawing and the table are both made from it, so
// neither can show what the other does not.
import type { ClockState, IsoDate, Timeline } from '../api/types'
import { formatDay } from '../dates/format'
import { dayNumber, lengthInWords } from '../dates/days'
import { homeKind, homeWords, type HomeKind } from './homes'

export type LaneId = 'legal' | 'home' | 'missing' | 'meeting' | 'target' | 'decision' | 'worker'

export const allLanes: { id: LaneId; name: string }[] = [
  { id: 'legal', name: 'Legal status' },
  { id: 'home', name: 'Homes' },
  { id: 'missing', name: 'Missing' },
  { id: 'meeting', name: 'Meetings and reviews' },
  { id: 'target', name: 'Due by' },
  { id: 'decision', name: 'Decisions' },
  { id: 'worker', name: 'Workers' },
]

export interface TimelineItem {
  id: string
  kind: 'bar' | 'point' | 'target'
  lane: LaneId
  laneName: string
  label: string
  detail: string
  on: IsoDate // the day it began or was
  ended: IsoDate | null // bars: the day it ended; null = goes on
  from: number // `on` and `ended` as day numbers
  until: number | null
  note?: string // points: what somebody wrote beside the date
  planned: boolean // points: not yet held
  home: HomeKind | null
  moved: boolean // homes: the stay ended with a move to another home
  endedPlanned: boolean | null // homes: how that move came; null = unknown or no move
  state: ClockState | null // targets
  sentence: string // one line that says all of it
}

function laneName(lane: LaneId): string {
  return allLanes.find((l) => l.id === lane)?.name ?? lane
}

// How a stay at a home ended, in words; '' while it goes on or when care ended with it.
export function moveWords(item: Pick<TimelineItem, 'moved' | 'endedPlanned'>): string {
  if (!item.moved) return ''
  if (item.endedPlanned === null) return 'not known whether the move was planned'
  return item.endedPlanned ? 'planned move' : 'unplanned move'
}

const wordsOfTarget: Partial<Record<ClockState, string>> = {
  overdue: 'overdue',
  due_soon: 'due soon',
  running: 'not yet due',
  met: 'done in time',
  met_late: 'done late',
  purposeful_delay: 'waiting on purpose',
  unknown: 'not known whether done',
}

// What became of a target, in words.
export function targetWords(state: ClockState): string {
  return wordsOfTarget[state] ?? 'target'
}

const targetSigns: Partial<Record<ClockState, string>> = {
  met: '✓',
  overdue: '!',
  met_late: 'late',
  unknown: '?',
}

// The sign beside a target's tick, so that its colour does not stand alone; '' when there is none.
export function targetSign(item: TimelineItem): string {
  return item.state === null ? '' : (targetSigns[item.state] ?? '')
}

// A move: the next home begins as this one ends. The end of care is none, and is never called unplanned.
function movedOn(bar: Timeline['bars'][number], bars: Timeline['bars']): boolean {
  if (bar.lane !== 'home' || bar.until === null) return false
  const until = dayNumber(bar.until)
  const follows = (from: number) => from === until || from === until + 1
  return (
    bar.ended_planned !== null ||
    bars.some((b) => b.lane === 'home' && b !== bar && follows(dayNumber(b.from)))
  )
}

// All items of a timeline, in order of date; bars without a date are left out by the server.
export function timelineItems(timeline: Timeline, asOf: IsoDate): TimelineItem[] {
  const today = dayNumber(asOf)
  const items: TimelineItem[] = []
  timeline.bars.forEach((bar, index) => {
    const from = dayNumber(bar.from)
    const until = bar.until === null ? null : dayNumber(bar.until)
    const item: TimelineItem = {
      id: `bar-${index}`,
      kind: 'bar',
      lane: bar.lane,
      laneName: laneName(bar.lane),
      label: bar.label,
      detail: bar.detail,
      on: bar.from,
      ended: bar.until,
      from,
      until,
      planned: false,
      home: bar.lane === 'home' ? homeKind(bar.shape, bar.detail) : null,
      moved: movedOn(bar, timeline.bars),
      endedPlanned: bar.ended_planned,
      state: null,
      sentence: '',
    }
    const end = bar.until === null ? 'goes on' : `until ${formatDay(bar.until)}`
    const parts = [
      `${item.laneName}: ${bar.label}`,
      item.home && homeWords[item.home] !== bar.label && item.home !== 'other'
        ? homeWords[item.home].toLowerCase()
        : '',
      `from ${formatDay(bar.from)}, ${end} (${lengthInWords(from, until ?? today) || 'not begun'})`,
      moveWords(item),
      bar.detail,
    ]
    item.sentence = parts.filter(Boolean).join('; ')
    items.push(item)
  })
  timeline.points.forEach((point, index) => {
    const parts = [
      `${laneName(point.lane)}: ${point.label}`,
      `${point.planned ? 'planned for ' : ''}${formatDay(point.on)}`,
      point.age === null ? '' : `age ${point.age}`,
      point.detail,
    ]
    items.push({
      id: `point-${index}`,
      kind: 'point',
      lane: point.lane,
      laneName: laneName(point.lane),
      label: point.label,
      detail: point.detail,
      note: point.note,
      on: point.on,
      ended: null,
      from: dayNumber(point.on),
      until: null,
      planned: point.planned,
      home: null,
      moved: false,
      endedPlanned: null,
      state: null,
      sentence: parts.filter(Boolean).join('; '),
    })
  })
  timeline.targets.forEach((target, index) => {
    items.push({
      id: `target-${index}`,
      kind: 'target',
      lane: 'target',
      laneName: laneName('target'),
      label: target.label,
      detail: targetWords(target.state),
      on: target.on,
      ended: null,
      from: dayNumber(target.on),
      until: null,
      planned: false,
      home: null,
      moved: false,
      endedPlanned: null,
      state: target.state,
      sentence: `Due by ${formatDay(target.on)}: ${target.label}; ${targetWords(target.state)}`,
    })
  })
  const laneOrder = (lane: LaneId) => allLanes.findIndex((l) => l.id === lane)
  return items.sort((a, b) => a.from - b.from || laneOrder(a.lane) - laneOrder(b.lane))
}
