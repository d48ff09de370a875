// Called by script/bench-server: URL, readers, listeners, seconds; the password in PASSWORD.
import http from 'node:http'
import { gunzipSync } from 'node:zlib'

const [url, readers, listeners, seconds] = process.argv.slice(2).map((word, i) => (i ? Number(word) : word))
const base = new URL(url)
let cookie = ''
let csrf = ''

function ask(method, path, { body, headers = {}, agent } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: base.hostname, port: base.port, method, path, agent,
        headers: { cookie, 'x-csrf-token': csrf, ...(body ? { 'content-type': 'application/json' } : {}), ...headers } },
      (response) => {
        const parts = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }))
      },
    )
    request.on('error', reject)
    request.end(body ? JSON.stringify(body) : undefined)
  })
}

function tell(what, times) {
  const sorted = times.sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1)
  console.log(`${what.padEnd(44)} ${String(times.length).padStart(7)} times   p50 ${at(0.5).padStart(7)} ms   p99 ${at(0.99).padStart(7)} ms`)
}

async function timed(times, work) {
  const begun = performance.now()
  const answer = await work()
  times.push(performance.now() - begun)
  return answer
}

async function many(what, headers, expected) {
  const times = []
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: readers }, async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
      while (performance.now() < until) {
        const answer = await timed(times, () => ask('GET', '/api/trackers/joint', { headers, agent }))
        if (answer.status !== expected) throw new Error(`${what}: ${answer.status}`)
      }
      agent.destroy()
    }),
  )
  tell(`${what}, ${readers} at once`, times)
  console.log(`${''.padEnd(44)} ${Math.round(times.length / seconds)} a second`)
}

const signedIn = await ask('POST', '/api/session', { body: { name: 'bench', password: process.env.PASSWORD } })
if (signedIn.status !== 200) throw new Error(`sign-in: ${signedIn.status}`)
cookie = signedIn.headers['set-cookie'][0].split(';')[0]
csrf = JSON.parse(signedIn.body).csrf_token

const first = []
const tracker = await timed(first, () => ask('GET', '/api/trackers/joint', { headers: { 'accept-encoding': 'gzip' } }))
tell('tracker, the first time', first)
const plain = gunzipSync(tracker.body)
const { rows } = JSON.parse(plain)
console.log(`${rows.length} rows, ${Math.round(plain.length / 1024)} KB, ${Math.round(tracker.body.length / 1024)} KB packed`)
await many('tracker, packed', { 'accept-encoding': 'gzip' }, 200)
await many('tracker, unchanged (304)', { 'if-none-match': tracker.headers.etag }, 304)

// Listeners note when each event id arrives.
const heard = new Map()
const streams = await Promise.all(
  Array.from({ length: listeners }, () =>
    new Promise((resolve, reject) => {
      const request = http.get({ host: base.hostname, port: base.port, path: '/api/events', headers: { cookie }, agent: false }, (response) => {
        let text = ''
        response.on('data', (part) => {
          text += part
          for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
            const event = text.slice(0, end)
            if (event.includes('event: hello')) resolve(request)
            const id = Number(/^id: (\d+)$/m.exec(event)?.[1])
            if (event.includes('event: change')) heard.set(id, [...(heard.get(id) ?? []), performance.now()])
          }
        })
        response.on('error', () => {})
      })
      request.on('error', reject)
    }),
  ),
)
const saving = []
const telling = []
const rereading = []
for (const row of rows.slice(0, 30)) {
  const cell = Object.values(row.cells).find((one) => one.edit)
  if (!cell) continue
  const { type, nth, version } = cell.edit
  const begun = performance.now()
  const saved = await timed(saving, () =>
    ask('PUT', `/api/children/${row.child}/milestones/${type}/${nth}`, { body: { planned_on: JSON.parse(signedIn.body).today, note: 'bench', confirmed: ['order', 'same_day', 'skips', 'before_birth', 'before_care'] }, headers: { 'if-match': `"${version}"` } }),
  )
  if (saved.status !== 200) throw new Error(`edit: ${saved.status} ${saved.body}`)
  const { sequence } = JSON.parse(saved.body)
  while ((heard.get(sequence)?.length ?? 0) < listeners) await new Promise((resolve) => setTimeout(resolve, 1))
  for (const at of heard.get(sequence)) telling.push(at - begun)
  await timed(rereading, () => ask('GET', `/api/trackers/joint/rows/${row.child}`))
}
tell('an edit saved', saving)
tell(`an edit until each of ${listeners} has heard`, telling)
tell('its row read again', rereading)
const stale = []
await timed(stale, () => ask('GET', '/api/trackers/joint', { headers: { 'accept-encoding': 'gzip' } }))
tell('tracker, first after an edit', stale)
for (const stream of streams) stream.destroy()
process.exit(0)
