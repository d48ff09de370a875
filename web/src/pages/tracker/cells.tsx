import type { CustomCellRendererProps } from 'ag-grid-react'
import type { TrackerColumn, TrackerRow } from '../../api/types'
import { childLabel } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { ClockTag } from '../../clock/ClockTag'
import { formatNumber } from '../../dates/format'
import { cellText } from './cellText'
import { agesOf, groupLabel, mostUrgent, type GroupLine, type Line } from './rows'
import type { Standing } from './steady'
import { cellKey } from './useEdits'
import type { NamedTracker } from './named'

// What the grid hands to every cell beside its line.
export interface GridContext {
  tracker: NamedTracker
  asOf: string | null
  discreet: boolean
  pending: ReadonlySet<string>
  marks: ReadonlyMap<string, string>
  refused: ReadonlySet<string> // cells in which something was not saved
  standing: ReadonlyMap<number, Standing> // of each child in the list
  unseen: string // why a row is in the filter, where no column says it
  carried: (row: TrackerRow) => boolean // some column says why the row is in the filter
  toggle: (group: number) => void
}

interface Props extends CustomCellRendererProps<Line, string, GridContext> {
  shown: TrackerColumn
}

export function TrackerCell({ data, context, shown }: Props) {
  if (!data) return null
  if (data.kind === 'group') {
    return (
      <div className="hw-lines">
        <GroupCell line={data} column={shown} context={context} />
      </div>
    )
  }
  return (
    <div className="hw-lines">
      <ChildCell row={data.row} inGroup={data.inGroup} column={shown} context={context} />
    </div>
  )
}

interface ChildCellProps {
  row: TrackerRow
  inGroup: boolean
  column: TrackerColumn
  context: GridContext
}

function ChildCell({ row, inGroup, column, context }: ChildCellProps) {
  const { tracker, discreet } = context
  switch (column.show) {
    case 'child':
      return (
        <span className={inGroup ? 'hw-child hw-child--in-group' : 'hw-child'}>
          <PageLink to={`/children/${row.child}`} tabIndex={-1}>
            {childLabel(row, discreet)}
          </PageLink>
          <SecondLine row={row} context={context} />
        </span>
      )
    case 'stage':
      return <StageText row={row} tracker={tracker} />
    case 'next_step':
      return (
        <>
          {row.next_step ? (
            <>
              {row.next_step.what}, <span className="hw-muted">{row.next_step.who || 'nobody named'}</span>
            </>
          ) : (
            <span className="hw-muted">Nothing due</span>
          )}
        </>
      )
    case 'clock':
    case 'milestone': {
      const cell = row.cells[column.id]
      const key = cellKey(row.child, column.id)
      const initials = context.marks.get(key)
      return (
        <span className="hw-cell">
          {cell ? <ClockTag cell={cell} wrap short /> : <Loading />}
          {cell?.conflict && (
            <span className="hw-conflict" title="An imported date and an entered date disagree">
              <span aria-hidden="true">≠</span>
              <span className="govuk-visually-hidden">, two dates disagree</span>
            </span>
          )}
          {cell?.note && (
            <span className="hw-note" title="There is a note; ? shows it">
              <span aria-hidden="true">✎</span>
              <span className="govuk-visually-hidden">, has a note</span>
            </span>
          )}
          {context.refused.has(key) && (
            <span className="hw-refused" title="What was entered here was not saved; see below">
              <span aria-hidden="true">!</span>
              <span className="govuk-visually-hidden">, what was entered was not saved</span>
            </span>
          )}
          {context.pending.has(key) && <span className="hw-muted"> Saving</span>}
          {initials && (
            <span className="hw-mark">
              <span className="govuk-visually-hidden">just changed by </span>
              {initials}
            </span>
          )}
        </span>
      )
    }
    default:
      return <>{cellText(row, column, tracker, discreet)}</>
  }
}

// Of a column that has just been turned on.
const Loading = () => (
  <span className="hw-muted">
    <span aria-hidden="true">…</span>
    <span className="govuk-visually-hidden">Loading</span>
  </span>
)

