import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useCellNote } from './useCellNote'

afterEach(() => document.body.replaceChildren())

// A grid of one cell, 40 px high, whose place and focus the test moves.
function opened() {
  const frame = document.createElement('div')
  const cell = document.createElement('div')
  cell.className = 'ag-cell'
  frame.append(cell)
  document.body.append(frame)
  const at = { left: 900, top: 80, focused: 'c1/review' }
  frame.getBoundingClientRect = () => new DOMRect(10, 20, 1000, 500)
  cell.getBoundingClientRect = () => new DOMRect(10 + at.left, 20 + at.top, 150, 40)
  const focused = () => at.focused
  const { result } = renderHook(() => useCellNote({ current: frame }, focused))
  act(() => result.current.say({ target: cell }))
  return { at, cell, look: () => act(() => result.current.look()), place: () => result.current.place }
}

it('stands under its cell, inside the frame', () => {
  expect(opened().place()).toEqual({ left: 700, top: 120 })
})

it('stays when the grid tells late of the focus that was there before, or of scrolling that is over', () => {
  const { look, place } = opened()
  look()
  look()
  expect(place()).not.toBeNull()
})

it('goes when another cell has the focus, and not at the first look only', () => {
  const { at, look, place } = opened()
  look()
  at.focused = 'c2/review'
  look()
  expect(place()).toBeNull()
})

it.each([
  ['scrolled down', { top: 36 }],
  ['scrolled across', { left: 700 }],
])('goes when its cell has been %s', (_, moved) => {
  const { at, look, place } = opened()
  Object.assign(at, moved)
  look()
  expect(place()).toBeNull()
})

it('goes when its cell is no longer drawn', () => {
  const { cell, look, place } = opened()
  cell.remove()
  look()
  expect(place()).toBeNull()
})
