import type { Tracker, TrackerColumn, TrackerRow } from '../../api/types'
import { childLabel } from '../../app/discreet'
import { formatDate, formatNumber } from '../../dates/format'

// The words of one cell as plain text: for print, for CSV and for people who listen.
export function cellText(
  row: TrackerRow,
  column: TrackerColumn,
  tracker: Tracker,
  discreet: boolean,
): string {
  switch (column.show) {
    case 'child':
      return childLabel(row, discreet)
    case 'age':
      return row.age ?? 'not known'
    case 'in_care_days':
      return formatNumber(row.in_care_days)
    case 'waiting_days':
      return formatNumber(row.waiting_days)
    case 'worker':
      return tracker.workers.find((worker) => worker.id === row.worker)?.name ?? 'No worker'
    case 'team':
      return tracker.teams.find((team) => team.id === row.team)?.name ?? 'No team'
    case 'stage': {
      const stage = tracker.stages.find((each) => each.id === row.stage)
      if (!stage) return 'Not known'
      return row.stage_days === null ? stage.name : `${stage.name}, ${formatNumber(row.stage_days)} days`
    }
    case 'plan':
      return planText(row, tracker)
    case 'next_step':
      return row.next_step ? `${row.next_step.what}, ${row.next_step.who || 'nobody named'}` : 'Nothing due'
    case 'legal_status':
      return row.legal_status || 'Not known'
    case 'placement':
      return row.placement || 'Not known'
    case 'moves':
      return formatNumber(row.moves_12_months)
    case 'clock':
    case 'milestone':
      return row.cells[column.id]?.words ?? '–'
  }
}

function planText(row: TrackerRow, tracker: Tracker): string {
  const name = (id: string) => tracker.plans.find((plan) => plan.id === id)?.name ?? id
  if (!row.plan) return 'None agreed'
  return [row.plan, ...row.parallel_plans].map(name).join(', also ')
}

// A spreadsheet must not take a text for a formula.
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

// What is shown, as a spreadsheet reads it: headings, one line a child, dates beside the words.
export function csvOf(
  rows: readonly TrackerRow[],
  columns: readonly TrackerColumn[],
  tracker: Tracker,
  discreet: boolean,
): string {
  const headings = columns.flatMap((column) =>
    column.show === 'clock' || column.show === 'milestone'
      ? [column.title, `${column.title}: date`]
      : column.show === 'child'
        ? [column.title, 'Number']
        : [column.title],
  )
  const lines = rows.map((row) =>
    columns.flatMap((column) => {
      const text = cellText(row, column, tracker, discreet).replace(/\u202f/g, '')
      const cell = row.cells[column.id]
      if (column.show === 'child') return [text, row.number]
      if (column.show !== 'clock' && column.show !== 'milestone') return [text]
      return [text, cell?.happened_on ? formatDate(cell.happened_on) : '']
    }),
  )
  return [headings, ...lines].map((line) => line.map(csvField).join(',')).join('\r\n') + '\r\n'
}
