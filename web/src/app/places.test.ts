import { afterEach, beforeEach, expect, it } from 'vitest'
import { addressOf, forgetPlaces, keepPlace, keepView, keptView, placeIn, placesOf } from './places'

beforeEach(() => placesOf(1, 1))
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

it('keeps what is known of a place, each tracker its own, and puts no text filter where it would stay', () => {
  keepPlace('joint', { search: '?team=3', text: 'jones' })
  keepPlace('joint', { child: 7, column: 'panel' })
  expect(placeIn('joint')).toMatchObject({ search: '?team=3', text: 'jones', child: 7, column: 'panel' })
  expect(placeIn('other')).toBeUndefined()
  expect(addressOf('joint', null)).not.toContain('jones')
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('jones')
})

it('knows the view the next day, and nothing else', () => {
  keepPlace('joint', { text: 'jones', child: 7 })
  keepView('joint', 'team=3')
  forgetPlaces()
  expect(placeIn('joint')).toBeUndefined()
  expect(addressOf('joint', '2026-01-31')).toBe('/trackers/joint?team=3&as_of=2026-01-31')
  expect(addressOf('other', null)).toBe('/trackers/other')
})

it.each([
  ['another person', 2, 1],
  ['the same person in another authority', 1, 2],
])('gives nothing of it to %s, and it is there again for its owner', (_, account, authority) => {
  keepPlace('joint', { search: '?team=3', text: 'jones' })
  keepView('joint', 'team=3')
  placesOf(account, authority)
  expect([placeIn('joint'), keptView('joint'), addressOf('joint', null)]).toEqual([
    undefined,
    '',
    '/trackers/joint',
  ])
  placesOf(1, 1)
  expect(addressOf('joint', null)).toBe('/trackers/joint?team=3')
})

it('leaves nothing behind of a view that is the usual one again', () => {
  keepView('joint', 'team=3')
  keepView('joint', '')
  expect(localStorage).toHaveLength(0)
})
