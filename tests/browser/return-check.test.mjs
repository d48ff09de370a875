// The return check in a real browser on a real server: two returns of one synthetic authority are sent,
// a query is accepted, and the second check tells what is new, what is gone and what stays accepted.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import { ask, open, openBrowser, pressUntilFocused, type } from './browser.mjs';
import { judge, pictures, widths } from './judge.mjs';
import { homeward, startHomeward } from './server.mjs';

const reason = 'The birth certificate says so; agreed with the DfE.';
let home;
let browser;
let folder;
const addresses = new Set(); // every address any browser asked for

before(async () => {
  home = await startHomeward();
  browser = await openBrowser();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-returns-'));
  for (const year of [2025, 2026])
    await homeward('demo', '--children', '80', '--seed', '7', '--as-of', '2026-03-31', '--year', String(year), '--out', folderOf(year));
  spoil(2026, 'header.csv', 5, 'ETHNIC', 'NONE'); // in both checks
  spoil(2026, 'header.csv', 6, 'ETHNIC', 'NONE');
  spoil(2026, 'header.csv', 7, 'SEX', 'U'); // a query (232), in both checks
  spoil(2026, 'header.csv', 8, 'SEX', 'U');
  fs.cpSync(folderOf(2026), folderOf('first'), { recursive: true });
  fs.cpSync(folderOf(2026), folderOf('second'), { recursive: true });
  spoil('first', 'header.csv', 2, 'SEX', 'U');
  spoil('first', 'header.csv', 3, 'SEX', 'U');
  spoil('second', 'header.csv', 2, 'SEX', 'U'); // stays; row 3 was mended, by rules 202 and 232
  spoil('second', 'header.csv', 4, 'DOB', '31/02/2015'); // new
});
after(async () => {
  await browser?.close();
  await home?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const folderOf = (name) => path.join(folder, String(name));
const filesOf = (name) => fs.readdirSync(folderOf(name)).map((file) => path.join(folderOf(name), file));
const linesOf = (name, file) => fs.readFileSync(path.join(folderOf(name), file), 'utf8').split('\n');

// Writes a value into a cell; rows as a spreadsheet counts them, the heading is 1.
function spoil(name, file, row, column, value) {
  const lines = linesOf(name, file);
  const at = lines[0].trim().split(',').indexOf(column);
  const cells = lines[row - 1].trim().split(',');
  cells[at] = value;
  lines[row - 1] = cells.join(',');
  fs.writeFileSync(path.join(folderOf(name), file), lines.join('\n'));
}
const childIn = (row) => linesOf('first', 'header.csv')[row - 1].split(',')[0];

async function leave(person) {
  await person.leave();
  person.addresses.forEach((address) => addresses.add(address));
}

const thisYear = (page) => page.getByLabel('This year’s files', { exact: true });
const lastYear = (page) => page.getByLabel(/^Last year’s files/);
const result = (page) => page.getByRole('link', { name: 'See what was found' });

// Sends the files and opens what was found.
async function check(page, name) {
  await page.goto(`${home.base}/return-check`);
  await thisYear(page).setInputFiles(filesOf(name));
  await lastYear(page).setInputFiles(filesOf(2025));
  await page.getByRole('button', { name: 'Check the return' }).click();
  await result(page).click({ timeout: 120_000 });
  await page.getByRole('heading', { level: 1, name: 'Check of the 2025-26 return' }).waitFor();
}
const latest = async (page) => (await ask(page, '/api/return-checks'))[0];

test('by keyboard alone, a return is sent, its findings read and one accepted with a reason', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  const { keyboard } = page;
  // From now on, and not from the press on: the browser is asked beside what is typed, and may hear it later.
  page.on('filechooser', () => {});
  await page.getByRole('heading', { name: 'No return has been checked yet' }).waitFor();
  await judge(page, 'return check, none yet');

  // Space on the field opens the system's own window, in which the files are chosen.
  for (const [field, name] of [[thisYear(page), 'first'], [lastYear(page), 2025]]) {
    await pressUntilFocused(page, field);
    const window = page.waitForEvent('filechooser');
    await keyboard.press('Space');
    await (await window).setFiles(filesOf(name));
  }
  await page.getByRole('button', { name: 'Remove header.csv' }).first().waitFor();
  await pressUntilFocused(page, page.getByLabel(/^Collection year/), 'Tab', 80);
  await type(page, '2026');
  await pressUntilFocused(page, page.getByRole('button', { name: 'Check the return' }));
  await keyboard.press('Enter');
  await result(page).waitFor({ timeout: 120_000 });
  await page.locator('.data-imports li').filter({ hasText: 'The first check of this return.' }).waitFor();
  await pressUntilFocused(page, result(page));
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Check of the 2025-26 return' }).waitFor();
  await page.getByText('There is no earlier check of the 2025-26 return').waitFor();

  const line = await latest(page);
  const rows = page.locator('.check-rules tbody tr');
  const rule = rows.filter({ has: page.getByRole('cell', { name: '232', exact: true }) });
  assert.equal(await rule.getByRole('cell').nth(1).innerText(), '4', 'each U is found');
  await pressUntilFocused(page, rule.getByRole('link'), 'Tab', 200);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Rule 232/ }).waitFor();

  // The row as it was sent, the failing cell marked, and told to who cannot see the mark.
  const table = page.getByRole('table', { name: 'Header: header.csv, row 2', exact: true });
  const failing = table.locator('td.check-cell--failing');
  assert.equal((await failing.textContent()).trim(), '✕fails: U');
  assert.equal(await table.locator('th.check-cell--failing').innerText(), 'SEX');
  assert.equal(await table.locator('td').first().innerText(), childIn(2));

  const finding = page.locator('.check-finding').filter({ has: table });
  await pressUntilFocused(page, finding.getByRole('button', { name: /^Accept with a reason/ }));
  await keyboard.press('Enter');
  await pressUntilFocused(page, finding.getByRole('textbox', { name: 'Why is this right as it is?' }));
  await judge(page, 'return check, accepting');
  await type(page, reason);
  await pressUntilFocused(page, finding.getByRole('button', { name: 'Accept', exact: true }));
  await keyboard.press('Enter');
  await finding.getByText(reason).waitFor();
  await page.getByRole('link', { name: /^Accepted 1$/ }).waitFor();
  const after = await latest(page);
  assert.deepEqual([after.accepted - line.accepted, line.queries - after.queries, after.errors], [1, 1, line.errors]);
  await leave(person);
});

