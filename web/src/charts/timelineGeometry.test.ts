import { describe, expect, it } from 'vitest'
import type { Timeline } from '../api/types'
import { dayNumber } from '../dates/days'
import { homeKind } from './homes'
import { makeScale, placeLanes, stepItem, zoomRange, type Zoom } from './timelineGeometry'
import { timelineItems } from './timelineItems'
import { birthdaysIn, fitLabel } from './timelineLayout'

const asOf = '2026-02-11'
type Bar = Timeline['bars'][number]

function bar(lane: Bar['lane'], from: string, until: string | null, more: Partial<Bar> = {}): Bar {
  return { lane, label: 'Foster carer', detail: '', from, until, shape: 'U6', ended_planned: null, ...more }
}
function timeline(more: Partial<Timeline>): Timeline {
  return { from: '2024-01-01', to: '2026-03-16', bars: [], points: [], targets: [], ...more }
}
// A pixel a day from 1 January 2024.
const dayScale = makeScale({ from: dayNumber('2024-01-01'), to: dayNumber('2024-01-01') + 1000 }, 0, 1000)
const at = (date: string) => dayNumber(date) - dayNumber('2024-01-01')
const laneOf = (data: Timeline, id: string) =>
  placeLanes(timelineItems(data, asOf), dayScale, asOf).find((lane) => lane.id === id)

describe('scale', () => {
  it.each([
    ['the first day', '2024-01-01', 100],
    ['a quarter of a 400-day range', '2024-04-10', 300],
    ['the last day', '2025-02-04', 900],
    ['before the range', '2023-12-31', 98],
  ])('draws %s where equal days are equal pixels', (_, date, x) => {
    const from = dayNumber('2024-01-01')
    expect(makeScale({ from, to: from + 400 }, 100, 900).x(dayNumber(date))).toBeCloseTo(x)
  })

  it('gives every calendar day one pixel, over leap days and clock changes alike', () => {
    const widths = ['2024-02-28', '2024-02-29', '2024-03-31', '2024-10-27'].map(
      (day) => dayScale.x(dayNumber(day) + 1) - dayScale.x(dayNumber(day)),
    )
    for (const width of widths) expect(width).toBeCloseTo(1)
  })
})

describe('bars', () => {
  it('draws a stay that goes on to today, with an open edge, and never further', () => {
    const placed = laneOf(timeline({ bars: [bar('home', '2025-01-01', null)] }), 'home')?.items[0]
    expect(placed).toMatchObject({ goesOn: true, cutLeft: false, cutRight: false })
    expect((placed?.x ?? 0) + (placed?.width ?? 0)).toBeCloseTo(at(asOf))
  })

  it('says that a stay began before what is shown', () => {
    const placed = laneOf(timeline({ bars: [bar('home', '2023-01-01', '2024-04-10')] }), 'home')?.items[0]
    expect(placed).toMatchObject({ x: 0, cutLeft: true, goesOn: false })
  })

  it.each([
    ['over before', '2022-01-01', '2023-12-31'],
    ['begun after', '2027-01-01', '2027-02-01'],
  ])('leaves out a stay that was %s the time shown', (_, from, until) => {
    expect(laneOf(timeline({ bars: [bar('home', from, until)] }), 'home')?.items).toEqual([])
  })

  it('still shows a stay of no days', () => {
    const placed = laneOf(timeline({ bars: [bar('home', '2025-01-01', '2025-01-01')] }), 'home')?.items[0]
    expect(placed?.width).toBeGreaterThan(0)
  })

  it.each([
    ['one after the other', ['2024-02-01', '2024-03-01'], ['2024-03-01', '2024-04-01'], 1],
    ['overlapping by a week', ['2024-02-01', '2024-03-08'], ['2024-03-01', '2024-04-01'], 2],
    ['one inside the other', ['2024-02-01', null], ['2024-03-01', '2024-04-01'], 2],
  ])('gives two stays %s the rows they need', (_, first, second, rows) => {
    const bars = [first, second].map(([from, until]) => bar('home', from ?? '', until ?? null))
    const lane = laneOf(timeline({ bars }), 'home')
    expect(lane?.rows).toBe(rows)
    const ofRow = (row: number) => (lane?.items ?? []).filter((placed) => placed.row === row)
    for (let row = 0; row < rows; row += 1) {
      const [a, b] = ofRow(row).sort((p, q) => p.x - q.x)
      if (a && b) expect(a.x + a.width).toBeLessThanOrEqual(b.x + 0.5)
    }
  })

  it('keeps meetings of the same week apart', () => {
    const points = ['2024-05-01', '2024-05-02', '2024-08-01'].map((on) => ({
      lane: 'meeting' as const,
      label: 'Review',
      on,
      planned: false,
      detail: '',
      note: '',
      age: null,
    }))
    expect(laneOf(timeline({ points }), 'meeting')?.items.map((placed) => placed.row)).toEqual([0, 1, 0])
  })

  it('leaves out a lane that has nothing, but always shows where homes and meetings would be', () => {
    const lanes = placeLanes([], dayScale, asOf).map((lane) => lane.id)
    expect(lanes).toEqual(['legal', 'home', 'meeting', 'decision'])
  })
})

