// The most memory that the server takes for what one person sends or asks for: below 512 MB with the
// limits of config/limits.toml, however hostile it is.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import { startHomeward } from '../browser/server.mjs';
import { dayAfter, signIn } from './client.mjs';

const mostMegabytes = 512;

let home;
let client;
before(async () => {
  home = await startHomeward({ children: 300 });
  client = await signIn(home);
});
after(() => home?.stop());

// The highest that the server's memory in use was during `work`, in MB.
async function peakDuring(work) {
  fs.writeFileSync(`/proc/${home.pid()}/clear_refs`, '5');
  await work();
  const status = fs.readFileSync(`/proc/${home.pid()}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

async function assertBounded(what, work) {
  const peak = await peakDuring(work);
  console.log(`# ${what}: ${Math.round(peak)} MB`);
  assert.equal(home.exit(), null, `${what}: the server goes on`);
  assert.ok(peak < mostMegabytes, `${what}: ${Math.round(peak)} MB at the highest`);
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
function crc32(bytes) {
  let crc = -1;
  for (let at = 0; at < bytes.length; at++) crc = crcTable[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}

// A zip of [name, bytes] each.
function zipOf(files) {
  const parts = [];
  const entries = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const packed = zlib.deflateRawSync(bytes);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    entries.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, more, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end]);
}

// Invented children, `episodes` each.
function returnOf(children, episodes) {
  const header = ['CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB'];
  const stays = [
    'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
  ];
  for (let child = 0; child < children; child++) {
    header.push(`${child},1,01/02/2012,WBRI,,0,`);
    for (let month = 1; month <= episodes; month++) {
      const last = month === episodes;
      const ended = last ? ',' : `01/0${month + 1}/2025,X1`;
      stays.push(`${child},01/0${month}/2025,${month === 1 ? 'S' : 'P'},C2,N1,U6,PR1,${ended},,AB1 2CD,AB1 3CD,`);
    }
  }
  return [
    ['header.csv', Buffer.from(header.join('\n'))],
    ['episodes.csv', Buffer.from(stays.join('\n'))],
  ];
}

// The server may have closed before all was sent: what it said is then lost.
async function outcomeOf(files) {
  const { status, body } = await client.upload(files).catch(() => ({ body: { detail: 'over the limit' } }));
  return status === 202 ? client.finished(body.job) : { state: 'refused', sentence: body.detail };
}

test('a small zip with children by the million', async () => {
  const zip = zipOf(returnOf(3_000_000, 0));
  await assertBounded(`a zip of ${Math.round(zip.length / 2 ** 20)} MB`, async () => {
    const { state, sentence } = await outcomeOf([['return.zip', zip]]);
    assert.equal(state, 'refused');
    assert.match(sentence, /more than [\d,]+ (rows|children).*Nothing was read.*raise the limit\./);
  });
});

test('an XML file of forty million empty elements', async () => {
  const open = '<EXPSSDA903>';
  const xml = Buffer.alloc(open.length + 40_000_000 * 4 + 13, '<a/>');
  xml.write(open, 0);
  for (const size of [xml.length, 60 * 2 ** 20])
    await assertBounded(`XML of ${Math.round(size / 2 ** 20)} MB`, async () => {
      const { state, sentence } = await outcomeOf([['return.xml', xml.subarray(0, size)]]);
      assert.equal(state, 'refused');
      assert.match(sentence, /more than [\d,]+ tags|over the limit/);
    });
});

test('as many children and rows as the limits allow, read and brought in', async () => {
  await assertBounded('16,600 children in 99,600 rows', async () => {
    const read = await outcomeOf([['return.zip', zipOf(returnOf(16_600, 5))]]);
    assert.equal(read.state, 'done', read.sentence);
    const { body } = await client.confirm(read.reading);
    const { state, sentence } = await client.finished(body.job);
    assert.equal(state, 'done', sentence);
  });
});

test('eight viewers who ask for past days', async () => {
  await home.stop();
  home = await startHomeward({ children: 1000 });
  client = await signIn(home);
  const { body: tracker } = await client.get('/api/trackers/joint');
  await assertBounded('past days of 1,000 children', async () => {
    const days = Array.from({ length: 16 }, (_, i) => dayAfter(tracker.as_of, -20 * (i + 1)));
    await Promise.all(
      Array.from({ length: 8 }, async (_, viewer) => {
        for (const day of [days[viewer], days[viewer + 8]]) {
          const { status } = await client.get(`/api/trackers/joint?as_of=${day}`);
          assert.equal(status, 200);
        }
      }),
    );
  });
});