test('the next check tells what is new and what is gone, and the accepted stays accepted', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  await check(page, 'second');
  await page.getByRole('heading', { name: /^Since the last check: 1 new, 2 gone$/ }).waitFor();
  const changes = page.getByRole('region', { name: /^Since the last check/ });
  await changes.getByRole('listitem').filter({ hasText: '1 gone' }).filter({ hasText: '232' }).waitFor();
  await changes.getByRole('link', { name: /^1 new of rule/ }).click();
  const table = page.getByRole('table', { name: 'Header: header.csv, row 4', exact: true });
  await table.locator('td.check-cell--failing', { hasText: '31/02/2015' }).waitFor();

  await page.goBack();
  const rule = page.locator('.check-rules tbody tr').filter({ has: page.getByRole('cell', { name: '232', exact: true }) });
  await rule.getByRole('link').click();
  await page.getByRole('link', { name: /^Accepted 1$/ }).click();
  const accepted = page.locator('.check-finding--accepted');
  await accepted.getByText(reason).waitFor();
  await accepted.getByRole('table', { name: 'Header: header.csv, row 2', exact: true }).waitFor();

  // Withdrawn, it is open again.
  await accepted.getByRole('button', { name: /^Withdraw/ }).click();
  await page.getByRole('button', { name: /^Accept with a reason/ }).first().waitFor();
  await page.getByRole('link', { name: /^Open 3$/ }).waitFor();
  await leave(person);
});

test('an error cannot be accepted, and its page says so', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  const { id } = await latest(page);
  await page.goto(`${home.base}/return-check/${id}?rule=103`);
  await page.getByText('An error cannot be accepted here').waitFor();
  await page.getByRole('table', { name: 'Header: header.csv, row 5', exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Accept/ }).count(), 0);
  await judge(page, 'return check, an error');
  await leave(person);
});

