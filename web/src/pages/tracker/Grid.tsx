import { useCallback, useEffect, useMemo, useRef, type ClipboardEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { AgGridReact, type CustomTooltipProps } from 'ag-grid-react'
import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  CustomEditorModule,
  HighlightChangesModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  themeQuartz,
  type ColDef,
  type GridApi,
  type SortChangedEvent,
  type SuppressKeyboardEventParams,
  type TabToNextHeaderParams,
} from 'ag-grid-community'
import type { IsoDate, TrackerColumn, TrackerRow } from '../../api/types'
import { withAsOf } from '../../app/asOf'
import { formatDate, formatNumeric } from '../../dates/format'
import { spokenWords } from '../../clock/words'
import { useBecause } from './because'
import { cellText } from './cellText'
import { TrackerCell, type GridContext } from './cells'
import { layOut, type Filling } from './batch'
import { readClipboard } from './clipboard'
import { DateEditor } from './DateEditor'
import { changesNothing, dateOf, entryFrom } from './edits'
import { mendTabStops } from './tabStops'
import { useCellNote } from './useCellNote'
import { cellOf, headingTip, type Line, type Sort } from './rows'
import { focusOn, isPrintable, useDateEditing, type Spot } from './useDateEditing'
import type { NamedTracker } from './named'

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  CustomEditorModule,
  CellApiModule,
  CellStyleModule,
  ColumnApiModule,
  HighlightChangesModule,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
])

const theme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13.5,
  rowHeight: 44,
  headerHeight: 42,
  spacing: 5,
  accentColor: '#12436d',
  foregroundColor: '#0b0c0c',
  headerBackgroundColor: '#f3f5f7',
  headerFontWeight: 600,
  borderColor: '#d0d4d6',
  wrapperBorderRadius: 0,
  valueChangeValueHighlightBackgroundColor: '#fff3b0',
})

interface Props {
  tracker: NamedTracker
  columns: readonly TrackerColumn[]
  added: readonly string[] // columns shown because of the filter
  lines: Line[]
  context: GridContext
  sort: Sort
  today: IsoDate
  canEdit: boolean
  readOnly: string // why nothing can be changed; '' where something can
  flash: { cell: string; count: number } | null
  goTo: { child: number; column: string; count: number } | null // a cell somebody asked for
  place: { top: number; left: number } | undefined // how far it was scrolled when somebody left it
  onScroll: (top: number, left: number) => void
  onSort: (sort: Sort) => void
  onColumns: (ids: string[]) => void
  onEnter: (spot: Spot, text: string, left: boolean) => void // left: by going elsewhere
  onFill: (fillings: Filling[]) => void // pasted or filled down
  onRefuse: (spot: Spot, why: string) => void
  onUndo: () => void
  onRedo: () => void
  onFocus: (spot: Spot) => void
  onBecause: () => void
  onEscape: () => void
}

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
const widths: Partial<Record<TrackerColumn['show'], number>> = {
  child: 168, age: 76, worker: 104, stage: 178, clock: 184, milestone: 136, next_step: 196,
  in_care_days: 92, waiting_days: 92, moves: 92, team: 150, plan: 150, legal_status: 170, placement: 160,
} // prettier-ignore
const cannotFill = 'this cell cannot be filled here'
const numeric = new Set(['in_care_days', 'waiting_days', 'moves'])

