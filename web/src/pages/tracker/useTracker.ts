import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { fetchCatalogue } from '../../api/catalogue'
import { api, isAborted, isNotFound, sentenceOf, withQuery } from '../../api/client'
import type { IsoDate, MilestoneSaved, Tracker, TrackerColumnCells, TrackerRow } from '../../api/types'
import { childLabel, useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { useLive } from '../../live/useLive'
import { useSettled } from '../../live/useSettled'
import { useAnnounce } from '../../ui/announce'
import type { Wish } from './batch'
import { enteredIn, type EditKey } from './edits'
import { changedColumns, withColumn, withRow } from './rows'
import { dateName } from './useDateEditing'
import { cellKey, useEdits } from './useEdits'
import type { NamedTracker } from './named'

export type { Wish } from './batch'

const gatherMilliseconds = 250 // live events that come together are fetched together
const mostSingleRows = 15
const markMilliseconds = 8_000

export const pasteKeyOf = (tracker: string) => `tracker paste ${tracker}`

// The tracker's data: loading, one's own edits, and others' edits as they arrive.
export function useTracker(id: string, asOf: IsoDate | null) {
  const { account } = useSession()
  const { discreet } = useDiscreet()
  const announce = useAnnounce()
  const [tracker, setTracker] = useState<NamedTracker | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [marks, setMarks] = useState<ReadonlyMap<string, string>>(new Map()) // cell -> initials
  const ownSequences = useRef(new Set<number>())
  const seen = useRef(0) // the journal sequence this page has
  const current = useRef<NamedTracker | null>(null)
  const asked = useRef(new Set<string>()) // columns that are hidden at first and have been asked for
  const [columnFault, setColumnFault] = useState('')
  const path = `/api/trackers/${encodeURIComponent(id)}`

  useEffect(() => {
    current.current = tracker
  }, [tracker])

  const fetchColumn = useCallback(
    async (column: string, live: boolean): Promise<TrackerColumnCells['cells']> => {
      const address = withQuery(`${path}/columns/${encodeURIComponent(column)}`, { as_of: asOf })
      return (await api.get<TrackerColumnCells>(address, { live })).cells
    },
    [path, asOf],
  )

  const load = useCallback(
    async (signal?: AbortSignal, live = false) => {
      try {
        const address = withQuery(path, { as_of: asOf })
        const [fresh, names, ...columns] = await Promise.all([
          api.get<Tracker>(address, { signal, live, remember: true }),
          fetchCatalogue(signal),
          ...[...asked.current].map(async (column) => ({ column, cells: await fetchColumn(column, true) })),
        ])
        seen.current = Math.max(seen.current, fresh.sequence)
        setTracker(
          columns.reduce<NamedTracker>((tracker, { column, cells }) => withColumn(tracker, column, cells), {
            ...names,
            ...fresh,
          }),
        )
        setError(null)
      } catch (caught) {
        if (!isAborted(caught)) setError(caught)
      }
    },
    [path, asOf, fetchColumn],
  )

  // Columns that are hidden at first are sent only when somebody wants them.
  const generation = useRef(0)
  const need = useCallback(
    async (columns: readonly string[]) => {
      const began = generation.current
      const missing = columns.filter((column) => !asked.current.has(column))
      await Promise.all(
        missing.map(async (column) => {
          asked.current.add(column)
          try {
            const cells = await fetchColumn(column, false)
            if (generation.current !== began) return
            setTracker((tracker) => tracker && withColumn(tracker, column, cells))
            setColumnFault('')
          } catch (caught) {
            if (generation.current !== began) return
            asked.current.delete(column)
            setColumnFault(`A column could not be loaded. ${sentenceOf(caught)} Turn it off and on again.`)
          }
        }),
      )
    },
    [fetchColumn],
  )

  useEffect(() => {
    const abort = new AbortController()
    generation.current++
    asked.current.clear()
    setColumnFault('')
    setTracker(null)
    setError(null)
    void load(abort.signal)
    return () => abort.abort()
  }, [load])

  const fetchRow = useCallback(
    async (child: number): Promise<TrackerRow | null> => {
      try {
        // Never because somebody asks: after a save, which was asked for itself, and for others' changes.
        return await api.get<TrackerRow>(withQuery(`${path}/rows/${child}`, { as_of: asOf }), { live: true })
      } catch (caught) {
        if (isNotFound(caught)) return null
        throw caught
      }
    },
    [path, asOf],
  )

  const labelOf = useCallback(
    (child: number) => {
      const row = current.current?.rows.find((each) => each.child === child)
      return row ? childLabel(row, discreet) : 'A child'
    },
    [discreet],
  )

  // ---- own edits ------------------------------------------------------------------------------
  // The row is fetched after a save. When that fails the save stands, and the news of it, which comes
  // by the event stream as to everybody, fetches the row again.
  const settle = useCallback(
    async (child: number, { sequence }: Pick<MilestoneSaved, 'sequence'>) => {
      ownSequences.current.add(sequence)
      try {
        const row = await fetchRow(child)
        setTracker((before) => before && withRow(before, child, row))
        return row
      } catch {
        ownSequences.current.delete(sequence)
        return null
      }
    },
    [fetchRow],
  )
  const columnOf = useCallback((key: EditKey) => columnIn(current.current, key), [])
  const nameOf = useCallback((child: number, column: string) => {
    const { rows = [], columns = [] } = current.current ?? {}
    return dateName(
      rows.find((row) => row.child === child),
      columns.find((each) => each.id === column)?.title,
    )
  }, [])
  const heldAt = useCallback((wish: Wish) => {
    const row = current.current?.rows.find((each) => each.child === wish.child)
    const cell = row?.cells[wish.column]
    const { type, nth, version } = cell?.edit ?? {}
    const same = type === wish.type && nth === wish.nth && version === wish.version
    return cell && same ? enteredIn(cell) : undefined
  }, [])
  const edits = useEdits({ settle, heldAt, pasteKey: pasteKeyOf(id), me: account.initials, columnOf, nameOf })
  const { reset } = edits
  useEffect(() => reset(), [path, asOf, reset])

  // ---- others' edits --------------------------------------------------------------------------
  const waiting = useRef(new Map<number, { by: number; initials: string }>())
  const arrive = useCallback(async () => {
    const changes = [...waiting.current]
    waiting.current.clear()
    if (changes.length > mostSingleRows) return load(undefined, true)
    for (const [child, author] of changes) {
      const before = current.current?.rows.find((row) => row.child === child)
      const row = await fetchRow(child).catch(() => undefined)
      if (row === undefined || (row === null && !before)) continue
      setTracker((tracker) => tracker && withRow(tracker, child, row))
      if (author.by === account.id) continue
      const columns = row && before ? changedColumns(before, row) : []
      if (columns.length > 0) mark(child, columns, author.initials)
      const titles = columns.map(
        (column) => current.current?.columns.find((each) => each.id === column)?.title ?? column,
      )
      announce(
        `${author.initials} changed ${labelOf(child)}${titles.length > 0 ? `: ${titles.join(', ')}` : ''}`,
      )
    }
    function mark(child: number, columns: string[], initials: string) {
      const cells = columns.map((column) => cellKey(child, column))
      setMarks((before) => new Map([...before, ...cells.map((cell) => [cell, initials] as const)]))
      setTimeout(
        () => setMarks((before) => new Map([...before].filter(([cell]) => !cells.includes(cell)))),
        markMilliseconds,
      )
    }
  }, [account.id, announce, fetchRow, labelOf, load])
  const arriveSoon = useSettled(() => void arrive(), gatherMilliseconds)

  useLive((event) => {
    if (asOf || !current.current) return
    if (event.kind === 'change') {
      if (event.change.sequence <= seen.current && ownSequences.current.has(event.change.sequence)) return
      seen.current = Math.max(seen.current, event.change.sequence)
      if (ownSequences.current.has(event.change.sequence)) return
      waiting.current.set(event.change.child, { by: event.change.by, initials: event.change.by_initials })
      arriveSoon()
    } else if ((event.kind === 'hello' || event.kind === 'reload') && event.sequence > seen.current) {
      void load(undefined, true)
    }
  })

  return useMemo(
    () => ({ tracker, error, columnFault, marks, load, need, edits, nameOf }),
    [tracker, error, columnFault, marks, load, need, edits, nameOf],
  )
}

// The column in which a milestone is entered; '' when it is not shown.
function columnIn(tracker: NamedTracker | null, key: EditKey): string {
  const row = tracker?.rows.find((each) => each.child === key.child)
  const found = Object.entries(row?.cells ?? {}).find(
    ([, cell]) => cell.edit?.type === key.type && cell.edit.nth === key.nth,
  )
  return found?.[0] ?? ''
}
