// An invented child's page for development; never shipped. No real child.
import { addDays, between, words } from './mock-data-tracker.mjs'

const ageAt = (born, on) => {
  const months = Math.floor(between(born, on) / 30.44)
  return months < 24 ? `${months}m` : `${Math.floor(months / 12)}y ${months % 12}m`
}
const year = (date) => `${words(date)} ${date.slice(0, 4)}`
const settled = new Set()
const delays = new Map()

const cell = (state, text, because, more = {}) => ({
  state,
  words: text,
  because,
  due_on: null,
  planned_on: null,
  happened_on: null,
  outcome: '',
  note: '',
  source: null,
  conflict: false,
  edit: null,
  rank: 0,
  ...more,
})

function timelineOf(born, since, today) {
  const at = (share) => addDays(since, Math.round(between(since, today) * share))
  const bar = (lane, label, from, until, shape = '', ended = null, detail = '') => ({
    lane,
    label,
    detail,
    from,
    until,
    shape,
    ended_planned: ended,
  })
  const point = (lane, label, on, detail = '') => ({
    lane,
    label,
    on,
    planned: on > today,
    detail,
    note: '',
    age: on > today ? null : ageAt(born, on),
  })
  const earlier = addDays(since, -300)
  return {
    from: earlier,
    to: addDays(today, 70),
    bars: [
      bar('legal', 'Accommodated by agreement (section 20)', earlier, addDays(earlier, 120)),
      bar('home', 'Foster carer', earlier, addDays(earlier, 120), 'U6', true, 'went home'),
      bar('legal', 'Interim care order', since, at(0.4)),
      bar('legal', 'Full care order', at(0.4), null),
      bar('home', 'Temporary stay', since, at(0.02), 'T0', null),
      bar('home', 'Foster carer', at(0.02), at(0.35), 'U6', false, 'carer asked for the placement to end'),
      bar('home', "Children's home", at(0.35), at(0.43), 'K2', true),
      bar('home', 'Aunt, kinship foster carer', at(0.43), at(0.7), 'U3', null),
      bar('home', 'Long-term foster carer', at(0.7), null, 'U4'),
      bar('missing', 'Missing', at(0.33), addDays(at(0.33), 2)),
      bar('worker', 'C. Price', since, at(0.45)),
      bar('worker', 'Vacant', at(0.45), at(0.5)),
      bar('worker', 'A. Khan', at(0.5), null),
    ],
    points: [
      point('meeting', 'First review', addDays(since, 19)),
      point('meeting', 'Second review', addDays(since, 110)),
      point('meeting', 'Third review', addDays(since, 280)),
      point('meeting', 'Planning meeting', addDays(since, 41), 'plan: long-term fostering'),
      point('meeting', 'Matching meeting', at(0.68)),
      point('meeting', 'Next review', addDays(today, 30)),
      point('decision', 'Plan agreed', addDays(since, 112)),
      point('decision', 'Panel: approved', at(0.66)),
      point('decision', 'Decision maker', addDays(today, 21)),
    ],
    targets: [
      { label: 'First review', on: addDays(since, 28), state: 'met' },
      { label: 'Planning meeting', on: addDays(since, 14), state: 'met_late' },
      { label: 'Second review', on: addDays(since, 121), state: 'met' },
      { label: 'Decision within 10 working days', on: addDays(today, -16), state: 'overdue' },
      { label: 'Next review', on: addDays(today, 33), state: 'running' },
    ],
  }
}

