// The tracker's grid under a person's hands: what is typed, pasted, filled and taken back, on filtered
// lists, in a real browser on a real server. Each test uses children of its own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser, signIn, type } from './browser.mjs';
import { judge } from './judge.mjs';
import { root, startHomeward } from './server.mjs';

const trouble = (name) => fs.readFileSync(path.join(root, 'tests/data/trouble/paste', name), 'utf8');

let home;
let browser;
let colleague;
before(async () => {
  home = await startHomeward();
  colleague = await home.addAccount('bo', 'Bo Osei', 'practitioner');
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

const cellOf = (page, child, column) => page.locator(`.ag-row[row-id="c${child}"] [col-id="${column}"]`);
const editor = (page) => page.locator('.hw-date-editor');
const status = (page) => page.locator('.hw-status__words');
const reports = (page) => page.locator('.hw-reports');
const rowOf = (page, child) => ask(page, `/api/trackers/joint/rows/${child}`);

// Saves a date as the page of that person would; gives the answer's status.
const put = (page, child, { type, nth, version }, body) =>
  page.evaluate(
    async ([address, seen, sent]) => {
      const { csrf_token: token } = await (await fetch('/api/session')).json();
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': token, 'If-Match': `"${seen}"` };
      return (await fetch(address, { method: 'PUT', headers, body: sent })).status;
    },
    [`/api/children/${child}/milestones/${type}/${nth}`, version, JSON.stringify(body)],
  );

// The children in the list, from the top, as far as they are drawn.
const drawn = (page) =>
  page.locator('.ag-pinned-left-cols-container .ag-row').evaluateAll((found) =>
    found
      .map((row) => ({ child: Number(row.getAttribute('row-id').slice(1)), at: Number(row.getAttribute('row-index')) }))
      .sort((a, b) => a.at - b.at)
      .map(({ child }) => child),
  );
const focused = (page) =>
  page.evaluate(() => {
    const cell = document.activeElement?.closest('.ag-cell');
    const row = cell?.closest('.ag-row');
    return row ? `${row.getAttribute('row-id')} ${cell.getAttribute('col-id')}` : document.activeElement?.tagName;
  });

async function openList(query, account, size) {
  const person = await open(browser, home, `/trackers/joint?${query}`, account, size);
  await person.page.locator('.ag-row a').first().waitFor();
  return person;
}
// A message below the grid takes rows from its end; those that are drawn are the same ones.
async function nobodyMoved(page, order) {
  const now = await drawn(page);
  const length = Math.min(now.length, order.length);
  assert.ok(length > 5);
  assert.deepEqual(now.slice(0, length), order.slice(0, length));
}
// Puts the cursor on a cell that is drawn. What is said above the grid may move its rows while the
// pointer is on its way: who lands beside the cell clicks again.
async function standOn(page, child, column) {
  await cellOf(page, child, column).click();
  for (let turn = 0; turn < 20 && (await focused(page)) !== `c${child} ${column}`; turn++) await page.waitForTimeout(50);
  if ((await focused(page)) !== `c${child} ${column}`) await cellOf(page, child, column).click();
  await expectFocus(page, child, column);
}
async function expectFocus(page, child, column) {
  const wanted = `c${child} ${column}`;
  for (let turn = 0; turn < 50 && (await focused(page)) !== wanted; turn++) await page.waitForTimeout(50);
  assert.equal(await focused(page), wanted);
}
// As Ctrl+V with this on the clipboard.
async function paste(page, text) {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+v');
}
// The first children in sight that `wanted` says yes to, in their order.
async function inSight(page, wanted, count) {
  const { rows } = await ask(page, '/api/trackers/joint');
  const byChild = new Map(rows.map((row) => [row.child, row]));
  const found = (await drawn(page)).map((child) => byChild.get(child)).filter(wanted);
  assert.ok(found.length >= count, `${found.length} of ${count} such children are in sight`);
  return found.slice(0, count);
}
const nameOf = (row) => `${row.given_name} ${row.family_name}`;
// Whether it lies behind or ahead on the day the test is run.
const dateIn = (row, column) => row.cells[column].happened_on ?? row.cells[column].planned_on;
const empty = (column) => (row) => row.cells[column]?.edit && !row.cells[column].happened_on && !row.cells[column].planned_on;
// Children who stand one under the other in sight and whose cells in a column are empty.
async function together(page, column, count) {
  const { rows } = await ask(page, '/api/trackers/joint');
  const order = await drawn(page);
  const free = new Set(rows.filter(empty(column)).map((row) => row.child));
  const at = order.findIndex((_child, index) => {
    const block = order.slice(index, index + count);
    return block.length === count && block.every((child) => free.has(child));
  });
  assert.ok(at >= 0, 'there are such children');
  return order.slice(at, at + count);
}

test('working down a filtered list: nobody is passed over, and an edited child stays in its place', async () => {
  const person = await openList('show=overdue&sort=child:up');
  const { page } = person;
  const order = await drawn(page);
  const { rows } = await ask(page, '/api/trackers/joint');
  // Three in a row whose only overdue clock is the next planning meeting: an edit takes them out.
  const leaves = (child) => {
    const row = rows.find((each) => each.child === child);
    const cell = row.cells.next_planning_meeting;
    // A date that is planned already would be asked about.
    return row.counted.overdue?.join() === 'next_planning_meeting' && cell.edit && !cell.planned_on;
  };
  const at = order.findIndex((child, index) => leaves(child) && order[index + 1] && order[index + 2]);
  assert.ok(at >= 0, 'the synthetic authority holds such children');
  const [first, second, third] = order.slice(at);

  await standOn(page, first, 'next_planning_meeting');
  await type(page, 'today');
  await page.keyboard.press('Enter');
  await expectFocus(page, second, 'next_planning_meeting');
  await status(page).filter({ hasText: /^Saved: .*Next planning meeting, happened \w{3} \d+ \w{3} \d{4}/ }).waitFor();
  await cellOf(page, first, 'child').getByText('no longer matches this filter').waitFor();
  await nobodyMoved(page, order);

  // Typed on at once, without a look: the date goes to the next child.
  await type(page, 'yesterday');
  await page.keyboard.press('Enter');
  await expectFocus(page, third, 'next_planning_meeting');
  await cellOf(page, second, 'next_planning_meeting').filter({ hasNotText: 'Saving' }).waitFor();
  await page.getByText(/Saved: .*/).waitFor();
  await nobodyMoved(page, order);
  await judge(page, 'tracker, edited children stay');

  // A colleague's edit does not move anybody either.
  const other = await openList('show=overdue&sort=child:up', colleague);
  const theirs = order.find((child) => ![first, second, third].includes(child) && leaves(child));
  if (theirs) {
    await standOn(other.page, theirs, 'next_planning_meeting');
    await type(other.page, 'today');
    await other.page.keyboard.press('Enter');
    await cellOf(page, theirs, 'child').getByText('no longer matches this filter').waitFor();
    await nobodyMoved(page, order);
    await expectFocus(page, third, 'next_planning_meeting');
  }

  // The filter used again leaves them out, and the cursor stays with its child.
  await page.getByRole('button', { name: 'Bring the list up to date' }).click();
  await cellOf(page, first, 'child').waitFor({ state: 'detached' });
  const now = await drawn(page);
  assert.ok(!now.includes(first));
  await person.leave();
  await other.leave();
});

test('an edited child can be taken back by the button, and done again by Ctrl+Y', async () => {
  const person = await openList('');
  const { page } = person;
  const [row] = await inSight(page, empty('panel'), 1);
  await standOn(page, row.child, 'panel');
  await type(page, '-1');
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Panel, happened` }).waitFor();
  const saved = (await rowOf(page, row.child)).cells.panel.happened_on;
  await page.getByRole('button', { name: 'Undo' }).click();
  await status(page).filter({ hasText: `Taken back: ${nameOf(row)}, Panel, now the date removed` }).waitFor();
  assert.equal((await rowOf(page, row.child)).cells.panel.happened_on, null);
  await standOn(page, row.child, 'panel');
  await page.keyboard.press('Control+y');
  await status(page).filter({ hasText: 'Done again' }).waitFor();
  assert.equal((await rowOf(page, row.child)).cells.panel.happened_on, saved);
  await page.keyboard.press('Control+z');
  await status(page).filter({ hasText: 'Taken back' }).waitFor();
  assert.equal((await rowOf(page, row.child)).cells.panel.happened_on, null);
  await person.leave();
});

test('a paste of which one is no date saves the others, and says which one was not saved until it is closed', async () => {
  const person = await openList('show=stuck&sort=child:up');
  const { page } = person;
  const order = await drawn(page);
  const block = await together(page, 'match_decision', 4);
  const before = await Promise.all(block.map((child) => rowOf(page, child)));
  await standOn(page, block[0], 'match_decision');
  await paste(page, '46296\r\n2026-10-01 00:00:00\r\nn/a\r\n13/10/2026 00:00\r\n');
  const report = reports(page);
  await report.getByText('1 of 4 was not saved').waitFor();
  assert.match(await report.innerText(), new RegExp(`Row 3, ${nameOf(before[2])}, Match decision: n/a is not a date`));
  await status(page).filter({ hasText: 'Saved: 3 dates' }).waitFor();
  assert.match(await status(page).innerText(), /46296 is a spreadsheet’s number/);
  const dates = (await Promise.all(block.map((child) => rowOf(page, child)))).map((row) => dateIn(row, 'match_decision'));
  assert.deepEqual(dates, ['2026-10-01', '2026-10-01', null, '2026-10-13']);
  await cellOf(page, block[2], 'match_decision').locator('.hw-refused').waitFor();
  await nobodyMoved(page, order);
  await judge(page, 'tracker, some not saved');

  // It stands through other work …
  await standOn(page, block[3], 'child');
  await page.keyboard.press('ArrowUp');
  await report.getByText('1 of 4 was not saved').waitFor();
  // … one Undo takes the whole paste back …
  await page.getByRole('button', { name: 'Undo' }).click();
  await status(page).filter({ hasText: 'Taken back: 3 dates' }).waitFor();
  for (const child of block) assert.equal(dateIn(await rowOf(page, child), 'match_decision'), null);
  // … and it goes when the cell is filled well.
  await report.getByRole('button', { name: /Go to the cell/ }).click();
  await expectFocus(page, block[2], 'match_decision');
  await type(page, '-4');
  await page.keyboard.press('Enter');
  await report.getByText('not saved').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.hw-refused').count(), 0);
  await person.leave();
});

test('the clipboard’s quoted cell with a line break is one cell, and a bad date does not silence itself', async () => {
  const person = await openList('show=stuck&sort=child:down');
  const { page } = person;
  const [first, second, third] = await together(page, 'endorsed', 3);
  const held = async (child) => dateIn(await rowOf(page, child), 'endorsed');
  await standOn(page, first, 'endorsed');
  await paste(page, trouble('a-clipboard.txt'));
  await reports(page).getByText('1 of 3 was not saved').waitFor();
  assert.match(await reports(page).innerText(), /Row 1, .*02\/11\/2026 put off once is not a date/);
  await status(page).filter({ hasText: 'Saved: 2 dates' }).waitFor();
  assert.deepEqual([await held(first), await held(second), await held(third)], [null, '2026-11-03', '2026-11-04']);

  await page.keyboard.press('Control+z');
  await status(page).filter({ hasText: 'Taken back: 2 dates' }).waitFor();
  await paste(page, trouble('b-clipboard.txt'));
  await reports(page).getByText('1 of 2 was not saved').waitFor();
  assert.match(await reports(page).innerText(), /Row 1, .*31\/02\/2026 is not a date/);
  await status(page).filter({ hasText: /Saved: .* Thu 5 Nov 2026/ }).waitFor();
  assert.deepEqual([await held(first), await held(second)], [null, '2026-11-05']);
  await person.leave();
});

for (const [how, go] of [
  ['Tab', async (page) => page.keyboard.press('Tab')],
  ['a click elsewhere', async (page, other) => cellOf(page, other, 'match_decision').click()],
]) {
  test(`a date that cannot be read is not lost by ${how}`, async () => {
    const person = await openList('show=stuck&sort=child:up');
    const { page } = person;
    const [row, other] = await inSight(page, empty('panel'), 2);
    await standOn(page, row.child, 'panel');
    await type(page, '31/2');
    await go(page, other.child);
    if (how === 'Tab') {
      await editor(page).getByText('31/2 is not a date.').waitFor();
      assert.equal(await editor(page).getByRole('textbox').inputValue(), '31/2', 'the editor stays');
      await page.keyboard.press('Escape');
      await expectFocus(page, row.child, 'panel');
    } else {
      await reports(page).getByText('Not saved').waitFor();
      assert.match(await reports(page).innerText(), new RegExp(`${nameOf(row)}, Panel: 31/2 is not a date`));
    }
    assert.deepEqual((await rowOf(page, row.child)).cells.panel, row.cells.panel);
    await person.leave();
  });
}

test('a date that cannot be read is asked about before its page is left', async () => {
  const person = await openList('show=stuck&sort=child:up');
  const { page } = person;
  const [row, other] = await inSight(page, empty('panel'), 2);
  const leave = () => page.getByRole('link', { name: 'Data', exact: true }).click();
  const question = page.getByRole('dialog', { name: /not saved/ });
  const named = question.getByText(`Not saved yet: Panel of ${nameOf(row)}.`);
  await standOn(page, row.child, 'panel');
  await type(page, '31/2');
  await leave(); // straight from the open field
  await named.waitFor();
  await question.getByRole('button', { name: 'Stay on this page' }).click();
  await question.waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'INPUT');
  assert.equal(await editor(page).getByRole('textbox').inputValue(), '31/2');
  await cellOf(page, other.child, 'match_decision').click();
  await reports(page).getByText(`${nameOf(row)}, Panel: 31/2 is not a date`).waitFor();
  await leave(); // and as long as the report stands
  await named.waitFor();
  await question.getByRole('button', { name: 'Stay on this page' }).click();
  await reports(page).getByRole('button', { name: /Close/ }).click();
  await leave();
  await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
  await person.leave();
});

for (const [way, leave] of [
  ['a link', (page) => page.getByRole('link', { name: 'Data', exact: true }).click()],
  ['the browser’s Back', (page) => page.evaluate(() => history.back())],
]) {
  test(`leaving by ${way} with a date in an open field saves nothing, and staying goes on with it`, async () => {
    const person = await open(browser, home, '/data');
    const { page } = person;
    const list = async () => {
      await page.locator('a[href^="/trackers/joint"]').first().click();
      await page.locator('.ag-row a').first().waitFor();
    };
    await list();
    const [row, other] = await inSight(page, empty('panel'), 2);
    const sent = [];
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()));
    const question = page.getByRole('dialog', { name: /not saved/ });
    await standOn(page, row.child, 'panel');
    await type(page, '-2');
    await leave(page);
    await question.getByText(`Not saved yet: Panel of ${nameOf(row)}.`).waitFor();
    await judge(page, `tracker, a date before leaving by ${way}`);
    await question.getByRole('button', { name: 'Stay on this page' }).click();
    await question.waitFor({ state: 'detached' });
    assert.equal(await editor(page).getByRole('textbox').inputValue(), '-2');
    assert.equal(await focused(page), 'INPUT');
    await leave(page);
    await question.getByRole('button', { name: 'Leave without saving' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Data' }).waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(sent, []);
    // A click elsewhere in the page saves, as before.
    await list();
    await standOn(page, row.child, 'panel');
    await type(page, '-2');
    await cellOf(page, other.child, 'match_decision').click();
    await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Panel` }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await status(page).filter({ hasText: 'Taken back' }).waitFor();
    await person.leave();
  });
}

