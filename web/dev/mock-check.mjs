// Invented return checks for development; never shipped.
const columns = ['CHILD', 'DECOM', 'RNE', 'LS', 'CIN', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC', 'REASON_PLACE_CHANGE', 'HOME_POST', 'PL_POST', 'URN'] // prettier-ignore
const rules = [
  [
    '1015',
    'Placement provider PR1 or PR2 must fit where the child is placed.',
    'error',
    ['PLACE_PROVIDER'],
    34,
  ],
  ['143', 'The reason for a new episode must be a listed code.', 'error', ['RNE'], 12],
  [
    '205D',
    'A child who was an unaccompanied asylum seeker last year and is not now is queried.',
    'query',
    ['DECOM'],
    7,
  ],
  ['303', 'A child may not start to be looked after before being born.', 'error', ['DECOM', 'DEC'], 3],
  [
    '454',
    'A child who has left care should not come back under the same order.',
    'query',
    ['LS', 'DECOM'],
    2,
  ],
  ['502', 'The first episode must start as last year left it.', 'error', ['DECOM'], 4],
  ['503A', 'The first episode must have last year’s reason.', 'error', ['RNE'], 5],
  ['503B', 'The first episode must have last year’s legal status.', 'error', ['LS'], 4],
].map(([rule, sentence, severity, fields, findings]) => ({ rule, sentence, severity, fields, findings }))
const remedy = 'Find the right value in the case system, correct it there, and export the file again.'
const accepted = new Map([[1, { reason: 'Seen by the panel.', by: 'AK', on: '2026-01-20' }]])
const jobs = new Map()
let nextJob = 1

const findings = []
for (const rule of rules)
  for (let i = 0; i < rule.findings; i++) {
    const child = 200100 + ((i * 37) % 29)
    findings.push({
      id: findings.length + 1,
      rule: rule.rule,
      sentence: rule.sentence,
      remedy,
      severity: rule.severity,
      table: i % 9 === 8 ? 'Episodes_last' : 'Episodes',
      file: i % 9 === 8 ? 'episodes_2025.csv' : 'episodes.csv',
      row: 3 + i * 17,
      child: String(child),
      child_key: child - 200000,
      child_id: i % 5 === 4 ? null : 1 + (i % 20),
      cells: columns.map((column) => ({
        column,
        value: { CHILD: String(child), DECOM: '12/01/2026', RNE: 'S', LS: 'C2', CIN: 'N1', PLACE: 'U4', PLACE_PROVIDER: i % 2 ? '' : 'PR9', HOME_POST: 'AB1 2CD', PL_POST: 'AB1 3EF', URN: '1234567' }[column] ?? '', // prettier-ignore
        failing: rule.fields.includes(column),
      })),
      new: i % 6 === 0,
      under: rule.rule.startsWith('503') ? (findings.filter((f) => f.rule === '502')[i]?.id ?? null) : null,
    })
  }
const noErrors =
  'An error cannot be accepted, since the DfE does not accept it. Put it right in the case system and check again. Nothing was saved.'
// A reason leaves an error an error: there it is a note.
const told = () =>
  findings.map((finding) => {
    const said = accepted.get(finding.id) ?? null
    const isError = finding.severity === 'error'
    return { ...finding, note: isError ? said : null, accepted: isError ? null : said }
  })
const count = (list, wanted) => list.filter(wanted).length

function line(id) {
  const all = told()
  return {
    id,
    collection_year: 2026,
    rules_year: 2026,
    checked_at: id === 2 ? '2026-02-10T08:40:11Z' : '2026-01-20T15:02:00Z',
    checked_by: 'AK',
    children: 431,
    errors: count(all, (f) => f.severity === 'error'),
    noted: count(all, (f) => f.note),
    queries: count(all, (f) => f.severity === 'query' && !f.accepted),
    accepted: count(all, (f) => f.accepted),
    new: id === 2 ? count(all, (f) => f.new) : 0,
    gone: id === 2 ? 5 : 0,
    not_run: notRun.length,
    files_kept_until: id === 2 ? '2026-03-12' : null,
  }
}
const notRun = [
  { rule: '501', sentence: 'An episode open last year must be in this year.', why: "It needs last year's return, which was not given." },
  { rule: '502', sentence: 'An episode open last year must go on unchanged.', why: "It needs last year's return, which was not given." },
  { rule: '1014', sentence: 'A home must be in the list of providers.', why: "It needs Ofsted's list of providers, which was not given." },
] // prettier-ignore

function view(id) {
  const all = told()
  return {
    ...line(id),
    own_area: 'E10000016',
    previous_check_id: id === 2 ? 1 : null,
    files: [
      { name: 'header.csv', table: 'Header', year: 2026, rows: 431 },
      { name: 'episodes.csv', table: 'Episodes', year: 2026, rows: 1604 },
      { name: 'episodes_2025.csv', table: 'Episodes', year: 2025, rows: 1511 },
    ],
    problems: ['“notes.csv” holds no table of a return and was left out.'],
    rules: rules.map(({ rule, sentence, severity }) => {
      const own = all.filter((f) => f.rule === rule)
      return {
        rule,
        sentence,
        severity,
        severity_confirmed: rule === '454',
        remedy,
        reading: rule === '303' ? 'A birth date that is not known is not held against the child.' : '',
        findings: own.length,
        children: new Set(own.map((f) => f.child)).size,
        noted: count(own, (f) => f.note),
        accepted: count(own, (f) => f.accepted),
        new: count(own, (f) => f.new),
        folded: count(own, (f) => f.under !== null && !f.accepted),
      }
    }),
    passed: 311,
    not_run: notRun,
    gone_rules: [
      { rule: '185', sentence: 'A health check must be given for a child under five.', findings: 5 },
    ],
  }
}

const recordFinding = (n) => ({
  rule: rules[n % rules.length].rule,
  sentence: rules[n % rules.length].sentence,
  remedy,
  severity: rules[n % rules.length].severity,
  fields: ['PLACE_PROVIDER'],
  about: n % 4 === 3 ? '' : 'the episode that began 12 Jan 2026',
})
function record(rows) {
  const worker = (id, name, from, most) => {
    const children = rows.slice(from, from + most).map((row, i) => ({
      child_id: row.child,
      child: row.number,
      name: `${row.given_name} ${row.family_name}`.trim(),
      initials: row.initials,
      findings: Array.from({ length: 1 + (i % 2) }, (_, k) => recordFinding(i + k)),
    }))
    const sum = children.reduce((total, child) => total + child.findings.length, 0)
    return { worker_id: id, name, team: id ? 'Permanence' : '', findings: sum, children }
  }
  return {
    collection_year: 2026,
    as_of: '2026-02-11',
    children: rows.length,
    rules_run: 240,
    not_run: notRun,
    workers: [worker(1, 'A. Khan', 0, 4), worker(2, 'B. Osei', 4, 2), worker(3, 'C. Bell', 6, 1), worker(4, 'D. Fox', 7, 1), worker(null, '', 8, 2)], // prettier-ignore
  }
}

export function handle({ method, path, url, body, rows, today }) {
  const ok = (given) => ({ status: 200, body: given })
  if (path === '/api/return-checks' && method === 'POST') {
    const id = `check-${nextJob++}`
    jobs.set(id, Date.now())
    return { status: 202, body: { job: id } }
  }
  if (path === '/api/return-checks') return ok([line(2), line(1)])
  if (path === '/api/return-checks/record') return ok(record(rows))
  const ofChild = /^\/api\/children\/(\d+)\/return-findings$/.exec(path)
  if (ofChild)
    return ok({
      collection_year: 2026,
      findings: Array.from({ length: Number(ofChild[1]) % 3 }, (_, i) => recordFinding(i)),
      not_run_count: 3,
    })
  const job = /^\/api\/jobs\/(check-\d+)$/.exec(path)
  if (job) {
    const percent = Math.min(100, Math.round((Date.now() - jobs.get(job[1])) / 30))
    const done = percent === 100
    return ok({
      id: job[1],
      state: done ? 'done' : 'running',
      stage: percent < 40 ? 'Reading the files' : 'Running the rules',
      percent,
      import_id: null,
      check_id: done ? 2 : null,
      sentence: done ? '431 children: 49 errors, 9 queries.' : '',
    })
  }
  const check = /^\/api\/return-checks\/(\d+)(\/.*)?$/.exec(path)
  if (!check) return null
  const id = Number(check[1])
  const rest = check[2] ?? ''
  const acceptance = /^\/findings\/(\d+)\/acceptance$/.exec(rest)
  if (acceptance) {
    const finding = findings.find((each) => each.id === Number(acceptance[1]))
    if (method === 'DELETE') {
      accepted.delete(finding.id)
      return { status: 204 }
    }
    if (finding.severity === 'error') return { status: 400, body: { detail: noErrors } }
    const taken = body.all_of_rule
      ? findings.filter((each) => each.rule === finding.rule && !accepted.has(each.id))
      : [finding]
    for (const each of taken) accepted.set(each.id, { reason: body.reason, by: 'AK', on: today })
    return ok({ accepted: taken.length })
  }
  if (rest === '' && method === 'DELETE') return { status: 204 }
  if (rest === '') return ok(view(id))
  const offset = Number(url.searchParams.get('offset') ?? 0)
  const limit = Number(url.searchParams.get('limit') ?? 200)
  if (rest === '/findings') {
    const asked = (name) => url.searchParams.get(name)
    const states = { new: (f) => f.new, open: (f) => !f.accepted, accepted: (f) => f.accepted }
    const found = told()
      .filter((f) => !asked('rule') || f.rule === asked('rule'))
      .filter((f) => !asked('child_key') || f.child_key === Number(asked('child_key')))
      .filter(states[asked('state')] ?? (() => true))
    return ok({ total: found.length, folded: 0, findings: found.slice(offset, offset + limit) })
  }
  if (rest === '/children') {
    const byChild = [...new Set(told().map((f) => f.child))].map((child) =>
      told().filter((f) => f.child === child),
    )
    const children = byChild
      .map((own) => ({
        child_key: own[0].child_key,
        child: own[0].child,
        child_id: own[0].child_id,
        errors: count(own, (f) => f.severity === 'error'),
        queries: count(own, (f) => f.severity === 'query' && !f.accepted),
        accepted: count(own, (f) => f.accepted),
        new: count(own, (f) => f.new),
      }))
      .sort((a, b) => b.errors + b.queries - a.errors - a.queries)
    return ok({ total: children.length, children: children.slice(offset, offset + limit) })
  }
  return null
}
