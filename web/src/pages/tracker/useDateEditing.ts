import { useCallback, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import type { GridApi, SuppressKeyboardEventParams } from 'ag-grid-community'
import type { IsoDate, TrackerRow } from '../../api/types'
import { childLabel } from '../../app/discreet'
import { drafts, type DraftName } from '../../app/drafts'
import type { EditorParams, Then } from './DateEditor'
import { cellOf, type Line } from './rows'

export interface Spot {
  line: Line
  column: string
}

// What somebody was typing when the session ended, with the version that it answers.
export interface DateDraft {
  child: number
  column: string
  text: string
  version: number
}
export const draftKey = 'tracker date'
export const holdDraft = (draft: DateDraft, name: DraftName) => drafts.hold(draftKey, draft, name)

// "Plan endorsed of Mia Jones", for the question before a page is left.
export function dateName(row: TrackerRow | undefined, title: string | undefined): DraftName {
  if (!row || !title) return { what: 'a date in the tracker', discreetly: 'a date in the tracker' }
  return { what: `${title} of ${childLabel(row, false)}`, discreetly: `${title} of ${childLabel(row, true)}` }
}

interface Props {
  api: RefObject<GridApi<Line> | null>
  today: IsoDate
  onEnter: RefObject<(spot: Spot, text: string, left: boolean) => void> // left: by going elsewhere
}

// The life of the field that opens under a cell: what was typed before it stood, which version it
// answers, how it ends and where the focus goes then.
export function useDateEditing({ api, today, onEnter }: Props) {
  // What was typed on a cell while its editor opens; the grid would take only the last key.
  const typedAhead = useRef('')
  const endedAhead = useRef('') // Enter or Tab was pressed as well
  // The line as it stood when its editor opened: what is typed answers that version, whatever a
  // colleague has saved since. `text` is null until somebody has typed.
  const open = useRef<(Spot & { text: string | null }) | null>(null)

  // The page is going, and with it the field: what was typed is neither saved nor given up.
  const gone = useRef(false)
  useLayoutEffect(() => {
    gone.current = false
    return () => void (gone.current = true)
  }, [])
  const restoring = useRef<DateDraft | null>(null)

  const clear = useCallback(() => {
    typedAhead.current = ''
    endedAhead.current = ''
  }, [])

  const end = useCallback((): (Spot & { text: string | null }) | null => {
    const ended = open.current
    open.current = null
    clear()
    drafts.drop(draftKey)
    if (ended) api.current?.stopEditing(true)
    return ended
  }, [api, clear])

  const editorParams = useMemo<EditorParams>(
    () => ({
      today,
      typedAhead: () => typedAhead.current,
      endedAhead: () => endedAhead.current,
      onMount: (line, column) => {
        const draft = restoring.current
        restoring.current = null
        open.current = { line: draft ? answering(line, draft) : line, column, text: null }
      },
      onOpen: clear,
      onText: (text) => {
        if (!open.current) return
        const { line, column } = open.current
        open.current.text = text
        const version = cellOf(line, column)?.edit?.version
        if (line.kind !== 'child' || version === undefined) return
        const title = api.current?.getColumn(column)?.getColDef().headerName
        holdDraft({ child: line.row.child, column, text, version }, dateName(line.row, title))
      },
      onSave: (text, then) => {
        const ended = end()
        if (!ended || !api.current) return
        onEnter.current({ line: ended.line, column: ended.column }, text, false)
        moveOn(api.current, ended, then)
      },
      onLeave: () => {
        if (gone.current) return
        const ended = end()
        if (ended && ended.text !== null) onEnter.current(ended, ended.text, true)
      },
      onCancel: () => {
        const ended = end()
        if (ended && api.current) moveOn(api.current, ended, 'stay')
      },
    }),
    [api, clear, end, onEnter, today],
  )

  // Keys that come before the field can take them; true = taken.
  const takeEarly = useCallback(({ event }: SuppressKeyboardEventParams<Line>): boolean => {
    const ends = event.key === 'Enter' || event.key === 'Tab'
    if (typedAhead.current === '' || !(ends || isPrintable(event))) return false
    if (ends) endedAhead.current = event.key
    else if (endedAhead.current === '') typedAhead.current += event.key
    event.preventDefault()
    return true
  }, [])

  return useMemo(
    () => ({
      editorParams,
      takeEarly,
      begin: (key: string) => void (typedAhead.current = key),
      // Opens the field again on what was being typed when the session ended.
      restore: () => {
        const draft = drafts.get<DateDraft>(draftKey)
        const node = draft && api.current?.getRowNode(`c${draft.child}`)
        if (!draft || !node || node.rowIndex === null || open.current || !api.current) return
        if (!api.current.getColumn(draft.column) || !cellOf(node.data, draft.column)?.edit) return
        focusOn(api.current, node.rowIndex, draft.column)
        restoring.current = draft
        typedAhead.current = draft.text
        api.current.startEditingCell({ rowIndex: node.rowIndex, colKey: draft.column })
      },
      // Ended by the grid itself: its row or column is gone.
      onStopped: () => {
        const ended = open.current
        if (gone.current) return
        open.current = null
        clear()
        drafts.drop(draftKey)
        if (ended && ended.text !== null) onEnter.current(ended, ended.text, true)
      },
    }),
    [api, clear, editorParams, onEnter, takeEarly],
  )
}

// The line with the version that was seen when the draft was typed.
function answering(line: Line, draft: DateDraft): Line {
  const cell = cellOf(line, draft.column)
  if (line.kind !== 'child' || !cell?.edit) return line
  const edit = { ...cell.edit, version: draft.version }
  return { ...line, row: { ...line.row, cells: { ...line.row.cells, [draft.column]: { ...cell, edit } } } }
}

export const isPrintable = (event: KeyboardEvent) =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey

// From the cell that was edited: down to the next child in sight, or along its row and on.
function moveOn(api: GridApi<Line>, from: Spot, then: Then): void {
  const row = api.getRowNode(from.line.id)?.rowIndex
  if (row === null || row === undefined) return
  const columns = api.getAllDisplayedColumns()
  const at = columns.findIndex((column) => column.getColId() === from.column)
  const step = then === 'right' ? 1 : then === 'left' ? -1 : 0
  const beside = columns[at + step]
  if (then === 'down' || !beside) {
    const next = childFrom(api, row, then === 'left' ? -1 : 1)
    const first = columns.find((column) => !column.isPinned())
    const column = then === 'down' ? columns[at] : then === 'left' ? columns[columns.length - 1] : first
    return focusOn(api, next ?? row, (next === null ? columns[at] : column)?.getColId() ?? from.column)
  }
  focusOn(api, row, beside.getColId())
}

// The nearest row of a child after (or before) `row`; null when there is none.
function childFrom(api: GridApi<Line>, row: number, step: 1 | -1): number | null {
  for (let index = row + step; ; index += step) {
    const line = api.getDisplayedRowAtIndex(index)?.data
    if (!line) return null
    if (line.kind === 'child') return index
  }
}

export function focusOn(api: GridApi<Line>, row: number, column: string): void {
  api.ensureIndexVisible(row)
  api.ensureColumnVisible(column)
  api.setFocusedCell(row, column)
}