for (const [answer, outcome] of [
  ['Keep theirs', 'theirs'],
  ['Save mine instead', 'mine'],
]) {
  test(`a conflict in the middle of a paste holds up nothing and is asked about: ${answer}`, async () => {
    const person = await openList(outcome === 'mine' ? 'sort=child:up' : 'show=stuck&sort=child:down');
    const { page } = person;
    const block = await together(page, 'endorsed', 3);
    const held = async (child) => dateIn(await rowOf(page, child), 'endorsed');
    const { edit } = (await rowOf(page, block[1])).cells.endorsed;
    const second = await openList('', colleague);
    // While the first date of the paste is on its way, a colleague saves the second cell.
    let first = true;
    await page.route('**/milestones/**', async (route) => {
      if (first) {
        first = false;
        const status = await put(second.page, block[1], edit, { happened_on: '2026-03-03' });
        assert.equal(status, 200);
      }
      await route.continue();
    });
    await standOn(page, block[0], 'endorsed');
    await paste(page, '01/09/2026\r\n02/09/2026\r\n03/09/2026\r\n');
    const question = page.getByRole('dialog', { name: 'Someone saved first' });
    await question.getByText('happened Tue 3 Mar 2026').waitFor();
    await question.getByText('happened Wed 2 Sep 2026').waitFor();
    await status(page).filter({ hasText: 'Saved: 2 dates' }).waitFor();
    assert.deepEqual(await Promise.all(block.map(held)), ['2026-09-01', '2026-03-03', '2026-09-03']);
    await judge(page, 'tracker, a conflict in a paste');
    await question.getByRole('button', { name: answer }).click();
    await question.waitFor({ state: 'detached' });
    if (outcome === 'mine') await status(page).filter({ hasText: 'Wed 2 Sep 2026' }).waitFor();
    assert.equal(await held(block[1]), outcome === 'mine' ? '2026-09-02' : '2026-03-03');
    // One Undo takes the paste back, and never what the colleague saved.
    await page.getByRole('button', { name: 'Undo' }).click();
    await status(page).filter({ hasText: outcome === 'mine' ? 'Taken back: 3 dates' : 'Taken back: 2 dates' }).waitFor();
    assert.deepEqual(await Promise.all(block.map(held)), [null, '2026-03-03', null]);
    await second.leave();
    await person.leave();
  });
}