test('all that is open of a query is accepted with one reason', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  const line = await latest(page);
  const { rules } = await ask(page, `/api/return-checks/${line.id}`);
  const rule = rules.find((each) => each.severity === 'query' && each.findings - each.accepted > 1);
  assert.ok(rule);
  await page.goto(`${home.base}/return-check/${line.id}?rule=${rule.rule}`);
  await page.getByRole('button', { name: /^Accept all \d+ open findings/ }).click();
  await page.getByRole('textbox').last().fill(reason);
  await page.getByRole('button', { name: 'Accept all', exact: true }).click();
  await page.getByText('Nothing is open here').waitFor();
  assert.equal((await latest(page)).accepted - line.accepted, rule.findings - rule.accepted);
  await leave(person);
});

test('the result is taken away as a workbook and as CSV', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  await page.locator('.data-imports a').first().click();
  for (const [name, begins] of [['Download as Excel workbook', 'PK'], ['Download as CSV', '']]) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const taken = await download;
    const bytes = fs.readFileSync(await taken.path());
    assert.ok(bytes.length > 100, name);
    assert.equal(bytes.subarray(0, begins.length).toString(), begins);
    assert.match(taken.suggestedFilename(), begins ? /\.xlsx$/ : /\.csv$/);
    assert.doesNotMatch(taken.suggestedFilename(), new RegExp(childIn(2)));
  }
  await leave(person);
});

for (const size of widths) {
  const at = `at ${size.width} pixels`;

  test(`the pages of a check ${at}`, async () => {
    const person = await open(browser, home, '/return-check', home.account, size);
    const { page } = person;
    await page.locator('.data-imports li').first().waitFor();
    await judge(page, 'return check');
    await page.getByRole('button', { name: 'Check the return' }).click();
    await page.getByRole('alert').waitFor();
    await judge(page, 'return check, no file');
    const { id } = await latest(page);
    await page.goto(`${home.base}/return-check/${id}`);
    await page.locator('.check-rules').waitFor();
    for (const details of await page.locator('main details').all())
      await details.evaluate((element) => (element.open = true));
    await judge(page, 'a check by rule');
    await page.getByRole('link', { name: 'By child', exact: true }).click();
    await page.locator('.check-children').waitFor();
    await judge(page, 'a check by child');
    await page.locator('.check-children tbody th a').first().click();
    await page.locator('.check-finding').first().waitFor();
    await judge(page, 'a check, one child');
    await page.goto(`${home.base}/return-check/${id}?show=all`);
    await page.locator('.check-finding').first().waitFor();
    await judge(page, 'a check, all findings');
    await page.goto(`${home.base}/return-check/999999`);
    await page.getByRole('heading', { name: 'No such check here' }).waitFor();
    await judge(page, 'no such check');
    await leave(person);
  });

  test(`what the return would say today ${at}`, async () => {
    const person = await open(browser, home, '/return-check/record', home.account, size);
    const { page } = person;
    const worker = page.locator('.check-worker').first();
    await worker.waitFor();
    await judge(page, 'the record check');
    const record = await ask(page, '/api/return-checks/record');
    const [first] = record.workers;
    assert.match(await worker.getByRole('heading', { level: 2 }).innerText(), /thing|things/);
    const [child] = first.children;
    await worker.locator('h3 a').first().click();
    await page.waitForURL(new RegExp(`/children/${child.child_id}$`));
    const panel = page.getByRole('region', { name: 'What the return would say' });
    await panel.getByText(child.findings[0].sentence, { exact: false }).first().waitFor();
    await judge(page, 'child, what the return would say');
    await leave(person);
  });
}

