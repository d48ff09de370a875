// Nothing personal leaves the server but in its answers: after a walk over every page and every route,
// with what goes wrong there, all that it wrote is searched for everybody's data.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { databases } from '../server/databases.mjs';
import { open, openBrowser, signIn, sitDown } from './browser.mjs';
import { found, personalIn } from './personal.mjs';
import { homeward, root, startHomeward } from './server.mjs';

// "GET /api/children/{child}" and all others: the document that tests/http holds to the table of routes.
function routes() {
  const all = [];
  let pattern = '';
  for (const line of fs.readFileSync(path.join(root, 'docs/openapi.yaml'), 'utf8').split('\n')) {
    pattern = /^ {2}(\/\S*):$/.exec(line)?.[1] ?? pattern;
    const method = /^ {4}(get|post|put|delete):$/.exec(line)?.[1];
    if (method) all.push({ method: method.toUpperCase(), pattern, name: `${method.toUpperCase()} ${pattern}` });
  }
  return all;
}

const json = { 'Content-Type': 'application/json' };

// Somebody who asks as a page does, and keeps every sentence with which they were refused.
class Asker {
  sentences = [];
  headers = {};
  constructor(base) {
    this.base = base;
  }
  async ask(method, address, body, more = {}) {
    const headers = { ...this.headers, Origin: this.base, ...more };
    const response = await fetch(this.base + address, { method, headers, body });
    if (/event-stream/.test(response.headers.get('content-type') ?? '')) {
      await response.body.cancel();
      return { status: response.status };
    }
    const text = await response.text();
    const parsed = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    if (response.status >= 400) this.sentences.push(parsed.detail ?? text);
    return { status: response.status, body: parsed, headers: response.headers };
  }
  async signIn(account) {
    const answer = await this.ask('POST', '/api/session', JSON.stringify(account), json);
    assert.equal(answer.status, 200);
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    this.headers = { Cookie: cookies.join('; '), 'X-CSRF-Token': answer.body.csrf_token };
    return this;
  }
  async finished({ body }) {
    for (;;) {
      const job = (await this.ask('GET', `/api/jobs/${body.job}`)).body;
      if (job.state !== 'running') {
        this.sentences.push(job.sentence);
        return job;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function formOf(files, fields = {}) {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('files', new Blob([bytes]), name);
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

// Bytes that no browser sends; the answer does not matter.
async function sendBytes(base, bytes) {
  const { hostname, port } = new URL(base);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.resume();
  socket.end(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
}

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

// Every page, as a person opens them.
async function lookAround(home, someone, check) {
  const outside = await sitDown(browser, home);
  await outside.page.goto(`${home.base}/children/${someone.child}?find=${someone.family_name}`);
  await outside.page.getByLabel('Name').fill(someone.family_name);
  await outside.page.getByLabel('Password').fill(someone.number);
  await outside.page.getByRole('button', { name: 'Sign in' }).click();
  await outside.page.getByText('is not right').first().waitFor();
  await signIn(outside.page, home.account);
  await outside.leave();
  const person = await open(browser, home, '/');
  const { page } = person;
  for (const address of [
    '/trackers/joint',
    '/trackers/nowhere',
    `/children/${someone.child}`,
    '/children/999999',
    `/children/${someone.number}`,
    '/data',
    '/return-check',
    '/return-check/record',
    `/return-check/${check}`,
    '/access-log',
    '/sign-ins',
    '/account',
    `/${someone.family_name}/${someone.number}`,
    `/assets/${someone.family_name}.js`,
  ]) {
    await page.goto(home.base + address);
    await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => {}); // the live stream stays
  }
  await page.goto(home.base + '/data');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(someone.family_name);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await person.leave();
}

// The day that a refusal gives as an example may be somebody's.
const example = 'must look like 2026-02-03';

const dayAfter = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

// Each route as it is meant to be asked, by somebody who may.
async function askAll(admin, facts) {
  const { someone, finding, check, files } = facts;
  const meeting = `/api/children/${someone.child}/milestones/permanency_planning_meeting/40`;
  const child = (await admin.ask('GET', `/api/children/${someone.child}`)).body;
  const timescale = child.clocks[0].timescale;
  const delay = JSON.stringify({
    reason: `${someone.given_name} waits`,
    decided_by: someone.family_name,
    decided_on: child.as_of,
    look_again_on: dayAfter(child.as_of, 30),
  });
  const note = (text, confirmed = []) => JSON.stringify({ planned_on: child.as_of, note: text, confirmed });
  const put = (address, body, version) => admin.ask('PUT', address, body, { ...json, 'If-Match': `"${version}"` });
  // What is doubted is confirmed: each doubt by its name.
  const name = `${someone.given_name} ${someone.family_name}`;
  const doubted = await put(meeting, note(name), 0);
  const saved = await put(meeting, note(name, doubted.body.doubts?.map((doubt) => doubt.id)), 0);
  assert.equal(saved.status, 200, JSON.stringify(saved.body.detail));
  await put(meeting, note('later'), 0); // somebody was first
  await put(`/api/children/${someone.child}/milestones/permanency_planning_meeting/1`, note('x'), 99);
  await put(`/api/children/${someone.child}/delays/${timescale}`, delay, 0);
  await put(`/api/children/${someone.child}/delays/${timescale}`, delay, 0);
  for (const address of [
    '/health',
    '/metrics',
    '/api/session',
    '/api/sessions',
    '/api/events',
    '/api/trackers/joint',
    `/api/trackers/joint?as_of=${child.in_care_since ?? child.as_of}`,
    `/api/trackers/joint/rows/${someone.child}`,
    `/api/trackers/joint/rows/${someone.child}/because/first_review`,
    '/api/trackers/joint/columns/first_review',
    '/api/catalogue',
    '/api/unplaced',
    `/api/children/${someone.child}`,
    `/api/children/${someone.child}/journal`,
    `/api/children/${someone.child}/looks`,
    `/api/children/${someone.child}/return-findings`,
    '/api/imports',
    '/api/absences',
    '/api/conflicts',
    '/api/security-events',
    '/api/access-log',
    '/api/return-checks',
    '/api/return-checks/record',
    `/api/return-checks/${check}`,
    `/api/return-checks/${check}/findings`,
    `/api/return-checks/${check}/children`,
    `/api/return-checks/${check}/workbook`,
    `/api/return-checks/${check}/findings.csv`,
    '/api/trackers/joint/export',
  ])
    assert.equal((await admin.ask('GET', address)).status, 200, address);
  for (const text of [someone.family_name, someone.number, someone.born_on])
    await admin.ask('POST', '/api/search', JSON.stringify({ text }), json);
  const accept = `/api/return-checks/${check}/findings/${finding}/acceptance`;
  await admin.ask('PUT', accept, JSON.stringify({ reason: `${someone.family_name} is right` }), json);
  await admin.ask('DELETE', accept);
  const authority = (await admin.ask('GET', '/api/session')).body.authority.id;
  await admin.ask('PUT', '/api/session/authority', JSON.stringify({ authority_id: authority }), json);

  // An import: read, answered, looked over, confirmed, its problems, and taken back.
  const read = async () => (await admin.finished(await admin.ask('POST', '/api/import-readings', formOf(files)))).reading;
  let reading = `/api/import-readings/${await read()}`;
  await admin.ask('DELETE', reading);
  reading = `/api/import-readings/${await read()}`;
  await admin.finished(await admin.ask('PUT', reading, JSON.stringify({ year: '2026' }), json));
  const { digest } = (await admin.ask('GET', reading)).body;
  const confirmed = JSON.stringify({ digest, all_the_same: true });
  const { import_id: id } = await admin.finished(await admin.ask('POST', `${reading}/import`, confirmed, json));
  await admin.ask('GET', `/api/imports/${id}/problems`);
  const conflict = (await admin.ask('GET', '/api/conflicts')).body[0];
  await admin.ask('POST', '/api/conflicts/settle', JSON.stringify({ ...conflict, counts: 'entered' }), json);
  const absence = (await admin.ask('GET', '/api/absences')).body[0];
  const settled = { child: absence?.child ?? 1, year: 2026, outcome: 'stays', reason: someone.family_name };
  await admin.ask('POST', '/api/absences/settle', JSON.stringify(settled), json);
  const unplaced = { child: someone.child, course: 1, outcome: 'removed' };
  await admin.ask('POST', '/api/unplaced/settle', JSON.stringify(unplaced), json);
  const undo = `/api/imports/${id}/undo`;
  const plan = (await admin.ask('GET', undo)).body;
  await admin.finished(await admin.ask('POST', undo, JSON.stringify({ digest: plan.digest }), json));
}

// Each route asked wrongly, and with somebody's data wherever something can be written.
async function askWrongly(asker, { someone, postcode }) {
  const said = [someone.family_name, someone.number, someone.upn, postcode, someone.born_on];
  for (const { method, pattern } of routes()) {
    if (method === 'DELETE' && pattern === '/api/session') continue;
    for (const value of [...said, '999999']) {
      const word = encodeURIComponent(value);
      const address = `${pattern.replaceAll(/\{[^}]*\}/g, word)}?as_of=${word}&${word}=${word}`;
      const text = JSON.stringify({ [value]: value, name: value, text: [value], reason: value });
      await asker.ask(method, address, method === 'GET' ? undefined : text, method === 'GET' ? {} : json);
      if (method !== 'GET') await asker.ask(method, address, value, { 'Content-Type': `text/${word}` });
    }
  }
  const word = encodeURIComponent(someone.family_name);
  for (const [method, address] of [
    ['GET', `/api/${word}`],
    ['PATCH', `/api/children/${word}`],
    ['POST', `/${word}`],
    ['GET', `/${word}.html`],
    ['PUT', `/health?${word}`],
  ])
    await asker.ask(method, address, method === 'GET' ? undefined : word);
  await asker.ask('POST', '/api/import-readings', formOf([[`${someone.family_name}.csv`, `CHILD\n${someone.number}`]]));
  await asker.ask('POST', '/api/import-readings', formOf([['x.csv', 'y']], { [someone.family_name]: someone.number }));
  await asker.ask('POST', '/api/search', JSON.stringify({ text: someone.family_name.repeat(50_000) }), json);
  for (const bytes of [
    `GET /${word} HTTP/1.1\r\nHost: ${word}.example\r\n\r\n`,
    `GET / HTTP/1.1\r\n${someone.family_name} ${someone.number}\r\n\r\n`,
    `${someone.family_name} ${someone.number}\r\n\r\n`,
  ])
    await sendBytes(asker.base, bytes);
}

for (const database of databases) {
  test(`all that the server writes names nobody, on ${database.name}`, { skip: database.skip }, async (t) => {
    const here = await database.make();
    t.after(here.drop);
    const home = await startHomeward({ children: 60, seed: 11, db: here.url });
    t.after(() => home.stop());
    const viewer = await home.addAccount('v.viewer', 'Vera Viewerton', 'viewer');
    const personal = await personalIn(here, home);
    const admin = await new Asker(home.base).signIn(home.account);

    // What is there to ask about.
    const tracked = (await admin.ask('GET', '/api/trackers/joint')).body.rows.map((row) => row.child);
    const [[child, number, upn]] = await here.query(
      home,
      `SELECT id, number, upn FROM child WHERE upn <> '' AND family_name <> '' AND id IN (${tracked.join()}) ORDER BY id LIMIT 1`,
    );
    const postcode = personal.find(({ kind }) => kind === 'postcode').value;
    const record = (await admin.ask('GET', `/api/children/${child}`)).body;
    const { given_name, family_name, born_on } = record.child ?? record;
    const someone = { child, number, upn, given_name, family_name, born_on };
    const folder = path.join(home.folder, 'return');
    await homeward('return', '--year', '2026', '--out', folder, '--db', home.db);
    const files = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => {
        const bytes = fs.readFileSync(path.join(folder, name), 'utf8');
        // Something wrong in each, of somebody: a day that is none.
        const wrong = bytes.replace(/\d\d\/\d\d\/\d{4}/, family_name);
        // And one thing to ask about (rule 232), which can be accepted.
        return [name, name === 'header.csv' ? wrong.replace(/^([^,\n]+),[12MF],/m, '$1,U,') : wrong];
      });
    fs.rmSync(folder, { recursive: true });
    const checked = await admin.finished(await admin.ask('POST', '/api/return-checks', formOf(files, { year: '2026' })));
    const check = checked.check_id;
    const { findings } = (await admin.ask('GET', `/api/return-checks/${check}/findings?rule=232`)).body;
    assert.ok(findings.length > 0, 'the check finds something to accept');

    await lookAround(home, someone, check);
    await askAll(admin, { someone, check, finding: findings[0].id, files });
    const nobody = new Asker(home.base);
    const looking = await new Asker(home.base).signIn(viewer);
    for (const asker of [nobody, looking, admin]) await askWrongly(asker, { someone, postcode });
    await nobody.ask('DELETE', '/api/session');

    // The database fails, at an answer and at a job.
    await here.query(home, 'ALTER TABLE return_check RENAME TO away');
    assert.equal((await admin.ask('GET', '/api/return-checks')).status, 503);
    await admin.finished(await admin.ask('POST', '/api/return-checks', formOf(files, { year: '2026' })));
    await here.query(home, 'ALTER TABLE away RENAME TO return_check');
    await admin.ask('DELETE', `/api/return-checks/${check}`);
    const password = JSON.stringify({ old_password: home.account.password, new_password: 'seven cold spoons in a row' });
    await admin.ask('PUT', '/api/session/password', password, json);
    await new Asker(home.base).signIn({ name: home.account.name, password: 'seven cold spoons in a row' });
    const other = (await admin.ask('GET', '/api/sessions')).body.find((session) => !session.this_one);
    await admin.ask('DELETE', `/api/sessions/${other.id}`);
    await admin.ask('DELETE', '/api/session');

    const metrics = (await nobody.ask('GET', '/metrics')).body;
    const health = JSON.stringify((await nobody.ask('GET', '/health')).body);
    await home.end();

    // Nobody was missed: each route gave what it gives, and was asked wrongly.
    const counted = [...metrics.matchAll(/homeward_http_requests_total\{method="(\w+)",route="([^"]+)",status="(\d+)"\} \d+/g)];
    const got = (name, of) => counted.some(([, method, route, status]) => `${method} ${route}` === name && of(Number(status)));
    const missed = [];
    for (const { name } of routes()) {
      const may = name.endsWith('/settle') ? () => true : (status) => status < 300;
      if (!got(name, may)) missed.push(`${name} never answered as it should: ask it in this test`);
      if (!/^GET \/(health|metrics)/.test(name) && !got(name, (status) => status >= 400)) missed.push(`${name} was never refused`);
    }
    const statuses = new Set(counted.map(([, , , status]) => status));
    for (const status of ['400', '401', '403', '404', '405', '409', '413', '415', '501', '503'])
      if (!statuses.has(status)) missed.push(`nothing was answered with ${status}`);
    assert.deepEqual(missed, []);

    const written = home.written();
    for (const part of [' GET /api/children/{child} 200 ', ' 503 ', ': unavailable: ', 'listens on http://'])
      assert.ok(written.includes(part), `the log lacks “${part}”: is it all there?`);
    const beside = fs
      .readdirSync(home.folder)
      .filter((name) => !name.startsWith('h.db'))
      .map((name) => fs.readFileSync(path.join(home.folder, name), 'latin1'));
    const everything = [written, metrics, health, ...beside].join('\n');
    assert.deepEqual(found(everything, personal), []);
    // What a person is told went wrong may reach a log too.
    for (const asker of [admin, looking, nobody])
      assert.deepEqual(found([...new Set(asker.sentences)].join('\n').replaceAll(example, ''), personal), []);

    // The search finds what it looks for: one of each kind, put where the log could have it.
    for (const kind of new Set(personal.map((one) => one.kind))) {
      const { value } = personal.find((one) => one.kind === kind);
      const line = `2026-11-30T09:14:03.112+0000 info GET /api/children?x=${encodeURIComponent(value)} 404 0.1 ms`;
      assert.notDeepEqual(found(`${everything}\n${line}`, personal), [], `${kind} would not be found`);
    }
  });
}
