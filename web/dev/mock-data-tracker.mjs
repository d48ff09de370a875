// Invented children for development: same seed, same data. No real child.

export const today = '2026-02-11'

function random(seed) {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

const given =
  'Mia Noah Ava Leo Isla Arthur Freya Oscar Zara Idris Ella Kai Ruby Theo Amina Jude Maya Finn Orla Reza'.split(
    ' ',
  )
const family =
  'Jones Okafor Patel Smith Novak Ahmed Clarke Evans Hughes Begum Taylor Reid Walsh Kaur Bennett'.split(' ')
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const addDays = (date, n) =>
  new Date(Date.parse(date + 'T00:00:00Z') + n * 864e5).toISOString().slice(0, 10)
export const between = (a, b) => Math.round((Date.parse(b) - Date.parse(a)) / 864e5)
export const words = (date) => {
  const d = new Date(date + 'T00:00:00Z')
  return `${days[d.getUTCDay()]} ${d.getUTCDate()} ${months[d.getUTCMonth()]}`
}

export const teams = [
  { id: 1, name: 'Children looked after East' },
  { id: 2, name: 'Children looked after West' },
  { id: 3, name: 'Permanence' },
]
export const workers = [
  'A. Khan',
  'B. Osei',
  'C. Price',
  'D. Lowe',
  'E. Marsh',
  'F. Adeyemi',
  'G. Ross',
  'H. Silva',
].map((name, i) => ({ id: i + 1, name, initials: name[0] + name[3], team: (i % 3) + 1 }))
const stages = [
  ['entry', 'Coming in', 'The first ten working days in care.'],
  ['planning', 'Planning', 'No plan for permanence is agreed yet.'],
  ['decision', 'Decision', 'A plan is agreed and waits for the decision maker.'],
  ['matching', 'Matching', 'A permanent home is being sought.'],
  ['moving', 'Moving in', 'Matched, not yet settled by an order or a panel.'],
].map(([id, name, explanation]) => ({ id, name, explanation }))
const plans = [
  ['return_home', 'Return home', 'The child goes back to parents.'],
  ['kinship', 'Family and friends', 'A relative or friend cares for the child.'],
  ['long_term_fostering', 'Long-term fostering', 'The child stays with foster carers until grown up.'],
  ['adoption', 'Adoption', 'A new legal family.'],
].map(([id, name, explanation]) => ({ id, name, explanation }))
const milestones = {
  planning_meeting: {
    name: 'Permanency planning meeting',
    explanation: 'Plans the way to a permanent home. It is not the review.',
    who_can_fill: 'social worker',
    outcomes: ['plan agreed', 'meet again'],
    repeats: true,
    decision: false,
  },
  second_review: {
    name: 'Plan agreed by the second review',
    explanation: 'The second review has a plan for permanence.',
    who_can_fill: 'reviewing officer',
    outcomes: [],
    repeats: false,
    decision: false,
  },
  panel: {
    name: 'Permanency panel',
    explanation: 'Recommends long-term homes.',
    who_can_fill: 'panel adviser',
    outcomes: ['recommended', 'not recommended'],
    repeats: true,
    decision: false,
  },
  match: {
    name: 'Matched',
    explanation: 'A family is chosen for the child.',
    who_can_fill: 'family finder',
    outcomes: [],
    repeats: false,
    decision: true,
  },
}
const col = (id, title, show, explanation, extra = {}) => ({
  id,
  title,
  show,
  explanation,
  hidden: false,
  milestone: milestones[id] ? id : null,
  width: 0,
  ...extra,
})
const columns = [
  col('child', 'Child', 'child', 'Name, or initials and number in discreet mode.'),
  col('age', 'Age', 'age', 'Age on the date shown.'),
  col('worker', 'Worker', 'worker', 'The allocated social worker.'),
  col(
    'stage',
    'Stage (days)',
    'stage',
    'The bar is the share of comparable children who left this stage sooner.',
  ),
  col(
    'planning_meeting',
    'First planning meeting',
    'clock',
    'Within 10 working days of coming into care (local target since 2018).',
  ),
  col('second_review', 'Plan by second review', 'clock', 'Within 4 months of coming into care.'),
  col('panel', 'Panel', 'clock', 'Within 30 working days of the plan.'),
  col('match', 'Matched', 'milestone', 'The day a family was chosen.'),
  col('next', 'Next step, who', 'next_step', 'The most urgent thing to do and who does it.'),
  col('plan', 'Plan', 'plan', 'The plan for permanence.', { hidden: true }),
  col('in_care', 'Days in care', 'in_care_days', 'Days since the start of this period of care.', {
    hidden: true,
  }),
  col('legal', 'Legal status', 'legal_status', 'The legal status now.', { hidden: true }),
  col('home', 'Home', 'placement', 'Where the child lives.', { hidden: true }),
  col('moves', 'Moves, 12 months', 'moves', 'Changes of home in twelve months.', { hidden: true }),
  col('team', 'Team', 'team', 'The team of the worker.', { hidden: true }),
]

function clock(entered, limit, soon, started, happened, planned, version, type, worker, chance) {
  const due = addDays(entered, limit)
  const left = between(today, due)
  const cell = {
    state: 'running',
    words: `Due ${words(due)}`,
    because: '',
    due_on: due,
    planned_on: planned,
    happened_on: happened,
    outcome: '',
    note: '',
    source: happened ? (chance < 0.5 ? 'hand' : 'return_file') : null,
    conflict: false,
    edit: { type, nth: 1, version },
    rank: left,
  }
  const rule = `Came into care ${words(entered)} ${entered.slice(0, 4)}. ${milestones[type].name} within ${limit} days: by ${words(due)}. `
  if (!started)
    return {
      ...cell,
      state: 'not_started',
      words: 'Starts when a plan is agreed',
      because: rule,
      due_on: null,
      edit: null,
      rank: 9000,
    }
  if (happened) {
    const late = happened > due
    return {
      ...cell,
      state: late ? 'met_late' : 'met',
      words: late
        ? `Late: took ${between(entered, happened)} days, limit ${limit}`
        : `Done in ${between(entered, happened)} of ${limit} days`,
      because: `${rule}Held ${words(happened)}.`,
      rank: 5000,
    }
  }
  if (chance > 0.93 && left < 60)
    return {
      ...cell,
      state: 'unknown',
      words: `Meeting date not known: ask ${worker}`,
      because: `${rule}The record says it was held but not when.`,
      rank: -500,
    }
  if (left < 0 && chance > 0.85)
    return {
      ...cell,
      state: 'purposeful_delay',
      words: `Waiting on purpose, looked at again ${words(addDays(today, 20))}`,
      because: `${rule}Waits for the sister's assessment, agreed by the manager.`,
      rank: 500,
    }
  if (left < 0)
    return {
      ...cell,
      state: 'overdue',
      words: `Overdue by ${-left} days`,
      because: `${rule}None recorded as of ${words(today)}: ${-left} days over.`,
      rank: left - 1000,
    }
  if (left <= soon)
    return {
      ...cell,
      state: 'due_soon',
      words: `Due in ${left} days (${words(due)})`,
      because: `${rule}${left} days left.`,
    }
  return { ...cell, because: rule }
}

const counts = {
  overdue: 'overdue',
  due_soon: 'due soon',
  stuck: 'stuck',
  unknown: 'with something unknown',
  waiting_on_purpose: 'waiting on purpose',
  conflicts: 'with dates that disagree',
}
const countOfState = {
  overdue: 'overdue',
  due_soon: 'due_soon',
  unknown: 'unknown',
  purposeful_delay: 'waiting_on_purpose',
}

function countedIn(cells, stuck) {
  const counted = stuck ? { stuck: ['stage'] } : {}
  const put = (count, column) => (counted[count] = [...(counted[count] ?? []), column])
  for (const [column, cell] of Object.entries(cells)) {
    if (countOfState[cell.state]) put(countOfState[cell.state], column)
    if (cell.conflict) put('conflicts', column)
  }
  return counted
}

// As the server sends it in a tracker: the reason only where the words are a dash.
const lighter = (row) => ({
  ...row,
  cells: Object.fromEntries(
    Object.entries(row.cells).map(([id, cell]) => [
      id,
      cell.words === '–' ? cell : { ...cell, because: null },
    ]),
  ),
})

const urgent = ['overdue', 'unknown', 'due_soon', 'running']

// Called again after an edit: `entries` holds {happened, planned, version} by "child/type".
export function buildRow(child, entries) {
  const { entered, chance, worker } = child
  const cells = {}
  const entry = (type) => entries.get(`${child.id}/${type}`) ?? { happened: null, planned: null, version: 0 }
  const meeting = entry('planning_meeting'),
    review = entry('second_review'),
    panel = entry('panel'),
    match = entry('match')
  cells.planning_meeting = clock(
    entered,
    14,
    4,
    true,
    meeting.happened,
    meeting.planned,
    meeting.version,
    'planning_meeting',
    worker.name,
    chance[0],
  )
  cells.second_review = clock(
    entered,
    120,
    14,
    true,
    review.happened,
    review.planned,
    review.version,
    'second_review',
    worker.name,
    chance[1],
  )
  cells.panel = clock(
    review.happened ?? entered,
    42,
    10,
    Boolean(review.happened),
    panel.happened,
    panel.planned,
    panel.version,
    'panel',
    worker.name,
    chance[2],
  )
  cells.match = {
    state: 'none',
    words: match.happened
      ? `Done ${words(match.happened)}`
      : match.planned
        ? `Planned ${words(match.planned)}`
        : '–',
    because: milestones.match.explanation,
    due_on: null,
    planned_on: match.planned,
    happened_on: match.happened,
    outcome: '',
    source: match.happened ? 'hand' : null,
    conflict: chance[3] > 0.97,
    edit: { type: 'match', nth: 1, version: match.version },
    rank: match.happened ? 1 : 0,
  }
  const open = Object.entries(cells)
    .filter(([, c]) => urgent.includes(c.state))
    .sort((a, b) => a[1].rank - b[1].rank)[0]
  const inCare = between(entered, today),
    age = between(child.born, today)
  const stage = match.happened ? 4 : panel.happened ? 3 : review.happened ? 2 : inCare < 14 ? 0 : 1
  const stageDays = Math.max(1, Math.round(inCare * (0.2 + 0.6 * chance[3])))
  return {
    child: child.id,
    number: child.number,
    given_name: child.given,
    family_name: child.family,
    initials: child.given ? child.given[0] + child.family[0] : '',
    sibling_group: child.group,
    sibling_label: child.group ? `Group ${child.group}` : '',
    born_on: child.born,
    age: `${Math.floor(age / 365.25)}y ${Math.floor((age % 365.25) / 30.44)}m`,
    age_days: age,
    in_care_since: entered,
    in_care_days: inCare,
    waiting_days: inCare,
    worker: worker.id,
    team: worker.team,
    stage: stages[stage].id,
    stage_days: stageDays,
    stage_share: chance[4] < 0.15 ? null : Math.min(98, Math.round(stageDays / 4)),
    stuck: stageDays > 330,
    plan: review.happened ? plans[Math.floor(chance[4] * 4)].id : null,
    parallel_plans: [],
    legal_status: chance[1] < 0.5 ? 'Interim care order' : 'Accommodated by agreement (section 20)',
    placement: chance[2] < 0.7 ? 'Foster carers' : 'With relatives or friends',
    moves_12_months: Math.floor(chance[3] * 4),
    next_step: open
      ? {
          what: `Hold: ${milestones[open[1].edit.type].name.toLowerCase()}`,
          who: worker.name,
          due_on: open[1].due_on,
          state: open[1].state,
        }
      : null,
    counted: countedIn(cells, stageDays > 330),
    cells,
  }
}

export function makeChildren(count = 300) {
  const next = random(7)
  const children = []
  const entries = new Map()
  let group = 0
  while (children.length < count) {
    const siblings = next() < 0.25 ? 2 + Math.floor(next() * 2) : 1
    const name = family[Math.floor(next() * family.length)]
    const worker = workers[Math.floor(next() * workers.length)]
    const entered = addDays(today, -Math.floor(4 + Math.pow(next(), 2) * 900))
    if (siblings > 1) group++
    for (let i = 0; i < siblings && children.length < count; i++) {
      const id = 100 + children.length
      const unnamed = next() > 0.99
      const chance = Array.from({ length: 5 }, next)
      children.push({
        id,
        number: String(566000 + id),
        given: unnamed ? '' : given[Math.floor(next() * given.length)],
        family: unnamed ? '' : name,
        group: siblings > 1 ? group : null,
        born: addDays(entered, -Math.floor(60 + next() * 5000)),
        entered,
        worker,
        chance,
      })
      const held = (type, after, probability) => {
        const on = addDays(entered, after)
        if (on < today && next() < probability)
          entries.set(`${id}/${type}`, { happened: on, planned: null, version: 1 })
        return entries.has(`${id}/${type}`)
      }
      held('planning_meeting', 5 + Math.floor(next() * 25), 0.85)
      if (
        held('second_review', 90 + Math.floor(next() * 60), 0.8) &&
        held('panel', 160 + Math.floor(next() * 40), 0.6)
      )
        held('match', 240 + Math.floor(next() * 200), 0.5)
    }
  }
  return { children, entries }
}

export function buildTracker(rows, asOf, sequence) {
  return {
    id: 'joint',
    name: 'Joint tracker',
    as_of: asOf ?? today,
    known_on: asOf,
    sequence,
    how_to_read:
      'Each row is a child who waits for a permanent home, longest first. A coloured cell is a limit: its words say how it stands; press ? on it to read why.',
    columns,
    teams,
    workers,
    rows: rows.map(lighter),
    counts: Object.entries(counts).map(([id, words]) => ({ id, words })),
  }
}

export const catalogue = { milestones, stages, plans, timescales: {} }
