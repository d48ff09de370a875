// The shapes of the HTTP API (docs/openapi.yaml says the same; tests hold the server to it).
// Dates are ISO civil dates ("2026-02-03"); words for people come ready from the server.
// null = unknown or not there. Unknown is never zero.

export type IsoDate = string
export type Role = 'viewer' | 'practitioner' | 'manager' | 'administrator'

// POST /api/session {name, password} -> SessionInfo (sets an HttpOnly cookie); 401, 429 problem
// GET /api/session -> SessionInfo or 401;  DELETE /api/session -> 204
// PUT /api/session/authority {authority_id} -> SessionInfo (people who work in several)
export interface SessionInfo {
  account: { id: number; name: string; initials: string; role: Role; can_edit: boolean; can_import: boolean; can_see_log: boolean }
  authority: { id: number; name: string; dfe_number: string; synthetic: boolean }
  authorities: { id: number; name: string }[]
  csrf_token: string // sent as X-CSRF-Token with every POST, PUT, DELETE
  today: IsoDate
  last_data: { on: IsoDate; words: string } | null // "Data last came in on Tue 10 Feb from 9 files (return 2026)"
  trackers: { id: string; name: string }[]
}

export type ClockState =
  | 'overdue' | 'due_soon' | 'running' | 'met' | 'met_late' | 'purposeful_delay'
  | 'unknown' | 'not_started' | 'not_applicable'

// A cell that shows a clock or a milestone. For a clock cell the milestone is the clock's end.
export interface Cell {
  state: ClockState | 'none' // none: a milestone column without a clock
  words: string // "Overdue by 12 working days"; for a milestone "Done Fri 6 Mar", "Planned …", "–"
  because: string // sentences shown on focus, hover or the key ?
  due_on: IsoDate | null
  planned_on: IsoDate | null
  happened_on: IsoDate | null
  outcome: string
  source: 'hand' | 'return_file' | 'extract' | null // of happened_on
  conflict: boolean // an imported and an entered date disagree
  // Set when a person may enter this milestone here: PUT /api/children/{child}/milestones/{type}/{nth}
  edit: { type: string; nth: number; version: number } | null
  sort: number // for sorting the column: most urgent first
}

// GET /api/trackers/{id}?as_of=2026-02-03 -> Tracker (ETag; 304 when nothing changed)
export interface Tracker {
  id: string
  name: string
  how_to_read: string
  as_of: IsoDate
  known_on: IsoDate | null // set when as_of is in the past: the page shows what was known then
  sequence: number // journal sequence contained; live events after it are news
  columns: TrackerColumn[]
  counts: { children: number; overdue: number; due_soon: number; stuck: number; unknown: number; conflicts: number; waiting_on_purpose: number }
  teams: { id: number; name: string }[]
  workers: { id: number; name: string; initials: string; team: number }[]
  stages: { id: string; name: string; explanation: string }[]
  plans: { id: string; name: string; explanation: string }[]
  milestones: Record<string, { name: string; explanation: string; who_can_fill: string; outcomes: string[] }>
  rows: TrackerRow[]
}
export interface TrackerColumn {
  id: string
  title: string
  show: 'child' | 'age' | 'in_care_days' | 'worker' | 'team' | 'stage' | 'plan' | 'clock' | 'milestone'
    | 'next_step' | 'legal_status' | 'placement' | 'moves' | 'waiting_days'
  explanation: string
  hidden: boolean
  width: number // pixels, 0 = default
}
export interface TrackerRow {
  child: number
  number: string // the authority's identifier
  given_name: string // '' when unknown
  family_name: string
  initials: string // for discreet mode; '' when no name
  sibling_group: number | null
  sibling_label: string // "Group 14"
  born_on: IsoDate | null
  age: string | null // "2y 3m"
  age_days: number | null
  in_care_since: IsoDate | null
  in_care_days: number | null
  waiting_days: number | null // days in care without permanence
  worker: number | null
  team: number | null
  stage: string | null
  stage_days: number | null
  stage_share: number | null // 0-100: share of comparable children who left this stage sooner; null when too few
  stuck: boolean
  plan: string | null
  parallel_plans: string[]
  legal_status: string // words
  placement: string // words
  moves_12_months: number
  next_step: { what: string; who: string; due_on: IsoDate | null; state: ClockState } | null
  overdue: number // clocks of this tracker
  unknown: number
  cells: Record<string, Cell> // by column id, for clock and milestone columns
}
// GET /api/trackers/{id}/rows/{child}?as_of= -> TrackerRow (after an edit or a live event); 404 when
// the child is no longer in the tracker

