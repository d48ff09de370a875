import { useCallback, useEffect, useMemo, useState } from 'react'
import { Navigate, useParams, useSearchParams } from 'react-router-dom'
import { download, sentenceOf } from '../../api/client'
import type { TrackerRow } from '../../api/types'
import { useAsOf } from '../../app/asOf'
import { childLabel, useDiscreet } from '../../app/discreet'
import { drafts } from '../../app/drafts'
import { addressOf, keepPlace, keepView, keptView, placeIn } from '../../app/places'
import { useSession } from '../../app/session'
import { formatDay } from '../../dates/format'
import { fetched } from '../../ui/fetched'
import { EmptyState, ErrorPanel, Fault, HowToRead, Skeleton, useMediaQuery, useTitle } from '../../ui/ui'
import { BecausePanel } from './BecausePanel'
import { Cards } from './Cards'
import { ColumnChooser } from './ColumnChooser'
import { exportAddress } from './export'
import { FilterLine, type FiltersFrom } from './FilterLine'
import { ConflictDialog } from './ConflictDialog'
import { toldIn } from './edits'
import { asideOf, planOf, stepOf, type Filling, type Plan, taskOf, type Task, type Unsent } from './batch'
import { outcomeWords, ReplaceDialog, Reports, RestOfPaste, StatusLine, statusWords } from './Outcome'
import { MineButtons } from './MineButtons'
import { PrintTable } from './PrintTable'
import { isDated } from './named'
import { countedUnder, isFiltered, linesOf, noFilters, type Filters, type Line } from './rows'
import { Counts, Toolbar } from './Toolbar'
import type { Spot } from './useDateEditing'
import { cellKey } from './useEdits'
import { useSteady } from './useSteady'
import { pasteKeyOf, useTracker } from './useTracker'
import { usePageTop } from './usePageTop'
import { useUnsavedDates } from './useUnsavedDates'
import { readView, shownColumns, viewIn, writeView, type View } from './view'
import './tracker.css'
import './grid.css'
import './cards.css'
import './print.css'

const Grid = fetched(async () => (await import('./Grid')).Grid, 'Loading the tracker')

const mostPasted = 200

// Each tracker begins anew: nothing of one stays in another. An address that says nothing of a view opens
// the one that was chosen last.
export default function TrackerPage() {
  const { tracker: id = '' } = useParams()
  const [params] = useSearchParams()
  const { asOf } = useAsOf()
  if (!placeIn(id) && viewIn(params) === '' && keptView(id))
    return <Navigate to={addressOf(id, asOf)} replace />
  return <TrackerOf key={id} id={id} />
}

