// Invented imports for development; never shipped.
import { mockConflicts } from './mock-child.mjs'

const jobs = new Map()
const imports = [
  {
    id: 3,
    at: '2026-02-10T08:40:11Z',
    by: 'AK',
    state: 'done',
    source_name: '9 files',
    years: [2026],
    children: 431,
    episodes: 1604,
    problems: 137,
    added: 212,
    changed: 41,
    withdrawn: 3,
    unchanged: 5210,
    sentence: 'Came in with 9 files; 131 rows could not be used in full.',
    undone: null,
  },
  {
    id: 2,
    at: '2025-07-01T13:12:00Z',
    by: 'BO',
    state: 'refused',
    source_name: 'return.zip',
    years: [],
    children: 0,
    episodes: 0,
    problems: 1,
    added: 0,
    changed: 0,
    withdrawn: 0,
    unchanged: 0,
    sentence: 'The zip holds no file of a return. Nothing was changed.',
    undone: null,
  },
  {
    id: 1,
    at: '2025-06-20T09:00:00Z',
    by: 'AK',
    state: 'done',
    source_name: 'SSDA903_2025.xml',
    years: [2025],
    children: 402,
    episodes: 1511,
    problems: 0,
    added: 5100,
    changed: 0,
    withdrawn: 0,
    unchanged: 0,
    sentence: 'Came in with 1 file. Every row could be used.',
    undone: null,
  },
]

function problemsOf(id) {
  if (id === 2)
    return [
      {
        file: 'return.zip',
        row: null,
        column: '',
        found: '',
        sentence: 'There is no CSV or XML file in it.',
        effect: 'Nothing was imported',
      },
    ]
  if (id !== 3) return []
  return Array.from({ length: 137 }, (_, i) =>
    i % 3 === 0
      ? {
          file: 'episodes.csv',
          row: 14 + i * 7,
          column: 'DEC',
          found: `${31}/0${2 + (i % 2) * 2}/2025`,
          sentence: `${31}/0${2 + (i % 2) * 2}/2025 is not a date.`,
          effect: 'The row was left out',
        }
      : i % 3 === 1
        ? {
            file: 'reviews.csv',
            row: 8 + i,
            column: 'REVIEW',
            found: '',
            sentence: 'The review date is empty.',
            effect: 'The row was left out',
          }
        : {
            file: 'header.csv',
            row: 3 + i,
            column: 'ETHNIC',
            found: `X${i % 7}`,
            sentence: `X${i % 7} is not a code of ethnic origin.`,
            effect: 'Kept without it',
          },
  )
}

const lookOver = {
  reading: 'r1',
  digest: 'd',
  source_name: '9 files',
  tables: [{ file: 'episodes.csv', table: 'Episodes', year: 2026, rows: 1604 }],
  returns: [
    {
      year: 2026,
      told: '2025-26, told by 1 234 of 1 240 dates in episodes.csv',
      children: 431,
      episodes: 1604,
    },
  ],
  children: 431,
  episodes: 1604,
  known: 402,
  new: 29,
  held_elsewhere: 12,
  added: 212,
  changed: 41,
  withdrawn: 3,
  facts: [{ word: 'episode', added: 212, changed: 41, withdrawn: 3 }],
  concerned: [{ child: 1, number: '566910', added: 0, changed: 2, withdrawn: 1 }],
  concerned_total: 61,
  absent: [],
  problems: [],
  problems_total: 0,
  warnings: [],
  answers: { year: null, leading_zeros: null },
}

export function handle({ method, path, url, rows, today }) {
  if (path === '/api/unplaced') return { status: 200, body: [] }
  if (path === '/api/absences') return { status: 200, body: [] }
  if (/^\/api\/import-readings\/r1/.test(path) && method === 'GET') return { status: 200, body: lookOver }
  if (/^\/api\/import-readings\/r1$/.test(path) && method === 'DELETE') return { status: 204 }
  if (/^\/api\/import-readings/.test(path) && ['POST', 'PUT'].includes(method)) {
    const id = `job-${jobs.size + 1}`
    jobs.set(id, { started: Date.now(), imports: path.endsWith('/import') })
    return { status: 202, body: { job: id } }
  }
  if (path === '/api/imports') return { status: 200, body: imports }
  const problems = /^\/api\/imports\/(\d+)\/problems$/.exec(path)
  if (problems) {
    const all = problemsOf(Number(problems[1]))
    const offset = Number(url.searchParams.get('offset') ?? 0)
    return {
      status: 200,
      body: {
        total: all.length,
        problems: all.slice(offset, offset + Math.min(200, Number(url.searchParams.get('limit') ?? 200))),
      },
    }
  }
  const job = /^\/api\/jobs\/([\w-]+)$/.exec(path)
  if (job) {
    const known = jobs.get(job[1])
    if (!known)
      return {
        status: 404,
        body: { type: 'about:blank', title: 'Not here', status: 404, detail: 'There is no such job.' },
      }
    const percent = Math.min(100, Math.round((Date.now() - known.started) / 60))
    const done = percent === 100
    return {
      status: 200,
      body: {
        id: job[1],
        state: done ? 'done' : 'running',
        stage: percent < 30 ? 'Reading the files' : 'Comparing with what is here',
        percent,
        import_id: done && known.imports ? 3 : null,
        check_id: null,
        reading: done && !known.imports ? 'r1' : null,
        sentence: done ? '9 files: 212 rows added, 41 changed; 137 problems.' : '',
      },
    }
  }
  if (path === '/api/conflicts') return { status: 200, body: mockConflicts(rows, today) }
  return null
}
