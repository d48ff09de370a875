// Called by script/soak, which tells what it does: [--kills N] [--database NAME] [--minutes M].
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { parseArgs, promisify } from 'node:util'

const run = promisify(execFile)
const { values: options } = parseArgs({
  options: { kills: { type: 'string' }, database: { type: 'string' }, minutes: { type: 'string', default: '30' } },
})
const number = (name, text) => {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  console.error(`soak: --${name} needs a whole number from 1 on.`)
  return process.exit(2)
}
const minutes = number('minutes', options.minutes)
const kills = options.kills === undefined ? null : number('kills', options.kills)
if (options.database !== undefined && !['sqlite', 'postgres'].includes(options.database)) {
  console.error('soak: --database is sqlite or postgres.')
  process.exit(2)
}

// What is done, in this order, and the share of the time that each may take of what is left.
const forms = [
  { database: 'SQLite', killed: 'the server', kills: kills ?? 500, share: 0.5 },
  { database: 'PostgreSQL', killed: 'the server', kills: kills ?? 200, share: 0.7 },
  { database: 'PostgreSQL', killed: 'PostgreSQL', kills: kills ? Math.ceil(kills / 20) : 25, share: 1 },
].filter(({ database }) => !options.database || database.toLowerCase().startsWith(options.database))

let asked = false // to end early
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    if (!asked) console.log('\nEnding after the cycle under way.')
    asked = true
  })

// A PostgreSQL of script/with-postgres that lives until this process has done with it. It stands in a
// group of processes of its own, so that Ctrl+C here does not end it first.
async function startPostgres() {
  const say = 'echo "$HOMEWARD_TEST_POSTGRES"; echo "$HOMEWARD_TEST_POSTGRES_CRASH"; read -r _ || true'
  const held = spawn('script/with-postgres', ['bash', '-c', say], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  held.stdout.setEncoding('utf8')
  for await (const more of held.stdout) {
    text += more
    if (text.split('\n').length > 2) break
  }
  const [url, crash] = text.split('\n')
  if (!crash) throw new Error('PostgreSQL did not start (see above).')
  process.env.HOMEWARD_TEST_POSTGRES = url
  const end = async () => {
    const gone = once(held, 'exit')
    held.stdin.end()
    await gone
  }
  return { crash: () => run(crash), end }
}

const needed = forms.some(({ database }) => database === 'PostgreSQL')
const postgres = needed ? await startPostgres() : null
const { startHomeward } = await import('../tests/browser/server.mjs')
const { signIn } = await import('../tests/server/client.mjs')
const { databases } = await import('../tests/server/databases.mjs')
const { killPostgres, killServer, writersOn } = await import('../tests/server/kills.mjs')

const whenAllEnds = Date.now() + minutes * 60_000

async function soak(form) {
  const begun = Date.now()
  const until = begun + (whenAllEnds - begun) * (form === forms.at(-1) ? 1 : form.share)
  const database = databases.find(({ name }) => name === form.database)
  const { url, integrity, query, drop } = await database.make()
  const homes = []
  try {
    homes.push(await startHomeward({ db: url }))
    if (form.killed === 'PostgreSQL') homes.push(await startHomeward({ beside: homes[0] }))
    const client = await signIn(homes[0])
    const clients = homes.map((home) => client.at(home))
    const ask = (sql) => query(homes[0], sql)
    const { writers, account } = await writersOn(clients, ask)
    form.counts = writers.counts
    form.found = account.counts
    form.faults = account.faults
    let next = 0
    const told = (done) => {
      form.done = done
      const seconds = Math.round((Date.now() - begun) / 1000)
      const total = done.duringEdits + done.duringStart
      if (total >= next || total >= form.kills)
        console.log(
          `${form.database}, ${form.killed} killed: ${total} of ${form.kills} in ${seconds} s, ` +
            `${writers.counts.acknowledged} edits acknowledged, ${account.faults.length} faults`,
        )
      if (total >= next) next = total + Math.max(1, Math.round(form.kills / 20))
      return !asked && Date.now() < until
    }
    const work = { homes, home: homes[0], client, clients, ask, integrity, writers, account, told, kills: form.kills }
    form.done = await (form.killed === 'PostgreSQL' ? killPostgres({ ...work, crash: postgres.crash }) : killServer(work))
  } catch (error) {
    form.faults = [...(form.faults ?? []), `the run broke off: ${error.stack ?? error}`]
  } finally {
    form.seconds = Math.round((Date.now() - begun) / 1000)
    for (const home of homes.reverse()) await home.stop()
    await drop()
  }
}

for (const form of forms) if (!asked) await soak(form)
await postgres?.end()

const lines = [
  ['', (form) => `${form.database}, ${form.killed} killed`],
  ['kills asked for', (form) => form.kills],
  ['killed under edits', ({ done }) => done?.duringEdits],
  ['killed during start', ({ done }) => done?.duringStart],
  ['edits attempted', ({ counts }) => counts?.attempts],
  ['acknowledged', ({ counts }) => counts?.acknowledged],
  ['refused (409)', ({ counts }) => counts?.refused],
  ['turned away (503, 429)', ({ counts }) => counts?.turnedAway],
  ['without an answer', ({ counts }) => counts && counts.unanswered - counts.turnedAway],
  ['kept without an answer', ({ found }) => found?.keptUnanswered],
  ['acknowledged and lost', ({ found }) => found?.lost],
  ['versions given twice', ({ found }) => found?.versionsTwice],
  ['entries nobody made', ({ found }) => found?.unexplained],
  ['integrity checks passed', ({ done }) => done?.integrity],
  ['first edit after a kill, at most', ({ done }) => done?.longest && `${done.longest} ms`],
  ['faults in all', ({ faults }) => faults?.length],
  ['seconds', (form) => form.seconds],
]
const commit = await run('git', ['rev-parse', '--short', 'HEAD']).catch(() => ({ stdout: 'unknown' }))
console.log(
  `\n${new Date().toISOString().slice(0, 16)}Z, ${os.cpus().length} processors, ` +
    `${process.env.HOMEWARD_BINARY}, commit ${commit.stdout.trim()}`,
)
for (const [what, value] of lines)
  console.log([what.padEnd(34), ...forms.map((form) => String(value(form) ?? '-').padStart(32))].join(''))
for (const form of forms)
  for (const fault of (form.faults ?? []).slice(0, 20)) console.log(`${form.database}: ${fault}`)

const faults = forms.some((form) => form.faults?.length > 0)
const whole = forms.every(({ done, kills: wanted }) => done && done.duringEdits + done.duringStart >= wanted)
console.log(faults ? 'Something was lost or is wrong.' : whole ? 'Nothing was lost.' : 'Nothing was lost; it was ended early.')
process.exit(faults ? 1 : whole ? 0 : 2)