// PUT /api/children/{child}/milestones/{type}/{nth}   If-Match: "version" ("0" = none yet)
// body MilestoneEdit; both dates null and no outcome removes the entry. -> 200 MilestoneSaved;
// 409 Conflict with both values; 400 problem (a date in the future for happened_on, before birth …);
// 428 when If-Match is missing
export interface MilestoneEdit { planned_on: IsoDate | null; happened_on: IsoDate | null; outcome?: string; note?: string }
export interface MilestoneSaved { version: number; sequence: number; previous: MilestoneEdit | null }
export interface Problem { type: string; title: string; status: number; detail: string }
export interface ConflictProblem extends Problem {
  yours: MilestoneEdit
  theirs: MilestoneEdit & { version: number; by: string; at: string }
}

// PUT /api/children/{child}/delays/{timescale}   If-Match; body {reason, decided_by, decided_on, look_again_on} or
// {ended_on}; 200 {version, sequence}

// GET /api/children/{id}?as_of= -> ChildPage (the look is logged)
export interface ChildPage {
  id: number
  as_of: IsoDate
  known_on: IsoDate | null
  number: string
  given_name: string
  family_name: string
  initials: string
  born_on: IsoDate | null
  age: string | null
  sex: string // words, '' when unknown
  ethnicity: string
  in_care: boolean
  in_care_since: IsoDate | null
  days_in_care: number | null
  share_of_life_percent: number | null
  legal_status: string
  placement: string
  placement_since: IsoDate | null
  team: string
  worker: string
  plan: PlanView | null
  parallel_plans: PlanView[]
  stage: { id: string; name: string; explanation: string; since: IsoDate; days: number; stuck: boolean; share: number | null } | null
  permanent: boolean
  siblings: { child: number; name: string; initials: string; age: string | null; placement: string; together: boolean | null }[]
  sibling_group: { label: string; plan_together: boolean | null; reason: string } | null
  next: { what: string; who: string; due_on: IsoDate | null; state: ClockState; words: string }[]
  clocks: ClockView[] // those that are applicable, most urgent first
  unknown: { milestone: string; nth: number; name: string; why_it_matters: string; who_can_fill: string; version: number; editable: boolean }[]
  conflicts: ConflictView[]
  timeline: Timeline
  story: string[] // sentences built from the record
  moves_12_months: number
}
export interface PlanView { type: string; name: string; agreed_on: IsoDate; ended_on: IsoDate | null }
export interface ClockView {
  timescale: string
  name: string
  law: string
  kind: string // "statutory" …
  standing: 'confirmed' | 'unconfirmed' | 'local'
  cell: Cell
}
export interface ConflictView {
  child: number
  child_label: string // name or number
  subject: string
  what: string
  imported_on: IsoDate
  imported_from: string // "return 2026, row 214"
  entered_on: IsoDate
  counts: 'imported' | 'entered'
}
// Drawn to scale. Lanes: legal status, homes, meetings and reviews, decisions, workers.
export interface Timeline {
  from: IsoDate
  to: IsoDate
  bars: { lane: 'legal' | 'home' | 'worker' | 'missing'; label: string; detail: string; from: IsoDate; until: IsoDate | null; shape: string; ended_planned: boolean | null }[]
  points: { lane: 'meeting' | 'decision'; label: string; on: IsoDate; planned: boolean; detail: string; age: string | null }[]
  targets: { label: string; on: IsoDate; state: ClockState }[]
}
// GET /api/children/{id}/journal -> JournalLine[] newest first
export interface JournalLine { sequence: number; at: string; by: string; what: string; before: string; after: string; source: string }

// GET /api/imports -> ImportLine[] newest first
export interface ImportLine {
  id: number
  at: string
  by: string
  state: 'running' | 'done' | 'refused'
  source_name: string
  years: number[]
  children: number
  episodes: number
  problems: number
  added: number
  changed: number
  withdrawn: number
  unchanged: number
  sentence: string
}
// GET /api/imports/{id}/problems?offset=0&limit=200 -> {total, problems}
export interface ImportProblem { file: string; row: number | null; column: string; found: string; sentence: string; effect: string }
// POST /api/imports  multipart/form-data, one or more parts "files" -> 202 {job: string}
// GET /api/jobs/{job} -> Job (progress by polling)
export interface Job { id: string; state: 'running' | 'done' | 'refused'; stage: string; percent: number; import_id: number | null; check_id: number | null; sentence: string }
// GET /api/conflicts -> ConflictView[];  POST /api/conflicts/settle {child, subject, imported_on, entered_on, counts} -> 204
// POST /api/search {text} -> {children: {child, name, number, age, worker}[]} (a POST: names never reach a URL)
// GET /api/access-log, GET /api/children/{id}/looks -> LookLine[] newest first (administrators)
export interface LookLine { at: string; by: string; child_label: string; what: string }
// GET /api/events  text/event-stream; id = journal sequence; events:
//   change {sequence, child, table, by_initials}   reload that row
//   reload {sequence}                              many changed
//   hello {sequence}
export interface ChangeEvent { sequence: number; child: number; table: string; by: number; by_initials: string }

