// Killing the server in the midst of its work loses nothing it said was saved.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { startHomeward } from '../browser/server.mjs';
import { dayAfter, signIn, undated } from './client.mjs';
import { databases } from './databases.mjs';

const people = 20;
const edits = 1000;
const kills = 3;

// What one milestone must hold: the last edit that was acknowledged, and the one that may have been
// saved although no answer came.
class Kept {
  constructor(key) {
    this.key = key;
    this.version = 0;
    this.planned_on = null;
    this.attempt = null;
  }
  acknowledge(version, planned_on) {
    this.version = version;
    this.planned_on = planned_on;
    this.attempt = null;
  }
  // Compares with what the server holds after a restart, and goes on from there.
  meet(cell, lost) {
    const version = cell.edit.version;
    const same = version === this.version && cell.planned_on === this.planned_on;
    const unanswered =
      this.attempt !== null && version === this.version + 1 && cell.planned_on === this.attempt;
    if (!same && !unanswered) lost.push({ key: this.key, wanted: this, found: cell });
    this.acknowledge(version, cell.planned_on);
  }
}

async function compare(client, kept) {
  const { status, body: tracker } = await client.get('/api/trackers/joint');
  assert.equal(status, 200);
  const rows = new Map(tracker.rows.map((row) => [row.child, row]));
  const lost = [];
  for (const each of kept) each.meet(rows.get(each.key.child).cells[each.key.column], lost);
  assert.deepEqual(lost, [], 'every acknowledged edit is there');
}

for (const database of databases) {
  test(`SIGKILL during ${edits} edits loses no acknowledged edit on ${database.name}`, {
    skip: database.skip,
  }, async (t) => {
    const { url, integrity, drop } = await database.make();
    t.after(drop);
    const home = await startHomeward({ db: url });
    t.after(() => home.stop());
    const client = await signIn(home);
    const { body: before } = await client.get('/api/trackers/joint');
    const kept = undated(before).slice(0, 200).map((key) => new Kept(key));
    assert.ok(kept.length >= people * 2, 'enough to edit');

    const moments = Array.from({ length: kills }, () => randomInt(50, edits - 50)).sort((a, b) => a - b);
    t.diagnostic(`killed after ${moments.join(', ')} acknowledged edits`);
    let acknowledged = 0;
    let unanswered = 0;

    // Each person edits milestones of their own, one after another, until the server dies.
    const edit = async (person, dead, enough) => {
      for (let turn = person; acknowledged < enough && !dead(); turn += people) {
        const each = kept[turn % kept.length];
        if (turn % people !== person) continue;
        each.attempt = dayAfter(before.as_of, 1 + each.version);
        try {
          const edit = { planned_on: each.attempt, happened_on: null };
          const { status, body } = await client.put(each.key, edit, each.version);
          assert.equal(status, 200, JSON.stringify(body));
          assert.equal(body.version, each.version + 1);
          each.acknowledge(body.version, each.attempt);
          acknowledged++;
        } catch (error) {
          if (error instanceof assert.AssertionError || !dead()) throw error;
          unanswered++;
        }
      }
    };

    for (const moment of [...moments, edits]) {
      let dead = false;
      const editors = Array.from({ length: people }, (_, person) => edit(person, () => dead, edits));
      const all = Promise.all(editors);
      if (moment < edits) {
        while (acknowledged < moment) await Promise.race([all, new Promise((go) => setTimeout(go, 2))]);
        dead = true; // from here on, broken connections are expected
        await home.kill();
        await all;
        await home.start();
      } else {
        await all;
      }
      await compare(client, kept); // with the session from before the kill
      await integrity(home);
    }
    t.diagnostic(`${acknowledged} acknowledged, ${unanswered} without an answer`);
    assert.ok(acknowledged >= edits);

    // Each version stands in the journal exactly once.
    const children = [...new Set(kept.map((each) => each.key.child))];
    let journalled = 0;
    for (const child of children) {
      const { body: lines } = await client.get(`/api/children/${child}/journal`);
      journalled += new Set(
        lines.filter((line) => line.sequence > before.sequence).map((line) => line.sequence),
      ).size;
    }
    assert.equal(journalled, kept.reduce((sum, each) => sum + each.version, 0));

    // And whoever edits from a version that is past is told what is there.
    const [one] = kept;
    const late = await client.put(one.key, { planned_on: before.as_of, happened_on: null }, one.version - 1);
    assert.equal(late.status, 409);
    assert.equal(late.body.theirs.version, one.version);
    assert.equal(late.body.theirs.planned_on, one.planned_on);
  });
}
