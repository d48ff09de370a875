import { useState } from 'react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { AnnounceProvider } from '../../ui/announce'
import { ColumnChooser } from './ColumnChooser'
import { rowWith, trackerWith } from './fixtures'
import { plainView, shownColumns, type View } from './view'

const tracker = trackerWith([rowWith({ child: 1 })])

function opened() {
  const seen: { view: View } = { view: plainView }
  function Held() {
    const [view, setView] = useState(plainView)
    seen.view = view
    return <ColumnChooser {...{ tracker, view }} onView={setView} columnIds={shownColumns(tracker, view)} />
  }
  render(
    <AnnounceProvider>
      <Held />
    </AnnounceProvider>,
  )
  const button = (name: string) => screen.getByRole('button', { name, hidden: true })
  return {
    order: () => shownColumns(tracker, seen.view),
    button,
    press: (name: string) => userEvent.click(button(name)),
  }
}

it('moves a column without dragging, keeps the focus on its button and says where it is', async () => {
  const { order, button, press } = opened()
  expect(order()).toEqual(['child', 'age', 'worker', 'stage', 'meeting'])
  await press('Move Stage (days) left')
  expect(order()).toEqual(['child', 'age', 'stage', 'worker', 'meeting'])
  expect(document.activeElement).toBe(button('Move Stage (days) left'))
  expect(screen.getByRole('status').textContent).toBe('Stage (days) is column 3 of 5 now.')
  await press('Move Stage (days) right')
  expect(order()).toEqual(['child', 'age', 'worker', 'stage', 'meeting'])
})

it('moves none before the child and none beyond the last', async () => {
  const { order, button, press } = opened()
  const before = order()
  for (const name of ['Move Age left', 'Move First planning meeting right']) {
    expect(button(name).getAttribute('aria-disabled')).toBe('true')
    await press(name)
  }
  expect(order()).toEqual(before)
})

it('offers no move for a column that is not shown', () => {
  opened()
  expect(screen.queryByRole('button', { name: 'Move Plan left', hidden: true })).toBeNull()
})