// The return check. POST /api/return-checks  multipart/form-data: parts "files" (this year's), "previous" (last
// year's), fields "year" and "rules" (both may be left out) -> 202 {job}; the job's check_id is set when it is done
// GET /api/return-checks -> CheckLine[] newest first;  DELETE /api/return-checks/{id} -> 204
export type Severity = 'error' | 'query' // an error must be put right; a query may be right and is then explained
export interface CheckLine {
  id: number
  collection_year: number
  rules_year: number
  checked_at: string
  checked_by: string
  children: number
  errors: number // findings that are not accepted
  queries: number
  accepted: number
  new: number // not there in the check before of the same collection year; 0 without one
  gone: number // there in the check before and not here; 0 without one
  not_run: number // rules; never to be shown as passed
  files_kept_until: IsoDate | null // null: the files are deleted
}
export interface NotRunRule { rule: string; sentence: string; why: string }
export interface CheckRule {
  rule: string
  sentence: string
  severity: Severity
  severity_confirmed: boolean // false: judged by the rule's sentence, no source names it
  remedy: string
  reading: string // how the rule was understood where its sentence leaves room; '' = nothing to add
  findings: number
  children: number
  accepted: number
  new: number
}
// GET /api/return-checks/{id} -> CheckView; `rules` holds those with findings only
export interface CheckView extends Omit<CheckLine, 'not_run'> {
  own_area: string
  previous_check_id: number | null
  files: { name: string; table: string; year: number; rows: number }[]
  problems: string[]
  rules: CheckRule[]
  passed: number // rules that were run and found nothing
  not_run: NotRunRule[]
  gone_rules: { rule: string; sentence: string; findings: number }[]
}
// GET /api/return-checks/{id}/findings?rule=&child_key=&state=new|open|accepted|all&offset=&limit= -> CheckFindings
export interface CheckFindings { total: number; findings: CheckFinding[] }
export interface CheckFinding {
  id: number
  rule: string
  sentence: string
  remedy: string
  severity: Severity
  table: string // "Episodes"; "Episodes_last" = last year's
  file: string
  row: number // as a spreadsheet shows it
  child: string // the number in the file
  child_key: number // stands for the number in addresses
  child_id: number | null // null: Homeward holds no such child
  cells: { column: string; value: string; failing: boolean }[]
  new: boolean
  accepted: Accepted | null
}
export interface Accepted { reason: string; by: string; on: IsoDate }
// GET /api/return-checks/{id}/children?offset=&limit= -> CheckChildren, most findings first
export interface CheckChildren { total: number; children: CheckChild[] }
export interface CheckChild { child_key: number; child: string; child_id: number | null; errors: number; queries: number; accepted: number; new: number }
// PUT /api/return-checks/{id}/findings/{finding}/acceptance {reason, all_of_rule?} -> {accepted: how many};
// DELETE withdraws -> 204
// GET /api/return-checks/{id}/workbook (XLSX), GET /api/return-checks/{id}/findings.csv

// The same rules over what Homeward holds today: nothing is stored.
// GET /api/return-checks/record?year= -> RecordCheck;  GET /api/children/{id}/return-findings -> ChildFindings
export interface RecordFinding {
  rule: string
  sentence: string
  remedy: string
  severity: Severity
  fields: string[]
  about: string // which row, in plain words: "the episode that began 12 Jan 2026"
}
export interface RecordCheck {
  collection_year: number
  as_of: IsoDate
  children: number
  rules_run: number
  not_run: NotRunRule[]
  workers: {
    worker_id: number | null // null: nobody is named
    name: string
    team: string
    findings: number
    children: { child_id: number; child: string; name: string; findings: RecordFinding[] }[]
  }[]
}
export interface ChildFindings { collection_year: number; findings: RecordFinding[]; not_run_count: number }
