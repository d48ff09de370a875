import type { Cell, TrackerRow } from '../../api/types'
import type { NamedTracker } from './named'

// Small invented trackers for tests.

const countIds = ['overdue', 'due_soon', 'stuck', 'unknown', 'waiting_on_purpose', 'conflicts'] as const

export function cellWith(change: Partial<Cell> = {}): Cell {
  return {
    state: 'running', words: 'Due Fri 6 Mar', because: null, due_on: '2026-03-06', planned_on: null, happened_on: null,
    outcome: '', note: '', source: change.happened_on ? 'hand' : null, conflict: false, edit: { type: 'planning_meeting', nth: 1, version: 3 }, rank: 0, ...change,
  } // prettier-ignore
}

export function rowWith(change: Partial<TrackerRow> & { child: number }): TrackerRow {
  return {
    number: `n${change.child}`, given_name: 'Mia', family_name: 'Jones', initials: 'MJ', sibling_group: null,
    sibling_label: '', born_on: '2020-01-01', age: '6y 1m', age_days: 2233, in_care_since: '2025-01-01',
    in_care_days: 400, waiting_days: 400, worker: 1, team: 1, stage: 'planning', stage_days: 30, stage_share: 40,
    stuck: false, plan: null, parallel_plans: [], legal_status: 'Interim care order', placement: 'Foster carers',
    moves_12_months: 0, next_step: null, counted: {}, cells: { meeting: cellWith() }, ...change,
  } // prettier-ignore
}

export function trackerWith(rows: TrackerRow[]): NamedTracker {
  const column = (id: string, title: string, show: NamedTracker['columns'][number]['show'], hidden = false) => ({
    id, title, show, explanation: '', hidden, width: 0, milestone: null,
  }) // prettier-ignore
  return {
    id: 'joint', name: 'Joint tracker', how_to_read: '', as_of: '2026-02-11', known_on: null, sequence: 10,
    columns: [
      column('child', 'Child', 'child'),
      column('age', 'Age', 'age'),
      column('worker', 'Worker', 'worker'),
      column('stage', 'Stage (days)', 'stage'),
      column('meeting', 'First planning meeting', 'clock'),
      column('plan', 'Plan', 'plan', true),
    ],
    counts: countIds.map((id) => ({ id, words: id.replaceAll('_', ' ') })),
    teams: [{ id: 1, name: 'East' }],
    workers: [
      { id: 1, name: 'A. Khan', initials: 'AK', team: 1 },
      { id: 2, name: 'B. Osei', initials: 'BO', team: 1 },
    ],
    stages: [
      { id: 'planning', name: 'Planning', explanation: '' },
      { id: 'matching', name: 'Matching', explanation: '' },
    ],
    plans: [{ id: 'adoption', name: 'Adoption', explanation: '' }],
    milestones: {},
    timescales: {},
    rows,
  } // prettier-ignore
}
