// What every page must be: readable by everybody (axe-core, WCAG 2.2 AA) and no wider than the screen.
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
  const { violations, passes } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    rules,
  );
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  assert.deepEqual(found, [], what);
  assert.ok(passes.length > 5, `${what}: the rules were tried`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${what}: ${over} pixels wider than the screen`);
}
