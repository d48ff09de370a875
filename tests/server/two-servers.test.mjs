// Two servers over one PostgreSQL: what one does the other shows, and where one dies the other goes
// on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startHomeward } from '../browser/server.mjs';
import { dayAfter, signIn, undated } from './client.mjs';
import { databases } from './databases.mjs';

const database = databases.find((one) => one.name === 'PostgreSQL');
const { skip } = database;

let made;
let home;
let beside;
let here; // one person, in one session, at the first server
let there; // the same at the second
before(async () => {
  if (skip) return;
  made = await database.make();
  home = await startHomeward({ db: made.url, children: 40 });
  beside = await startHomeward({ beside: home });
  here = await signIn(home);
  there = here.at(beside);
});
after(async () => {
  await beside?.stop();
  await home?.stop();
  await made?.drop();
});

const ask = async (sql) => made.query(home, sql);
async function until(what, truth) {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(20)) {
    const value = await truth();
    if (value) return value;
  }
  throw new Error(`Waited a minute for this: ${what}.`);
}

// A return of a few children.
function aReturn(first, count) {
  const numbers = Array.from({ length: count }, (_, i) => `M${first + i}`);
  const header = numbers.map((number) => `${number},1,01/02/2012,WBRI,,,`);
  const episodes = numbers.map((number) => `${number},01/05/2025,S,V2,N1,U6,PR1,,,,,,`);
  return [
    ['header.csv', ['CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB', ...header].join('\n')],
    [
      'episodes.csv',
      [
        'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
        ...episodes,
      ].join('\n'),
    ],
  ];
}

const stateOf = async (job) => (await ask(`SELECT state, attempts FROM job WHERE name = '${job}'`))[0];

// The first server begins the job, cannot go on because the children's table is held, and is killed;
// meanwhile the second server is held still, so that it does not take the job before.
//   at   what happens between the first server's beginning and its end
async function killedAt(start, at = async () => {}) {
  const release = await made.hold('child');
  beside.pause();
  let job;
  try {
    const taken = await start();
    assert.equal(taken.status, 202, JSON.stringify(taken.body));
    job = taken.body.job;
    await until('the job runs', async () => (await stateOf(job))[0] === 'running');
    await at(job, release);
    await home.kill();
  } finally {
    await release();
    beside.goOn();
  }
  const done = await there.finished(job);
  const [, attempts] = await stateOf(job);
  await home.start();
  assert.equal(done.state, 'done', JSON.stringify(done));
  assert.equal(Number(attempts), 2);
  return done;
}

test('an edit on one server is told to the pages of the other, and is in its tracker', { skip }, async (t) => {
  const key = undated((await here.get('/api/trackers/joint')).body)[0];
  const stream = await fetch(`${beside.base}/api/events`, { headers: { Cookie: there.headers.Cookie } });
  assert.equal(stream.status, 200);
  const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader();
  const heard = (async () => {
    for (let text = ''; ; ) {
      const { value, done } = await reader.read();
      if (done) throw new Error('The stream of events ended.');
      text += value;
      if (text.includes(`"child":${key.child}`)) return;
    }
  })();
  const planned_on = dayAfter(new Date().toISOString().slice(0, 10), 9);
  const begun = Date.now();
  const saved = await here.put(key, { planned_on, happened_on: null }, 0);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  await heard;
  t.diagnostic(`told at the other server ${Date.now() - begun} ms after the edit was sent`);
  await reader.cancel();
  const row = await there.get(`/api/trackers/joint/rows/${key.child}`);
  assert.equal(row.body.cells[key.column].planned_on, planned_on);
});