test('Tab saves a typed date and goes on to the next cell; Shift+Tab to the one before', async () => {
  const person = await openList('');
  const { page } = person;
  const [row] = await inSight(page, empty('panel'), 1);
  await standOn(page, row.child, 'panel');
  await type(page, '-2');
  await page.keyboard.press('Tab');
  await expectFocus(page, row.child, 'match_decision');
  await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Panel` }).waitFor();
  await expectFocus(page, row.child, 'match_decision');
  await type(page, '-1');
  await page.keyboard.press('Shift+Tab');
  await expectFocus(page, row.child, 'panel');
  await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Match decision` }).waitFor();
  await person.leave();
});

test('a planned date on a done cell says what it removes, and asks; Esc and a click elsewhere are safe', async () => {
  const person = await openList('show=stuck&sort=child:up');
  const { page } = person;
  const [row, other] = await inSight(page, empty('panel'), 2);
  const panel = async () => (await rowOf(page, row.child)).cells.panel;
  await standOn(page, row.child, 'panel');
  await type(page, '-3');
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Panel` }).waitFor();
  const done = (await panel()).happened_on;

  await standOn(page, row.child, 'panel');
  await type(page, '+30');
  await editor(page).getByText(/^This removes: happened \w{3} \d+ \w{3} \d{4}$/).waitFor();
  await page.keyboard.press('Enter');
  await editor(page).getByText('Enter again saves this').waitFor();
  await judge(page, 'tracker, a question before a date is removed');
  await page.keyboard.press('Escape');
  await expectFocus(page, row.child, 'panel');
  assert.equal((await panel()).happened_on, done);

  await type(page, '+30');
  await editor(page).getByText('This removes').waitFor();
  await cellOf(page, other.child, 'match_decision').click();
  await reports(page).getByText(/“\+30” would remove what is held/).waitFor();
  assert.equal((await panel()).happened_on, done);

  await standOn(page, row.child, 'panel');
  await page.keyboard.press('Delete');
  await editor(page).getByText('This removes').waitFor();
  await page.keyboard.press('Escape');
  await expectFocus(page, row.child, 'panel');
  assert.equal((await panel()).happened_on, done);

  await type(page, '+30');
  await page.keyboard.press('Enter');
  await editor(page).getByText('Enter again saves this').waitFor();
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: 'planned for' }).waitFor();
  const planned = await panel();
  assert.equal(planned.happened_on, null);
  assert.ok(planned.planned_on > done);
  await page.getByRole('button', { name: 'Undo' }).click();
  await status(page).filter({ hasText: 'Taken back' }).waitFor();
  assert.equal((await panel()).happened_on, done);
  assert.equal((await panel()).planned_on, null);
  await person.leave();
});

test('one date in place of another is asked about once more, by Enter and by a click elsewhere, and both are named', async () => {
  const person = await openList('show=stuck&sort=child:down');
  const { page } = person;
  const [row, other] = await inSight(page, empty('panel'), 2);
  const panel = async () => (await rowOf(page, row.child)).cells.panel.happened_on;
  await standOn(page, row.child, 'panel');
  await type(page, '-30');
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Panel` }).waitFor();
  const first = await panel();

  await standOn(page, row.child, 'panel');
  await type(page, '-2');
  await cellOf(page, other.child, 'match_decision').click();
  await reports(page).getByText(/“-2” would replace what is held \(happened /).waitFor();
  assert.equal(await panel(), first);

  await standOn(page, row.child, 'panel');
  await type(page, '-2');
  await page.keyboard.press('Enter');
  await editor(page).getByText('Enter again saves this').waitFor();
  assert.equal(await panel(), first);
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: / instead of happened / }).waitFor();
  assert.notEqual(await panel(), first);
  assert.equal((await reports(page).innerText()).trim(), '', 'what has been saved is no longer reported');

  // A colleague changes it: an undo says that, and not that somebody was typing.
  const second = await openList('', colleague);
  assert.equal(await put(second.page, row.child, (await rowOf(page, row.child)).cells.panel.edit, { happened_on: '2026-03-03' }), 200);
  await page.getByRole('button', { name: 'Undo' }).click();
  const question = page.getByRole('dialog', { name: 'It was changed after you' });
  await question.getByText(/changed by BO after your change/).waitFor();
  assert.doesNotMatch(await question.innerText(), /typing|Theirs|Yours/);
  await question.getByRole('button', { name: 'Leave it as it is' }).click();
  assert.equal(await panel(), '2026-03-03');
  await second.leave();
  await person.leave();
});

