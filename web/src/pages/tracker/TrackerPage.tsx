import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import { useAsOf } from '../../app/asOf'
import { useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { formatDay } from '../../dates/format'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useMediaQuery, useTitle } from '../../ui/ui'
import { BecausePanel } from './BecausePanel'
import { Cards } from './Cards'
import { csvOf } from './cellText'
import { ConflictDialog } from './ConflictDialog'
import { entryFrom } from './edits'
import type { Spot } from './Grid'
import { PrintTable } from './PrintTable'
import { cellOf, countRows, filterRows, linesOf, sortRows, type Filters } from './rows'
import { ColumnChooser, Counts, Toolbar } from './Toolbar'
import { useTracker, type Wish } from './useTracker'
import { readView, shownColumns, writeView, type View } from './view'
import './tracker.css'

const Grid = lazy(() => import('./Grid').then((module) => ({ default: module.Grid })))

const mostPasted = 200

export default function TrackerPage() {
  const { tracker: id = '' } = useParams()
  const { account, today } = useSession()
  const { asOf } = useAsOf()
  const { discreet } = useDiscreet()
  const [params, setParams] = useSearchParams()
  const compact = useMediaQuery('(max-width: 640px)')
  const data = useTracker(id, asOf)
  const { tracker, save, undo, pending, marks, setFault } = data
  const [text, setText] = useState('') // the text filter may be a name: it stays out of the address
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [spot, setSpot] = useState<Spot | null>(null)
  const [because, setBecause] = useState(false)
  useTitle(tracker?.name ?? 'Tracker')
  useEffect(() => setBecause(false), [id])

  const canEdit = account.can_edit && asOf === null
  const view = useMemo(() => readView(params), [params])
  const filters = useMemo<Filters>(() => ({ ...view.filters, text }), [view, text])
  const onView = useCallback(
    (next: View) => setParams((before) => writeView(before, next), { replace: true }),
    [setParams],
  )
  const onFilters = (next: Filters) => {
    setText(next.text)
    onView({ ...view, filters: next })
  }

  const rows = useMemo(
    () =>
      tracker ? sortRows(filterRows(tracker.rows, filters, discreet), view.sort, tracker, discreet) : [],
    [tracker, filters, view.sort, discreet],
  )
  const lines = useMemo(
    () => (tracker ? linesOf(rows, tracker.rows, view.together, open) : []),
    [rows, tracker, view.together, open],
  )
  const columns = useMemo(() => {
    if (!tracker) return []
    return shownColumns(tracker, view).flatMap(
      (each) => tracker.columns.find((column) => column.id === each) ?? [],
    )
  }, [tracker, view])
  const counts = useMemo(() => countRows(tracker?.rows ?? []), [tracker])
  const toggle = useCallback(
    (group: number) =>
      setOpen((before) => {
        const after = new Set(before)
        if (!after.delete(group)) after.add(group)
        return after
      }),
    [],
  )
  const context = useMemo(
    () => (tracker ? { tracker, asOf, discreet, pending, marks, toggle } : null),
    [tracker, asOf, discreet, pending, marks, toggle],
  )

  const wishOf = (at: Spot, typed: string): Wish | string => {
    const cell = cellOf(at.line, at.column)
    if (at.line.kind !== 'child' || !cell?.edit) return 'This cell cannot be filled here.'
    const entry = entryFrom(typed, cell, today)
    if (!entry.ok) return entry.message
    const { type, nth, version } = cell.edit
    return { child: at.line.row.child, type, nth, version, column: at.column, edit: entry.edit }
  }
  const onEnter = (at: Spot, typed: string) => {
    const wish = wishOf(at, typed)
    if (typeof wish === 'string') setFault(`Not saved. ${wish}`)
    else void save([wish])
  }
  const onFill = (wanted: { spot: Spot; text: string }[]) => {
    if (wanted.length > mostPasted) {
      setFault(`Nothing was pasted: ${wanted.length} cells at once are more than ${mostPasted}.`)
      return
    }
    const wishes = wanted
      .filter((each) => each.text.trim() !== '')
      .map((each) => wishOf(each.spot, each.text))
    const refused = wishes.filter((wish) => typeof wish === 'string')
    const good = wishes.filter((wish) => typeof wish !== 'string')
    if (refused.length > 0) {
      setFault(`${refused.length} of ${wishes.length} not saved. ${refused[0] ?? ''}`)
      if (good.length === 0) return
    }
    void save(good)
  }
  const onExport = () => {
    if (!tracker) return
    const blob = new Blob(['\ufeff', csvOf(rows, columns, tracker, discreet)], { type: 'text/csv' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = `${tracker.id}-${tracker.as_of}.csv`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }

  if (data.error && !tracker) {
    return (
      <ErrorPanel title="The tracker could not be loaded" onRetry={() => void data.load()}>
        {sentenceOf(data.error)}
      </ErrorPanel>
    )
  }
  if (!tracker || !context) {
    return (
      <>
        <h1 className="govuk-heading-l hw-tracker__title">Tracker</h1>
        <Skeleton rows={16} label="Loading the tracker" />
      </>
    )
  }
  return (
    <div className="hw-tracker">
      <div className="hw-tracker__head">
        <h1 className="govuk-heading-l hw-tracker__title">
          {tracker.name}{' '}
          <span className="hw-muted">as of {asOf ? formatDay(asOf) : `today, ${formatDay(today)}`}</span>
        </h1>
        {tracker.rows.length > 0 && (
          <div className="hw-row">
            {!compact && (
              <ColumnChooser {...{ tracker, view, onView }} columnIds={columns.map((column) => column.id)} />
            )}
            <button type="button" className="hw-toggle" onClick={onExport}>
              Export<span className="govuk-visually-hidden"> what is shown as CSV</span>
            </button>
          </div>
        )}
      </div>
      {tracker.rows.length > 0 && <HowToRead page={`tracker-${tracker.id}`}>{tracker.how_to_read}</HowToRead>}
      {tracker.rows.length === 0 ? (
        <EmptyState title="No child is in this tracker">
          Children appear here once a return or an extract has been imported. Open Data to bring one in.
        </EmptyState>
      ) : (
        <>
          <Counts total={tracker.rows.length} counts={counts} filters={filters} onChange={onFilters} />
          <Toolbar
            tracker={tracker}
            view={view}
            filters={filters}
            shown={rows.length}
            onFilters={onFilters}
            onView={onView}
            compact={compact}
          />
          {data.fault && (
            <div className="hw-fault" role="alert">
              <p>{data.fault}</p>
              <button type="button" className="hw-link-button" onClick={() => setFault('')}>
                Close<span className="govuk-visually-hidden"> this message</span>
              </button>
            </div>
          )}
          {rows.length === 0 ? (
            <EmptyState title="No child matches these filters">
              Take a filter away, or choose Show all.
            </EmptyState>
          ) : compact ? (
            <Cards {...{ rows, tracker, asOf, discreet, today, canEdit }} onSave={(wish) => save([wish])} />
          ) : (
            <div className="hw-tracker__grid">
              <Suspense fallback={<Skeleton rows={14} label="Loading the tracker" />}>
                <Grid
                  {...{ tracker, columns, lines, context, today, canEdit, onEnter, onFill }}
                  sort={view.sort}
                  flash={data.saved}
                  onSort={(sort) => onView({ ...view, sort })}
                  onColumns={(ids) => onView({ ...view, columns: ids })}
                  onUndo={() => void undo()}
                  onFocus={setSpot}
                  onBecause={() => setBecause(true)}
                  onEscape={() => setBecause(false)}
                />
              </Suspense>
              {because && spot && (
                <BecausePanel {...{ spot, tracker, asOf, discreet }} onClose={() => setBecause(false)} />
              )}
              <p className="hw-quiet hw-keys">
                Keys: arrows walk,{' '}
                {canEdit &&
                  'Enter or typing edits a date, Ctrl+Z takes back, Ctrl+C, V and D copy, paste and fill down, '}
                ? says because, / finds a child.
              </p>
            </div>
          )}
          <PrintTable rows={rows} columns={columns} tracker={tracker} discreet={discreet} />
        </>
      )}
      {data.dispute && (
        <ConflictDialog
          dispute={data.dispute}
          tracker={tracker}
          onTheirs={() => void data.keepTheirs()}
          onMine={() => void data.keepMine()}
        />
      )}
    </div>
  )
}