export function Grid(props: Props) {
  const api = useRef<GridApi<Line> | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const { tracker, columns, added, lines, context, sort, today, canEdit, flash, goTo } = props

  const focusedSpot = useCallback((): (Spot & { index: number }) | null => {
    const cell = api.current?.getFocusedCell()
    const line = cell && api.current?.getDisplayedRowAtIndex(cell.rowIndex)?.data
    return cell && line ? { line, column: cell.column.getColId(), index: cell.rowIndex } : null
  }, [])

  const onEnter = useRef(props.onEnter)
  useEffect(() => {
    onEnter.current = props.onEnter
  })
  const editing = useDateEditing({ api, today, onEnter })
  const { takeEarly, begin, editorParams } = editing

  const fillDown = useCallback(() => {
    const spot = focusedSpot()
    if (!spot) return
    let above = spot.index - 1
    while (api.current?.getDisplayedRowAtIndex(above)?.data?.kind === 'group') above--
    const date = dateOf(cellOf(api.current?.getDisplayedRowAtIndex(above)?.data, spot.column))
    if (!date) return latest.current.onRefuse(spot, 'the cell above holds no date')
    const column = latest.current.columns.find((each) => each.id === spot.column)
    latest.current.onFill([{ line: spot.line, column, row: null, text: formatNumeric(date) }])
  }, [focusedSpot])

  // Why nothing can be changed, under the cell on which somebody tries to; once, until they go on.
  const {
    place: notePlace,
    say,
    look,
  } = useCellNote(
    frame,
    useCallback(() => {
      const spot = focusedSpot()
      return spot ? `${spot.line.id}/${spot.column}` : ''
    }, [focusedSpot]),
  )

  // true = the grid itself leaves the key alone
  const onKey = useCallback(
    (params: SuppressKeyboardEventParams<Line>): boolean => {
      const { event, data } = params
      const { canEdit: mayEdit, context: shared } = latest.current
      const column = params.column.getColId()
      const cell = cellOf(data, column)
      const control = event.ctrlKey || event.metaKey
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (takeEarly(params)) return true
      if (params.editing) return true // the field takes its keys itself
      const take = (action: () => void) => {
        event.preventDefault()
        action()
        return true
      }
      if (control && (key === 'y' || (key === 'z' && event.shiftKey))) return take(latest.current.onRedo)
      if (control && key === 'z') return take(latest.current.onUndo)
      const cannot = () => take(() => say(event))
      if (control && key === 'd') return mayEdit ? take(fillDown) : cell ? cannot() : true
      if (control || event.altKey) return false
      if (key === '?') return take(latest.current.onBecause)
      if (key === '/') return true // the search in the frame
      if (key === 'Escape') return take(latest.current.onEscape)
      if (key === 'Enter' && data?.kind === 'group') return take(() => shared.toggle(data.group))
      if (key === 'Enter' && data?.kind === 'child' && params.colDef.cellAriaRole === 'rowheader') {
        return take(() => navigate(withAsOf(`/children/${data.row.child}`, shared.asOf)))
      }
      const removes = key === 'Delete' || key === 'Backspace'
      const edits = removes || key === 'Enter' || isPrintable(event)
      if (!mayEdit && cell && edits) return cannot()
      if (!mayEdit || !data || !cell || !edits) return removes
      if (!cell.edit) return take(() => latest.current.onRefuse({ line: data, column }, cannotFill))
      const removal = removes ? entryFrom('', cell, latest.current.today) : null
      if (removal?.ok && changesNothing(removal.edit)) return true
      if (removes) {
        const rowIndex = params.node.rowIndex ?? 0
        return take(() => params.api.startEditingCell({ rowIndex, colKey: column, key }))
      }
      if (isPrintable(event)) begin(event.key)
      return false
    },
    [begin, fillDown, navigate, say, takeEarly],
  )

  const definitions = useMemo<ColDef<Line, string>[]>(
    () =>
      columns.map((column) => {
        const dated = column.show === 'clock' || column.show === 'milestone'
        return {
          colId: column.id,
          headerName: added.includes(column.id) ? `${column.title} (shown for this filter)` : column.title,
          headerTooltip: headingTip(column, tracker),
          initialWidth: column.width || widths[column.show] || 150,
          pinned: column.show === 'child' ? 'left' : null,
          lockPosition: column.show === 'child' ? 'left' : false,
          ...(column.show === 'child' ? { cellAriaRole: 'rowheader' } : {}),
          ...(numeric.has(column.show) ? { type: 'rightAligned' } : {}),
          sortable: true,
          // The order is worked out by rows.ts, groups and all; the grid keeps it.
          comparator: () => 0,
          valueGetter: ({ data }) => {
            if (data?.kind !== 'child') return data?.id ?? ''
            if (dated) return formatDate(dateOf(data.row.cells[column.id])).replace('not known', '')
            return cellText(data.row, column, tracker, false)
          },
          tooltipValueGetter: ({ data }) => {
            const cell = cellOf(data, column.id)
            if (cell) return spokenWords(cell)
            if (data?.kind !== 'child' || column.show !== 'stage') return null
            return stageTooltip(data.row, tracker)
          },
          ...(dated ? { tooltipComponent: BecauseTip } : {}),
          cellRenderer: TrackerCell,
          cellRendererParams: { shown: column },
          editable: dated && canEdit ? ({ data }) => Boolean(cellOf(data, column.id)?.edit) : false,
          ...(dated
            ? {
                cellEditor: DateEditor,
                cellEditorPopup: true,
                cellEditorPopupPosition: 'under' as const,
                cellEditorParams: editorParams,
              }
            : {}),
          suppressKeyboardEvent: onKey,
        }
      }),
    [columns, added, tracker, canEdit, editorParams, onKey],
  )

  // Lines, names, marks: cells look them up when drawn, so they are drawn again.
  useEffect(() => {
    api.current?.refreshCells({ force: true, suppressFlash: true })
  }, [lines, context])

  useEffect(() => {
    if (!flash || !api.current) return
    const [child, column] = flash.cell.split('/')
    const node = api.current.getRowNode(`c${child}`)
    const shown = column ? api.current.getColumn(column) : null
    if (node && shown) api.current.flashCells({ rowNodes: [node], columns: [shown] })
  }, [flash])

  const applySort = useCallback(
    (grid: GridApi<Line>) => {
      const state = grid.getColumnState().find((each) => each.sort)
      if (state?.colId === sort.column && state.sort === (sort.descending ? 'desc' : 'asc')) return
      grid.applyColumnState({
        state: [{ colId: sort.column, sort: sort.descending ? 'desc' : 'asc' }],
        defaultState: { sort: null },
      })
    },
    [sort],
  )
  useEffect(() => {
    if (api.current) applySort(api.current)
  }, [applySort])

  const go = useCallback(() => {
    const node = goTo && api.current?.getRowNode(`c${goTo.child}`)
    if (api.current && node && node.rowIndex !== null) focusOn(api.current, node.rowIndex, goTo.column)
  }, [goTo])
  useEffect(go, [go])

  // Back to where the list was left. A cell can take the focus once the grid has heard of the scrolling.
  const left = useRef(props.place)
  const goOnceScrolled = useRef(false)
  const scrollBack = () => {
    const body = frame.current?.querySelector('.ag-body-viewport')
    const across = frame.current?.querySelector('.ag-center-cols-viewport')
    body?.scrollTo({ top: left.current?.top ?? 0 })
    across?.scrollTo({ left: left.current?.left ?? 0 })
    if (body?.scrollTop || across?.scrollLeft) goOnceScrolled.current = true
    else go()
  }

  // The cursor stays with its child when rows change places. While the focus is elsewhere, the grid
  // only lets go of its old row, and Tab comes back to the child.
  const last = useRef<{ id: string; column: string } | null>(null)
  const follow = useCallback(() => {
    const grid = api.current
    const focused = grid?.getFocusedCell()
    const node = last.current && grid?.getRowNode(last.current.id)
    if (!grid || !focused || !last.current || !node || node.rowIndex === null) return
    if (focused.rowIndex === node.rowIndex) return
    if (frame.current?.contains(document.activeElement)) focusOn(grid, node.rowIndex, last.current.column)
    else grid.clearFocusedCell()
  }, [])

  // One Tab from the headings to the body; arrows walk among headings.
  const tabFromHeading = useCallback(({ backwards, api: grid }: TabToNextHeaderParams<Line>): boolean => {
    const column = grid.getAllDisplayedColumns().find((each) => !each.isPinned())
    if (backwards || !column) return false
    // After the grid has put the focus back on its heading.
    setTimeout(() => grid.setFocusedCell(grid.getFirstDisplayedRowIndex(), column))
    return true
  }, [])

  // After the grid has drawn, which it does a moment later.
  const drawn = useCallback(() => void setTimeout(() => mendTabStops(frame.current, last.current), 60), [])

  const onSortChanged = (event: SortChangedEvent<Line>) => {
    if (event.source !== 'uiColumnSorted') return
    const state = event.api.getColumnState().find((each) => each.sort)
    latest.current.onSort(
      state
        ? { column: state.colId, descending: state.sort === 'desc' }
        : { column: 'waiting', descending: true },
    )
  }

  const onCopy = (event: ClipboardEvent) => {
    const spot = focusedSpot()
    if (!spot || isEditing(api.current)) return
    const column = columns.find((each) => each.id === spot.column)
    const cell = cellOf(spot.line, spot.column)
    const text = cell
      ? formatNumeric(dateOf(cell))
      : spot.line.kind === 'child' && column
        ? cellText(spot.line.row, column, tracker, context.discreet)
        : ''
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
  }

  // A block of dates, as a spreadsheet copies it, laid out from the focused cell.
  const onPaste = (event: ClipboardEvent) => {
    const spot = focusedSpot()
    if (!spot || isEditing(api.current)) return
    event.preventDefault()
    const displayed = api.current?.getAllDisplayedColumns().map((column) => column.getColId()) ?? []
    const first = displayed.indexOf(spot.column)
    props.onFill(
      layOut(
        readClipboard(event.clipboardData.getData('text/plain')),
        (down) => api.current?.getDisplayedRowAtIndex(spot.index + down)?.data,
        (across) => columns.find((column) => column.id === displayed[first + across]),
      ),
    )
  }

  return (
    <div className="hw-grid" ref={frame} onCopy={onCopy} onPaste={onPaste}>
      <AgGridReact<Line>
        theme={theme}
        {...(nonce && nonce !== '__CSP_NONCE__' ? { styleNonce: nonce } : {})}
        rowData={lines}
        columnDefs={definitions}
        context={context}
        getRowId={({ data }) => data.id}
        rowClassRules={{
          'hw-row-group': ({ data }) => data?.kind === 'group',
          'hw-row-in-group': ({ data }) => data?.kind === 'child' && data.inGroup,
          'hw-row-held': ({ data }) =>
            data?.kind === 'child' && (context.standing.get(data.row.child) ?? 'matches') !== 'matches',
        }}
        defaultColDef={{ resizable: true, wrapHeaderText: true, minWidth: 60 }}
        readOnlyEdit
        popupParent={document.body} // the grid's own edge would cut the field off
        suppressDragLeaveHidesColumns
        suppressMultiSort
        tabToNextHeader={tabFromHeading}
        tabToNextCell={() => false}
        sortingOrder={['asc', 'desc', null]}
        tooltipShowDelay={600}
        tooltipHideDelay={30_000}
        cellFlashDuration={900}
        cellFadeDuration={500}
        onGridReady={(event) => {
          api.current = event.api
          event.api.setGridAriaProperty('label', tracker.name)
          applySort(event.api)
        }}
        onCellEditingStopped={editing.onStopped}
        // Not a click on the button itself: pressing it moves the focus, the cell may then be drawn anew
        // before it is let go, and the click would meet no button.
        onCellClicked={({ data, colDef, context }) => {
          if (data?.kind === 'group' && colDef.cellAriaRole === 'rowheader')
            (context as GridContext).toggle(data.group)
        }}
        // A press on the name opens the child's page before the grid has moved its focus.
        onCellMouseDown={({ data, column }) => {
          if (data) latest.current.onFocus({ line: data, column: column.getColId() })
        }}
        onCellFocused={() => {
          const spot = focusedSpot()
          look()
          if (spot) {
            last.current = { id: spot.line.id, column: spot.column }
            latest.current.onFocus(spot)
          }
          drawn()
        }}
        onFirstDataRendered={() => {
          drawn()
          scrollBack()
          if (canEdit) editing.restore()
        }}
        onViewportChanged={drawn}
        onModelUpdated={() => {
          follow()
          drawn()
        }}
        onDisplayedColumnsChanged={drawn}
        onVirtualColumnsChanged={drawn}
        onSortChanged={onSortChanged}
        onBodyScroll={({ top, left }) => {
          look()
          latest.current.onScroll(top, left)
          if (goOnceScrolled.current) {
            goOnceScrolled.current = false
            setTimeout(go, 60) // it draws its rows a moment later
          }
        }}
        onColumnMoved={(event) => {
          if (event.finished && event.source === 'uiColumnMoved') {
            latest.current.onColumns(event.api.getAllDisplayedColumns().map((column) => column.getColId()))
          }
        }}
      />
      <p role="status" className="hw-grid__told" style={notePlace ?? undefined}>
        {notePlace && props.readOnly}
      </p>
    </div>
  )
}

// What a date says when it is pointed at: its words, and why.
function BecauseTip({ value, data, colDef, context }: CustomTooltipProps<Line, string, GridContext>) {
  const row = data?.kind === 'child' ? data.row : null
  const column = (colDef as ColDef | undefined)?.colId ?? ''
  const because = useBecause(context.tracker.id, context.asOf, row, column)
  const told = row?.cells[column]?.because // a dash: its words are the reason already
  return (
    <div className="hw-tip">
      {value}
      {typeof told === 'string' ? '' : `. ${because ?? 'Reading why…'}`}
    </div>
  )
}

function stageTooltip(row: TrackerRow, tracker: NamedTracker): string | null {
  const explanation = tracker.stages.find((stage) => stage.id === row.stage)?.explanation
  if (!explanation || row.stage_share === null) return explanation ?? null
  return `${explanation} ${row.stage_share}% of comparable children left this stage sooner.`
}

function isEditing(api: GridApi<Line> | null): boolean {
  return (api?.getEditingCells().length ?? 0) > 0
}
