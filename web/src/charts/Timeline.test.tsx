import { fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Timeline as TimelineData } from '../api/types'
import { Timeline } from './Timeline'

const data: TimelineData = {
  from: '2023-01-10',
  to: '2026-03-16',
  bars: [
    {
      lane: 'legal',
      label: 'Accommodated',
      detail: '',
      from: '2023-01-10',
      until: '2023-05-01',
      shape: '',
      ended_planned: null,
    },
    {
      lane: 'legal',
      label: 'Full care order',
      detail: '',
      from: '2024-06-01',
      until: null,
      shape: '',
      ended_planned: null,
    },
    {
      lane: 'home',
      label: 'First carer',
      detail: 'carer asked for it to end',
      from: '2024-06-01',
      until: '2024-09-01',
      shape: 'U6',
      ended_planned: false,
    },
    {
      lane: 'home',
      label: 'Aunt',
      detail: '',
      from: '2024-09-01',
      until: '2025-02-01',
      shape: 'U3',
      ended_planned: true,
    },
    {
      lane: 'home',
      label: 'A home',
      detail: '',
      from: '2025-02-01',
      until: '2025-03-01',
      shape: 'K2',
      ended_planned: null,
    },
    {
      lane: 'home',
      label: 'Long-term carer',
      detail: '',
      from: '2025-03-01',
      until: null,
      shape: 'U4',
      ended_planned: null,
    },
    {
      lane: 'missing',
      label: 'Missing',
      detail: '',
      from: '2024-08-01',
      until: '2024-08-03',
      shape: '',
      ended_planned: null,
    },
    {
      lane: 'worker',
      label: 'A. Khan',
      detail: '',
      from: '2024-06-01',
      until: null,
      shape: '',
      ended_planned: null,
    },
  ],
  points: [
    {
      lane: 'meeting',
      label: 'First review',
      on: '2024-06-20',
      planned: false,
      detail: '',
      note: '',
      age: '4y 1m',
    },
    {
      lane: 'meeting',
      label: 'Next review',
      on: '2026-03-13',
      planned: true,
      detail: '',
      note: '',
      age: null,
    },
    {
      lane: 'decision',
      label: 'Plan agreed',
      on: '2024-10-01',
      planned: false,
      detail: 'long-term fostering',
      note: '',
      age: '4y 4m',
    },
  ],
  targets: [
    { label: 'First review', on: '2024-06-28', state: 'met' },
    { label: 'Decision', on: '2026-01-26', state: 'overdue' },
  ],
}

function draw(more: Partial<Parameters<typeof Timeline>[0]> = {}) {
  const props = {
    timeline: data,
    asOf: '2026-02-11',
    today: '2026-02-11',
    inCareSince: '2024-06-01',
    bornOn: '2020-05-19',
  }
  return render(<Timeline {...props} {...more} />)
}
const ids = (container: HTMLElement, name: string) =>
  [...container.querySelectorAll(`[data-${name}]`)]
    .map((element) => element.getAttribute(`data-${name}`))
    .sort()
const itemCount = data.bars.length + data.points.length + data.targets.length