test('what the record tells is not removed by typing, and a date beside it is asked about and shown to disagree', async () => {
  const person = await openList('sort=child:up');
  const { page } = person;
  const column = 'plan_by_second_review';
  const imported = ({ cells: { [column]: cell } }) => cell?.edit?.version === 0 && cell.happened_on;
  const [row] = await inSight(page, imported, 1);
  const now = async () => (await rowOf(page, row.child)).cells[column];
  const before = await now();
  await standOn(page, row.child, column);
  await type(page, '+90');
  await editor(page).getByText(/The child’s record says that this happened on .* cannot be planned any more/).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  await editor(page).getByText(/comes from the child’s record, was not entered here and cannot be removed here/).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  assert.deepEqual(await now(), before);

  await type(page, '-3');
  await editor(page).getByText(/The child’s record says: happened .* Both dates are kept until/).waitFor();
  await page.keyboard.press('Enter');
  await editor(page).getByText('Enter again saves this').waitFor();
  assert.deepEqual(await now(), before);
  await judge(page, 'tracker, a date beside the record’s');
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: 'The child’s record says another day: under Data somebody settles' }).waitFor();
  assert.equal((await now()).conflict, true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await status(page).filter({ hasText: /now as the record has it: happened / }).waitFor();
  assert.equal((await now()).happened_on, before.happened_on);
  await person.leave();
});

