import { afterEach, expect, it } from 'vitest'
import { addressOf, forgetPlaces, keepPlace, placeIn } from './places'

afterEach(forgetPlaces)

it.each([
  ['never seen', null, null, '/trackers/joint'],
  ['never seen, on a past day', null, '2026-01-31', '/trackers/joint?as_of=2026-01-31'],
  ['as it was left', '?team=3&sort=child%3Aup', null, '/trackers/joint?team=3&sort=child%3Aup'],
  ['on the day shown now', '?team=3&as_of=2026-01-31', null, '/trackers/joint?team=3'],
  [
    'on another past day',
    '?as_of=2026-01-31&team=3',
    '2026-02-01',
    '/trackers/joint?team=3&as_of=2026-02-01',
  ],
])('leads to a tracker %s', (_, search, asOf, address) => {
  if (search !== null) keepPlace('joint', { search })
  expect(addressOf('joint', asOf)).toBe(address)
})

it('keeps what is known of a place, each tracker its own, and puts no text filter into an address', () => {
  keepPlace('joint', { search: '?team=3', text: 'jones' })
  keepPlace('joint', { child: 7, column: 'panel' })
  expect(placeIn('joint')).toEqual({ search: '?team=3', text: 'jones', child: 7, column: 'panel' })
  expect(placeIn('other')).toBeUndefined()
  expect(addressOf('joint', null)).not.toContain('jones')
})

it('knows nothing any more once the session has ended', () => {
  keepPlace('joint', { text: 'jones' })
  forgetPlaces()
  expect(placeIn('joint')).toBeUndefined()
})
