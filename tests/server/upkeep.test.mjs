// What an operator does to a database while its server runs: backups, restoring, and moving its file
// away. And what the server leaves behind when it breaks.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { homeward, startHomeward } from '../browser/server.mjs';
import { dayAfter, signIn, undated } from './client.mjs';
import { databases } from './databases.mjs';

async function edit(client, tracker, nth) {
  const key = undated(tracker)[nth];
  const planned_on = dayAfter(tracker.as_of, 5);
  const { status, body } = await client.put(key, { planned_on, happened_on: null }, 0);
  return { key, planned_on, status, body };
}

async function holds(client, { key, planned_on }) {
  const { body } = await client.get('/api/trackers/joint');
  const row = body.rows.find((one) => one.child === key.child);
  return row.cells[key.column].planned_on === planned_on;
}

const refused = (...words) =>
  homeward(...words).then(
    (said) => assert.fail(`was not refused: ${said}`),
    (error) => `${error.code}: ${error.stderr}`,
  );

for (const database of databases) {
  test(`a backup of a running server is restored only once it is stopped, on ${database.name}`, {
    skip: database.skip,
  }, async (t) => {
    const { url, drop } = await database.make();
    t.after(drop);
    const home = await startHomeward({ children: 20, db: url });
    t.after(() => home.stop());
    const client = await signIn(home);
    const { body: tracker } = await client.get('/api/trackers/joint');
    const before = await edit(client, tracker, 0);
    assert.equal(before.status, 200);
    const backup = path.join(home.folder, 'backup');
    assert.match(await homeward('backup', '--db', home.db, '--to', backup), /holds what the database holds/);
    const after = await edit(client, tracker, 1);
    assert.equal(after.status, 200);
    const restore = ['restore', '--db', home.db, '--from', backup, '--replace'];
    assert.match(await refused(...restore), /^2: .*stop the server/);
    assert.equal(await holds(client, after), true, 'nothing was changed');

    await home.end();
    assert.match(await homeward(...restore), /is the database now/);
    await home.start();
    assert.equal((await client.get('/api/session')).status, 401, 'a session of before the restore');
    const again = await signIn(home);
    assert.equal(await holds(again, before), true);
    assert.equal(await holds(again, after), false, 'what came after the backup');
  });
}

test('the file of the database removed under a running server: nothing acknowledged is lost', async (t) => {
  const home = await startHomeward({ children: 20 });
  t.after(() => home.stop());
  const client = await signIn(home);
  const { body: tracker } = await client.get('/api/trackers/joint');
  const saved = await edit(client, tracker, 0);
  assert.equal(saved.status, 200);
  const file = home.db.replace('sqlite:', '');
  for (const beside of ['', '-wal', '-shm']) fs.rmSync(file + beside, { force: true });
  const lost = await edit(client, tracker, 1);
  assert.equal(lost.status, 503, 'acknowledged although it is lost');
  assert.match(lost.body.detail, /moved, removed or replaced/);
  assert.equal(await home.end(), 0);
  assert.equal(fs.existsSync(file), false, 'a new one was made');
  assert.match(home.said(), /was moved, removed or replaced under the running server/);

  await assert.rejects(home.start(), /did not start/);
  const kept = fs.readdirSync(home.folder).find((name) => name.includes('.kept-'));
  await homeward('restore', '--db', home.db, '--from', path.join(home.folder, kept));
  await home.start();
  assert.equal(await holds(await signIn(home), saved), true);
});
