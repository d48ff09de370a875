// A disk that is full for longer than a session's prolongation: sessions go on, and whoever wants to
// sign out does.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startHomeward } from '../browser/server.mjs';
import { dayAfter, signIn, undated } from './client.mjs';

const run = promisify(execFile);

// Edits until the disk is full.
async function fill(client) {
  const { body: tracker } = await client.get('/api/trackers/joint');
  for (const key of undated(tracker)) {
    const planned_on = dayAfter(tracker.as_of, 9);
    const { status } = await client.put(key, { planned_on, happened_on: null }, 0);
    if (status !== 200) return { key, status };
  }
  throw new Error('The disk did not fill up.');
}

test('minutes after the disk is full people are signed in still, and sign out', async (t) => {
  const home = await startHomeward();
  t.after(() => home.stop());
  const client = await signIn(home);
  const other = await signIn(home);
  await home.end();
  await home.start({ fileBlocks: 512 });
  const refused = await fill(client);
  assert.equal(refused.status, 503);

  // As if everybody had last been seen minutes ago, so that the next request would prolong.
  const file = home.db.replace('sqlite:', '');
  await run('sqlite3', [file, "UPDATE session SET last_seen_at = datetime(last_seen_at, '-5 minutes') || '.000'"]);
  for (const each of [client, other]) {
    const { status, body } = await each.get('/api/session');
    assert.equal(status, 200, JSON.stringify(body.detail));
  }

  const { status, headers } = await client.signOut();
  assert.equal(status, 204);
  assert.match(headers.get('set-cookie'), /Max-Age=0/i);
  assert.match(headers.get('clear-site-data'), /cache/);
  assert.equal((await client.get('/api/session')).status, 401, 'the session has ended');
  assert.equal((await other.get('/api/session')).status, 200, 'that of somebody else goes on');

  await home.end();
  await home.start();
  assert.equal((await other.get('/api/trackers/joint')).status, 200);
  const again = await other.put(refused.key, { planned_on: dayAfter('2026-01-01', 0), happened_on: null }, 0);
  assert.notEqual(again.status, 503, 'with room again, editing goes on');
});
