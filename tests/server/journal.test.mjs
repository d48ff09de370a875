// What the killing of servers relies on: a replay that notices a journal that is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Replay } from './journal.mjs';

const insert = (sequence, version, more) => ({
  sequence,
  operation: 'insert',
  row: 5,
  child: 7,
  before: null,
  after: { type: 'panel', nth: 1, version, ...more },
});
const update = (sequence, from, to, before, after) => ({
  sequence,
  operation: 'update',
  row: 5,
  child: 7,
  before: { version: from, ...before },
  after: { version: to, ...after },
});
const remove = (sequence, version, more) => ({
  sequence,
  operation: 'remove',
  row: 5,
  child: 7,
  before: { type: 'panel', nth: 1, version, ...more },
  after: null,
});
const first = insert(1, 1, { planned_on: '2026-02-03', note: 'a' });
const rows = (version, values) =>
  new Map([['7 panel 1', { version, values: { planned_on: null, happened_on: null, outcome: null, note: null, ...values } }]]);

function replayed(entries, held) {
  const replay = new Replay();
  replay.take(entries);
  if (held) replay.meet(held);
  return replay;
}

test('an entry holds only what changed, and the rest stays', () => {
  const entries = [first, update(2, 1, 2, { note: 'a' }, { note: 'b' })];
  const replay = replayed(entries, rows(2, { planned_on: '2026-02-03', note: 'b' }));
  assert.deepEqual(replay.faults, []);
});

test('a milestone that is removed and entered again goes on with a version of its own', () => {
  const entries = [first, remove(2, 1, { planned_on: '2026-02-03', note: 'a' }), insert(3, 2, { note: 'c' })];
  assert.deepEqual(replayed(entries, rows(2, { note: 'c' })).faults, []);
});

for (const [what, entries, held, fault] of [
  ['a version that comes twice', [first, update(2, 1, 1, {}, {})], null, /given twice/],
  [
    'a version that comes again after a removal',
    [first, remove(2, 1, { planned_on: '2026-02-03', note: 'a' }), insert(3, 1, {})],
    null,
    /given twice/,
  ],
  ['an entry that is missing', [first, update(3, 2, 3, {}, {})], null, /started from version 2/],
  ['a value that was replaced but never there', [first, update(2, 1, 2, { note: 'x' }, { note: 'b' })], null, /note/],
  ['two rows for one milestone', [first, insert(2, 2, {})], null, /second row/],
  ['an update after the removal', [first, remove(2, 1, {}), update(3, 1, 2, {}, {})], null, /not there/],
  ['entries out of order', [first, update(1, 1, 2, {}, {})], null, /not later/],
  ['a row that lost its last change', [first], rows(1, { planned_on: '2026-02-03' }), /not what the journal tells/],
  ['a row that is gone', [first], new Map(), /not what the journal tells/],
  ['a row without a journal', [], rows(1, {}), /does not know/],
])
  test(`the replay notices ${what}`, () => {
    assert.match(replayed(entries, held).faults.join('\n'), fault);
  });