// Below the name: why the row still stands here, or why it is in the filter; else the number.
function SecondLine({ row, context }: { row: TrackerRow; context: GridContext }) {
  const standing = context.standing.get(row.child) ?? 'matches'
  if (standing !== 'matches') return <span className="hw-second hw-held">{standingWords[standing]}</span>
  if (context.unseen && !context.carried(row))
    return <span className="hw-second hw-held">{context.unseen}</span>
  return context.discreet ? null : <span className="hw-muted hw-second">{row.number}</span>
}

export const standingWords: Record<Standing, string> = {
  matches: '',
  no_longer_matches: 'no longer matches this filter',
  left: 'no longer in this tracker',
}

// Stage; below it days, and the share of comparable children who left it sooner, as a bar with its number.
export function StageText({ row, tracker }: { row: TrackerRow; tracker: NamedTracker }) {
  const stage = tracker.stages.find((each) => each.id === row.stage)
  if (!stage) return <span className="hw-muted">Not known</span>
  return (
    <span className="hw-stage">
      <span className="hw-stage__name">{stage.name}</span>
      <span className="hw-stage__share">
        {row.stage_days !== null && (
          <>
            {formatNumber(row.stage_days)}
            <span className="govuk-visually-hidden"> days, </span>
          </>
        )}
        {row.stage_share !== null && (
          <>
            <span className="hw-bar" aria-hidden="true">
              <span style={{ width: `${row.stage_share}%` }} />
            </span>
            {row.stage_share}%
            <span className="govuk-visually-hidden"> of comparable children left sooner</span>
          </>
        )}
        {row.stuck && <strong className="hw-stuck">stuck</strong>}
      </span>
    </span>
  )
}

function same(values: readonly string[], several: string): string {
  const distinct = [...new Set(values)]
  return distinct.length === 1 ? (distinct[0] ?? '') : several
}

function GroupCell({
  line,
  column,
  context,
}: {
  line: GroupLine
  column: TrackerColumn
  context: GridContext
}) {
  const { tracker, discreet } = context
  const texts = () => line.children.map((row) => cellText(row, column, tracker, discreet))
  switch (column.show) {
    case 'child':
      return (
        <button type="button" className="hw-group" tabIndex={-1} aria-expanded={line.expanded}>
          <span aria-hidden="true">{line.expanded ? '▾' : '▸'}</span> {groupLabel(line, discreet)}
        </button>
      )
    case 'age':
      return <>{agesOf(line.children) || 'not known'}</>
    case 'in_care_days':
    case 'waiting_days': {
      const days = line.children.flatMap(
        (row) => (column.show === 'waiting_days' ? row.waiting_days : row.in_care_days) ?? [],
      )
      return <>{days.length > 0 ? formatNumber(Math.max(...days)) : '–'}</>
    }
    case 'worker':
    case 'team':
    case 'plan':
    case 'legal_status':
    case 'placement':
      return <>{same(texts(), 'Differs')}</>
    case 'moves':
      return <>{same(texts(), `up to ${Math.max(...line.children.map((row) => row.moves_12_months))}`)}</>
    case 'stage': {
      const names = line.children.map(
        (row) => tracker.stages.find((stage) => stage.id === row.stage)?.name ?? 'Not known',
      )
      return <>{same(names, 'Differs')}</>
    }
    case 'next_step': {
      const next = line.children
        .flatMap((row) => row.next_step ?? [])
        .sort((a, b) => (a.due_on ?? '9').localeCompare(b.due_on ?? '9'))[0]
      return <>{next ? `${next.what}, ${next.who || 'nobody named'}` : 'Nothing due'}</>
    }
    case 'clock':
    case 'milestone': {
      const urgent = mostUrgent(line.children, column.id)
      if (!urgent) return <Loading />
      return (
        <span className="hw-cell">
          <ClockTag cell={urgent.cell} wrap short />
          {urgent.same < line.children.length && (
            <span className="hw-muted hw-of">
              {urgent.same} of {line.children.length}
            </span>
          )}
        </span>
      )
    }
  }
}
