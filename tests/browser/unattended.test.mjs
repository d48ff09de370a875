// A screen that nobody tends: it ends with its session, whatever colleagues do meanwhile, and leaves
// nothing in the browser.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { signIn as signInByApi } from '../server/client.mjs';
import { ask, open, openBrowser, openProfile, signIn, textOf } from './browser.mjs';
import { root, startHomeward } from './server.mjs';

let home, browser, config;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-unattended-'));
const soon = 120_000; // sessions end after 20 seconds here

before(async () => {
  config = path.join(folder, 'config');
  fs.cpSync(path.join(root, 'config'), config, { recursive: true });
  const access = path.join(config, 'access.toml');
  const text = fs.readFileSync(access, 'utf8');
  assert.match(text, /session_ends_after = "30 minutes"/);
  fs.writeFileSync(access, text.replace('"30 minutes"', '"20 seconds"'));
  [home, browser] = await Promise.all([startHomeward({ children: 40, seed: 3, config }), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await home?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const named = (tracker) => tracker.rows.find((row) => row.given_name && row.family_name);
const signInPage = (page) => page.getByRole('heading', { name: 'Sign in' });

for (const [at, size] of [
  ['1280', { width: 1280, height: 720 }],
  ['390', { width: 390, height: 800 }],
]) {
  test(`a page nobody touches leaves when its session ends, at ${at} pixels`, async () => {
    const person = await open(browser, home, '/trackers/joint', home.account, size);
    const { page } = person;
    const child = named(await ask(page, '/api/trackers/joint'));
    await page.goto(`${home.base}/children/${child.child}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.ok((await textOf(page)).includes(child.family_name));
    await signInPage(page).waitFor({ timeout: soon });
    assert.ok(!(await textOf(page)).includes(child.family_name), 'nothing of the child is left');
    await person.leave();
  });
}

test('what a colleague does keeps no session alive and is no look', async () => {
  const away = await home.addAccount('a.away', 'Ada Away', 'viewer');
  const person = await open(browser, home, '/trackers/joint', away);
  const { page } = person;
  const child = named(await ask(page, '/api/trackers/joint'));
  const tab = await person.newPage();
  await tab.goto(`${home.base}/children/${child.child}`);
  await tab.getByRole('heading', { level: 1 }).waitFor();

  const colleague = await signInByApi(home);
  const log = async () =>
    (await colleague.get('/api/access-log')).body.filter((line) => line.by.startsWith('Ada Away'));
  const before = await log();
  assert.ok(before.some((line) => line.what === 'child page') && before.some((line) => /^tracker/.test(line.what)));
  const meeting = { child: child.child, type: 'permanency_planning_meeting', nth: 1 };
  const held = (await colleague.get(`/api/children/${child.child}`)).body.milestones;
  let version = held.find((one) => one.type === meeting.type && one.nth === 1)?.version ?? 0;
  let edits = 0;
  for (let left = false; !left; ) {
    const note = `Edit ${(edits += 1)}`;
    const saved = await colleague.put(meeting, { note }, version);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    version = saved.body.version;
    left = await signInPage(tab)
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    assert.ok(edits < soon / 1000, 'the page stays for as long as a colleague works');
  }
  await signInPage(page).waitFor({ timeout: soon });
  for (const each of [page, tab]) assert.ok(!(await textOf(each)).includes(child.family_name));
  assert.deepEqual(await log(), before);
  await person.leave();
});

test('nothing of the API is left on the disk of the browser, and an unchanged tracker is not sent twice', async () => {
  const profile = path.join(folder, 'profile');
  const context = await openProfile(profile);
  const page = await context.newPage();
  const answers = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/api/trackers/joint') answers.push(response.status());
  });
  await page.goto(`${home.base}/trackers/joint`);
  await signIn(page, home.account);
  await page.getByRole('grid').waitFor();
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByRole('heading', { name: 'Imports' }).waitFor();
  await page.getByRole('link', { name: 'Tracker', exact: true }).click();
  await page.getByRole('grid').waitFor();
  assert.deepEqual(answers, [200, 304]);
  await context.close(); // nobody signed out
  const files = fs.readdirSync(profile, { recursive: true }).map((name) => path.join(profile, name));
  const kept = files.filter((file) => fs.statSync(file).isFile()).map((file) => [file, fs.readFileSync(file)]);
  assert.ok(
    kept.some(([, bytes]) => bytes.includes(`${home.base}/assets/`)),
    'the search finds what is in the cache',
  );
  const found = kept.filter(([, bytes]) => bytes.includes(`${home.base}/api/`)).map(([file]) => file);
  assert.deepEqual(found, []);
});
