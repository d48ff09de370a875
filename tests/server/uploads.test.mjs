// Uploads that break off or are too large, and a disk that is full: what was there stays, whole.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root, startHomeward } from '../browser/server.mjs';
import { dayAfter, signIn, undated } from './client.mjs';
import { databases } from './databases.mjs';

const returnFolder = path.join(root, 'tests/data/ssda903-fake');
const returnFiles = ['header.csv', 'episodes.csv', 'reviews.csv'].map((name) => [
  name,
  fs.readFileSync(path.join(returnFolder, name)),
]);
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let home;
let client;
before(async () => {
  home = await startHomeward();
  client = await signIn(home);
});
after(() => home?.stop());

// Everything an import could change.
async function everything() {
  const [imports, tracker, conflicts] = await Promise.all(
    ['/api/imports', '/api/trackers/joint', '/api/conflicts'].map((address) => client.get(address)),
  );
  return { imports: imports.body, tracker: tracker.body, conflicts: conflicts.body };
}

const boundary = 'xxxxboundaryxxxx';
const partHead = (name) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n` +
  'Content-Type: text/csv\r\n\r\n';

// A connection that has sent the head of an upload. `answer` is what the server said, once it ends
// the connection or has said all.
function beginUpload(framing) {
  const { hostname, port } = new URL(home.base);
  const socket = net.connect(Number(port), hostname);
  const head = ['POST /api/import-readings HTTP/1.1', `Host: ${hostname}:${port}`];
  for (const [name, value] of Object.entries(client.headers)) head.push(`${name}: ${value}`);
  head.push(`Content-Type: multipart/form-data; boundary=${boundary}`, framing, '', '');
  socket.write(head.join('\r\n'));
  const answer = new Promise((resolve) => {
    let text = '';
    const done = () => resolve(text);
    socket.setEncoding('utf8').on('data', (more) => {
      text += more;
      const length = /content-length: (\d+)/i.exec(text);
      const body = text.indexOf('\r\n\r\n');
      if (length && body >= 0 && Buffer.byteLength(text.slice(body + 4)) >= Number(length[1])) done();
    });
    socket.on('close', done).on('error', done);
  });
  return { socket, answer };
}

const sentenceIn = (answer) => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)).detail;

test('an upload that is cut off halfway changes nothing', async () => {
  const was = await everything();
  const [name, bytes] = returnFiles[1];
  const body = Buffer.concat([Buffer.from(partHead(name)), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  for (const share of [0.01, 0.5, 0.99]) {
    const { socket } = beginUpload(`Content-Length: ${body.length}`);
    socket.write(body.subarray(0, Math.floor(body.length * share)));
    await wait(200);
    socket.destroy();
  }
  await wait(500);
  assert.deepEqual(await everything(), was);
  await (await databases[0].make()).integrity(home);
  assert.equal(home.exit(), null, 'the server goes on');
});

test('an upload announced as too large is refused before it is sent', async () => {
  const was = await everything();
  const { socket, answer } = beginUpload(`Content-Length: ${300 * 2 ** 20}`);
  const said = await answer;
  socket.destroy();
  assert.match(said, /^HTTP\/1\.1 413 /);
  assert.match(sentenceIn(said), /larger than \d+ MB.*Nothing was kept\.$/);
  assert.deepEqual(await everything(), was);
});

test('an upload that turns out too large is refused', async () => {
  const was = await everything();
  const { socket, answer } = beginUpload('Transfer-Encoding: chunked');
  const chunk = (bytes) =>
    Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
  let over = false;
  void answer.then(() => (over = true));
  socket.write(chunk(Buffer.from(partHead('episodes.csv'))));
  const megabyte = chunk(Buffer.alloc(2 ** 20, '0'));
  let sent = 0;
  for (; sent < 400 && !over; sent++) {
    if (!socket.write(megabyte)) await Promise.race([answer, new Promise((go) => socket.once('drain', go))]);
  }
  const said = await answer;
  socket.destroy();
  assert.ok(sent > 50, `more than 50 MB are taken (${sent})`);
  assert.match(said, /^HTTP\/1\.1 413 /);
  assert.match(sentenceIn(said), /Nothing was kept|too large|larger/);
  assert.deepEqual(await everything(), was);
});

test('files that are no return are refused with a sentence and change nothing', async () => {
  const { tracker, conflicts } = await everything();
  for (const [name, text] of [
    ['shopping.csv', 'milk,2\nbread,1\n'],
    ['return.zip', 'not a zip at all'],
    ['return.xml', '<html><body>no</body></html>'],
    ['header.csv', ''],
  ]) {
    const { status, body } = await client.upload([[name, text]]);
    const outcome = status === 202 ? await client.finished(body.job) : { state: 'refused', sentence: body.detail };
    assert.equal(outcome.state, 'refused', `${name}: ${outcome.sentence}`);
    assert.match(outcome.sentence, /^[A-Z“].*[.]$/);
  }
  const after = await everything();
  assert.deepEqual([after.tracker.rows, after.conflicts], [tracker.rows, conflicts]);
});

test('on a full disk edits and uploads are refused in plain words, and reading goes on', async () => {
  await home.end();
  await home.start({ fileBlocks: 512 });
  const { body: tracker } = await client.get('/api/trackers/joint');
  const kept = new Map();
  let refusal = null;
  for (const key of undated(tracker).slice(0, 400)) {
    const planned_on = dayAfter(tracker.as_of, 9);
    const { status, body } = await client.put(key, { planned_on, happened_on: null }, 0);
    if (status !== 200) {
      refusal = { key, status, body };
      break;
    }
    kept.set(key, planned_on);
  }
  assert.ok(refusal, 'the disk filled up');
  assert.equal(refusal.status, 503, JSON.stringify(refusal.body));
  assert.match(refusal.body.detail, /^[A-Z].*\.$/);
  assert.doesNotMatch(refusal.body.detail, /SQLITE|errno|I\/O|exception/i);

  // An upload is kept in the database: it is refused before anybody is told that it was taken.
  const upload = await client.upload(returnFiles);
  assert.equal(upload.status, 503, JSON.stringify(upload.body));
  assert.match(upload.body.detail, /^[A-Z].*\.$/);
  assert.doesNotMatch(upload.body.detail, /SQLITE|errno|I\/O|exception/i);

  const see = async () => {
    const { status: read, body: now } = await client.get('/api/trackers/joint');
    assert.equal(read, 200);
    const rows = new Map(now.rows.map((row) => [row.child, row]));
    for (const [{ child, column }, planned_on] of kept)
      assert.equal(rows.get(child).cells[column].planned_on, planned_on);
    const { child, column } = refusal.key;
    assert.equal(rows.get(child).cells[column].planned_on, null, 'what was refused was not kept');
  };
  await see();
  await home.end();
  await home.start();
  await see();
  await (await databases[0].make()).integrity(home);
  const again = await client.put(refusal.key, { planned_on: tracker.as_of, happened_on: null }, 0);
  assert.equal(again.status, 200, 'with room again, editing goes on');
});