function TrackerOf({ id }: { id: string }) {
  const [exportFault, setExportFault] = useState('')
  const { account, today } = useSession()
  const { asOf } = useAsOf()
  const { discreet } = useDiscreet()
  const [params, setParams] = useSearchParams()
  const compact = useMediaQuery('(max-width: 640px)')
  const data = useTracker(id, asOf)
  const { tracker, marks, edits } = data
  const { pending, reports, outcome, disputes } = edits
  const [text, setText] = useState(() => placeIn(id)?.text ?? '') // may be a name: it stays out of the address
  const [whence, setWhence] = useState<FiltersFrom>(() => {
    const last = placeIn(id) || keptView(id) === viewIn(params)
    return last ? 'last time' : 'the address'
  })
  const [open, setOpen] = useState<ReadonlySet<number>>(() => placeIn(id)?.open ?? new Set())
  const [spot, setSpot] = useState<Spot | null>(null)
  const [because, setBecause] = useState(false)
  const [question, setQuestion] = useState<Plan | null>(null)
  // Whoever comes back stands where they stood.
  const [goTo, setGoTo] = useState<{ child: number; column: string; count: number } | null>(() => {
    const { child = null, column = '' } = placeIn(id) ?? {}
    return child === null ? null : { child, column, count: 0 }
  })
  useTitle(tracker?.name ?? 'Tracker')
  const search = params.toString()
  useEffect(() => keepPlace(id, { search, text, open }), [id, search, text, open])
  usePageTop(id, tracker !== null)
  useEffect(() => {
    if (spot?.line.kind === 'child') keepPlace(id, { child: spot.line.row.child, column: spot.column })
  }, [id, spot])

  const canEdit = account.can_edit && asOf === null
  const counts = tracker?.counts
  const view = useMemo(() => readView(params, counts ?? []), [params, counts])
  const filters = useMemo<Filters>(() => ({ ...view.filters, text }), [view, text])
  const onView = useCallback(
    (next: View) => {
      keepView(id, viewIn(writeView(new URLSearchParams(), next)))
      setParams((before) => writeView(before, next), { replace: true })
    },
    [id, setParams],
  )
  const onFocus = useCallback((at: Spot) => {
    setSpot(at)
    setGoTo(null) // it has been reached, or somebody has gone elsewhere
  }, [])
  const onCard = useCallback(
    (child: number) => {
      keepPlace(id, { child })
      setGoTo(null)
    },
    [id],
  )
  const onFilters = (next: Filters) => {
    setGoTo(null)
    setWhence('now')
    setText(next.text)
    onView({ ...view, filters: next })
  }

  const shownIds = useMemo(() => (tracker ? shownColumns(tracker, view) : []), [tracker, view])
  const steady = useSteady(tracker, filters, view.sort, discreet, shownIds)
  const { rows, standing, added, matching } = steady
  const lines = useMemo(
    () => (tracker ? linesOf(rows, tracker.rows, view.together, open) : []),
    [rows, tracker, view.together, open],
  )
  const columns = useMemo(() => {
    const [child, ...others] = shownIds
    const ids = [...(child ? [child] : []), ...added, ...others]
    return ids.flatMap((each) => tracker?.columns.find((column) => column.id === each) ?? [])
  }, [tracker, shownIds, added])
  const counted = useMemo(
    () => (tracker ? countedUnder(tracker, filters, discreet) : null),
    [tracker, filters, discreet],
  )
  const { need } = data
  const loaded = tracker !== null
  const wanted = useMemo(() => {
    const ids = new Set([...shownIds, ...added, view.sort.column])
    const hidden = (tracker?.columns ?? []).filter((each) => each.hidden && isDated(each) && ids.has(each.id))
    return hidden.map((each) => each.id).join()
  }, [tracker?.columns, shownIds, added, view.sort.column])
  useEffect(() => {
    if (loaded && wanted) void need(wanted.split(','))
  }, [loaded, wanted, need])
  const toggle = useCallback(
    (group: number) =>
      setOpen((before) => {
        const after = new Set(before)
        if (!after.delete(group)) after.add(group)
        return after
      }),
    [],
  )
  const refused = useMemo(
    () =>
      new Set(
        reports.flatMap((report) =>
          report.refused.flatMap(({ child, column }) => (child === null ? [] : cellKey(child, column))),
        ),
      ),
    [reports],
  )
  const { show } = filters
  const unseen = show ? `${counts?.find(({ id }) => id === show)?.words}, in no column here` : ''
  const context = useMemo(() => {
    if (!tracker) return null
    const carried = (row: TrackerRow) => !show || row.counted[show]?.length !== 0
    return { tracker, asOf, discreet, pending, marks, refused, standing, unseen, carried, toggle }
  }, [tracker, asOf, discreet, pending, marks, refused, standing, unseen, show, toggle])
  const labelOf = useCallback(
    (child: number) => {
      const row = [...rows, ...(tracker?.rows ?? [])].find((each) => each.child === child)
      return row ? childLabel(row, discreet) : 'A child'
    },
    [rows, tracker, discreet],
  )

  const readOnly = account.can_edit
    ? 'Nothing can be changed on a past day: go back to today to enter a date'
    : 'Your role may look at dates and not change them'
  useUnsavedDates(reports, edits.progress, data.nameOf)
  const onRefuse = (at: Spot, why: string) =>
    edits.report(1, [
      { row: null, child: at.line.kind === 'child' ? at.line.row.child : null, column: at.column, why },
    ])
  const onEnter = (at: Spot, typed: string, left: boolean) => {
    const column = columns.find((each) => each.id === at.column)
    const step = stepOf({ line: at.line, column, row: null, text: typed }, today)
    if (step === 'same') return
    if ('why' in step) edits.report(1, [step])
    else if (left && step.objection) {
      const why = `${typed.trim() ? `“${typed.trim()}”` : 'Emptying this'} ${step.objection}`
      edits.report(1, [{ ...step.place, why, sure: step.wish, unsaved: true }])
    } else void edits.save([step])
  }
  const saveAll = (plan: Plan, tasks: readonly Task[]) =>
    void edits.save(tasks, { refused: plan.refused, also: asideOf(plan) })
  const onFill = (fillings: Filling[]) => {
    const nowhere = (why: string) => edits.report(1, [{ row: null, child: null, column: '', why }])
    if (!canEdit) return nowhere(readOnly)
    if (fillings.length > mostPasted)
      return nowhere(`${fillings.length} cells at once are more than ${mostPasted}. Paste fewer`)
    ask(planOf(fillings, today))
  }
  const ask = (plan: Plan) => {
    if (plan.tasks.some((task) => task.gives !== '')) setQuestion(plan)
    else saveAll(plan, plan.tasks)
  }
  // The rest of a paste in whose midst the session ended, as it was entered.
  const [rest, setRest] = useState(() => drafts.get<Unsent[]>(pasteKeyOf(id)) ?? [])
  const endRest = () => {
    setRest([])
    drafts.drop(pasteKeyOf(id))
  }
  const saveRest = () => {
    endRest()
    const fillings = rest.map(({ child, column, typed }): Filling => {
      const row = tracker?.rows.find((each) => each.child === child)
      const line: Line | undefined = row && { kind: 'child', id: `c${child}`, row, inGroup: false }
      const found = tracker?.columns.find((each) => each.id === column)
      return { line, column: found, row: null, text: typed }
    })
    ask(planOf(fillings, today))
  }
  const onAnswer = (answer: 'all' | 'empty' | 'none') => {
    setQuestion(null)
    if (!question || answer === 'none') return
    saveAll(question, answer === 'all' ? question.tasks : question.tasks.filter((task) => task.gives === ''))
  }
  const onExport = () => {
    if (!tracker) return
    const address = exportAddress(tracker, { asOf, columns, filters, rows: matching, discreet })
    setExportFault('')
    download(address).catch((error: unknown) => setExportFault(sentenceOf(error)))
  }

  if (data.error && !tracker) {
    return (
      <ErrorPanel page title="The tracker could not be loaded" onRetry={() => void data.load()}>
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
  // As the line says it now, not when the focus came.
  const lineNow = spot && lines.find((line) => line.id === spot.line.id)
  const spotNow = spot && lineNow ? { ...spot, line: lineNow } : null
  const gone = rows.filter((row) => standing.get(row.child) !== 'matches').length
  const behindWords = !steady.behind
    ? ''
    : gone > 0
      ? `${gone} shown ${gone === 1 ? 'no longer matches' : 'no longer match'}.`
      : `The ${isFiltered(filters) ? 'list and its order are' : 'order is'} from before the last changes.`
  return (
    <div className="hw-tracker">
      <div className="hw-tracker__head">
        <h1 className="govuk-heading-l hw-tracker__title">
          {tracker.name}{' '}
          <span className="hw-muted">as of {asOf ? formatDay(asOf) : `today, ${formatDay(today)}`}</span>
        </h1>
        {tracker.rows.length > 0 && (
          <div className="hw-row">
            <MineButtons {...{ tracker, filters, onFilters }} worker={account.worker} />
            {!compact && <ColumnChooser {...{ tracker, view, onView }} columnIds={shownIds} />}
            {account.can_export ? (
              <button type="button" className="hw-toggle" disabled={matching.length === 0} onClick={onExport}>
                {matching.length === 0 ? 'Nothing to export' : 'Export'}
                {matching.length > 0 && (
                  <span className="govuk-visually-hidden"> what is shown as CSV; it is logged</span>
                )}
              </button>
            ) : (
              <span className="hw-muted">Your role may not export this list.</span>
            )}
          </div>
        )}
      </div>
      <Fault>{exportFault}</Fault>
      <Fault>{data.columnFault}</Fault>
      {tracker.rows.length > 0 && <HowToRead page={`tracker-${tracker.id}`}>{tracker.how_to_read}</HowToRead>}
      {tracker.rows.length === 0 ? (
        <EmptyState title="No child is in this tracker">
          Children appear here once a return or an extract has been imported. Open Data to bring one in.
        </EmptyState>
      ) : (
        <>
          {counted && <Counts counted={counted} filters={filters} onChange={onFilters} />}
          <Toolbar
            tracker={tracker}
            view={view}
            filters={filters}
            onFilters={onFilters}
            onView={onView}
            compact={compact}
          />
          <FilterLine
            {...{ tracker, filters, whence }}
            shown={rows.length}
            named={compact}
            onClear={() => onFilters(noFilters)}
          />
          {rows.length === 0 ? (
            <EmptyState title="No child matches these filters">
              Take a filter away, or choose Clear filters.
            </EmptyState>
          ) : compact ? (
            <Cards
              {...{ rows, standing, tracker, asOf, discreet, today, canEdit }}
              goTo={goTo?.child ?? null}
              onFocus={onCard}
              onSaved={() => void data.load()}
            />
          ) : (
            <div className="hw-tracker__grid">
              <Grid
                {...{
                  tracker,
                  columns,
                  added,
                  lines,
                  context,
                  today,
                  canEdit,
                  goTo,
                  onEnter,
                  onFill,
                  onRefuse,
                }}
                readOnly={canEdit ? '' : `${readOnly}.`}
                sort={view.sort}
                place={placeIn(id)}
                onScroll={(top, left) => keepPlace(id, { top, left })}
                flash={edits.flash}
                onSort={(sort) => onView({ ...view, sort })}
                onColumns={(ids) => onView({ ...view, columns: ids.filter((each) => !added.includes(each)) })}
                onUndo={() => void edits.undo()}
                onRedo={() => void edits.redo()}
                onFocus={onFocus}
                onBecause={() => setBecause(true)}
                onEscape={() => setBecause(false)}
              />
              {because && spotNow && (
                <BecausePanel
                  {...{ spot: spotNow, tracker, asOf, discreet }}
                  onClose={() => setBecause(false)}
                />
              )}
              <p className="hw-quiet hw-keys">
                Keys: arrows walk,{' '}
                {canEdit &&
                  'Enter or typing edits a date, Ctrl+Z undoes, Ctrl+Y does it again, Ctrl+C, V and D copy, paste and fill down, '}
                ? explains a date, / finds a child.
              </p>
            </div>
          )}
          <div className="hw-after">
            {canEdit && rest.length > 0 && (
              <RestOfPaste count={rest.length} onSave={saveRest} onGiveUp={endRest} />
            )}
            <Reports
              {...{ reports, tracker, labelOf }}
              onClose={edits.closeReport}
              onSure={(wish, place) => void edits.save([taskOf(wish, place)])}
              onGoTo={
                compact
                  ? null
                  : (child, column) => setGoTo((last) => ({ child, column, count: (last?.count ?? 0) + 1 }))
              }
            />
            <StatusLine
              words={statusWords(edits.progress, outcome && outcomeWords(outcome, tracker, labelOf))}
              ways={edits.ways}
              behind={behindWords}
              onUndo={() => void edits.undo()}
              onRedo={() => void edits.redo()}
              onRefresh={steady.refresh}
            />
          </div>
          <PrintTable rows={matching} columns={columns} tracker={tracker} discreet={discreet} />
        </>
      )}
      {question && <ReplaceDialog plan={question} {...{ tracker, labelOf, onAnswer }} />}
      {disputes[0] && (
        <ConflictDialog
          key={`${disputes[0].wish.child}/${disputes[0].wish.column}`}
          dispute={disputes[0]}
          label={labelOf(disputes[0].wish.child)}
          more={disputes.length - 1}
          me={account.initials}
          told={toldIn(
            rows.find((row) => row.child === disputes[0]?.wish.child)?.cells[disputes[0].wish.column],
          )}
          tracker={tracker}
          onTheirs={() => void edits.keepTheirs()}
          onMine={() => void edits.keepMine()}
        />
      )}
    </div>
  )
}
