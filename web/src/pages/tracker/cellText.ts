import type { TrackerColumn, TrackerRow } from '../../api/types'
import { childLabel } from '../../app/discreet'
import { formatNumber } from '../../dates/format'
import type { NamedTracker } from './named'

// The words of one cell as plain text: for print, for CSV and for people who listen.
export function cellText(
  row: TrackerRow,
  column: TrackerColumn,
  tracker: NamedTracker,
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
      return row.cells[column.id]?.words ?? '…'
  }
}

function planText(row: TrackerRow, tracker: NamedTracker): string {
  const name = (id: string) => tracker.plans.find((plan) => plan.id === id)?.name ?? id
  if (!row.plan) return 'None agreed'
  return [row.plan, ...row.parallel_plans].map(name).join(', also ')
}
