// What people do with Homeward on a working day, in real browsers on a real server: the tests follow
// one another on one synthetic authority, each on children of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser, pressUntilFocused, signIn, sitDown, textOf, type } from './browser.mjs';
import { startHomeward } from './server.mjs';

let home;
let browser;
let colleague; // a second account
let rows; // of the tracker, as they were at the start
const taken = new Set(); // children used by a test already
const addresses = new Set(); // every address any browser asked for

before(async () => {
  home = await startHomeward();
  colleague = await home.addAccount('bo', 'Bo Osei', 'practitioner');
  browser = await openBrowser();
  const person = await open(browser, home, '/');
  rows = (await ask(person.page, '/api/trackers/joint')).rows;
  await leave(person);
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

async function leave(...people) {
  for (const person of people) {
    await person.leave();
    person.addresses.forEach((address) => addresses.add(address));
  }
}

// A child no test has used, longest waiting first as the tracker shows them.
function childWith(wanted) {
  const inOrder = [...rows].sort((a, b) => (b.waiting_days ?? -1) - (a.waiting_days ?? -1));
  const found = inOrder.find((row) => !taken.has(row.child) && wanted(row));
  assert.ok(found, 'the synthetic authority holds such a child');
  taken.add(found.child);
  return found;
}
const overdueMeeting = (row) =>
  row.cells.next_planning_meeting?.state === 'overdue' && !row.cells.next_planning_meeting.planned_on;
const aDate = /\d+ [A-Z][a-z]{2}/; // as cells write one
const noPanel = (row) => row.cells.panel?.edit?.version === 0;

const openAccount = (page) => page.locator('summary', { hasText: 'Account' }).click();
const cellOf = (page, child, column) => page.locator(`.ag-row[row-id="c${child}"] [col-id="${column}"]`);
const gridBody = (page) => page.locator('.ag-center-cols-container .ag-cell');

// Shows this child alone in the tracker, found by number.
async function showOnly(page, row) {
  await page.getByPlaceholder('Filter by text').fill(row.number);
  await cellOf(page, row.child, 'child').waitFor();
}

// Walks by arrow keys from the grid's first cell to a column, in the first row.
async function walkTo(page, child, column) {
  await pressUntilFocused(page, gridBody(page));
  await pressUntilFocused(page, cellOf(page, child, column), 'ArrowRight');
}

test('a meeting recorded by keyboard turns the clock, and a second browser sees it without reloading', async () => {
  const row = childWith(overdueMeeting);
  const name = `${row.given_name} ${row.family_name}`;

  // A colleague has the tracker open, and the child's page in another window.
  const second = await open(browser, home, '/trackers/joint', colleague);
  await showOnly(second.page, row);
  const theirCell = cellOf(second.page, row.child, 'next_planning_meeting');
  await theirCell.filter({ hasText: 'Overdue' }).waitFor();
  const third = await open(browser, home, `/children/${row.child}`, colleague);
  const theirClock = third.page.locator('.child-clocks li').filter({ hasText: 'Next planning meeting' });
  await theirClock.filter({ hasText: 'Overdue' }).waitFor();
  const loads = { second: 0, third: 0 };
  second.page.on('load', () => loads.second++);
  third.page.on('load', () => loads.third++);

  // From here on, the first person uses the keyboard alone.
  const first = await sitDown(browser, home);
  const { page } = first;
  const { keyboard } = page;
  await page.goto(home.base);
  await pressUntilFocused(page, page.getByLabel('Name'));
  await type(page, home.account.name);
  await keyboard.press('Tab');
  await type(page, home.account.password);
  await keyboard.press('Enter');
  await page.locator('.ag-row').first().waitFor();

  const overdue = page.getByRole('button', { name: /overdue/ });
  await pressUntilFocused(page, overdue);
  await keyboard.press('Enter');
  await page.waitForURL(/show=overdue/);
  await page.getByRole('button', { name: /overdue/, pressed: true }).waitFor();
  const promised = rows.filter((each) => each.counted.overdue).length;
  await page.locator('.hw-shown', { hasText: new RegExp(`^${promised} of \\d+ children shown`) }).waitFor();

  await pressUntilFocused(page, gridBody(page));
  await keyboard.press('ArrowLeft');
  await pressUntilFocused(page, page.locator(`[row-id="c${row.child}"] [col-id="child"]`), 'ArrowDown');
  await keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/children/${row.child}$`));
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const clock = page.locator('.child-clocks li').filter({ hasText: 'Next planning meeting' });
  await clock.filter({ hasText: 'Overdue by' }).waitFor();

  await pressUntilFocused(page, page.locator('summary', { hasText: 'Record a milestone' }));
  await keyboard.press('Enter');
  const kind = page.getByLabel('Milestone', { exact: true });
  await kind.waitFor();
  await pressUntilFocused(page, kind);
  const chosen = kind.locator('option:checked', { hasText: 'Next planning meeting' });
  for (let presses = 0; presses < 80 && (await chosen.count()) === 0; presses++) await keyboard.press('ArrowDown');
  const nth = row.cells.next_planning_meeting.edit.nth;
  assert.equal(await page.getByLabel('Which one').inputValue(), String(nth), 'the next meeting is offered');
  await pressUntilFocused(page, page.getByLabel('Happened on'));
  await type(page, 'today');
  await pressUntilFocused(page, page.getByRole('button', { name: 'Save the milestone' }));
  await keyboard.press('Enter');

  // The clock now runs towards the meeting after it, here …
  await clock.filter({ hasText: /^Next planning meeting\s*Due/ }).waitFor();
  // … in the colleague's tracker, with the initials of who did it …
  await theirCell.filter({ hasText: /^Due/ }).waitFor();
  await theirCell.locator('.hw-mark', { hasText: 'DM' }).waitFor();
  // … and on the colleague's page of the child.
  await theirClock.filter({ hasText: /^Next planning meeting\s*Due/ }).waitFor();
  assert.deepEqual(loads, { second: 0, third: 0 }, 'nobody reloaded');
  await leave(first, second, third);
});

test('a date is typed into the grid by keyboard alone, and Ctrl+Z takes it back', async () => {
  const row = childWith(noPanel);
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  await showOnly(page, row);
  const cell = cellOf(page, row.child, 'panel');
  await walkTo(page, row.child, 'panel');
  const before = await cell.innerText();
  await type(page, 'yesterday');
  await page.getByText(/^Happened \w{3} \d+ \w{3} \d{4}$/).waitFor();
  await page.keyboard.press('Enter');
  await cell.filter({ hasText: aDate }).waitFor();
  const journal = () => ask(page, `/api/children/${row.child}/journal`);
  assert.match((await journal())[0].by, /Demo Manager|DM/);

  await page.keyboard.press('Control+z');
  await page.getByText(/^Taken back: .*Panel, now the date removed/).waitFor();
  await cell.filter({ hasText: /^–/ }).waitFor();
  assert.equal((await cell.innerText()).trim(), before.trim());
  const [undone, done] = await journal();
  assert.ok(undone.sequence > done.sequence && undone.after.length === 0, 'both steps stay in the journal');
  await leave(person);
});

test('a date and its Enter, typed faster than the field opens, are saved whole', async () => {
  const row = childWith(noPanel);
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  await showOnly(page, row);
  await walkTo(page, row.child, 'panel');
  const saved = page.waitForRequest((request) => request.method() === 'PUT');
  await page.evaluate(() => {
    for (const key of ['y', 'e', 's', 't', 'e', 'r', 'd', 'a', 'y', 'Enter'])
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  const { happened_on: day } = (await saved).postDataJSON();
  const { today } = await ask(page, '/api/session');
  assert.equal(Date.parse(today) - Date.parse(day), 86_400_000);
  await cellOf(page, row.child, 'panel').filter({ hasText: aDate }).waitFor();
  await leave(person);
});

test('a date that is none is said at once and never saved', async () => {
  const row = childWith(noPanel);
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  await showOnly(page, row);
  await walkTo(page, row.child, 'panel');
  await type(page, '31/2');
  await page.keyboard.press('Enter');
  await page.getByText('31/2 is not a date.').waitFor();
  await page.keyboard.press('Escape');
  const after = await ask(page, `/api/trackers/joint/rows/${row.child}`);
  assert.deepEqual(after.cells.panel, row.cells.panel);
  await leave(person);
});

// Both stand on one cell; the colleague saves while the first person is still typing.
async function bothEdit(row, meanwhile) {
  const first = await open(browser, home, '/trackers/joint');
  const second = await open(browser, home, '/trackers/joint', colleague);
  for (const { page } of [first, second]) {
    await showOnly(page, row);
    await walkTo(page, row.child, 'panel');
  }
  await type(first.page, '-3');
  await second.page.bringToFront();
  await type(second.page, '-5');
  await second.page.keyboard.press('Enter');
  await cellOf(second.page, row.child, 'panel').filter({ hasText: aDate }).waitFor();
  await meanwhile(first.page);
  await first.page.keyboard.press('Enter');
  const dialog = first.page.locator('dialog'); // the grid gives its tips the same role
  await dialog.waitFor();
  return { first, second, dialog };
}

for (const [when, meanwhile] of [
  ['at the same moment', async () => {}],
  [
    'and the news has arrived meanwhile',
    async (page) => {
      await page.getByText(/^BO changed/).waitFor({ state: 'attached' });
      // The cell holds the colleague's date by now, so its field asks first.
      await page.keyboard.press('Enter');
      await page.getByText('Enter again saves this.').waitFor();
    },
  ],
]) {
  test(`when two people date the same step ${when}, the later one sees both and is asked`, async () => {
    const row = childWith(noPanel);
    const { first, second, dialog } = await bothEdit(row, meanwhile);
    const said = await dialog.innerText();
    const dates = [...said.matchAll(/happened (\w+ \d+ \w+ \d+)/g)].map((found) => found[1]);
    assert.equal(new Set(dates).size, 2, `both values are shown: ${said}`);
    assert.match(said, /changed by (BO|Bo Osei)/);
    const kept = await ask(first.page, `/api/trackers/joint/rows/${row.child}`);
    assert.equal(kept.cells.panel.edit.version, 1, 'nothing is written over unasked');

    await first.page.keyboard.press('Escape'); // theirs stays
    await dialog.waitFor({ state: 'detached' });
    const [mine, theirs] = [first, second].map(({ page }) => cellOf(page, row.child, 'panel'));
    await mine.filter({ hasText: aDate.exec(await theirs.innerText())[0] }).waitFor();
    await leave(first, second);
  });
}

test('discreet mode leaves no family name on any page', async () => {
  const workers = new Set();
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  const tracker = await ask(page, '/api/trackers/joint');
  for (const worker of tracker.workers) worker.name.split(/\s+/).forEach((word) => workers.add(word));
  const names = new Set(tracker.rows.map((row) => row.family_name).filter((name) => name && !workers.has(name)));
  const shown = async () => (await textOf(page)).split(/[^\p{L}'’-]+/u).filter((word) => names.has(word));
  // A row stands a moment before the text of its cells.
  await page.locator('.ag-row a').first().waitFor();
  assert.notEqual((await shown()).length, 0, 'names show before');
  // The grid draws its cells again a moment after the mode was changed.
  const hidden = async (where) => {
    for (let turn = 0; turn < 20 && (await shown()).length > 0; turn++) await page.waitForTimeout(100);
    assert.deepEqual(await shown(), [], where);
  };

  await page.getByRole('button', { name: 'Discreet' }).click();
  await hidden('in the tracker');
  await page.getByRole('button', { name: 'Siblings together' }).click();
  await page.locator('.hw-group').first().click();
  await page.locator('.hw-row-in-group').first().waitFor();
  await hidden('among brothers and sisters');
  await page.keyboard.press('?');
  await page.getByRole('region', { name: 'Because' }).waitFor();
  await hidden('in the reason');

  const sibling = tracker.rows.find((row) => row.sibling_group !== null && names.has(row.family_name));
  await page.goto(`${home.base}/children/${sibling.child}`);
  await page.locator('.child-head').waitFor();
  await page.getByText('Journal: what was changed').click();
  await page.getByRole('region', { name: 'Journal' }).waitFor();
  await hidden('on the page of a child');
  await page.keyboard.press('/');
  await type(page, sibling.family_name.slice(0, 4));
  await page.getByRole('option').first().waitFor();
  await hidden('among what is found');
  await page.keyboard.press('Escape');
  await page.goto(`${home.base}/data`);
  await page.getByRole('heading', { name: /To settle/ }).waitFor();
  await page.locator('.data-conflicts li').first().waitFor();
  await hidden('on the data page');
  await leave(person);
});

test('a past date shows the page as it was known then, and nothing can be changed', async () => {
  const row = childWith(noPanel);
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  await page.locator('.ag-row').first().waitFor();
  await page.getByText('As of today').first().click();
  await page.getByRole('button', { name: 'Four weeks ago' }).click();
  const band = page.getByRole('region', { name: 'Date shown' });
  await band.filter({ hasText: 'Nothing can be changed here' }).waitFor();
  await page.waitForURL(/as_of=\d{4}-\d\d-\d\d/);
  const asOf = new URL(page.url()).searchParams.get('as_of');
  await page.locator('.ag-row').first().waitFor();

  await pressUntilFocused(page, gridBody(page));
  await pressUntilFocused(page, page.locator('[row-index="0"] [col-id="panel"]'), 'ArrowRight');
  await type(page, 'today');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.hw-date-editor').count(), 0);

  await page.goto(`${home.base}/children/${row.child}?as_of=${asOf}`);
  await page.locator('.child-head').waitFor();
  await band.waitFor();
  assert.equal(await page.getByText('Record a milestone').count(), 0);
  assert.equal(await page.locator('main').getByRole('textbox').count(), 0);
  await page.getByRole('button', { name: 'Return to today' }).click();
  await page.getByText('Record a milestone').waitFor();
  await leave(person);
});

test('search, then signing out shuts the door in every tab', async () => {
  const row = childWith((each) => each.family_name.length >= 4);
  const person = await open(browser, home, '/data');
  const { page } = person;
  const other = await person.newPage();
  await other.goto(`${home.base}/trackers/joint`);
  await other.locator('.ag-row').first().waitFor();
  await page.bringToFront();
  await page.keyboard.press('/');
  await type(page, `${row.given_name} ${row.family_name}`);
  await page.getByRole('option').filter({ hasText: row.number }).waitFor();
  await pressUntilFocused(page, page.getByRole('combobox', { name: /Find a child/ }));
  while (!(await page.locator('[role=option][aria-selected=true]').innerText()).includes(row.number))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/children/${row.child}$`));
  await openAccount(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const each of [page, other]) {
    await each.getByRole('button', { name: 'Sign in' }).waitFor();
    const family = new RegExp(`\\b${row.family_name}\\b`);
    assert.doesNotMatch(await each.locator('body').innerText(), family);
  }
  await signIn(other, home.account);
  await other.locator('.ag-row').first().waitFor();
  await leave(person);
});

test('no address ever held the name of a child', () => {
  const names = new Set(rows.flatMap((row) => [row.given_name, row.family_name]).map((name) => name.toLowerCase()));
  names.delete('');
  assert.ok(names.size > 20, `${names.size} names`);
  assert.ok(addresses.size > 20, `${addresses.size} addresses`);
  for (const address of addresses) {
    if (new URL(address).pathname.startsWith('/assets/')) continue; // named by the build
    const words = decodeURIComponent(address).toLowerCase().split(/[^\p{L}]+/u);
    assert.deepEqual(words.filter((word) => names.has(word)), [], address);
  }
});