test('who may not change dates is told so under the cell, once, and on a past day too', async () => {
  const viewer = await home.addAccount('vi', 'Vi Ewer', 'viewer');
  for (const [account, query, words] of [
    [viewer, 'sort=child:up', 'Your role may look at dates and not change them.'],
    [home.account, 'sort=child:up&as_of=2026-03-02', 'Nothing can be changed on a past day: go back to today to enter a date.'],
  ]) {
    const person = await openList(query, account);
    const { page } = person;
    const [child, below] = await drawn(page);
    const told = page.locator('.hw-grid__told');
    for (const key of ['3', 'Delete', 'Control+d', 'Enter']) {
      await cellOf(page, child, 'panel').click();
      assert.equal(await told.innerText(), '', 'nothing is said of looking');
      await page.keyboard.press(key);
      await told.filter({ hasText: words }).waitFor();
      const [cell, note] = [await cellOf(page, child, 'panel').boundingBox(), await told.boundingBox()];
      assert.ok(Math.abs(note.y - cell.y - cell.height) < 4, 'it stands under the cell');
      await cellOf(page, below, 'panel').click();
    }
    assert.equal((await reports(page).innerText()).trim(), '');
    await cellOf(page, child, 'panel').click();
    await page.keyboard.press('3');
    await judge(page, `tracker, ${words}`);
    await person.leave();
  }
});

