// Where somebody was is there when they come back: the same list, scrolled as it was, the past day, and
// the view the next day; nobody else's, and never what they typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser, signIn } from './browser.mjs';
import { judge } from './judge.mjs';
import { startHomeward } from './server.mjs';

let home;
let browser;
before(async () => {
  [home, browser] = await Promise.all([startHomeward({ children: 300, seed: 3 }), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

const link = (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
const line = (page) => page.locator('.hw-shown');
const filter = (page) => page.getByLabel(/^Show children whose name/);
const stored = (page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
// The team that has most children, and how many.
async function largestTeam(page) {
  const { rows, teams } = await ask(page, '/api/trackers/joint');
  const count = ({ id }) => rows.filter((row) => row.team === id).length;
  const team = teams.reduce((most, each) => (count(each) > count(most) ? each : most));
  return { ...team, children: count(team), all: rows.length };
}

test('the next day the view is as it was left, says so, and is taken away with one press; nobody else gets it', async () => {
  const other = await home.addAccount('other', 'Omar Other', 'manager');
  const person = await open(browser, home, '/');
  const { page, context } = person;
  await page.locator('.ag-row').first().waitFor();
  const team = await largestTeam(page);
  await line(page).getByText(`All ${team.all} children shown.`).waitFor();
  const top = async () => (await page.getByRole('grid').boundingBox()).y;
  const before = await top();
  await page.getByRole('combobox', { name: 'Team' }).selectOption({ label: team.name });
  await line(page).getByText(`${team.children} of ${team.all} children shown.`).waitFor();
  await page.getByLabel('Sort').selectOption({ label: 'name' });
  await page.getByRole('button', { name: 'Siblings together' }).click();
  await filter(page).fill('a');
  await page.waitForTimeout(300);
  assert.equal(await top(), before, 'no filter moves the list');
  assert.doesNotMatch(await stored(page), /"a"|text/, 'what was typed is kept nowhere');
  await page.close();

  const next = await person.newPage();
  await next.goto(home.base);
  await next.locator('.ag-row').first().waitFor();
  const told = `Filters from last time: team ${team.name}. ${team.children} of ${team.all} children shown.`;
  await line(next).getByText(told).waitFor();
  await next.getByRole('status').filter({ hasText: told }).waitFor();
  assert.equal(await filter(next).inputValue(), '');
  assert.equal(await next.getByLabel('Sort').inputValue(), 'name');
  assert.equal(await next.getByRole('button', { name: 'Siblings together' }).getAttribute('aria-pressed'), 'true');
  await judge(next, 'tracker, filters from last time');

  // Signed out, and another person at the same machine; also where the session ended in the midst of it.
  const signOut = async () => {
    await next.locator('summary', { hasText: 'Account' }).click();
    await next.getByRole('button', { name: 'Sign out' }).click();
    await next.getByRole('button', { name: 'Sign in' }).waitFor();
  };
  await signOut();
  await signIn(next, other);
  await line(next).getByText(`All ${team.all} children shown.`).waitFor();
  assert.equal(new URL(next.url()).search, '');
  await next.getByLabel('Sort').selectOption({ label: 'youngest first' });
  await filter(next).fill('e');
  await context.clearCookies();
  await next.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await next.getByRole('heading', { name: 'Sign in' }).waitFor();
  await signIn(next, home.account);
  await line(next).getByText(told).waitFor();
  assert.equal(await filter(next).inputValue(), '');
  assert.equal(await next.getByLabel('Sort').inputValue(), 'name');

  await next.getByRole('button', { name: 'Clear filters' }).click();
  await line(next).getByText(`All ${team.all} children shown.`).waitFor();
  await next.goto(`${home.base}/trackers/joint`);
  await line(next).getByText(`All ${team.all} children shown.`).waitFor();
  assert.equal(await next.getByLabel('Sort').inputValue(), 'name', 'the order stays');
  await person.leave();
});

test('a colleague’s address is shown as it is, says so, and does not take the place of one’s own view', async () => {
  const person = await open(browser, home, '/trackers/joint?show=overdue', await home.addAccount('c', 'Cy Case', 'viewer'));
  const { page } = person;
  await line(page).getByText(/^Filters from the address of this page: overdue\. \d+ of \d+ children shown\./).waitFor();
  await page.goto(home.base);
  await line(page).getByText(/^All \d+ children shown\./).waitFor();
  await person.leave();
});

test('back from a child the list is scrolled as it was', async () => {
  const person = await open(browser, home, '/trackers/joint?sort=child:up');
  const { page } = person;
  await page.locator('.ag-row').first().waitFor();
  const body = page.locator('.ag-body-viewport');
  await body.evaluate((each) => each.scrollTo({ top: 1500 }));
  const name = page.locator('.ag-pinned-left-cols-container .ag-row[row-index="38"] a');
  await name.waitFor();
  await page.waitForTimeout(300);
  const top = await body.evaluate((each) => each.scrollTop);
  assert.ok(top > 1000, `${top}`);
  await name.click();
  await page.waitForURL(/children/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await link(page, 'Tracker').click();
  await name.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[row-index="38"]'));
  assert.equal(await body.evaluate((each) => each.scrollTop), top);
  await person.leave();
});

test('on a phone too: the same card, the same place', async () => {
  const person = await open(browser, home, '/trackers/joint?sort=child:up', home.account, { width: 390, height: 800 });
  const { page } = person;
  await page.getByRole('button', { name: /^Show \d+ more/ }).click();
  const card = page.locator('.hw-card').nth(60);
  await card.scrollIntoViewIfNeeded();
  await page.waitForTimeout(200);
  const top = await page.evaluate(() => window.scrollY);
  const name = await card.getByRole('link').innerText();
  await card.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goBack();
  await page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, name);
  assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - top) < 5);
  await judge(page, 'tracker, back at a card');
  await person.leave();
});

for (const [at, size] of [['1280', {}], ['390', { width: 390, height: 800 }]])
  test(`the past day is kept from page to page until it is left, at ${at} pixels`, async () => {
    const person = await open(browser, home, '/trackers/joint', home.account, size);
    const { page } = person;
    await page.locator('summary', { hasText: 'As of' }).click();
    await page.getByRole('button', { name: 'Four weeks ago' }).click();
    const band = page.getByRole('region', { name: 'Date shown' });
    await band.filter({ hasText: 'Nothing can be changed here' }).waitFor();
    const day = new URL(page.url()).searchParams.get('as_of');
    for (const [name, heading] of [['Data', 'Data'], ['Return check', 'Return check']]) {
      await link(page, name).click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await band.filter({ hasText: /This page shows today\. Trackers and the pages of children still show \w{3} \d/ }).waitFor();
    }
    await judge(page, 'return check, a past day elsewhere');
    await page.getByRole('link', { name: 'What the return would say today' }).click();
    await page.waitForURL(`**/return-check/record?as_of=${day}`);
    await page.getByRole('combobox', { name: /Find a child/ }).fill('ja');
    await page.getByRole('option').first().click();
    await page.waitForURL(`**/children/*?as_of=${day}`);
    await link(page, 'Tracker').click();
    await page.waitForURL(new RegExp(`/trackers/joint\\?.*as_of=${day}`));
    await band.filter({ hasText: 'Nothing can be changed here' }).waitFor();
    await link(page, 'Return check').click();
    await page.getByRole('button', { name: 'Return to today' }).click();
    await band.waitFor({ state: 'detached' });
    await link(page, 'Tracker').click();
    await page.locator('.ag-row, .hw-card').first().waitFor();
    assert.doesNotMatch(page.url(), /as_of/);
    await person.leave();
  });

for (const [at, size] of [['1280', {}], ['390', { width: 390, height: 800 }]])
  test(`one’s own children and one’s team are one press away, and the next day the first page, at ${at} pixels`, async () => {
    const person = await open(browser, home, '/trackers/joint', home.account, size);
    const { page } = person;
    const { account } = await ask(page, '/api/session');
    const { rows, workers } = await ask(page, '/api/trackers/joint');
    const { team } = workers.find(({ id }) => id === account.worker);
    const own = rows.filter((row) => row.worker === account.worker).length;
    const theirs = rows.filter((row) => row.team === team).length;
    assert.ok(0 < own && own < theirs && theirs < rows.length, `${own}, ${theirs}, ${rows.length}`);
    const button = (name) => page.getByRole('button', { name });
    const pressed = (name) => button(name).getAttribute('aria-pressed');
    const shown = (count) => line(page).getByText(`${count} of ${rows.length} children shown.`).waitFor();

    await button(`My children (${own})`).click();
    await shown(own);
    assert.equal(await pressed(`My children (${own})`), 'true');
    await judge(page, 'tracker, my children');
    await button(`My team (${theirs})`).click();
    await shown(theirs);
    assert.equal(await pressed(`My children (${own})`), 'false');
    await page.close();
    const next = await person.newPage();
    await next.goto(home.base);
    await line(next).getByText(/^Filters from last time: team /).waitFor();
    await next.getByRole('button', { name: `My team (${theirs})`, pressed: true }).click();
    await line(next).getByText(`All ${rows.length} children shown.`).waitFor();
    await person.leave();

    const nobody = await open(browser, home, '/trackers/joint', await home.addAccount(`n${at}`, 'No Worker', 'viewer'), size);
    await line(nobody.page).getByText(/^All \d+ children shown\./).waitFor();
    assert.equal(await nobody.page.getByRole('button', { name: /^My / }).count(), 0, 'who is no worker has none');
    await nobody.leave();
  });
