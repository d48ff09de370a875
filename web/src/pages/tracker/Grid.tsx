import { useCallback, useEffect, useMemo, useRef, type ClipboardEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { AgGridReact } from 'ag-grid-react'
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
  type CellEditRequestEvent,
  type CellFocusedEvent,
  type ColDef,
  type GridApi,
  type SortChangedEvent,
  type SuppressKeyboardEventParams,
  type TabToNextHeaderParams,
} from 'ag-grid-community'
import type { IsoDate, Tracker, TrackerColumn, TrackerRow } from '../../api/types'
import { withAsOf } from '../../app/asOf'
import { formatDate, formatNumeric } from '../../dates/format'
import { spokenWords } from '../../clock/words'
import { cellText } from './cellText'
import { TrackerCell, type GridContext } from './cells'
import { DateEditor } from './DateEditor'
import { dateOf, entryFrom } from './edits'
import { mendTabStops } from './tabStops'
import { cellOf, type Line, type Sort } from './rows'

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

export interface Spot {
  line: Line
  column: string
}

interface Props {
  tracker: Tracker
  columns: readonly TrackerColumn[]
  lines: Line[]
  context: GridContext
  sort: Sort
  today: IsoDate
  canEdit: boolean
  flash: { cell: string; count: number } | null
  onSort: (sort: Sort) => void
  onColumns: (ids: string[]) => void
  onEnter: (spot: Spot, text: string) => void
  onFill: (spots: { spot: Spot; text: string }[]) => void // pasted or filled down
  onUndo: () => void
  onFocus: (spot: Spot | null) => void
  onBecause: () => void
  onEscape: () => void
}

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
const widths: Partial<Record<TrackerColumn['show'], number>> = {
  child: 168, age: 76, worker: 104, stage: 178, clock: 184, milestone: 136, next_step: 196,
  in_care_days: 92, waiting_days: 92, moves: 92, team: 150, plan: 150, legal_status: 170, placement: 160,
} // prettier-ignore
const numeric = new Set(['in_care_days', 'waiting_days', 'moves'])

