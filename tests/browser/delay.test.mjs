// A delay on purpose on a child's page: it opens with what is held, asks before that is replaced or ended,
// says what was saved and takes it back, and loses nothing when a colleague was first.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser } from './browser.mjs';
import { judge, widths } from './judge.mjs';
import { startHomeward } from './server.mjs';

let home;
let browser;
let colleague;
before(async () => {
  home = await startHomeward({ children: 120, seed: 5 });
  colleague = await home.addAccount('bo', 'Bo Osei', 'practitioner');
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

// A button's name, with the clock's behind it for who does not see where it stands.
const named = (words, clock) =>
  new RegExp(`^${words}\\W+${clock.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

for (const [nth, size] of widths.entries()) {
  test(`a delay on purpose at ${size.width} pixels`, async () => {
    const person = await open(browser, home, '/data', home.account, size);
    const { page } = person;
    const late = (await ask(page, '/api/trackers/joint')).rows.filter((row) => row.counted.overdue);
    const child = late[nth].child;
    const clocks = async () => (await ask(page, `/api/children/${child}`)).clocks;
    const clock = (await clocks()).find((each) => each.cell.state === 'overdue' && each.delay === null);
    const held = async () => (await clocks()).find((each) => each.timescale === clock.timescale)?.delay ?? null;
    const section = (of) => of.getByRole('region', { name: 'Due and overdue' });
    const begin = async (of, button) => {
      await of.goto(`${home.base}/children/${child}`);
      await section(of).getByRole('button', { name: named(button, clock) }).click();
      return of.getByRole('form', { name: `Delay on purpose: ${clock.name}` });
    };
    const line = section(page).locator('.hw-saved');
    const dialog = page.getByRole('dialog');

    const form = await begin(page, 'Delay on purpose');
    const save = () => form.getByRole('button', { name: 'Save the delay' }).click();
    await save();
    assert.match(await page.locator(':focus').textContent(), /There is a problem/);
    await judge(page, 'delay, what is wrong');
    await form.getByLabel('Why waiting is better for this child').fill('Her exams are in June');
    await form.getByLabel('Who decided').fill('The team manager');
    await form.getByLabel('Look again on').fill('+30');
    await save();
    await line.filter({ hasText: `Saved: Delay of ${clock.name}, reason: “Her exams are in June”` }).waitFor();
    assert.ok(await line.evaluate((element) => element === document.activeElement));
    await section(page).getByText('Entered by').waitFor();
    await judge(page, 'delay, saved');
    await line.getByRole('button', { name: 'Undo' }).click();
    await line.filter({ hasText: 'is not recorded' }).waitFor();
    assert.equal(await held(), null);

    // Again, and a colleague changes it while the first person is typing.
    await begin(page, 'Delay on purpose');
    await form.getByLabel('Why waiting is better for this child').fill('Her exams are in June');
    await form.getByLabel('Who decided').fill('The team manager');
    await form.getByLabel('Look again on').fill('+30');
    await save();
    await line.waitFor();
    await begin(page, 'Change the delay');
    assert.equal(await form.getByLabel('Who decided').inputValue(), 'The team manager');
    await form.getByLabel('Why waiting is better for this child').fill('Her exams are in June and July');
    const second = await open(browser, home, '/data', colleague);
    const theirs = await begin(second.page, 'Change the delay');
    await theirs.getByLabel('Who decided').fill('The panel');
    await theirs.getByRole('button', { name: 'Save the delay' }).click();
    await second.page.getByRole('dialog').getByText('decided by The team manager by The panel').waitFor();
    await second.page.getByRole('button', { name: /save it/ }).click();
    await section(second.page).locator('.hw-saved').waitFor();
    await second.leave();
    await save();
    await dialog.getByText('decided by The panel').waitFor();
    await judge(page, 'delay, both values');
    await dialog.getByRole('button', { name: 'Keep theirs' }).click();
    await save();
    await line.filter({ hasText: 'exams are in June and July”, decided by The panel' }).waitFor();

    // It is ended only knowingly, and the end can be taken back.
    const end = section(page).getByRole('button', { name: named('End the delay today', clock) });
    await end.click();
    await dialog.getByText('This ends the delay').waitFor();
    await judge(page, 'delay, before it is ended');
    await dialog.getByRole('button', { name: 'Go back' }).click();
    assert.equal((await held()).ended_on, null);
    await end.click();
    await dialog.getByRole('button', { name: /save it/ }).click();
    await line.filter({ hasText: 'ended on' }).waitFor();
    assert.equal(await held(), null);
    await line.getByRole('button', { name: 'Undo' }).click();
    await line.filter({ hasText: 'is as it was' }).waitFor();
    assert.equal((await held()).decided_by, 'The panel');
    await person.leave();
  });
}