test('an empty cell that is opened says nothing of removing, and the tip does not cover the field', async () => {
  const person = await openList('');
  const { page } = person;
  const [row] = await inSight(page, empty('panel'), 1);
  await standOn(page, row.child, 'panel');
  await page.mouse.move(5, 5);
  await cellOf(page, row.child, 'panel').hover();
  await page.keyboard.press('Enter');
  await editor(page).waitFor();
  assert.doesNotMatch(await editor(page).innerText(), /removes the date|This removes/i);
  await page.waitForTimeout(900);
  assert.equal(await page.locator('.ag-tooltip').filter({ visible: true }).count(), 0);
  await page.keyboard.press('Escape');
  await person.leave();
});

test('a date that is likely wrong is doubted, and saved once the person says that it is right', async () => {
  const person = await openList('sort=age:up');
  const { page } = person;
  const [child] = await together(page, 'panel', 1);
  await standOn(page, child, 'panel');
  await paste(page, '02/11/2026\n');
  const report = page.locator('.hw-reports');
  await report.getByText(/Mon 2 Nov 2026 is before the child/).waitFor();
  assert.equal(dateIn(await rowOf(page, child), 'panel'), null, 'nothing is saved yet');
  await judge(page, 'tracker, a doubted date');
  await report.getByRole('button', { name: /^This is right: save it/ }).click();
  await status(page).filter({ hasText: 'Saved: ' }).waitFor();
  assert.equal(dateIn(await rowOf(page, child), 'panel'), '2026-11-02');
  assert.equal((await report.innerText()).trim(), '', 'what has been saved is no longer reported');
  await page.getByRole('button', { name: 'Undo' }).click();
  await status(page).filter({ hasText: 'Taken back' }).waitFor();
  assert.equal(dateIn(await rowOf(page, child), 'panel'), null);
  await person.leave();
});

