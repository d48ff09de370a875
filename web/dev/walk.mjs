/* global document, window, sessionStorage */
// Walks through the tracker as its users do, in Chromium against the mock, and says what failed.
//   npm run build && node dev/walk.mjs     (starts its own mock on a free port)
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chromium } from 'playwright-core'

const port = 8300 + (process.pid % 500)
const base = `http://127.0.0.1:${port}`
const mock = spawn(process.execPath, [new URL('mock-server.mjs', import.meta.url).pathname, String(port)])
await new Promise((resolve) => mock.stdout.once('data', resolve))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base })
const faults = []
async function newPage() {
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on(
    'console',
    (message) =>
      message.type() === 'error' && !/40[19]|ERR_FAILED/.test(message.text()) && faults.push(message.text()),
  )
  return page
}
const page = await newPage()
const cell = (row, column, of = page) => of.locator(`.ag-row[row-id="${row}"] [col-id="${column}"]`)
const type = async (text) => {
  for (const key of text) await page.keyboard.press(key)
}

const steps = {
  async 'sign-in returns to the address asked for'() {
    await page.goto(`${base}/trackers/joint?show=overdue&sort=next:up`)
    await page.getByLabel('Name').fill('asha')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The name or the password is not right').first().waitFor()
    await page.getByLabel('Password').fill('demo')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.ag-row').first().waitFor()
    assert.match(page.url(), /show=overdue&sort=next%3Aup|show=overdue&sort=next:up/)
    assert.equal(await page.getByRole('button', { name: /overdue/ }).getAttribute('aria-pressed'), 'true')
  },
  async 'a count is as large as what its filter leaves'() {
    const label = await page.getByRole('button', { name: /overdue/ }).innerText()
    const shown = await page.locator('.hw-shown').innerText()
    assert.equal(parseInt(label), parseInt(shown))
    await page.getByRole('button', { name: 'Clear filters' }).click()
  },
  async 'typing a date saves it, Ctrl+Z takes it back'() {
    await page.goto(`${base}/trackers/joint?show=overdue`)
    const target = page.locator('.ag-row [col-id="planning_meeting"]').filter({ hasText: 'Overdue' }).first()
    await target.waitFor()
    const row = await target.evaluate((element) => element.closest('.ag-row').getAttribute('row-id'))
    await target.click()
    await type('31/1')
    await page.getByText('Happened 31 Jan 2026').waitFor()
    await page.keyboard.press('Enter') // and off at once: the save still goes through
    await page.waitForTimeout(50)
    await page.goto(`${base}/trackers/joint`)
    await page.locator('.ag-row').first().waitFor()
    await page.getByPlaceholder('Filter by text').fill(String(566000 + Number(row.slice(1))))
    await cell(row, 'planning_meeting').filter({ hasText: 'Done in' }).waitFor()
    await cell(row, 'planning_meeting').click()
    await type('today')
    await page.keyboard.press('Enter')
    await page.getByText('Saved. Control Z').waitFor({ state: 'attached' })
    const after = await cell(row, 'planning_meeting').innerText()
    await page.keyboard.press('Control+z')
    await page.getByText('Taken back.').waitFor({ state: 'attached' })
    assert.notEqual(await cell(row, 'planning_meeting').innerText(), after)
  },
  async 'a date that is none is never saved'() {
    await page.locator('.ag-row [col-id="planning_meeting"]').first().click()
    await type('31/2')
    await page.keyboard.press('Enter')
    await page.getByText('31/2 is not a date.').waitFor()
    await page.keyboard.press('Escape')
  },
  async 'a date to come is a plan; copy, paste and fill down'() {
    await page.goto(`${base}/trackers/joint`)
    const rows = page.locator('.ag-pinned-left-cols-container .ag-row')
    await rows.first().waitFor()
    const ids = await rows.evaluateAll((all) =>
      all
        .sort((a, b) => a.getAttribute('row-index') - b.getAttribute('row-index'))
        .map((each) => each.getAttribute('row-id')),
    )
    await cell(ids[0], 'age').click()
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight')
    await type('+9')
    await page.keyboard.press('Enter')
    await cell(ids[0], 'match').filter({ hasText: 'Planned Fri 20 Feb' }).waitFor()
    await page.keyboard.press('Control+d') // Enter moved down one
    await cell(ids[1], 'match').filter({ hasText: 'Planned Fri 20 Feb' }).waitFor()
    await page.keyboard.press('Control+c')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+v')
    await cell(ids[2], 'match').filter({ hasText: 'Planned Fri 20 Feb' }).waitFor()
    await page.evaluate(() => navigator.clipboard.writeText('1/2/2026\n2/2/2026\n'))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+v')
    await cell(ids[4], 'match').filter({ hasText: 'Done Mon 2 Feb' }).waitFor()
    await page.keyboard.press('Control+z')
    await cell(ids[3], 'match').filter({ hasText: /^–/ }).waitFor()
    await cell(ids[4], 'match').filter({ hasText: /^–/ }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Delete')
    await cell(ids[2], 'match').filter({ hasText: /^–/ }).waitFor()
  },
  async "a colleague's edit slides in with initials, in every tab"() {
    const second = await newPage()
    await second.goto(`${base}/trackers/joint`)
    await second.locator('.ag-row').first().waitFor()
    await page.keyboard.press('Control+Home')
    const row = await page
      .locator('.ag-pinned-left-cols-container .ag-row[row-index="5"]')
      .getAttribute('row-id')
    await page.evaluate((child) => fetch(`/api/mock/colleague/${child}`), row.slice(1))
    await cell(row, 'match').locator('.hw-mark', { hasText: 'BO' }).waitFor()
    await cell(row, 'match', second).locator('.hw-mark', { hasText: 'BO' }).waitFor()
    await second.close()
  },
  async 'a conflict shows both values and asks'() {
    const row = await page
      .locator('.ag-pinned-left-cols-container .ag-row[row-index="4"]')
      .getAttribute('row-id')
    await cell(row, 'match').click()
    await type('-3')
    await page.route('**/api/trackers/joint/rows/*', (route) => route.abort()) // the news is slow
    await page.evaluate((child) => fetch(`/api/mock/colleague/${child}`), row.slice(1))
    await page.waitForTimeout(400)
    await page.unroute('**/api/trackers/joint/rows/*')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Someone saved first' })
    await dialog.waitFor()
    assert.match(await dialog.innerText(), /happened Wed 11 Feb 2026[\s\S]*happened Sun 8 Feb 2026/)
    await dialog.getByRole('button', { name: 'Save mine' }).click()
    await cell(row, 'match').filter({ hasText: 'Done Sun 8 Feb' }).waitFor()
  },
  async 'the reason opens with ? and closes with Escape'() {
    await page.keyboard.press('?')
    await page.getByRole('region', { name: 'Because' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('region', { name: 'Because' }).waitFor({ state: 'detached' })
  },
  async 'brothers and sisters open with Enter'() {
    await page.getByRole('button', { name: 'Siblings together' }).click()
    const group = page.locator('.hw-group').first()
    await group.waitFor()
    await page.locator('.ag-pinned-left-cols-container .hw-row-group .ag-cell').first().focus()
    await page.keyboard.press('Enter')
    assert.equal(await group.getAttribute('aria-expanded'), 'true')
    await page.locator('.hw-row-in-group').first().waitFor()
    assert.match(page.url(), /siblings=together/)
  },
  async 'Tab leaves the grid; the address holds no name'() {
    await page.getByPlaceholder('Filter by text').fill('okafor')
    assert.doesNotMatch(page.url(), /okafor/i)
    const place = () =>
      page.evaluate(() => {
        const focused = document.activeElement
        return focused.closest('.ag-header') ? 'headings' : focused.closest('.ag-root') ? 'body' : 'outside'
      })
    const places = []
    await page.getByLabel('Sort').focus()
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Tab')
      await page.waitForTimeout(150)
      places.push(await place())
    }
    assert.deepEqual(places, ['headings', 'body', 'outside'])
    await page.getByPlaceholder('Filter by text').fill('')
  },
  async 'a heading sorts, the address remembers, the grid keeps groups together'() {
    await page.goto(`${base}/trackers/joint?siblings=together`)
    await page.getByRole('columnheader', { name: /Worker/ }).click()
    await page.waitForURL(/sort=worker%3Aup|sort=worker:up/)
    await page.reload()
    await page.locator('.ag-row').first().waitFor()
    assert.equal(
      await page.getByRole('columnheader', { name: /Worker/ }).getAttribute('aria-sort'),
      'ascending',
    )
    assert.match(await page.locator('.ag-row[row-index="0"] [col-id="worker"]').innerText(), /A\. Khan/)
  },
  async 'discreet mode hides names everywhere'() {
    const name = await page.locator('.hw-child a').first().innerText()
    await page.locator('.hw-menu--right > summary').click()
    await page.getByLabel('Discreet mode').check()
    await page.keyboard.press('Escape')
    assert.ok(!(await page.locator('.ag-root').innerText()).includes(name))
    await page.keyboard.press('/')
    await type('ok')
    await page.getByRole('option').first().waitFor()
    assert.ok(!(await page.locator('body').innerText()).includes('Okafor'))
    await page.keyboard.press('Escape')
    await page.evaluate(() => sessionStorage.clear())
  },
  async 'search opens a child by keyboard'() {
    await page.goto(`${base}/trackers/joint?as_of=2026-02-03`)
    await page.getByRole('region', { name: 'Date shown' }).waitFor()
    await page.keyboard.press('/')
    await type('ok')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/children\/\d+\?as_of=2026-02-03/)
  },
  async 'printing gives a plain table of every row shown'() {
    await page.goto(`${base}/trackers/joint`)
    await page.locator('.ag-row').first().waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    assert.equal(await page.locator('.hw-print tbody tr').count(), 300)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  },
  async 'on a phone one milestone can be recorded'() {
    await page.setViewportSize({ width: 390, height: 844 })
    const card = page.locator('.hw-card').first()
    await card.getByRole('button', { name: /Record a milestone/ }).click()
    await card.getByLabel('Milestone').selectOption({ label: 'Matched' })
    await card.getByLabel('Date').fill('yesterday')
    await card.getByText('Happened 10 Feb 2026').waitFor()
    await card.getByRole('button', { name: 'Save' }).click()
    await card.getByRole('button', { name: /Record a milestone/ }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true)
  },
  async 'signing out shuts every tab'() {
    const second = await newPage()
    await second.goto(`${base}/data`)
    await second.getByRole('banner').waitFor()
    await page.locator('.hw-menu--right > summary').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await second.getByRole('button', { name: 'Sign in' }).waitFor()
  },
}

let failed = 0
page.setDefaultTimeout(6000)
for (const [name, run] of Object.entries(steps)) {
  try {
    await run()
    assert.deepEqual(faults.splice(0), [])
    console.log(`ok    ${name}`)
  } catch (error) {
    failed++
    faults.splice(0)
    console.log(`FAIL  ${name}\n      ${String(error.message).split('\n').slice(0, 8).join('\n      ')}`)
    await page.screenshot({ path: `/tmp/walk-fail-${failed}.png` })
  }
}
await browser.close()
mock.kill()
process.exitCode = failed > 0 ? 1 : 0