test('in discreet mode no name, birth date or postcode of a child is shown', async () => {
  const person = await open(browser, home, '/return-check/record');
  const { page } = person;
  await page.locator('.check-worker h3 a').first().waitFor();
  const record = await ask(page, '/api/return-checks/record');
  await page.evaluate(() => localStorage.setItem('homeward-discreet', 'on'));
  await page.reload();
  await page.locator('.check-worker h3 a').first().waitFor();
  const shown = await page.locator('main').innerText();
  const children = record.workers.flatMap((worker) => worker.children);
  for (const { name } of children.slice(0, 50)) assert.ok(!name || !shown.includes(name), 'a name is shown');
  const { id } = await latest(page);
  await page.goto(`${home.base}/return-check/${id}?rule=232&show=all`);
  const table = page.getByRole('table', { name: 'Header: header.csv, row 2', exact: true });
  await table.waitFor();
  assert.match(await table.innerText(), /hidden/);
  assert.doesNotMatch(await table.innerText(), /\d\d\/\d\d\/\d{4}/);
  await leave(person);
});

// A zip of one CSV file whose bytes are few and which unpacks to very many.
function zipBomb(megabytes) {
  const name = Buffer.from('header.csv');
  const bytes = Buffer.alloc(megabytes * 2 ** 20, 'a');
  const packed = zlib.deflateRawSync(bytes, { level: 9 });
  const [local, central, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  const fields = (into, at) => {
    into.writeUInt16LE(20, at); // version
    into.writeUInt16LE(8, at + 4); // deflated
    into.writeUInt32LE(zlib.crc32?.(bytes) ?? 0, at + 10);
    into.writeUInt32LE(packed.length, at + 14);
    into.writeUInt32LE(bytes.length, at + 18);
    into.writeUInt16LE(name.length, at + 22);
  };
  local.writeUInt32LE(0x04034b50, 0);
  fields(local, 4);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  fields(central, 6);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

test('a zip bomb and an upload that is too large are refused with a sentence, and nothing is kept', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  const before = await ask(page, '/api/return-checks');
  const bomb = path.join(folder, 'bomb.zip');
  const large = path.join(folder, 'large.csv');
  fs.writeFileSync(bomb, zipBomb(400));
  fs.writeFileSync(large, 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n');
  fs.truncateSync(large, 210 * 2 ** 20);
  const refused = page.locator('.data-outcome--refused');
  for (const [file, what] of [[bomb, 'a zip bomb'], [large, 'an upload too large']]) {
    await page.goto(`${home.base}/return-check`);
    await thisYear(page).setInputFiles(file);
    await page.getByRole('button', { name: 'Check the return' }).click();
    await refused.waitFor({ timeout: 60_000 });
    const said = await refused.locator('p').innerText();
    assert.match(said, /^(The files were not checked|Refused; nothing was kept)\. [A-Z“].+\.$/, what);
    assert.doesNotMatch(said, /cannot be reached|fault/, what);
    if (file === large) assert.match(said, /MB/, what);
    await judge(page, `return check, ${what}`);
    await page.getByRole('button', { name: 'Close this message' }).click();
  }
  assert.deepEqual(await ask(page, '/api/return-checks'), before);
  await leave(person);
});

test('a check prints with its counts and its rules, without what only a screen can do', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  const { id } = await latest(page);
  await page.goto(`${home.base}/return-check/${id}`);
  await page.locator('.check-rules').waitFor();
  await page.emulateMedia({ media: 'print' });
  for (const kept of [page.getByRole('heading', { level: 1 }), page.locator('.check-counts'), page.locator('.check-rules')])
    assert.equal(await kept.isVisible(), true);
  assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0);
  if (pictures) await page.screenshot({ path: path.join(pictures, 'check-print.png'), fullPage: true });
  await leave(person);
});

test('a check is deleted after a question', async () => {
  const person = await open(browser, home, '/return-check');
  const { page } = person;
  const before = await ask(page, '/api/return-checks');
  await page.goto(`${home.base}/return-check/${before[0].id}`);
  await page.getByRole('button', { name: 'Delete this check' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the check' }).click();
  await page.waitForURL(/\/return-check$/);
  await page.locator('.data-imports li').first().waitFor();
  assert.equal((await ask(page, '/api/return-checks')).length, before.length - 1);
  await leave(person);
});

test('no address anywhere held a child’s number or the reason', () => {
  const numbers = [2, 3, 4].map(childIn);
  const telling = [...addresses].filter((address) => numbers.some((number) => address.includes(number)) || /certificate/.test(address));
  assert.deepEqual(telling, []);
  assert.ok(addresses.size > 20);
});
