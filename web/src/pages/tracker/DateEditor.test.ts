import { afterEach, expect, it } from 'vitest'
import { keepInWindow } from './DateEditor'

const width = document.documentElement.clientWidth
const boxAt = (left: number, right: number) => {
  const box = document.createElement('div')
  box.getBoundingClientRect = () => ({ left, right }) as DOMRect
  keepInWindow(box)
  return box.style.translate
}
const window = (clientWidth: number) =>
  Object.defineProperty(document.documentElement, 'clientWidth', { value: clientWidth, configurable: true })
afterEach(() => window(width))

it('stands within the window under the last columns, and where its cell is under the others', () => {
  window(1280)
  expect(boxAt(1117, 1421)).toBe('-145px 0')
  expect(boxAt(300, 604)).toBe('')
  window(320)
  expect(boxAt(20, 324)).toBe('-8px 0')
})
