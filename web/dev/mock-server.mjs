// A stand-in for the server while pages are made: node dev/mock-server.mjs [port]. Serves dist/ with
// the real Content-Security-Policy and invented children. For development only, never shipped.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildRow, buildTracker, catalogue, makeChildren, today } from './mock-data-tracker.mjs'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const port = Number(process.argv[2] ?? process.env.PORT ?? 8090)
const { children, entries } = makeChildren(Number(process.env.CHILDREN ?? 300))
const rows = () => children.map((child) => buildRow(child, entries))
let sequence = 1000
const signedIn = (request) => /\bhomeward=mock\b/.test(request.headers.cookie ?? '')
const streams = new Set()

const session = {
  account: {
    id: 1,
    name: 'Asha Khan',
    initials: 'AK',
    worker: 1,
    role: 'manager',
    can_edit: true,
    can_import: true,
    can_see_log: false,
    can_export: true,
    must_change_password: false,
  },
  authority: { id: 1, name: 'Broadmington', dfe_number: '999', synthetic: true },
  authorities: [
    { id: 1, name: 'Broadmington' },
    { id: 2, name: 'Leybridge' },
  ],
  csrf_token: 'token',
  seconds_left: 1800,
  today,
  last_data: { on: '2026-02-10', words: 'Data last came in on Tue 10 Feb from 9 files (return 2026)' },
  trackers: [{ id: 'joint', name: 'Joint tracker' }],
}
const problem = (status, title, detail, more = {}) => ({
  status,
  type: 'application/problem+json',
  body: { type: 'about:blank', title, status, detail, ...more },
})
const ok = (body) => ({ status: 200, type: 'application/json', body })