test('a paste over dates that are held counts them and asks first', async () => {
  const person = await openList('sort=age:up');
  const { page } = person;
  const block = await together(page, 'panel', 3);
  const held = async () => (await Promise.all(block.map((child) => rowOf(page, child)))).map((row) => dateIn(row, 'panel'));
  await standOn(page, block[0], 'panel');
  await paste(page, '02/12/2026\n03/12/2026\n');
  await status(page).filter({ hasText: 'Saved: 2 dates' }).waitFor();
  await paste(page, '09/12/2026\n10/12/2026\n11/12/2026\n');
  const dialog = page.locator('dialog');
  await dialog.getByText('This replaces 2 dates that are held').waitFor();
  assert.match(await dialog.innerText(), /Row 1, .*Panel: (happened|planned for) Wed 2 Dec 2026/);
  await judge(page, 'tracker, a paste over held dates');
  await page.keyboard.press('Escape');
  assert.deepEqual(await held(), ['2026-12-02', '2026-12-03', null]);
  await expectFocus(page, block[0], 'panel');

  await paste(page, '09/12/2026\n10/12/2026\n11/12/2026\n');
  await dialog.getByRole('button', { name: 'Save only the 1 date' }).click();
  await status(page).filter({ hasText: 'Saved' }).waitFor();
  for (let turn = 0; turn < 20 && !(await held())[2]; turn++) await page.waitForTimeout(100);
  assert.deepEqual(await held(), ['2026-12-02', '2026-12-03', '2026-12-11']);

  await paste(page, '09/12/2026\n10/12/2026\n12/12/2026\n');
  await dialog.getByRole('button', { name: 'Replace them' }).click();
  await status(page).filter({ hasText: 'Saved: 3 dates' }).waitFor();
  assert.deepEqual(await held(), ['2026-12-09', '2026-12-10', '2026-12-12']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await status(page).filter({ hasText: 'Taken back: 3 dates' }).waitFor();
  assert.deepEqual(await held(), ['2026-12-02', '2026-12-03', '2026-12-11']);

  // A fill from above does the same.
  await standOn(page, block[1], 'panel');
  await page.keyboard.press('Control+d');
  await dialog.getByText('This replaces 1 date that is held').waitFor();
  await dialog.getByRole('button', { name: 'Replace it' }).click();
  await status(page).filter({ hasText: 'Wed 2 Dec 2026' }).waitFor();
  assert.deepEqual((await held()).slice(0, 2), ['2026-12-02', '2026-12-02']);
  await person.leave();
});

test('what put a child into a filter is in sight', async () => {
  const person = await openList('show=conflicts');
  const { page } = person;
  const { rows } = await ask(page, '/api/trackers/joint');
  const promised = rows.filter((row) => row.counted.conflicts).length;
  assert.ok(promised > 0);
  const marked = await page.locator('.ag-center-cols-container .ag-row', { has: page.locator('.hw-conflict') }).count();
  assert.equal(marked, Math.min(promised, (await drawn(page)).length));
  await page.getByRole('columnheader', { name: /shown for this filter/ }).first().waitFor();
  await judge(page, 'tracker, dates that disagree');
  await person.leave();
});

test('what somebody types when the session ends is there again after signing in', async () => {
  const person = await openList('show=stuck&sort=child:up');
  const { page } = person;
  const [row] = await inSight(page, empty('panel'), 1);
  await standOn(page, row.child, 'panel');
  await type(page, '-7');
  await editor(page).getByText(/^Happened/).waitFor();
  await person.context.clearCookies();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await signIn(page, home.account);
  assert.equal((await rowOf(page, row.child)).cells.panel.happened_on, null);
  await editor(page).waitFor();
  assert.equal(await editor(page).getByRole('textbox').inputValue(), '-7');
  await page.keyboard.press('Enter');
  await status(page).filter({ hasText: `Saved: ${nameOf(row)}, Panel, happened` }).waitFor();
  await person.leave();
});

test('whoever comes back to the tracker, by Back or by its link, stands at the same child in the same list', async () => {
  const person = await openList('sort=child:up');
  const { page } = person;
  const filter = page.getByLabel(/^Show children whose name/);
  await filter.fill('a');
  await page.getByText(/\d of \d+ children shown/).waitFor();
  await standOn(page, (await drawn(page))[0], 'panel');
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press('PageDown');
  const [row] = (await focused(page)).split(' ');
  const child = Number(row.slice(1));
  for (const comeBack of [() => page.goBack(), () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tracker' }).click()]) {
    await cellOf(page, child, 'child').getByRole('link').click();
    await page.waitForURL(`**/children/${child}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await comeBack();
    await expectFocus(page, child, 'child');
    assert.equal(await filter.inputValue(), 'a');
    assert.equal(new URL(page.url()).searchParams.get('sort'), 'child:up');
    assert.doesNotMatch(page.url(), /text|=a\b/, 'what was typed is in no address');
  }
  await person.leave();
});
