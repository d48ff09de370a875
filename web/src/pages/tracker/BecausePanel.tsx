import { Personal } from '../../app/Personal'
import { childLabel } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { ClockTag } from '../../clock/ClockTag'
import { formatDay } from '../../dates/format'
import { useBecause } from './because'
import { cellText } from './cellText'
import { cellOf, groupLabel } from './rows'
import type { Spot } from './useDateEditing'
import type { NamedTracker } from './named'

const sourceWords = {
  hand: 'Entered by hand',
  return_file: 'From the return',
  extract: 'From an extract',
} as const

interface Props {
  spot: Spot
  tracker: NamedTracker
  asOf: string | null
  discreet: boolean
  onClose: () => void
}

// Says why a cell is as it is. It follows the focus in the grid until it is closed.
export function BecausePanel({ spot, tracker, asOf, discreet, onClose }: Props) {
  const column = tracker.columns.find((each) => each.id === spot.column)
  const cell = cellOf(spot.line, spot.column)
  const { line } = spot
  const milestone = column?.milestone ? tracker.milestones[column.milestone] : undefined
  const because = useBecause(tracker.id, asOf, line.kind === 'child' ? line.row : null, spot.column)
  return (
    <section className="hw-because" aria-label="Because" aria-live="polite">
      <button type="button" className="hw-link-button hw-because__close" onClick={onClose}>
        Close (Esc)
      </button>
      <h2 className="govuk-heading-s">
        {line.kind === 'child' ? childLabel(line.row, discreet) : groupLabel(line, discreet)}:{' '}
        {column?.title ?? ''}
      </h2>
      {cell && column ? (
        <>
          <p>
            <ClockTag cell={cell} wrap /> {because ?? <span className="hw-muted">Reading why…</span>}
          </p>
          {cell.note && (
            <p className="hw-because__note">
              <strong>Note:</strong> <Personal kind="note">{cell.note}</Personal>
            </p>
          )}
          <p className="hw-muted">
            {cell.happened_on && `Happened ${formatDay(cell.happened_on)}. `}
            {cell.planned_on && `Planned for ${formatDay(cell.planned_on)}. `}
            {cell.source && `${sourceWords[cell.source]}. `}
            {cell.conflict && 'An imported and an entered date disagree: settle it on the Data page. '}
            {milestone && `${milestone.name}: ${milestone.explanation} `}
            {milestone?.who_can_fill && `Can be filled by: ${milestone.who_can_fill}.`}
          </p>
        </>
      ) : (
        <>
          {line.kind === 'child' && column && <p>{cellText(line.row, column, tracker, discreet)}</p>}
          {line.kind === 'group' && (
            <p>
              Brothers and sisters in one row; each cell shows the most urgent of them. Enter opens the row.
            </p>
          )}
          <p className="hw-muted">{column?.explanation}</p>
        </>
      )}
      {line.kind === 'child' && <PageLink to={`/children/${line.row.child}`}>Open the child’s page</PageLink>}
    </section>
  )
}