function tell(event, data) {
  for (const stream of streams)
    stream.write(`id: ${sequence}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

function save(child, type, request, edit) {
  const key = `${child}/${type}`
  const before = entries.get(key) ?? { happened: null, planned: null, version: 0 }
  const match = /^"?(\d+)"?$/.exec(request.headers['if-match'] ?? '')
  if (!match) return problem(428, 'If-Match missing', 'Say which version you saw.')
  if (Number(match[1]) !== before.version) {
    return problem(409, 'Someone saved first', 'This date was changed while you were typing.', {
      yours: edit,
      theirs: {
        planned_on: before.planned,
        happened_on: before.happened,
        version: before.version,
        by: 'B. Osei',
        at: '2026-02-11T09:12:00Z',
      },
    })
  }
  if (edit.happened_on && edit.happened_on > today)
    return problem(400, 'Date to come', 'A step that happened cannot lie in the future.')
  entries.set(key, { happened: edit.happened_on, planned: edit.planned_on, version: before.version + 1 })
  sequence++
  tell('change', { sequence, child, table: 'milestone', by: 1, by_initials: 'AK' })
  return ok({
    version: before.version + 1,
    sequence,
    previous: { planned_on: before.planned, happened_on: before.happened },
  })
}

async function extraHandlers() {
  const found = []
  for (const name of ['./mock-check.mjs', './mock-child.mjs', './mock-data.mjs']) {
    try {
      const module = await import(name)
      if (module.handle) found.push(module.handle)
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    }
  }
  return found
}
const extras = await extraHandlers()

async function answer(request, url, body) {
  const path = url.pathname
  const method = request.method
  if (path === '/api/session' && method === 'POST') {
    if (body.password === 'locked')
      return problem(429, 'Locked', 'Too many tries with this name. Wait 15 minutes, then try again.')
    if (body.password !== 'demo') return problem(401, 'Not signed in', '')
    return { ...ok(session), cookie: 'homeward=mock; Path=/; HttpOnly; SameSite=Strict' }
  }
  if (!signedIn(request)) return problem(401, 'Not signed in', 'Sign in.')
  if (path === '/api/session' && method === 'DELETE') {
    return { status: 204, cookie: 'homeward=; Path=/; Max-Age=0' }
  }
  if (path === '/api/session' || path === '/api/session/authority') return ok(session)
  const row = /^\/api\/trackers\/joint\/rows\/(\d+)$/.exec(path)
  if (row) {
    const child = children.find((each) => each.id === Number(row[1]))
    return child
      ? ok(buildRow(child, entries))
      : problem(404, 'Not here', 'This child is not in the tracker.')
  }
  const because = /^\/api\/trackers\/joint\/rows\/(\d+)\/because\/(\w+)$/.exec(path)
  if (because) {
    const cell = rows().find((each) => each.child === Number(because[1]))?.cells[because[2]]
    return cell ? ok({ because: cell.because }) : problem(404, 'Not here', 'There is no such date.')
  }
  if (path === '/api/catalogue') return ok(catalogue)
  if (path === '/api/trackers/joint') return ok(buildTracker(rows(), url.searchParams.get('as_of'), sequence))
  const milestone = /^\/api\/children\/(\d+)\/milestones\/(\w+)\/(\d+)$/.exec(path)
  if (milestone && method === 'PUT') return save(Number(milestone[1]), milestone[2], request, body)
  if (path === '/api/search' && method === 'POST') {
    const text = String(body.text).toLowerCase()
    const found = rows().filter((r) =>
      `${r.given_name} ${r.family_name} ${r.number}`.toLowerCase().includes(text),
    )
    return ok({
      total: found.length,
      children: found.slice(0, 8).map((r) => ({
        child: r.child,
        name: `${r.given_name} ${r.family_name}`.trim(),
        initials: r.initials,
        number: r.number,
        age: r.age,
        worker: children.find((c) => c.id === r.child).worker.name,
      })),
    })
  }
  // Development only: a colleague's edit, and the end of the session.
  const colleague = /^\/api\/mock\/colleague\/(\d+)$/.exec(path)
  if (colleague) {
    const key = `${colleague[1]}/match`
    const before = entries.get(key) ?? { version: 0 }
    entries.set(key, { happened: today, planned: null, version: before.version + 1 })
    sequence++
    tell('change', { sequence, child: Number(colleague[1]), table: 'milestone', by: 2, by_initials: 'BO' })
    return ok({})
  }
  for (const handle of extras) {
    const given = await handle({ method, path, url, body, request, rows: rows(), today, tell })
    if (given) return { type: 'application/json', ...given }
  }
  return problem(404, 'Not here', 'There is nothing at this address.')
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
async function page(url, response) {
  const nonce = randomBytes(16).toString('base64')
  const wanted = normalize(url.pathname).replace(/^(\.\.[/\\])+/, '')
  const file = extname(wanted) ? wanted : '/index.html'
  const content = await readFile(join(dist, file)).catch(() => null)
  if (!content) return response.writeHead(404).end()
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  })
  response.end(file === '/index.html' ? content.toString().replaceAll('__CSP_NONCE__', nonce) : content)
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock')
  if (!url.pathname.startsWith('/api/')) return page(url, response)
  if (url.pathname === '/api/events') {
    if (!signedIn(request)) return response.writeHead(401).end()
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(`event: hello\ndata: ${JSON.stringify({ sequence })}\n\n`)
    streams.add(response)
    request.on('close', () => streams.delete(response))
    return
  }
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const raw = Buffer.concat(chunks)
  const json = (request.headers['content-type'] ?? '').includes('json') && raw.length > 0
  const given = await answer(request, url, json ? JSON.parse(raw.toString()) : raw)
  response.writeHead(given.status, {
    'Content-Type': given.type ?? 'application/json',
    'Cache-Control': 'no-store',
    ...(given.cookie ? { 'Set-Cookie': given.cookie } : {}),
  })
  response.end(given.body === undefined ? undefined : JSON.stringify(given.body))
}).listen(port, '127.0.0.1', () =>
  process.stdout.write(`Mock on http://127.0.0.1:${port} (password: demo)\n`),
)
