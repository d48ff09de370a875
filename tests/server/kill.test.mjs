// Killing the server in the midst of its work, or while it starts, loses nothing it said was saved.
// script/soak is the long form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHomeward } from '../browser/server.mjs';
import { signIn } from './client.mjs';
import { databases } from './databases.mjs';
import { killServer, writersOn } from './kills.mjs';

const kills = { SQLite: 16, PostgreSQL: 9 };

for (const database of databases) {
  test(`SIGKILL under twenty writers loses no acknowledged edit on ${database.name}`, {
    skip: database.skip,
  }, async (t) => {
    const { url, integrity, query, drop } = await database.make();
    t.after(drop);
    const home = await startHomeward({ db: url });
    t.after(() => home.stop());
    const client = await signIn(home);
    const ask = (sql) => query(home, sql);
    const { writers, account } = await writersOn([client], ask);
    const done = await killServer({ home, client, ask, integrity, kills: kills[database.name], writers, account });
    t.diagnostic(JSON.stringify({ ...done, ...writers.counts, ...account.counts }));
    assert.deepEqual(account.faults, []);
    assert.ok(done.duringStart > 0 && writers.counts.refused > 0, 'starts were killed, cells contested');
  });
}
