// Called by script/bench-server --load and --lock, which tell what these do: load or lock, URL of the
// server, its process, people, minutes; the accounts as "name password" lines on standard input; for
// lock the database in DB.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { Browser, Times } from './bench-browser.mjs'

const [form, base, server, peopleText, minutesText] = process.argv.slice(2)
const people = Number(peopleText)
const minutes = Number(minutesText)
const accounts = fs
  .readFileSync(0, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => ({ name: line.split(' ')[0], password: line.split(' ')[1] }))
const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds))
const oneOf = (list) => list[Math.floor(Math.random() * list.length)]
const confirmed = ['order', 'same_day', 'skips', 'before_birth', 'before_care']
const gatherMilliseconds = 250 // as the tracker page waits for further changes
const signInsAtOnce = 4

let times = new Times()
let over = false
const sent = new Map() // sequence of an edit -> when it was sent
const cells = [] // what may be edited: { child, type, nth, version }

const memory = () => {
  const status = fs.readFileSync(`/proc/${server}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024)
}

// What a person does all day. Half of them have the tracker open, the others a child's page.
class Person {
  constructor(number) {
    this.browser = new Browser(base, number, accounts[number % accounts.length], times)
    this.onTracker = number % 2 === 0
    this.child = 0
    this.etag = ''
    this.waiting = new Set()
    this.timer = null
    this.browser.heard = (change) => this.hear(change)
  }

  async arrive() {
    this.today = (await this.browser.signIn()).today
  }

  async openPages() {
    await this.browser.ask('start page', 'GET', '/')
    await this.browser.ask('session', 'GET', '/api/session')
    await this.tracker()
    this.child = oneOf(cells).child
    if (!this.onTracker) await this.browser.ask('child page', 'GET', `/api/children/${this.child}`)
    this.browser.listen()
  }

  async tracker() {
    const headers = this.etag ? { 'if-none-match': this.etag } : {}
    const kind = this.etag ? 'tracker again' : 'tracker, the first time'
    const answer = await this.browser.ask(kind, 'GET', '/api/trackers/joint', { headers })
    this.etag = answer?.headers.etag ?? ''
    return answer
  }

  // A change by somebody: the tracker reads the rows, a child's page only its own child.
  hear({ sequence, child }) {
    const at = sent.get(sequence)
    if (at) this.browser.times.answered('an edit until it is heard', performance.now() - at, 200, false)
    if (this.onTracker || child === this.child) this.waiting.add(child)
    if (this.waiting.size === 0) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.fetchChanged(), gatherMilliseconds)
  }

  async fetchChanged() {
    const children = [...this.waiting]
    this.waiting.clear()
    const headers = { 'x-homeward-live': '1' }
    for (const child of children) {
      if (over) return
      const path = this.onTracker ? `/api/trackers/joint/rows/${child}` : `/api/children/${child}`
      await this.browser.ask(this.onTracker ? 'row after a change' : 'child after a change', 'GET', path, { headers })
    }
  }

  async act() {
    const kind = Math.random()
    const { browser } = this
    if (kind < 0.5) {
      this.onTracker = false
      this.child = oneOf(cells).child
      await browser.ask('child page', 'GET', `/api/children/${this.child}`)
    } else if (kind < 0.8) {
      this.onTracker = true
      await this.tracker()
    } else if (kind < 0.9) await browser.ask('journal of a child', 'GET', `/api/children/${this.child}/journal`)
    else if (kind < 0.95) await browser.ask('search', 'POST', '/api/search', { body: { text: oneOf(['an', 'el', 'sm', 'jo']) } })
    else await browser.ask('start page', 'GET', '/')
  }

  async edit() {
    const cell = oneOf(cells)
    const day = new Date(Date.parse(this.today) + Math.floor(Math.random() * 60) * 86_400_000)
    const body = { planned_on: day.toISOString().slice(0, 10), note: `edit ${Math.random()}`, confirmed }
    const begun = performance.now()
    const path = `/api/children/${cell.child}/milestones/${cell.type}/${cell.nth}`
    const answer = await this.browser.ask('edit', 'PUT', path, { body, headers: { 'if-match': `"${cell.version}"` } })
    if (answer?.status === 200) {
      const saved = JSON.parse(answer.body)
      cell.version = saved.version
      sent.set(saved.sequence, begun)
    } else if (answer?.status === 409) cell.version = JSON.parse(answer.body).theirs.version
  }

  // Acts until all is over, `pause` milliseconds between on average.
  async work(pause) {
    while (!over) {
      await wait(-Math.log(1 - Math.random()) * pause)
      if (!over) await this.act()
    }
  }
}

async function signedIn() {
  const all = Array.from({ length: people }, (_, number) => new Person(number))
  const queue = [...all]
  await Promise.all(
    Array.from({ length: signInsAtOnce }, async () => {
      for (let person; (person = queue.shift()); ) await person.arrive()
    }),
  )
  const tracker = await all[0].browser.ask('tracker, the first time', 'GET', '/api/trackers/joint', {
    headers: { 'accept-encoding': 'identity' },
  })
  for (const row of JSON.parse(tracker.body).rows)
    for (const { edit } of Object.values(row.cells)) if (edit?.nth === 1) cells.push({ child: row.child, ...edit })
  return all
}

const everybody = (people, times) => people.forEach((person) => (person.browser.times = times))

async function load(all) {
  console.log(`memory of the server, everybody signed in: ${memory()} MB`)
  await Promise.all(
    all.map(async (person, at) => {
      await wait((at * 20_000) / all.length)
      await person.openPages()
    }),
  )
  const opening = times
  times = new Times()
  everybody(all, times)
  const working = all.map((person) => person.work(20_000))
  const editing = setInterval(() => void oneOf(all).edit(), 1000)
  for (let done = 0; done < minutes; ) {
    const part = Math.min(1, minutes - done)
    await wait(part * 60_000)
    done += part
    console.log(`minute ${done}: memory ${memory()} MB, ${times.answers} answers so far, ${times.errors} errors`)
  }
  clearInterval(editing)
  over = true
  await Promise.all(working)
  console.log('\nSigning in and opening the pages within 20 seconds:')
  opening.print()
  console.log(`\n${people} people at work for ${minutes} minutes, an edit a second:`)
  times.print()
  await wait(2000)
  console.log(`memory of the server at the end: ${memory()} MB`)
}

// Holds the database's lock for writing, as a shell or a backup tool may. Gives a function that frees it.
async function holdLock() {
  const db = process.env.DB
  const postgres = db.startsWith('postgres:')
  const holder = postgres
    ? spawn('psql', ['-XAtq', db], { stdio: ['pipe', 'pipe', 'inherit'] })
    : spawn('sqlite3', [db.replace('sqlite:', '')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const take = postgres
    ? "BEGIN; LOCK TABLE journal, milestone, session, look IN EXCLUSIVE MODE; SELECT 'held';\n"
    : ".timeout 30000\nBEGIN IMMEDIATE;\nSELECT 'held';\n"
  holder.stdin.write(take)
  await new Promise((held) => holder.stdout.once('data', held))
  return () => holder.stdin.end('ROLLBACK;\n')
}

async function lock(all) {
  for (const person of all) await person.openPages()
  const working = all.map((person) => person.work(2000))
  const editing = setInterval(() => void oneOf(all).edit(), 200)
  const seconds = Math.round(minutes * 60)
  const phases = []
  for (const [what, last] of [['before', 10], ['held', seconds], ['after', 10]]) {
    times = new Times()
    everybody(all, times)
    const free = what === 'held' ? await holdLock() : null
    phases.push([what === 'held' ? `the lock is held for ${last} seconds` : `${last} seconds ${what} it`, times])
    const asking = setInterval(() => {
      const { browser } = oneOf(all)
      const { etag } = oneOf(all)
      void browser.ask('start page, apart', 'GET', '/', { apart: true })
      void browser.ask('session, apart', 'GET', '/api/session', { apart: true })
      const headers = etag ? { 'if-none-match': etag } : {}
      void browser.ask('tracker, apart', 'GET', '/api/trackers/joint', { headers, apart: true })
    }, 100)
    await wait(last * 1000)
    clearInterval(asking)
    free?.()
  }
  clearInterval(editing)
  over = true
  // Counted in the phase in which it was asked, whenever it is answered.
  await Promise.race([Promise.all(working), wait(60_000)])
  for (let patience = 0; patience < 60 && phases.some(([, phase]) => phase.pending > 0); patience++) await wait(500)
  for (const [what, phase] of phases) {
    console.log(`\n${what}:`)
    phase.print()
  }
}

const all = await signedIn()
await (form === 'load' ? load(all) : lock(all))
for (const { browser } of all) browser.close()
process.exit(times.errors > 0 && form === 'load' ? 1 : 0)
