import { expect, it } from 'vitest'
import { rowWith, trackerWith } from './fixtures'
import { mineIn, workersOffered } from './workers'

const worker = (id: number, name: string, team: number) => ({ id, name, initials: '', team })
const tracker = {
  ...trackerWith([
    rowWith({ child: 1, worker: 1, team: 1 }),
    rowWith({ child: 2, worker: 1, team: 1 }),
    rowWith({ child: 3, worker: 2, team: 2 }),
    rowWith({ child: 4, worker: 3, team: 2 }),
    rowWith({ child: 5, worker: null, team: 2 }),
  ]),
  teams: [
    { id: 1, name: 'East' },
    { id: 2, name: 'West' },
  ],
  workers: [
    worker(3, 'Hannah Jamil', 2),
    worker(4, 'Nobody’s Worker', 1),
    worker(2, 'Ann Bell', 2),
    worker(1, 'Hannah Jamil', 1),
  ],
}
const offered = (team: number | null, chosen: number | null = null) =>
  workersOffered(tracker, { team, worker: chosen }).map(({ id, name }) => `${id} ${name}`)

it.each<[string, ReturnType<typeof offered>, string[]]>([
  [
    'all who have a child, by name, with how many',
    offered(null),
    ['2 Ann Bell (1)', '1 Hannah Jamil, East (2)', '3 Hannah Jamil, West (1)', '0 No worker (1)'],
  ],
  ['a team’s own, whose names need no team then', offered(1), ['1 Hannah Jamil (2)']],
  [
    'the one who is chosen, with a child or without',
    offered(1, 4),
    ['1 Hannah Jamil (2)', '4 Nobody’s Worker (0)'],
  ],
  ['nobody, where nobody is chosen', offered(1, 0), ['1 Hannah Jamil (2)', '0 No worker (0)']],
])('offers %s', (_, found, expected) => expect(found).toEqual(expected))

it('has the person’s own children and their team’s', () => {
  expect(mineIn(tracker, 1)).toEqual([
    { id: 'children', words: 'My children', children: 2, filter: { team: null, worker: 1 } },
    { id: 'team', words: 'My team', children: 2, filter: { team: 1, worker: null } },
  ])
  expect(mineIn(tracker, 4).map(({ children }) => children)).toEqual([0, 2])
})

it('has nothing for who is no worker here', () => {
  expect(mineIn(tracker, null)).toEqual([])
  expect(mineIn(tracker, 99)).toEqual([])
})
