// What every page must be: readable by everybody (axe-core, WCAG 2.2 AA, and a heading of the page), and no
// wider than the screen, also on one of 320 pixels, which is what 400% of zoom leaves of a usual one.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './server.mjs';

const require = createRequire(path.join(root, 'web/package.json'));
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const pictures = process.env.HOMEWARD_PICTURES; // a folder: a picture of every page goes there

export const widths = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

export async function judge(page, what) {
  if (pictures) {
    fs.mkdirSync(pictures, { recursive: true });
    const file = `${what.replaceAll(/[^a-z]+/gi, '-')}-${page.viewportSize().width}.png`;
    await page.screenshot({ path: path.join(pictures, file), fullPage: true });
  }
  // A mark that is still fading in has no contrast yet.
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))));
  await page.evaluate(axe); // goes past the content policy, which a script tag would not
  const { violations, passes } = await page.evaluate(async (values) => {
    // What lies half under a bar that stays in its place comes out by scrolling, and is judged as it is then.
    const bars = [...document.querySelectorAll('*')].filter((each) => getComputedStyle(each).position === 'sticky');
    for (const bar of bars) bar.style.position = 'static';
    const found = await globalThis.axe.run(document, {
      runOnly: { type: 'tag', values },
      rules: { 'page-has-heading-one': { enabled: true } },
      resultTypes: ['violations'],
    });
    for (const bar of bars) bar.style.position = '';
    return found;
  }, rules);
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  assert.deepEqual(found, [], what);
  assert.ok(passes.length > 5, `${what}: the rules were tried`);
  await fits(page, what);
  await isLargeEnough(page, what);
  await showsWhatIsPressed(page, what);
  const size = page.viewportSize();
  if (size.width > 640) return; // a narrower one would be another page
  await page.setViewportSize({ ...size, width: 320 });
  await fits(page, `${what}, at 320 pixels`);
  await page.setViewportSize(size);
}

// In colours of the person's own too, light and dark, a pressed button looks pressed.
async function showsWhatIsPressed(page, what) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const alike = await page.evaluate(() =>
      [...document.querySelectorAll('[aria-pressed=true]')]
        .filter((each) => {
          const look = () => getComputedStyle(each).backgroundColor;
          const pressed = look();
          each.setAttribute('aria-pressed', 'false');
          const same = look() === pressed;
          each.setAttribute('aria-pressed', 'true');
          return same;
        })
        .map((each) => each.outerHTML.slice(0, 160)),
    );
    await page.emulateMedia({ forcedColors: null, colorScheme: null });
    assert.deepEqual(alike, [], `${what}: pressed, and looks like the others in forced colours, ${colorScheme}`);
  }
}

async function fits(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${what}: ${over} pixels wider than the screen`);
}

// Whatever the data puts beside it: the rule of axe lets a small one pass while nothing is near.
async function isLargeEnough(page, what) {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, input, select, summary, textarea, [role=button]')]
      .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((each) => getComputedStyle(each).display !== 'inline') // in the middle of a sentence
      .map((each) => ({ each, size: each.getBoundingClientRect() }))
      .filter(({ size }) => size.width > 1 && Math.min(size.width, size.height) < 24 - 0.1) // 1: for screen readers
      .map(({ each, size }) => `${size.width} by ${size.height}: ${each.outerHTML.slice(0, 160)}`),
  );
  assert.deepEqual(small, [], `${what}: too small for a finger, less than 24 pixels`);
}