function clocksOf(row, today) {
  const late = delays.get(row.child)
  const decision = late
    ? cell(
        'purposeful_delay',
        `Waiting on purpose, looked at again ${words(late.look_again_on)}`,
        `${late.reason}. Decided by ${late.decided_by}.`,
      )
    : cell(
        'overdue',
        'Overdue by 12 working days',
        `Panel recommended on ${year(addDays(today, -30))}. Decision within 10 working days: by ${year(addDays(today, -16))}. None recorded as of ${year(today)}: 12 working days over.`,
        {
          due_on: addDays(today, -16),
          planned_on: addDays(today, 21),
          edit: { type: 'match', nth: 1, version: 0 },
        },
      )
  return [
    {
      timescale: 'decision',
      name: 'Decision after panel',
      law: 'National Minimum Standards for fostering 2011, standard 14.9',
      kind: 'national_standard',
      standing: 'unconfirmed',
      delay: late ?? null,
      cell: decision,
    },
    {
      timescale: 'health',
      name: 'Health assessment each year',
      law: 'Care Planning Regulations 2010, reg 7',
      kind: 'statutory',
      standing: 'confirmed',
      cell: cell(
        'due_soon',
        'Due in 4 working days (Tue 17 Feb)',
        `The last was on ${year(addDays(today, -361))}; the next within 12 months of it.`,
        { due_on: addDays(today, 6) },
      ),
    },
    {
      timescale: 'review',
      name: 'Next review',
      law: 'Care Planning Regulations 2010, reg 33(2)',
      kind: 'statutory',
      standing: 'confirmed',
      cell: cell(
        'running',
        `Due ${words(addDays(today, 33))}`,
        'Third review held; the next within 6 months of it.',
        { due_on: addDays(today, 33) },
      ),
    },
    {
      timescale: 'later-life',
      name: 'Life story work started',
      law: 'Local target since 2024',
      kind: 'local',
      standing: 'local',
      cell: cell(
        'unknown',
        'Start date not known: ask A. Khan',
        'Nobody has recorded when life story work began.',
      ),
    },
    {
      timescale: 'first-review',
      name: 'First review',
      law: 'Care Planning Regulations 2010, reg 33(1)',
      kind: 'statutory',
      standing: 'confirmed',
      cell: cell(
        'met',
        'Done in 14 of 20 working days',
        'Came into care; first review within 20 working days.',
        { happened_on: addDays(row.in_care_since ?? today, 19) },
      ),
    },
    {
      timescale: 'planning',
      name: 'First planning meeting',
      law: 'Local target since 2018',
      kind: 'local',
      standing: 'local',
      cell: cell(
        'met_late',
        'Late: took 29 working days, limit 10',
        'The meeting was held 19 working days late.',
      ),
    },
  ]
}

function conflictsOf(row, today) {
  return [
    {
      child: row.child,
      child_label: `${row.given_name} ${row.family_name}`.trim() || row.number,
      child_initials: row.initials,
      child_number: row.number,
      milestone: row.child,
      what: 'Second review',
      imported_on: addDays(today, -40),
      imported_from: 'return 2026, row 214',
      entered_on: addDays(today, -38),
      counts: 'entered',
    },
  ].filter((conflict) => !settled.has(`${conflict.child} ${conflict.milestone}`))
}

export function mockConflicts(rows, today) {
  return rows.filter((row) => row.child % 40 === 1).flatMap((row) => conflictsOf(row, today))
}