describe('drawing and table', () => {
  it.each(['This time in care', 'Last 12 months', 'All'])(
    'hold the same: every item drawn for “%s” is in the table',
    (zoom) => {
      const { container } = draw()
      fireEvent.click(screen.getByRole('button', { name: zoom }))
      const drawn = ids(container, 'item')
      const rows = ids(container, 'row')
      expect(drawn.length).toBeGreaterThan(0)
      for (const id of drawn) expect(rows).toContain(id)
      expect(rows).toHaveLength(itemCount)
    },
  )

  it('draws everything when all is chosen, and leaves out an earlier time in care when it is not', () => {
    const { container } = draw()
    expect(ids(container, 'item')).toHaveLength(itemCount - 1)
    fireEvent.click(screen.getByRole('button', { name: 'All' }))
    expect(ids(container, 'item')).toEqual(ids(container, 'row'))
  })

  it('says in the table how each move came, and never calls an unknown one planned', () => {
    draw()
    const lineOf = (label: string) =>
      screen.getByRole('row', { name: new RegExp(label), hidden: true }).textContent ?? ''
    expect(lineOf('First carer')).toContain('unplanned move; carer asked for it to end')
    expect(lineOf('Aunt')).toMatch(/; planned move/)
    expect(lineOf('A home')).toContain('not known whether the move was planned')
    expect(lineOf('Long-term carer')).toContain('goes on')
    expect(lineOf('Long-term carer')).not.toContain('move')
  })

  it('tells planned, unplanned and unknown moves apart by shape', () => {
    const { container } = draw()
    expect(container.querySelectorAll('.timeline__svg circle.tl-move--planned')).toHaveLength(1)
    expect(container.querySelectorAll('.timeline__svg path.tl-move--unplanned')).toHaveLength(1)
    expect(container.querySelectorAll('.timeline__svg .tl-unknown-move text')).toHaveLength(1)
  })
})

const told = (walk: HTMLElement) => walk.getAttribute('aria-valuetext') ?? ''

it('calls the end of care no move', () => {
  const left = data.bars.map((bar) =>
    bar.label === 'Long-term carer' ? { ...bar, until: '2026-01-05' } : bar,
  )
  draw({ timeline: { ...data, bars: left } })
  const row = screen.getByRole('row', { name: /Long-term carer/, hidden: true }).textContent
  expect(row).toContain('5 Jan 2026')
  expect(row).not.toContain('move')
})

describe('walking by keyboard', () => {
  it('starts at the latest thing that happened and speaks each item', () => {
    draw()
    const walk = screen.getByRole('slider', { name: 'Timeline' })
    fireEvent.focus(walk)
    expect(told(walk)).toContain('Due by Mon 26 Jan 2026: Decision; overdue')
    fireEvent.keyDown(walk, { key: 'ArrowRight' })
    expect(told(walk)).toContain('Next review; planned for Fri 13 Mar 2026')
    fireEvent.keyDown(walk, { key: 'Home' })
    fireEvent.keyDown(walk, { key: 'ArrowDown' })
    expect(told(walk)).toMatch(/Homes: First carer.*unplanned move/)
  })

  it('visits every item drawn once, from first to last', () => {
    const { container } = draw()
    fireEvent.click(screen.getByRole('button', { name: 'All' }))
    const walk = screen.getByRole('slider')
    fireEvent.focus(walk)
    fireEvent.keyDown(walk, { key: 'Home' })
    const heard = new Set([told(walk)])
    for (let i = 1; i < itemCount; i += 1) {
      fireEvent.keyDown(walk, { key: 'ArrowRight' })
      heard.add(told(walk))
    }
    expect(heard.size).toBe(ids(container, 'item').length)
  })
})

it('names the day when it is not today', () => {
  draw({ asOf: '2026-01-06' })
  expect(screen.getByText('As of Tue 6 Jan 2026')).toBeTruthy()
  expect(screen.queryByText('Today')).toBeNull()
})

it('says what will be here when nothing is recorded', () => {
  draw({ timeline: { ...data, bars: [], points: [], targets: [] } })
  expect(screen.getByText(/Nothing is recorded to draw yet/)).toBeTruthy()
  expect(screen.queryByRole('slider')).toBeNull()
})

it('explains only the signs that are on the drawing', () => {
  draw({ timeline: { ...data, bars: data.bars.slice(0, 2), points: [], targets: [] } })
  expect(screen.queryByRole('list', { name: 'What the signs mean' })).toBeNull()
})

it('explains the kinds of home that are drawn', () => {
  draw()
  const legend = within(screen.getByRole('list', { name: 'What the signs mean' }))
  expect(legend.getByText('Relative or friend who fosters')).toBeTruthy()
  expect(legend.queryByText('Adoptive family')).toBeNull()
})
