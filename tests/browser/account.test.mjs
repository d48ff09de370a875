// One's own account: a first password that must be changed, sessions that are ended, and the sign-ins
// that administrators see; wide and narrow, by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, open, openBrowser, pressUntilFocused, signIn, sitDown, type } from './browser.mjs';
import { judge, widths } from './judge.mjs';
import { startHomeward } from './server.mjs';

let home;
let browser;
before(async () => {
  home = await startHomeward({ children: 20 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await home?.stop();
});

const fill = async (page, label, text) => page.getByLabel(label, { exact: true }).fill(text);

for (const [turn, size] of widths.entries()) {
  const at = `at ${size.width} pixels`;

  test(`a first password is changed before anything else ${at}`, async () => {
    const account = await home.addAccount(`newcomer${turn}`, 'Robin Ash', 'practitioner', { first: true });
    const person = await sitDown(browser, home, size);
    const { page } = person;
    await page.goto(`${home.base}/trackers/joint`);
    await fill(page, 'Name', account.name);
    await fill(page, 'Password', account.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    await judge(page, 'first password');
    const refused = await page.evaluate(async () => (await fetch('/api/trackers/joint')).status);
    assert.equal(refused, 403, 'nothing else is allowed');

    await page.getByRole('button', { name: 'Change password and go on' }).click();
    await page.getByText('There is a problem').waitFor();
    await fill(page, 'Password you have now', account.password);
    await fill(page, 'New password', 'Summer2026!!!');
    await page.getByRole('button', { name: 'Change password and go on' }).click();
    await page.getByRole('link', { name: /Many people use a password like this/ }).waitFor();
    await judge(page, 'first password, refused');

    // By keyboard: from the summary to the field, and on.
    await pressUntilFocused(page, page.getByRole('link', { name: /Many people use/ }));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await type(page, 'gravel moth lantern');
    await page.keyboard.press('Enter');
    await page.getByRole('banner').waitFor();
    assert.equal((await ask(page, '/api/session')).account.must_change_password, false);
    assert.ok(page.url().endsWith('/trackers/joint'), 'people are where they wanted to be');
    await person.leave();
  });

  test(`own sessions and the password ${at}`, async () => {
    const account = await home.addAccount(`regular${turn}`, 'Sam Birch', 'viewer');
    const elsewhere = await open(browser, home, '/data', account);
    const person = await open(browser, home, '/account', account, size);
    const { page } = person;
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
    await page.getByRole('button', { name: /^End the session on/ }).waitFor();
    await judge(page, 'your account');
    assert.equal(await page.getByText('(this session)').count(), 1);
    await pressUntilFocused(page, page.getByRole('button', { name: /^End the session on/ }));
    await page.keyboard.press('Enter');
    await page.getByText(/^Ended: Chrome on Linux, begun /).waitFor();
    await page.getByRole('button', { name: /^End the session on/ }).waitFor({ state: 'detached' });
    assert.equal((await ask(elsewhere.page, '/api/session')).status, 401);

    await fill(page, 'Password you have now', 'not the one');
    await fill(page, 'New password', 'gravel moth lantern');
    await page.getByRole('button', { name: 'Change password', exact: true }).click();
    await page.getByRole('link', { name: /Your old password is not right/ }).waitFor();
    await judge(page, 'your account, wrong password');
    await page.getByRole('button', { name: 'Show password you have now' }).click();
    assert.equal(await page.getByLabel('Password you have now', { exact: true }).getAttribute('type'), 'text');
    await fill(page, 'Password you have now', account.password);
    await page.getByRole('button', { name: 'Change password', exact: true }).click();
    await page.getByText('Your password is changed.').waitFor();
    await judge(page, 'your account, changed');
    await page.goto(home.base);
    await page.getByRole('banner').waitFor();
    await elsewhere.leave();
    await person.leave();
  });

  test(`administrators see who signed in and who was refused ${at}`, async () => {
    const person = await sitDown(browser, home, size);
    const { page } = person;
    await page.goto(home.base);
    await fill(page, 'Name', 'a password typed here');
    await fill(page, 'Password', 'something else');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('is not right').first().waitFor();
    await signIn(page, home.account);
    await page.locator('summary', { hasText: 'Account' }).click();
    await page.getByRole('link', { name: 'Sign-ins' }).click();
    await page.getByRole('row', { name: /Signed in Demo Manager/ }).first().waitFor();
    await judge(page, 'sign-ins');
    assert.equal(await page.getByText('a password typed here').count(), 0);
    await page.getByLabel('Only wrong tries and locks').check();
    await page.getByRole('row', { name: /Wrong name or password a name without an account 127.0.0.1/ }).first().waitFor();
    assert.equal(await page.getByRole('row', { name: /Signed in/ }).count(), 0);
    await person.leave();
  });
}