function pageOf(row, rows, asOf, today) {
  const born = row.born_on ?? '2019-05-04'
  const since = row.in_care_since ?? addDays(today, -400)
  const days = between(since, asOf)
  const siblings = row.sibling_group
    ? rows.filter((r) => r.sibling_group === row.sibling_group && r.child !== row.child)
    : []
  return {
    id: row.child,
    as_of: asOf,
    known_on: asOf < today ? asOf : null,
    number: row.number,
    given_name: row.given_name,
    family_name: row.family_name,
    initials: row.initials,
    born_on: row.born_on,
    age: row.age,
    sex: 'Girl',
    ethnicity: 'White British',
    in_care: true,
    in_care_since: since,
    days_in_care: days,
    share_of_life_percent: Math.min(100, Math.floor((100 * days) / Math.max(1, between(born, asOf)))),
    legal_status: 'Full care order',
    placement: 'Long-term foster carer',
    placement_since: addDays(asOf, -200),
    team: 'Permanence',
    worker: 'A. Khan',
    plan: {
      type: 'long_term_fostering',
      name: 'Long-term fostering',
      agreed_on: addDays(since, 112),
      ended_on: null,
    },
    parallel_plans: [
      { type: 'kinship', name: 'Family and friends', agreed_on: addDays(since, 60), ended_on: null },
    ],
    stage: {
      id: 'decision',
      name: 'Decision',
      explanation: 'A plan is agreed and waits for the decision maker.',
      since: addDays(asOf, -48),
      days: 48,
      stuck: true,
      share: 82,
    },
    permanent: false,
    siblings: siblings.map((s, i) => ({
      child: s.child,
      name: `${s.given_name} ${s.family_name}`.trim(),
      initials: s.initials,
      age: s.age,
      placement: i ? 'Aunt, kinship carer' : 'Long-term foster carer',
      together: [true, false, null][i % 3],
    })),
    sibling_group: siblings.length
      ? {
          label: row.sibling_label,
          plan_together: true,
          reason: 'Assessed together in May; they ask for each other.',
        }
      : null,
    next: [
      {
        what: 'Decision after panel',
        who: 'Decision maker',
        due_on: addDays(asOf, -16),
        state: 'overdue',
        words: 'Overdue by 12 working days',
      },
      {
        what: 'Health assessment',
        who: 'A. Khan',
        due_on: addDays(asOf, 6),
        state: 'due_soon',
        words: 'Due in 4 working days (Tue 17 Feb)',
      },
      {
        what: 'Hold the next review',
        who: 'Reviewing officer',
        due_on: addDays(asOf, 33),
        state: 'running',
        words: `Due ${words(addDays(asOf, 33))}`,
      },
    ],
    clocks: clocksOf(row, asOf),
    milestones: [],
    unknown: [
      {
        milestone: 'life_story',
        nth: 1,
        name: 'Life story work started',
        why_it_matters: 'whether it began in time cannot be told.',
        who_can_fill: 'A. Khan',
        version: 0,
        editable: true,
      },
      {
        milestone: 'second_review',
        nth: 1,
        name: 'Plan agreed by second review',
        why_it_matters: 'the time to a plan cannot be told.',
        who_can_fill: 'Reviewing officer',
        version: 0,
        editable: true,
      },
    ],
    conflicts: conflictsOf(row, asOf),
    unplaced: [],
    timeline: timelineOf(born, since, asOf),
    moves_12_months: 2,
    story: [
      `${row.given_name || 'The child'} came into care on ${year(since)}, aged ${ageAt(born, since)}, for the second time.`,
      'There were four homes since; one move was unplanned, when the carer asked for the placement to end.',
      `The plan is long-term fostering, agreed on ${year(addDays(since, 112))}; family and friends are followed in parallel.`,
      'The panel has recommended the match; the decision maker has not decided yet.',
    ],
  }
}

export function handle({ method, path, url, body, rows, today, tell }) {
  const child = /^\/api\/children\/(\d+)(\/journal|\/delays\/([\w-]+))?$/.exec(path)
  if (child) {
    const row = rows.find((r) => r.child === Number(child[1]))
    if (!row)
      return {
        status: 404,
        body: { type: 'about:blank', title: 'Not here', status: 404, detail: 'There is no such child here.' },
      }
    if (child[3] && method === 'PUT') {
      const previous = delays.get(row.child) ?? null
      const { version = 0 } = previous ?? {}
      if (body.ended_on || body.reason === null) delays.delete(row.child)
      else
        delays.set(row.child, {
          ...previous,
          ...body,
          ended_on: null,
          version: version + 1,
          by: 'AK',
          at: '2026-02-11T09:12:00Z',
        })
      tell('change', { sequence: 2000, child: row.child, table: 'delay', by: 1, by_initials: 'AK' })
      return { status: 200, body: { version: version + 1, sequence: 2000, previous } }
    }
    if (child[2] === '/journal') {
      return {
        status: 200,
        body: [
          {
            sequence: 990,
            at: '2026-02-10T08:40:11Z',
            by: 'system',
            what: 'Placement: type',
            before: [{ name: 'value', value: 'Foster carer', kind: '' }],
            after: [{ name: 'value', value: 'Long-term foster carer', kind: '' }],
            source: 'return 2026, row 214',
          },
          {
            sequence: 801,
            at: '2026-01-22T14:05:00Z',
            by: 'AK',
            what: 'Planning meeting: happened on',
            before: [],
            after: [{ name: 'value', value: '14 Jan 2026', kind: '' }],
            source: 'by hand',
          },
          {
            sequence: 800,
            at: '2026-01-22T14:04:20Z',
            by: 'AK',
            what: `Note about ${row.given_name}`,
            before: [{ name: 'value', value: 'draft', kind: '' }],
            after: [],
            source: 'by hand',
          },
        ],
      }
    }
    if (method === 'GET')
      return { status: 200, body: pageOf(row, rows, url.searchParams.get('as_of') ?? today, today) }
  }
  if (path === '/api/conflicts/settle' && method === 'POST') {
    settled.add(`${body.child} ${body.milestone}`)
    return { status: 204 }
  }
  return null
}
