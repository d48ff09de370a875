import { render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { FaultBarrier } from './FaultBarrier'

function Faulty(): never {
  throw new Error('a fault')
}
afterEach(() => vi.restoreAllMocks())

it('holds a fault to its page: another one is shown', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined) // React says what it caught
  const shown = render(
    <FaultBarrier page="/children/7">
      <Faulty />
    </FaultBarrier>,
  )
  expect(screen.getByRole('heading', { name: 'This page has a fault' })).toBeTruthy()
  shown.rerender(
    <FaultBarrier page="/data">
      <h1>Data</h1>
    </FaultBarrier>,
  )
  expect(screen.getByRole('heading', { name: 'Data' })).toBeTruthy()
})
