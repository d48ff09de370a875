// Files as real life makes them, chosen in the browser on either database: what is assumed is said in
// the look-over, and what comes in is right. The cases and what is right for each: tests/data/trouble.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { databases } from '../server/databases.mjs';
import { ask, open, openBrowser } from './browser.mjs';
import { root, startHomeward } from './server.mjs';

const folder = path.join(root, 'tests/data/trouble');
const filesIn = (name) =>
  fs
    .readdirSync(path.join(folder, name), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(folder, name, entry.name));

// What the look-over says of each, beside the number of children.
const cases = [
  ['short-rows', 4, /cells that are missing were read as blank/],
  ['no-break-space', 3, null],
  ['double-bom', 1, null],
  ['guarded-ids', 3, /guarded against spreadsheets/],
  ['sep-line', 1, null],
  ['date-forms', 12, /number that a spreadsheet keeps for a day/],
  ['utc-midnights', 3, null],
  ['missing-twice-a-day', 1, null],
  ['windows-1252', 1, null],
  ['one-late-date', 20, /1 of 21 dates tells another year \(2026-27\)/],
  ['zip', 1, null],
];

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const database of databases) {
  test(`troubled files are looked over and brought in on ${database.name}`, { skip: database.skip }, async (t) => {
    const { url, drop } = await database.make();
    t.after(drop);
    const home = await startHomeward({ children: 20, db: url });
    t.after(() => home.stop());
    const person = await open(browser, home, '/data');
    const { page } = person;
    for (const [name, children, says] of cases) {
      const before = (await ask(page, '/api/imports')).length;
      await page.getByLabel('Or choose files').setInputFiles(filesIn(name));
      const lookOver = page.getByRole('region', { name: /^What importing .* would do$/ });
      await lookOver.waitFor();
      for (const opening of await lookOver.locator('details').all())
        await opening.evaluate((element) => (element.open = true));
      const words = await lookOver.innerText();
      assert.match(words, new RegExp(`${children} child`), name);
      if (says) assert.match(words, says, name);
      const allTheSame = page.getByLabel('Import all the same');
      if (await allTheSame.count()) await allTheSame.check();
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await page.locator('.data-outcome', { hasText: 'Done.' }).waitFor();
      const imports = await ask(page, '/api/imports');
      assert.equal(imports.length, before + 1, name);
      assert.equal(imports[0].children, children, name);
      await page.reload();
      await page.getByLabel('Or choose files').waitFor();
    }
    // A number that a spreadsheet has shortened is nobody's: said, and nothing comes in.
    const held = (await ask(page, '/api/imports')).filter(({ state }) => state === 'done').length;
    await page.getByLabel('Or choose files').setInputFiles(filesIn('reshaped-ids'));
    await page.getByText(/a number that a spreadsheet has shortened/).first().waitFor();
    assert.equal((await ask(page, '/api/imports')).filter(({ state }) => state === 'done').length, held);
    await person.leave();
  });
}