test('an upload is read on one server, looked over and imported on the other, and followed on both', {
  skip,
}, async () => {
  const { body } = await here.upload(aReturn(1, 3));
  const read = await there.finished(body.job);
  assert.equal(read.state, 'done', JSON.stringify(read));
  const [one, other] = await Promise.all(
    [here, there].map((client) => client.get(`/api/import-readings/${read.reading}`)),
  );
  assert.equal(one.status, 200);
  assert.deepEqual(other.body, one.body);

  // An answer given on one server is what the other goes by.
  const answer = JSON.stringify({ year: '2025' });
  const json = { ...there.headers, 'Content-Type': 'application/json' };
  const again = await fetch(`${beside.base}/api/import-readings/${read.reading}`, {
    method: 'PUT',
    headers: json,
    body: answer,
  });
  assert.equal((await here.finished((await again.json()).job)).state, 'done');
  const answered = await here.get(`/api/import-readings/${read.reading}`);
  assert.equal(answered.body.returns[0].year, 2025);

  const confirmed = await there.confirm(read.reading);
  const imported = await here.finished(confirmed.body.job);
  assert.equal(imported.state, 'done', JSON.stringify(imported));
  assert.ok(imported.import_id);
  const gone = await here.get(`/api/import-readings/${read.reading}`);
  assert.equal(gone.status, 404, 'the files are let go everywhere');
});

test('signing out at one server lets go of what was uploaded at the other', { skip }, async () => {
  const person = await signIn(home);
  const { body } = await person.upload(aReturn(1, 3));
  const { reading } = await person.finished(body.job);
  assert.equal((await ask(`SELECT 1 FROM upload WHERE name = '${reading}'`)).length, 1);
  await person.at(beside).signOut();
  assert.equal((await ask(`SELECT 1 FROM upload WHERE name = '${reading}'`)).length, 0);
});

test('a server that dies while it reads an upload is followed by the other', { skip }, async () => {
  const done = await killedAt(() => here.upload(aReturn(1000, 30)));
  const seen = await there.get(`/api/import-readings/${done.reading}`);
  assert.equal(seen.body.children, 30);
});

// An import that another server finishes: it is in the record, and once.
async function importedOnce(first, at) {
  const { body } = await here.upload(aReturn(first, 20));
  const { reading } = await here.finished(body.job);
  const was = (await here.get('/api/imports')).body.length;
  const done = await killedAt(() => here.confirm(reading), at);
  const imports = (await there.get('/api/imports')).body;
  assert.equal(imports.length, was + 1);
  assert.equal(imports[0].id, done.import_id);
  const [[children]] = await ask(`SELECT count(*) FROM child WHERE number LIKE 'M${first / 100}__'`);
  assert.equal(Number(children), 20);
}

test('an import whose server dies before it has written is done by the other', { skip }, async () => {
  await importedOnce(2000);
});

test('an import whose server dies before it could say that it is done is not done twice', {
  skip,
}, async () => {
  let freed;
  await importedOnce(3000, async (job, release) => {
    freed = await made.hold('job');
    await release();
    const written = `SELECT 1 FROM data_import WHERE job = '${job}'`;
    await until('the import is written', async () => (await ask(written)).length === 1);
    setTimeout(() => void freed(), 1000); // once the server is gone
  });
});

test('both find PostgreSQL again by themselves, and lose nothing that was acknowledged', { skip }, async () => {
  const tracker = await here.get('/api/trackers/joint');
  const keys = undated(tracker.body).slice(0, 2);
  const planned_on = dayAfter(new Date().toISOString().slice(0, 10), 12);
  const before = await here.put(keys[0], { planned_on, happened_on: null }, 0);
  assert.equal(before.status, 200);

  const { body } = await here.upload(aReturn(1, 3));
  await made.away(async () => {
    const refused = await here.put(keys[1], { planned_on, happened_on: null }, 0);
    assert.equal(refused.status, 503);
    await wait(2000);
  });
  for (const client of [here, there]) {
    await until('the tracker is there again', async () => (await client.get('/api/trackers/joint')).status === 200);
    const row = await client.get(`/api/trackers/joint/rows/${keys[0].child}`);
    assert.equal(row.body.cells[keys[0].column].planned_on, planned_on);
  }
  const saved = await there.put(keys[1], { planned_on, happened_on: null }, 0);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  await until('the first server shows what the second one saved', async () => {
    const row = await here.get(`/api/trackers/joint/rows/${keys[1].child}`);
    return row.body.cells?.[keys[1].column].planned_on === planned_on;
  });
  assert.equal((await there.finished(body.job)).state, 'done', 'what had been taken is done');
  assert.equal(home.exit(), null);
  assert.equal(beside.exit(), null);
});
