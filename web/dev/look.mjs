/* global document */
// Opens the built pages in Chromium, takes pictures and runs axe-core on each.
//   node dev/look.mjs [base address] [name of a step …]     pictures go to playwright-output/
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const [base = 'http://127.0.0.1:8090', ...wanted] = process.argv.slice(2)
const out = new URL('../playwright-output/', import.meta.url).pathname
await mkdir(out, { recursive: true })
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
const name = process.env.HOMEWARD_NAME ?? 'asha'
const password = process.env.HOMEWARD_PASSWORD ?? 'demo'
let violations = 0

async function open(width, height) {
  const page = await (await browser.newContext({ viewport: { width, height } })).newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401'))
      console.log(`  console: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.log(`  page error: ${error.message}`))
  return page
}

async function look(page, label) {
  await page.screenshot({ path: `${out}${label}.png`, fullPage: label.includes('check') })
  // evaluate() goes past the page's Content-Security-Policy, which a script tag would not
  await page.evaluate(axe)
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  violations += result.violations.length
  console.log(`${label}: ${result.violations.length} axe violations`)
  for (const found of result.violations) {
    console.log(`  ${found.impact} ${found.id}: ${found.help}`)
    for (const node of found.nodes.slice(0, 3))
      console.log(
        `    ${node.target.join(' ')}  ${node.html.slice(0, 140)}\n      ${node.failureSummary.replace(/\s+/g, ' ')}`,
      )
  }
}

async function signIn(page, path = '/') {
  await page.goto(base + path)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('banner').waitFor()
}

const steps = {
  async 'sign-in'() {
    const page = await open(1280, 720)
    await page.goto(base)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await look(page, 'sign-in')
  },
  async tracker() {
    const page = await open(1280, 720)
    await signIn(page)
    await page.locator('.ag-row').first().waitFor()
    await page.waitForTimeout(500)
    await look(page, 'tracker')
    await page.getByRole('button', { name: 'Siblings together' }).click()
    await page.locator('.hw-group').first().click()
    await page.waitForTimeout(300)
    await look(page, 'tracker-siblings')
    const cell = page
      .locator('.ag-row:not(.hw-row-group) [col-id][role="gridcell"]')
      .filter({ hasText: 'Overdue' })
      .first()
    await cell.click()
    await page.keyboard.press('?')
    await look(page, 'tracker-because')
    await page.keyboard.press('Escape')
    await page.keyboard.type('31/2')
    await look(page, 'tracker-edit')
    await page.keyboard.press('Escape')
  },
  async 'tracker-phone'() {
    const page = await open(390, 844)
    await signIn(page)
    await page.locator('.hw-card').first().waitFor()
    await page
      .getByRole('button', { name: /Record a milestone/ })
      .first()
      .click()
    await look(page, 'tracker-phone')
  },
  async 'return-check'() {
    for (const [width, height] of [
      [1280, 720],
      [390, 844],
    ]) {
      const page = await open(width, height)
      await signIn(page, '/return-check')
      await page.locator('.data-imports li').first().waitFor()
      await look(page, `return-check-${width}`)
      for (const [path, sign, label] of [
        ['/return-check/2', '.check-rules', 'check'],
        ['/return-check/2?by=child', '.check-children', 'check-children'],
        ['/return-check/2?rule=1015', '.check-finding', 'check-rule'],
        ['/return-check/2?child=100', '.check-finding', 'check-child'],
        ['/return-check/record', '.check-worker', 'check-record'],
      ]) {
        await page.goto(base + path)
        await page.locator(sign).first().waitFor()
        await look(page, `${label}-${width}`)
      }
    }
  },
  async 'as-of'() {
    const page = await open(1280, 720)
    await signIn(page, `/trackers/joint?as_of=${process.env.HOMEWARD_AS_OF ?? '2026-02-03'}`)
    await page.locator('.ag-row').first().waitFor()
    await page.getByText(/^As of/).click()
    await look(page, 'as-of')
  },
}

for (const [step, run] of Object.entries(steps)) {
  if (wanted.length === 0 || wanted.includes(step)) await run()
}
await browser.close()
process.exitCode = violations > 0 ? 1 : 0
