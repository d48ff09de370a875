import { useEffect, useMemo, useRef, useState } from 'react'
import type { Cell, IsoDate, TrackerRow } from '../../api/types'
import { childLabel } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { ClockWithReason } from '../../clock/ClockTag'
import { becauseOf } from './because'
import { StageText, standingWords } from './cells'
import { SavedLine, type SavedChange } from '../../ui/saved'
import { hasMilestoneDraft } from '../child/MilestoneForm'
import { RecordOnCard } from './RecordOnCard'
import type { Standing } from './steady'
import type { NamedTracker } from './named'

const pageSize = 40

interface Props {
  rows: readonly TrackerRow[]
  standing: ReadonlyMap<number, Standing> // of the rows, by child
  tracker: NamedTracker
  asOf: IsoDate | null
  discreet: boolean
  today: IsoDate
  canEdit: boolean
  goTo: number | null // a child at whose card somebody stood when they left
  onFocus: (child: number) => void
  onSaved: () => void // something was saved or taken back: the rows are to be read again
}

// The tracker on a phone: a list to read, and one milestone to record.
export function Cards({ rows: listed, standing, goTo, onFocus, ...rest }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const [length, setLength] = useState(() => {
    const place = listed.findIndex((row) => row.child === goTo)
    return pageSize * Math.max(1, Math.ceil((place + 1) / pageSize))
  })
  useEffect(() => {
    if (goTo === null) return
    list.current?.querySelector<HTMLElement>(`[data-child="${goTo}"] a`)?.focus({ preventScroll: true })
  }, [goTo])
  // A card in use stays where it was, also when the list is chosen anew.
  const [inUse, setInUse] = useState<ReadonlyMap<number, number>>(new Map()) // child -> place in the list
  const rows = withInUse(listed, inUse, rest.tracker.rows)
  const use = (child: number, using: boolean) =>
    setInUse((before) => {
      const next = new Map(before)
      if (using)
        next.set(
          child,
          rows.findIndex((row) => row.child === child),
        )
      else next.delete(child)
      return next
    })
  return (
    <>
      <ul className="hw-cards" ref={list}>
        {rows.slice(0, length).map((row) => (
          <li key={row.child} data-child={row.child} onFocus={() => onFocus(row.child)}>
            <Card
              row={row}
              standing={standing.get(row.child) ?? 'no_longer_matches'}
              onUse={(using) => use(row.child, using)}
              {...rest}
            />
          </li>
        ))}
      </ul>
      {rows.length > length && (
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          onClick={() => setLength((before) => before + pageSize)}
        >
          Show {Math.min(pageSize, rows.length - length)} more of {rows.length - length}
        </button>
      )}
    </>
  )
}

export function withInUse(
  listed: readonly TrackerRow[],
  inUse: ReadonlyMap<number, number>,
  all: readonly TrackerRow[],
): TrackerRow[] {
  const rows = [...listed]
  for (const [child, place] of [...inUse].sort((a, b) => a[1] - b[1])) {
    if (rows.some((row) => row.child === child)) continue
    const row = all.find((each) => each.child === child)
    if (row) rows.splice(place, 0, row)
  }
  return rows
}

// The cell to look at first; null when the child has no clock.
function firstClock(row: TrackerRow): { column: string; cell: Cell } | null {
  const clocks = Object.entries(row.cells)
    .filter(([, cell]) => cell.state !== 'none')
    .map(([column, cell]) => ({ column, cell }))
  return clocks.reduce<(typeof clocks)[number] | null>(
    (best, each) => (best && best.cell.rank <= each.cell.rank ? best : each),
    null,
  )
}

interface CardProps extends Omit<Props, 'rows' | 'standing' | 'goTo' | 'onFocus'> {
  row: TrackerRow
  standing: Standing // why it is here
  onUse: (using: boolean) => void
}

function Card({ row, standing, onUse, onSaved, ...props }: CardProps) {
  const { tracker, asOf, discreet, canEdit, today } = props
  const [open, setOpen] = useState(() => canEdit && hasMilestoneDraft(row.child))
  const [saved, setSaved] = useState<SavedChange | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const begin = () => {
    onUse(true)
    setSaved(null)
    setOpen(true)
  }
  const tell = (change: SavedChange) => {
    const { undo } = change
    setOpen(false)
    setSaved({ ...change, undo: undo && (() => undo().finally(onSaved)) })
    onSaved()
  }
  const end = () => {
    setOpen(false)
    setSaved(null)
    button.current?.focus()
    onUse(false)
  }
  const clock = useMemo(() => {
    const first = firstClock(row)
    return first && { ...first, ask: () => becauseOf(tracker.id, asOf, row, first.column) }
  }, [tracker.id, asOf, row])
  const held = standing !== 'matches'
  return (
    <article className={held ? 'hw-card hw-card--held' : 'hw-card'}>
      <h2 className="hw-card__name">
        <PageLink to={`/children/${row.child}`}>{childLabel(row, discreet)}</PageLink>
        <span className="hw-muted"> {row.age ?? 'age not known'}</span>
      </h2>
      {held && <p className="hw-held hw-card__standing">{standingWords[standing]}.</p>}
      <p>
        <StageText row={row} tracker={tracker} />
      </p>
      {clock && (
        <p>
          <ClockWithReason cell={clock.cell} ask={clock.ask} wrap />
        </p>
      )}
      <p>
        Next:{' '}
        {row.next_step ? `${row.next_step.what}, ${row.next_step.who || 'nobody named'}` : 'nothing due'}
      </p>
      {saved && <SavedLine change={saved} onDismiss={end} />}
      {canEdit && open && (
        <RecordOnCard child={row.child} tracker={tracker} today={today} onSaved={tell} onDone={end} />
      )}
      {canEdit && !open && standing !== 'left' && (
        <button type="button" className="hw-link-button" ref={button} onClick={begin}>
          Record a milestone<span className="govuk-visually-hidden"> for {childLabel(row, discreet)}</span>
        </button>
      )}
    </article>
  )
}
