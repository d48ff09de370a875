import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router-dom'
import { expect, it } from 'vitest'
import { PageLink } from './PageLink'

it.each([
  ['today', '/data', '/children/7', '/children/7'],
  ['a past day', '/data?as_of=2026-01-31', '/children/7', '/children/7?as_of=2026-01-31'],
  ['a past day and more', '/data?as_of=2026-01-31', '/data?import=3', '/data?import=3&as_of=2026-01-31'],
  [
    'a past day that the address has already',
    '/return-check/1?rule=8&as_of=2026-01-31',
    '/return-check/1?rule=8&as_of=2026-01-31&show=new',
    '/return-check/1?rule=8&as_of=2026-01-31&show=new',
  ],
])('leads from a page of %s to the same day', (_, here, to, address) => {
  render(
    <MemoryRouter initialEntries={[here]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <PageLink to={to}>On</PageLink>
    </MemoryRouter>,
  )
  expect(screen.getByRole('link').getAttribute('href')).toBe(address)
})
