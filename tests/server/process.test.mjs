// What the process itself gives away: nothing, when it dies.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { startHomeward } from '../browser/server.mjs';

test('a server that dies leaves no core file, which would hold names and sessions', async (t) => {
  const home = await startHomeward({ children: 5 });
  t.after(() => home.stop());
  const limits = fs.readFileSync(`/proc/${home.pid()}/limits`, 'utf8');
  assert.match(limits, /^Max core file size +0 +0 /m);
  // Not dumpable: not even its own account may look into its memory. The kernel then gives what is in
  // /proc to root.
  if (process.getuid() !== 0) assert.equal(fs.statSync(`/proc/${home.pid()}/mem`).uid, 0);
});
