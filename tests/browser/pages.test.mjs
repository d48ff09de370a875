// Every page, wide and narrow: readable by everybody (axe-core, WCAG 2.2 AA), by keyboard, on paper,
// without faults; and bringing a return in through the browser.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser, pressUntilFocused, signIn, sitDown, type } from './browser.mjs';
import { judge, pictures, widths } from './judge.mjs';
import { root, startHomeward } from './server.mjs';

const returnFolder = path.join(root, 'tests/data/ssda903-fake');

let home;
let browser;
before(async () => {
  home = await startHomeward();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

for (const size of widths) {
  const wide = size.width > 640;
  const at = `at ${size.width} pixels`;

  test(`signing in ${at}`, async () => {
    const person = await sitDown(browser, home, size);
    const { page } = person;
    await page.goto(home.base);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await judge(page, 'sign in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('There is a problem').waitFor();
    await judge(page, 'sign in, nothing given');
    await page.getByLabel('Name').fill(home.account.name);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('is not right').first().waitFor();
    await judge(page, 'sign in, wrong');
    await signIn(page, home.account);
    await person.leave();
  });

  test(`the tracker ${at}`, async () => {
    const person = await open(browser, home, '/trackers/joint', home.account, size);
    const { page } = person;
    if (wide) {
      await page.locator('.ag-row').first().waitFor();
      await page.waitForTimeout(300);
      await judge(page, 'tracker');
      await pressUntilFocused(page, page.locator('.ag-center-cols-container .ag-cell'));
      await pressUntilFocused(page, page.locator('[row-index="0"] [col-id="next_planning_meeting"]'), 'ArrowRight');
      await page.keyboard.press('?');
      await page.getByRole('region', { name: 'Because' }).waitFor();
      await judge(page, 'tracker, because');
      await page.keyboard.press('Escape');
      await type(page, '31/2');
      await page.getByText('31/2 is not a date.').waitFor();
      await judge(page, 'tracker, editor open');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Siblings together' }).click();
      await page.locator('.hw-group').first().click();
      await page.locator('.hw-row-in-group').first().waitFor();
      await judge(page, 'tracker, siblings together');
      await page.locator('summary', { hasText: 'Columns' }).click();
      await judge(page, 'tracker, columns');
    } else {
      await page.locator('.hw-card').first().waitFor();
      await judge(page, 'tracker');
      await page.locator('summary', { hasText: 'Filters' }).click();
      await judge(page, 'tracker, filters open');
      await page.getByRole('button', { name: /Record a milestone/ }).first().click();
      await page.getByRole('button', { name: 'Save the milestone' }).click();
      await page.getByRole('alert').waitFor();
      await judge(page, 'tracker, recording');
    }
    await person.leave();
  });

  test(`the page of a child ${at}`, async () => {
    const person = await open(browser, home, '/data', home.account, size);
    const { page } = person;
    const { rows } = await ask(page, '/api/trackers/joint');
    const row = rows.find((each) => each.sibling_group !== null && each.counted.overdue && each.counted.unknown);
    assert.ok(row);
    await page.goto(`${home.base}/children/${row.child}`);
    await page.locator('.timeline__svg').waitFor();
    await judge(page, 'child');
    for (const details of await page.locator('main details').all())
      await details.evaluate((element) => (element.open = true));
    await page.getByRole('form', { name: 'Record a milestone' }).waitFor();
    await page.getByRole('region', { name: 'Journal' }).waitFor();
    const looks = page.getByRole('region', { name: 'Access log' });
    await looks.getByRole('row', { name: /Demo Manager.* child page/ }).first().waitFor();
    await judge(page, 'child, all opened');
    await person.leave();
  });

  test(`the data page and what it holds ${at}`, async () => {
    const person = await open(browser, home, '/data', home.account, size);
    const { page } = person;
    await page.locator('.data-conflicts li').first().waitFor();
    await page.getByRole('heading', { name: 'Imports' }).waitFor();
    await judge(page, 'data');
    await person.leave();
  });

  test(`search, the menus and an address that leads nowhere ${at}`, async () => {
    const person = await open(browser, home, '/nowhere', home.account, size);
    const { page } = person;
    await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
    await judge(page, 'no such page');
    await page.goto(`${home.base}/children/999999`);
    await page.getByRole('heading', { name: 'No such child here' }).waitFor();
    await judge(page, 'no such child');
    await page.getByRole('combobox', { name: /Find a child/ }).click();
    await type(page, 'ja');
    await page.getByRole('option').first().waitFor();
    await judge(page, 'search');
    await page.keyboard.press('Escape');
    await page.locator('summary', { hasText: 'As of' }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await judge(page, 'as of');
    await page.locator('summary', { hasText: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await judge(page, 'account');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discreet' }).click();
    await page.getByRole('region', { name: 'Discreet mode' }).waitFor();
    await judge(page, 'discreet mode');
    await person.leave();
  });
}

test('by keyboard: the skip link skips, and the focus is always seen', async () => {
  const person = await open(browser, home, '/trackers/joint');
  const { page } = person;
  await page.locator('.ag-row').first().waitFor();
  await page.reload();
  await page.locator('.ag-row').first().waitFor();
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  assert.equal(await focused(), 'Skip to main content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('main') !== null), true);

  // With and without the focus, each stop of the Tab key looks different.
  const unseen = [];
  let stops = 0;
  for (const address of ['/trackers/joint', `/children/${(await ask(page, '/api/trackers/joint')).rows[0].child}`, '/data', '/return-check']) {
    await page.goto(home.base + address);
    await page.locator('.ag-row, .timeline__svg, .data-imports, .hw-empty').first().waitFor();
    for (let presses = 0; presses < 45; presses++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const look = () => {
          const seen = [element, element.parentElement, element.closest('.ag-cell'), ...element.children];
          return seen
            .filter(Boolean)
            .flatMap((each) =>
              ['', '::before', '::after'].map((part) => {
                const style = getComputedStyle(each, part || null);
                const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = style;
                return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, style.backgroundColor].join();
              }),
            )
            .join(';');
        };
        const withFocus = look();
        element.blur();
        const without = look();
        element.focus();
        return { same: withFocus === without, html: element.outerHTML.slice(0, 120) };
      });
      if (stop === null) break;
      stops++;
      if (stop.same) unseen.push(`${address}: ${stop.html}`);
    }
  }
  assert.deepEqual(unseen, []);
  assert.ok(stops > 50, `${stops} stops`);
  await person.leave();
});

test('the page of a child prints on at most two sheets, without what only a screen can do', async () => {
  const person = await open(browser, home, '/data');
  const { page } = person;
  const { rows } = await ask(page, '/api/trackers/joint');
  const longest = rows.reduce((most, row) => (row.in_care_days > most.in_care_days ? row : most));
  const waits = ({ counted: { overdue = [], unknown = [] } }) => overdue.length + unknown.length;
  const busiest = rows.reduce((most, row) => (waits(row) > waits(most) ? row : most));
  for (const { child } of [longest, busiest]) {
    await page.goto(`${home.base}/children/${child}`);
    await page.locator('.timeline__svg').waitFor();
    const pdf = await page.pdf({ format: 'A4' });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
    if (pictures) fs.writeFileSync(path.join(pictures, `child-${child}.pdf`), pdf);
    assert.ok(sheets <= 2, `${sheets} sheets`);
  }
  await page.emulateMedia({ media: 'print' });
  for (const kept of [page.getByRole('heading', { level: 1 }), page.getByText('The story'), page.getByText('Synthetic data')])
    assert.equal(await kept.isVisible(), true);
  for (const gone of [page.getByRole('search'), page.getByText('Record a milestone'), page.getByRole('button')])
    assert.equal(await gone.filter({ visible: true }).count(), 0);
  await page.getByText(/^Homeward, .* As of \w{3} \d+ \w{3} \d{4}\.$/).waitFor(); // no sheet without its day
  if (pictures) await page.screenshot({ path: path.join(pictures, 'child-print.png'), fullPage: true });
  await person.leave();
});

test('a file that is no return is refused with a sentence, and nothing changes', async () => {
  const person = await open(browser, home, '/data');
  const { page } = person;
  await page.getByLabel('Or choose files').waitFor();
  const before = await ask(page, '/api/trackers/joint');
  await page.getByLabel('Or choose files').setInputFiles({
    name: 'shopping.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('milk,2\nbread,1\n'),
  });
  const outcome = page.locator('.data-outcome--refused');
  await outcome.waitFor();
  assert.match(await outcome.innerText(), /(Refused; nothing was changed|were not imported)\. [A-Z“].+\./);
  await judge(page, 'data, a refusal');
  assert.deepEqual((await ask(page, '/api/trackers/joint')).rows, before.rows);
  await person.leave();
});

test('a return comes in through the browser: progress, what was wrong in order, then its children', async () => {
  const person = await open(browser, home, '/data');
  const { page } = person;
  const files = fs.readdirSync(returnFolder).filter((name) => /^(?!placed_for_adoption_errors).*\.csv$/.test(name));
  const numbers = new Set();
  for (const name of files) {
    const [header, ...lines] = fs.readFileSync(path.join(returnFolder, name), 'utf8').split(/\r?\n/);
    const column = header.split(',').findIndex((title) => /^\W*CHILD\W*$/.test(title));
    for (const line of lines) if (line) numbers.add(line.split(',')[column].replaceAll('"', ''));
  }

  const held = await ask(page, '/api/trackers/joint');
  const importsBefore = (await ask(page, '/api/imports')).length;
  const choose = () =>
    page.getByLabel('Or choose files').setInputFiles(files.map((name) => path.join(returnFolder, name)));
  const lookOver = page.getByRole('region', { name: `What importing ${files.length} files would do` });
  const done = page.locator('.data-outcome', { hasText: 'Done.' });
  const importAllTheSame = async () => {
    await page.getByLabel('Import all the same').check();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await done.waitFor({ timeout: 240_000 });
  };

  // Another authority's return of an old year: looked over, and cancelled.
  await choose();
  await lookOver.waitFor({ timeout: 240_000 });
  const words = await lookOver.innerText();
  assert.match(words, /children, none known here, though .* held here/);
  assert.match(words, /This is a return for 2017-18\./);
  await judge(page, 'data, look-over');
  for (const opening of await lookOver.locator('details').all())
    await opening.evaluate((element) => (element.open = true));
  await judge(page, 'data, look-over, all opened');
  await page.reload();
  await lookOver.waitFor(); // found again
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Or choose files').waitFor();
  assert.equal((await ask(page, '/api/imports')).length, importsBefore);
  assert.deepEqual((await ask(page, '/api/trackers/joint')).rows, held.rows, 'nothing came in');

  await choose();
  await lookOver.waitFor({ timeout: 240_000 });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Tick “Import all the same”').waitFor();
  await importAllTheSame();
  const [line] = await ask(page, '/api/imports');
  assert.equal(line.state, 'done');
  assert.equal(line.children, numbers.size, 'every child of the file');
  await page.locator('.data-imports li').first().filter({ hasText: line.sentence }).waitFor();
  const { last_data: last } = await ask(page, '/api/session');
  await page.getByRole('contentinfo').filter({ hasText: last.words }).waitFor();
  await judge(page, 'data, imported');

  if (line.problems > 0) {
    await page.getByRole('link', { name: 'See its problems' }).click();
    await page.getByRole('heading', { name: /problems? of/ }).waitFor();
    await judge(page, 'data, problems');
    const { problems, total } = await ask(page, `/api/imports/${line.id}/problems?offset=0&limit=1000`);
    assert.equal(total, line.problems);
    const places = problems.map(({ file, row }) => [file, row ?? 0]);
    const inOrder = [...places].sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : 0));
    const perFile = (list) => Object.fromEntries(list.map(([file]) => [file, list.filter(([of]) => of === file)]));
    assert.deepEqual(perFile(places), perFile(inOrder), 'each file from its first row to its last');
  }

  // Somebody who looks for one of them finds them by number.
  const [one] = numbers;
  await page.keyboard.press('/');
  await type(page, one);
  const option = page.getByRole('option').filter({ hasText: one });
  await option.first().waitFor();
  await option.first().click();
  await page.waitForURL(/\/children\/\d+$/);
  await page.locator('.child-head').filter({ hasText: one }).waitFor();
  await judge(page, 'child, imported');

  // The same files again change nothing.
  await page.goto(`${home.base}/data`);
  await choose();
  await lookOver.filter({ hasText: 'Nothing new' }).waitFor({ timeout: 240_000 });
  await importAllTheSame();
  const [again] = await ask(page, '/api/imports');
  assert.deepEqual([again.added, again.changed, again.withdrawn], [0, 0, 0]);

  // And the import is undone as one.
  await page.locator('.data-imports > li').nth(1).getByRole('button', { name: /Undo this import/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('would be taken out').waitFor({ timeout: 60_000 });
  await judge(page, 'data, undo');
  await dialog.getByRole('button', { name: 'Undo this import' }).click();
  await page.locator('.data-outcome', { hasText: `Import ${line.id} is undone.` }).waitFor({ timeout: 240_000 });
  await page.locator('.data-imports > li').nth(1).getByText(/Undone by/).waitFor();
  const number = ({ rows }) => rows.map((row) => row.number).sort();
  assert.deepEqual(number(await ask(page, '/api/trackers/joint')), number(held), 'the children of before');
  await person.leave();
});

test('a lost connection is called so, and the pages open, with their looks, once it is there again', async () => {
  const person = await open(browser, home, '/data');
  const { context, page } = person;
  const link = (name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
  const away = page.getByRole('heading', { name: 'This page could not be fetched' });
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  await context.setOffline(true);
  await link('Tracker').click();
  await away.waitFor();
  await judge(page, 'a page that could not be fetched');
  await link('Data').click();
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  await link('Return check').click();
  await away.waitFor();
  await context.setOffline(false);
  await link('Tracker').click();
  await page.locator('.ag-row').first().waitFor();
  const looks = await page.locator('.hw-tracker').evaluate((element) => getComputedStyle(element).display);
  assert.equal(looks, 'flex');
  await link('Return check').click();
  await page.getByRole('heading', { level: 1, name: 'Return check' }).waitFor();
  person.faults.splice(0); // the browser's own words about a connection that was away
  await person.leave();
});
