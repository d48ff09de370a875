// A browser, its people, and what no page may ever do.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './server.mjs';

const require = createRequire(path.join(root, 'web/package.json'));
const { chromium } = require('playwright-core');

const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
// How many times slower than this machine the pages run: a test that fails then would fail on a busy
// machine too.
const slower = Number(process.env.HOMEWARD_SLOW_PAGES ?? 1);
export const openBrowser = () => chromium.launch(launchOptions);
// A browser that keeps what it keeps in this folder.
export const openProfile = (folder) => chromium.launchPersistentContext(folder, launchOptions);

// What a page did that none may do: errors of script, violations of the content policy, failures of
// the server. Answers that say no (401, 404, 409) are part of life.
function listen(page, faults, addresses) {
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() !== 'error' || /status of 4\d\d/.test(text)) return;
    faults.push(`console: ${text}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} for ${response.url()}`);
  });
  page.on('request', (request) => addresses.add(request.url()));
  page.on('framenavigated', (frame) => addresses.add(frame.url()));
}

// A person at a browser of their own, not signed in yet.
export async function sitDown(browser, home, { width = 1280, height = 720 } = {}) {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: home.base });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  const faults = [];
  const addresses = new Set();
  const person = {
    context,
    faults,
    addresses, // every address visited or asked for
    async newPage() {
      const page = await context.newPage();
      page.setDefaultTimeout(15_000 * slower);
      if (slower > 1) {
        const devtools = await context.newCDPSession(page);
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
      }
      listen(page, faults, addresses);
      return page;
    },
    async leave() {
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
  person.page = await person.newPage();
  return person;
}

export async function signIn(page, { name, password }) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('banner').waitFor();
}

// A page that stands at `address`, signed in.
export async function open(browser, home, address, account = home.account, size = {}) {
  const person = await sitDown(browser, home, size);
  await person.page.goto(home.base + address);
  await signIn(person.page, account);
  return person;
}

// One key after another, as fingers do; "/" and all.
export async function type(page, text) {
  for (const key of text) await page.keyboard.press(key === ' ' ? 'Space' : key);
}

// Presses Tab (or another key) until the focus stands on what `wanted` finds; fails after `most`.
export async function pressUntilFocused(page, wanted, key = 'Tab', most = 60) {
  for (let presses = 0; presses <= most; presses++) {
    const there = await wanted.evaluateAll((found) => found.includes(document.activeElement));
    if (there) return;
    await page.keyboard.press(key);
  }
  assert.fail(`After ${most} presses of ${key} the focus is not on ${wanted}.`);
}

// A question to the API with a signed-in page's own session: the parsed answer.
export const ask = (page, address) =>
  page.evaluate(async (url) => (await fetch(url, { headers: { Accept: 'application/json' } })).json(), address);

// What the person may see in the page, whatever is scrolled away or spoken only.
export const textOf = (page) => page.evaluate(() => document.documentElement.outerHTML);
