import { render, screen, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router-dom'
import { describe, expect, it } from 'vitest'
import { DiscreetProvider } from '../../app/discreet'
import { Cards } from './Cards'
import { rowWith, trackerWith } from './fixtures'
import type { Standing } from './steady'

const cards = (rows: ReturnType<typeof rowWith>[], standing: Map<number, Standing>, goTo: number | null) => (
  <MemoryRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
    <DiscreetProvider>
      <Cards
        {...{ rows, standing, goTo, tracker: trackerWith(rows), today: '2026-02-11', asOf: null }}
        discreet={false}
        canEdit
        onFocus={() => undefined}
        onSaved={() => undefined}
      />
    </DiscreetProvider>
  </MemoryRouter>
)

describe('a card of the list', () => {
  it('has the focus again when its child was left from it, however far down it stands', () => {
    const rows = Array.from({ length: 100 }, (_, at) =>
      rowWith({ child: at + 1, given_name: `Mia${at + 1}` }),
    )
    render(cards(rows, new Map(), 57))
    expect(document.activeElement?.textContent).toBe('Mia57 Jones')
    expect(screen.getAllByRole('article')).toHaveLength(80)
  })

  it('says in words why it still stands there, as a row of the grid does', () => {
    const rows = [
      rowWith({ child: 1, given_name: 'Mia' }),
      rowWith({ child: 2, given_name: 'Noah' }),
      rowWith({ child: 3, given_name: 'Zoë' }),
    ]
    const standing = new Map<number, Standing>([
      [1, 'matches'],
      [2, 'no_longer_matches'],
      [3, 'left'],
    ])
    render(cards(rows, standing, null))
    const card = (name: string) =>
      within(screen.getByRole('heading', { name: new RegExp(name) }).closest('article')!)
    expect(card('Mia').queryByText(/no longer/)).toBeNull()
    expect(card('Noah').getByText('no longer matches this filter.')).toBeTruthy()
    expect(card('Zoë').getByText('no longer in this tracker.')).toBeTruthy()
    expect(card('Noah').getByRole('button', { name: /Record a milestone/ })).toBeTruthy()
    expect(card('Zoë').queryByRole('button', { name: /Record a milestone/ })).toBeNull()
  })
})
