// Recording a milestone on a child's page and on a phone's card: nothing is chosen for anybody, nothing
// that is held goes without a question, and what was saved is said and can be taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser } from './browser.mjs';
import { judge, widths } from './judge.mjs';
import { startHomeward } from './server.mjs';

let home;
let browser;
before(async () => {
  home = await startHomeward({ children: 120, seed: 5 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

const ordinal = (n) => `${n}${['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th'}`;
const kMeeting = 'permanency_planning_meeting';

// A child whose next planning meeting is overdue and whose first is held.
async function somebody(page) {
  const { rows } = await ask(page, '/api/trackers/joint');
  for (const row of rows) {
    const next = row.cells.next_planning_meeting;
    if (next?.state !== 'overdue' || !next.edit || next.edit.nth < 2) continue;
    const child = await ask(page, `/api/children/${row.child}`);
    const first = child.milestones.find((held) => held.type === kMeeting && held.nth === 1);
    if (first?.happened_on) return { row, nth: next.edit.nth, first };
  }
  return assert.fail('Nobody has a first planning meeting and waits for the next.');
}

for (const size of widths) {
  const wide = size.width > 640;

  test(`recording a milestone at ${size.width} pixels`, async () => {
    const person = await open(browser, home, '/data', home.account, size);
    const { page } = person;
    const { row, nth, first } = await somebody(page);
    const held = async () =>
      (await ask(page, `/api/children/${row.child}`)).milestones.filter(({ type }) => type === kMeeting);
    const before = await held();
    let place = page.locator('main');
    if (wide) {
      await page.goto(`${home.base}/children/${row.child}`);
      await page.locator('summary', { hasText: 'Record a milestone' }).click();
    } else {
      await page.goto(`${home.base}/trackers/joint?show=overdue`);
      const more = page.getByRole('button', { name: /^Show \d+ more/ });
      place = page.locator('.hw-card').filter({ has: page.locator(`a[href$="/children/${row.child}"]`) });
      await page.locator('.hw-card').first().waitFor();
      while ((await place.count()) === 0) await more.click();
      await place.getByRole('button', { name: /Record a milestone/ }).click();
    }
    const form = place.getByRole('form', { name: 'Record a milestone' });
    const kind = form.getByLabel('Milestone', { exact: true });
    const save = () => form.getByRole('button', { name: 'Save the milestone' }).click();
    const dialog = page.getByRole('dialog');
    const goBack = () => dialog.getByRole('button', { name: /Go back/ }).click();

    await kind.waitFor();
    assert.equal(await kind.locator('option:checked').textContent(), 'Choose a milestone');
    await save();
    await form.getByRole('alert').waitFor();
    assert.match(await page.locator(':focus').textContent(), /There is a problem/);
    await judge(page, 'recording, nothing chosen');

    // The next one is named as the tracker names it, and what was saved is said.
    const name = `Next planning meeting (${ordinal(nth)})`;
    await kind.selectOption({ label: name });
    await form.getByLabel('Happened on').fill('today');
    await save();
    const line = place.locator('.hw-saved');
    await line.filter({ hasText: `Saved: ${name}, happened ` }).waitFor();
    assert.ok(await line.evaluate((element) => element === document.activeElement));
    await judge(page, 'recording, saved');
    assert.equal((await held()).length, before.length + 1);
    await line.getByRole('button', { name: 'Undo' }).click();
    await line.filter({ hasText: `Taken back: ${name} is not recorded.` }).waitFor();
    assert.deepEqual(await held(), before);
    if (!wide) {
      await line.getByRole('button', { name: /Close/ }).click();
      await place.getByRole('button', { name: /Record a milestone/ }).click();
    }

    // The first is changed only knowingly: what it replaces is told, then what cannot well be.
    await kind.selectOption({ label: 'Permanency planning meeting' });
    assert.match(await form.getByLabel('Which one').locator('option:checked').textContent(), /Add another|^The /);
    await form.getByLabel('Which one').selectOption('1');
    await form.getByText('Recorded now:').waitFor();
    await form.getByLabel('Happened on').fill('today');
    await save();
    await dialog.getByText('This replaces: happened').waitFor();
    await judge(page, 'recording, what it replaces');
    await dialog.getByRole('button', { name: /save it/ }).click();
    await dialog.getByText('would be later than the 2nd').or(dialog.getByText('would be later than the')).first().waitFor();
    await goBack();

    // A planned date does not take the done one away; emptying it is asked about.
    await form.getByLabel('Happened on').fill('');
    await form.getByLabel('Planned for').fill('+20');
    await save();
    await dialog.getByText('This removes: happened').waitFor();
    await goBack();

    // A decision is looked at twice, and what was typed for the meeting is still there.
    await kind.selectOption({ label: 'Match for adoption' });
    await form.getByText(/What you typed for .* is kept and not saved yet/).waitFor();
    await form.getByLabel('Happened on').fill('today');
    await save();
    await dialog.getByText('This is a decision').waitFor();
    await goBack();
    await kind.selectOption({ label: 'Permanency planning meeting' });
    await form.getByLabel('Which one').selectOption('1');
    assert.equal(await form.getByLabel('Planned for').inputValue(), '+20');

    assert.deepEqual(await held(), before, `the first meeting of ${first.happened_on} stands as it was`);
    await person.leave();
  });
}