describe('zoom', () => {
  const data = timeline({ from: '2019-05-01', to: '2026-03-16' })
  it.each<[Zoom, string | null, string, string]>([
    ['period', '2023-10-06', '2023-10-06', '2026-03-16'],
    ['period', null, '2019-05-01', '2026-03-16'], // start not known: everything
    ['year', '2023-10-06', '2025-02-11', '2026-03-16'],
    ['all', '2023-10-06', '2019-05-01', '2026-03-16'],
  ])('%s with care from %s shows at least %s to %s', (zoom, since, first, last) => {
    const range = zoomRange(data, asOf, since, zoom)
    const span = dayNumber(last) - dayNumber(first)
    expect(range.from).toBeLessThanOrEqual(dayNumber(first))
    expect(range.from).toBeGreaterThan(dayNumber(first) - 0.05 * span)
    expect(range.to).toBeGreaterThan(dayNumber(last))
    expect(range.to).toBeLessThan(dayNumber(last) + Math.max(8, 0.05 * span))
  })

  it('shows a child who came into care today', () => {
    const range = zoomRange(timeline({ from: asOf, to: asOf }), asOf, asOf, 'period')
    expect(range.from).toBeLessThanOrEqual(dayNumber(asOf))
    expect(range.to).toBeGreaterThan(dayNumber(asOf))
  })
})

describe('arrow keys', () => {
  const items = timelineItems(
    timeline({
      bars: [
        bar('legal', '2024-01-01', null),
        bar('home', '2024-01-05', '2024-06-01'),
        bar('home', '2024-06-01', null),
      ],
      targets: [{ label: 'First review', on: '2024-02-01', state: 'met' }],
    }),
    asOf,
  )
  const named = (index: number) => `${items[index]?.lane} ${items[index]?.on}`
  it.each([
    ['legal 2024-01-01', 'ArrowRight', 'home 2024-01-05'],
    ['legal 2024-01-01', 'ArrowLeft', 'legal 2024-01-01'],
    ['home 2024-06-01', 'ArrowRight', 'home 2024-06-01'],
    ['home 2024-01-05', 'ArrowUp', 'legal 2024-01-01'],
    ['home 2024-06-01', 'ArrowDown', 'target 2024-02-01'],
    ['target 2024-02-01', 'ArrowUp', 'home 2024-01-05'], // the nearest in time
    ['target 2024-02-01', 'ArrowDown', 'target 2024-02-01'],
    ['target 2024-02-01', 'Home', 'legal 2024-01-01'],
    ['legal 2024-01-01', 'End', 'home 2024-06-01'],
  ])('from %s by %s to %s', (from, key, to) => {
    const index = items.findIndex((_, i) => named(i) === from)
    expect(named(stepItem(items, index, key))).toBe(to)
  })
})

it('marks no birthday when the date of birth is not known', () => {
  const range = { from: dayNumber('2024-01-01'), to: dayNumber('2026-01-01') }
  expect(birthdaysIn(range, null)).toEqual([])
  expect(birthdaysIn(range, '2020-05-19').map((birthday) => birthday.age)).toEqual([4, 5])
})

it('reads the code in the detail when the shape says only that it is another kind', () => {
  expect(homeKind('other', 'T0, own provision')).toBe('temporary')
  expect(homeKind('other', 'Z9')).toBe('other')
  expect(homeKind('foster', 'K2')).toBe('foster')
})

describe('labels and kinds', () => {
  it.each([
    ['Foster carer', 200, 'Foster carer'],
    ['Foster carer', 55, 'Foster…'],
    ['Foster carer', 20, ''],
  ])('%s in %i pixels reads %s', (label, room, shown) => {
    expect(fitLabel(label, room)).toBe(shown)
  })

  it.each([
    ['U3', 'connected'],
    ['U6', 'foster'],
    ['A4', 'adoptive'],
    ['P1', 'parents'],
    ['H5', 'independent'],
    ['K3', 'independent'],
    ['K1', 'secure'],
    ['K2', 'residential'],
    ['R3', 'residential'],
    ['T0', 'temporary'],
    ['relatives', 'connected'],
    ['residential', 'residential'],
    ['with parents', 'parents'],
    ['', 'other'],
    ['something new', 'other'],
  ])('the shape %s is drawn as %s', (shape, kind) => {
    expect(homeKind(shape)).toBe(kind)
  })
})
