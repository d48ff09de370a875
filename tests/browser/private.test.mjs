// What may not be seen, and what may not be lost: discreet mode in every tab, a session that ends while
// somebody types, and lists that are carried off.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser, signIn, textOf } from './browser.mjs';
import { startHomeward } from './server.mjs';

let home, browser;
const sizes = [
  ['1280', { width: 1280, height: 720 }],
  ['390', { width: 390, height: 800 }],
];
before(async () => {
  [home, browser] = await Promise.all([startHomeward({ children: 120, seed: 7 }), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

const overdueChild = (tracker) => tracker.rows.find((row) => row.counted.overdue && row.given_name);

for (const [at, size] of sizes) {
  test(`a new tab opens discreet from its first paint at ${at} pixels`, async () => {
    const person = await open(browser, home, '/trackers/joint', home.account, size);
    const { page } = person;
    const child = overdueChild(await ask(page, '/api/trackers/joint'));
    await page.getByRole('button', { name: 'Discreet' }).click();
    await page.getByRole('region', { name: 'Discreet mode' }).waitFor();
    const tab = await person.newPage();
    // Every text that ever stands in the new tab is kept, also that of a moment.
    await tab.addInitScript(() => {
      globalThis.everShown = '';
      new MutationObserver(() => (globalThis.everShown += document.body?.innerText ?? '')).observe(document, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    await tab.goto(`${home.base}/children/${child.child}`);
    await tab.getByRole('heading', { level: 1, name: `${child.initials} ${child.number}` }).waitFor();
    await tab.getByText(/^Journal/).click();
    await tab.getByRole('table', { name: /Changes/ }).waitFor();
    const ever = (await tab.evaluate(() => globalThis.everShown)) + (await textOf(tab));
    assert.ok(!ever.includes(`${child.given_name} ${child.family_name}`), 'the name was shown');
    assert.match(ever, /place hidden/);
    assert.doesNotMatch(ever, /postcode:? [A-Z]{1,2}\d/);
    // The other tabs follow when it is turned off.
    await tab.getByRole('button', { name: 'Show names' }).click();
    await page.getByRole('region', { name: 'Discreet mode' }).waitFor({ state: 'detached' });
    await person.leave();
  });

  test(`what is typed outlives the session at ${at} pixels, for the same person only`, async () => {
    const other = await home.addAccount(`other${at}`, 'Omar Other', 'manager');
    const person = await open(browser, home, '/trackers/joint', home.account, size);
    const { page, context } = person;
    const child = overdueChild(await ask(page, '/api/trackers/joint'));
    const type = async () => {
      await page.goto(`${home.base}/children/${child.child}`);
      await page.getByRole('button', { name: /Delay on purpose/ }).first().click();
      await page.getByLabel(/Why waiting is better/).fill('Her exams are in June');
      await page.getByLabel('Who decided').fill('The team manager');
    };
    const endSession = async () => {
      await context.clearCookies();
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      const left = await textOf(page);
      assert.ok(!left.includes(child.family_name) && !left.includes('exams'), 'nothing of the child is left');
      await page.getByText('What you had typed and not saved is kept too').waitFor();
    };
    await type();
    await endSession();
    await signIn(page, home.account);
    await page.locator('.hw-draft').waitFor();
    assert.equal(await page.getByLabel(/Why waiting is better/).inputValue(), 'Her exams are in June');

    // Leaving asks, and can be thought better of.
    await page.getByRole('link', { name: 'Data', exact: true }).click();
    await page.getByRole('dialog').getByText('Not saved yet: the delay.').waitFor();
    await page.getByRole('button', { name: 'Stay on this page' }).click();
    assert.equal(await page.getByLabel('Who decided').inputValue(), 'The team manager');

    await endSession();
    await signIn(page, other);
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.ok(!(await textOf(page)).includes('exams'), 'nobody else gets it');
    await person.leave();
  });
}

test('another tab that signs out leaves what is typed here', async () => {
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  const child = overdueChild(await ask(page, '/api/trackers/joint'));
  await page.goto(`${home.base}/children/${child.child}`);
  await page.getByRole('button', { name: /Delay on purpose/ }).first().click();
  await page.getByLabel('Who decided').fill('The team manager');
  const tab = await person.newPage();
  await tab.goto(home.base);
  await tab.locator('summary', { hasText: 'Account' }).click();
  await tab.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('because nothing was done for a while or in another tab').waitFor();
  await signIn(page, home.account);
  assert.equal(await page.getByLabel('Who decided').inputValue(), 'The team manager');
  await person.leave();
});

test('a viewer may not carry a list off; a manager may, and it is logged', async () => {
  const viewer = await home.addAccount('v.viewer', 'Vera Viewer', 'viewer');
  const manager = await home.addAccount('m.o’manager', 'Mo O’Manager', 'manager');
  const looking = await open(browser, home, '/trackers/joint', viewer);
  await looking.page.getByText('Your role may not export this list.').waitFor();
  assert.equal(await looking.page.getByRole('button', { name: /^Export/ }).count(), 0);
  const refused = await looking.page.evaluate(async () => (await fetch('/api/trackers/joint/export')).status);
  assert.equal(refused, 403);
  const row = (await ask(looking.page, '/api/trackers/joint')).rows[0];
  const journal = JSON.stringify(await ask(looking.page, `/api/children/${row.child}/journal`));
  assert.match(journal, /\(postcode hidden\)/);
  assert.doesNotMatch(journal, /"kind":"place"/);
  await looking.leave();

  // The name as it is typed on another keyboard.
  const person = await open(browser, home, '/trackers/joint', { ...manager, name: "M.O'MANAGER " });
  const download = person.page.waitForEvent('download');
  await person.page.getByRole('button', { name: /^Export/ }).click();
  const taken = await download;
  assert.match(taken.suggestedFilename(), /^OFFICIAL-SENSITIVE-joint-\d{4}-\d\d-\d\d\.csv$/);
  const csv = fs.readFileSync(await taken.path(), 'utf8');
  assert.match(csv, /OFFICIAL-SENSITIVE.*Exported by Mo O’Manager on/);
  await person.leave();

  const admin = await open(browser, home, '/data');
  const log = await ask(admin.page, '/api/access-log');
  assert.equal(log.filter((line) => /^export of tracker joint, \d+ children$/.test(line.what)).length, 1);
  assert.ok(log.some((line) => line.by.startsWith('Vera Viewer') && /^tracker joint, /.test(line.what)));
  await admin.leave();
});