export function Grid(props: Props) {
  const api = useRef<GridApi<Line> | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const { tracker, columns, lines, context, sort, today, canEdit, flash } = props

  const focusedSpot = useCallback((): (Spot & { index: number }) | null => {
    const cell = api.current?.getFocusedCell()
    const line = cell && api.current?.getDisplayedRowAtIndex(cell.rowIndex)?.data
    return cell && line ? { line, column: cell.column.getColId(), index: cell.rowIndex } : null
  }, [])

  // What was typed on a cell while its editor opens; the grid would take only the last key.
  const typedAhead = useRef('')
  const enteredAhead = useRef(false) // Enter was pressed as well
  // The line as it stood when its editor opened: what was typed answers that version, whatever a
  // colleague has saved since.
  const openedOn = useRef<Line | null>(null)

  const fillDown = useCallback(() => {
    const spot = focusedSpot()
    const above = spot && api.current?.getDisplayedRowAtIndex(spot.index - 1)?.data
    const date = dateOf(cellOf(above || undefined, spot?.column ?? ''))
    if (spot && date && cellOf(spot.line, spot.column)?.edit) {
      latest.current.onFill([{ spot, text: formatNumeric(date) }])
    }
  }, [focusedSpot])

  // true = the grid itself leaves the key alone
  const onKey = useCallback(
    (params: SuppressKeyboardEventParams<Line>): boolean => {
      const { event, data, editing } = params
      const column = params.column.getColId()
      const cell = cellOf(data, column)
      const control = event.ctrlKey || event.metaKey
      const printable = event.key.length === 1 && !control && !event.altKey
      if (typedAhead.current !== '' && (printable || event.key === 'Enter')) {
        if (printable) typedAhead.current += event.key
        else enteredAhead.current = true
        event.preventDefault()
        return true
      }
      if (editing) {
        if (event.key !== 'Enter' && event.key !== 'Tab') return false
        const input = event.target
        if (!(input instanceof HTMLInputElement)) return true // the field is still opening
        const text = input.value
        return event.key === 'Enter' && cell !== undefined && !entryFrom(text, cell, latest.current.today).ok
      }
      const take = (action: () => void) => {
        event.preventDefault()
        action()
        return true
      }
      if (control && event.key.toLowerCase() === 'z') return take(latest.current.onUndo)
      if (control && event.key.toLowerCase() === 'd') return take(fillDown)
      if (control || event.altKey) return false
      if (event.key === '?') return take(latest.current.onBecause)
      if (event.key === '/') return true // the search in the frame
      if (event.key === 'Escape') return take(latest.current.onEscape)
      if (event.key === 'Enter' && data?.kind === 'group')
        return take(() => latest.current.context.toggle(data.group))
      if (event.key === 'Enter' && data?.kind === 'child' && params.colDef.cellAriaRole === 'rowheader') {
        return take(() => navigate(withAsOf(`/children/${data.row.child}`, latest.current.context.asOf)))
      }
      if ((event.key === 'Delete' || event.key === 'Backspace') && data && cell) {
        if (latest.current.canEdit && cell.edit && dateOf(cell))
          return take(() => latest.current.onEnter({ line: data, column }, ''))
        return true
      }
      if (printable && latest.current.canEdit && cell?.edit) typedAhead.current = event.key
      return false
    },
    [fillDown, navigate],
  )

  const definitions = useMemo<ColDef<Line, string>[]>(
    () =>
      columns.map((column) => {
        const dated = column.show === 'clock' || column.show === 'milestone'
        return {
          colId: column.id,
          headerName: column.title,
          headerTooltip: column.explanation,
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
            if (cell)
              return spokenWords(cell) === cell.words ? `${cell.words}. ${cell.because}` : spokenWords(cell)
            if (data?.kind !== 'child' || column.show !== 'stage') return null
            return stageTooltip(data.row, tracker)
          },
          cellRenderer: TrackerCell,
          cellRendererParams: { shown: column },
          editable: dated && canEdit ? ({ data }) => Boolean(cellOf(data, column.id)?.edit) : false,
          ...(dated
            ? {
                cellEditor: DateEditor,
                cellEditorPopup: true,
                cellEditorPopupPosition: 'under' as const,
                cellEditorParams: {
                  today,
                  typedAhead: () => typedAhead.current,
                  enteredAhead: () => enteredAhead.current,
                  onOpen: () => {
                    typedAhead.current = ''
                    enteredAhead.current = false
                  },
                },
              }
            : {}),
          suppressKeyboardEvent: onKey,
        }
      }),
    [columns, tracker, canEdit, today, onKey],
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

  // One Tab from the headings to the body; arrows walk among headings.
  const tabFromHeading = useCallback(({ backwards, api: grid }: TabToNextHeaderParams<Line>): boolean => {
    const column = grid.getAllDisplayedColumns().find((each) => !each.isPinned())
    if (backwards || !column) return false
    // After the grid has put the focus back on its heading.
    setTimeout(() => grid.setFocusedCell(grid.getFirstDisplayedRowIndex(), column))
    return true
  }, [])

  // After the grid has drawn, which it does a moment later.
  const drawn = useCallback(() => void setTimeout(() => mendTabStops(frame.current), 60), [])

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
    if (!spot || isEditing(api.current) || !canEdit) return
    event.preventDefault()
    const block = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
    const displayed = api.current?.getAllDisplayedColumns().map((column) => column.getColId()) ?? []
    const first = displayed.indexOf(spot.column)
    const spots: { spot: Spot; text: string }[] = []
    block.forEach((lineText, down) => {
      const line = api.current?.getDisplayedRowAtIndex(spot.index + down)?.data
      lineText.split('\t').forEach((text, across) => {
        const column = displayed[first + across]
        if (line && column) spots.push({ spot: { line, column }, text })
      })
    })
    props.onFill(spots)
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
        }}
        defaultColDef={{ resizable: true, wrapHeaderText: true, minWidth: 60 }}
        readOnlyEdit
        stopEditingWhenCellsLoseFocus
        enterNavigatesVerticallyAfterEdit
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
        onCellEditingStarted={({ data }) => void (openedOn.current = data ?? null)}
        onCellEditRequest={(event: CellEditRequestEvent<Line, string>) =>
          latest.current.onEnter(
            { line: openedOn.current ?? event.data, column: event.column.getColId() },
            event.newValue ?? '',
          )
        }
        onCellEditingStopped={() => {
          typedAhead.current = ''
          enteredAhead.current = false
        }}
        onCellFocused={(_event: CellFocusedEvent<Line>) => {
          latest.current.onFocus(focusedSpot())
          drawn()
        }}
        onFirstDataRendered={drawn}
        onViewportChanged={drawn}
        onModelUpdated={drawn}
        onDisplayedColumnsChanged={drawn}
        onVirtualColumnsChanged={drawn}
        onSortChanged={onSortChanged}
        onColumnMoved={(event) => {
          if (event.finished && event.source === 'uiColumnMoved') {
            latest.current.onColumns(event.api.getAllDisplayedColumns().map((column) => column.getColId()))
          }
        }}
      />
    </div>
  )
}

function stageTooltip(row: TrackerRow, tracker: Tracker): string | null {
  const explanation = tracker.stages.find((stage) => stage.id === row.stage)?.explanation
  if (!explanation || row.stage_share === null) return explanation ?? null
  return `${explanation} ${row.stage_share}% of comparable children left this stage sooner.`
}

function isEditing(api: GridApi<Line> | null): boolean {
  return (api?.getEditingCells().length ?? 0) > 0
}
