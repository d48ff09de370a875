import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api, ConflictError, isAborted, isNotFound, sentenceOf, withQuery } from '../../api/client'
import type {
  ConflictProblem,
  IsoDate,
  MilestoneEdit,
  MilestoneSaved,
  Tracker,
  TrackerRow,
} from '../../api/types'
import { childLabel, useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { useLive } from '../../live/useLive'
import { useAnnounce } from '../../ui/announce'
import { afterUndo, doneEdit, lastBatch, remember, type DoneEdit, type EditKey } from './edits'
import { changedColumns, withRow } from './rows'

export interface Wish extends EditKey {
  column: string // where the cell stands
  edit: MilestoneEdit
  version: number // seen when it was typed
}
export interface Dispute {
  wish: Wish
  label: string // of the child
  problem: ConflictProblem
}

export const cellKey = (child: number, column: string) => `${child}/${column}`

const gatherMilliseconds = 250 // live events that come together are fetched together
const mostSingleRows = 15
const markMilliseconds = 8_000

// The tracker's data: loading, saving one milestone, undo, and others' edits as they arrive.
export function useTracker(id: string, asOf: IsoDate | null) {
  const { account } = useSession()
  const { discreet } = useDiscreet()
  const announce = useAnnounce()
  const [tracker, setTracker] = useState<Tracker | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [fault, setFault] = useState('') // of the last save
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set())
  const [marks, setMarks] = useState<ReadonlyMap<string, string>>(new Map()) // cell -> initials
  const [saved, setSaved] = useState<{ cell: string; count: number } | null>(null)
  const [dispute, setDispute] = useState<Dispute | null>(null)
  const done = useRef<DoneEdit[]>([])
  const batches = useRef(0)
  const ownSequences = useRef(new Set<number>())
  const seen = useRef(0) // the journal sequence this page has
  const current = useRef<Tracker | null>(null)
  const path = `/api/trackers/${encodeURIComponent(id)}`

  useEffect(() => {
    current.current = tracker
  }, [tracker])

  const load = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const fresh = await api.get<Tracker>(withQuery(path, { as_of: asOf }), { signal })
        seen.current = Math.max(seen.current, fresh.sequence)
        setTracker(fresh)
        setError(null)
      } catch (caught) {
        if (!isAborted(caught)) setError(caught)
      }
    },
    [path, asOf],
  )

  useEffect(() => {
    const abort = new AbortController()
    setTracker(null)
    setError(null)
    done.current = []
    void load(abort.signal)
    return () => abort.abort()
  }, [load])

  const fetchRow = useCallback(
    async (child: number): Promise<TrackerRow | null> => {
      try {
        return await api.get<TrackerRow>(withQuery(`${path}/rows/${child}`, { as_of: asOf }))
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
  const put = useCallback(
    (wish: Wish) =>
      api.put<MilestoneSaved>(`/api/children/${wish.child}/milestones/${wish.type}/${wish.nth}`, wish.edit, {
        version: wish.version,
      }),
    [],
  )

  const settle = useCallback(
    async (wish: Wish, answer: MilestoneSaved) => {
      ownSequences.current.add(answer.sequence)
      const row = await fetchRow(wish.child)
      setTracker((before) => before && withRow(before, wish.child, row))
      setSaved((before) => ({ cell: cellKey(wish.child, wish.column), count: (before?.count ?? 0) + 1 }))
      return row
    },
    [fetchRow],
  )

  const attempt = useCallback(
    async (wish: Wish): Promise<MilestoneSaved | null> => {
      const cell = cellKey(wish.child, wish.column)
      setFault('')
      setPending((before) => new Set(before).add(cell))
      try {
        const answer = await put(wish)
        await settle(wish, answer)
        return answer
      } catch (caught) {
        if (caught instanceof ConflictError) {
          setDispute({ wish, label: labelOf(wish.child), problem: caught.conflict })
        } else {
          setFault(`${labelOf(wish.child)}: ${sentenceOf(caught)}`)
        }
        return null
      } finally {
        setPending((before) => {
          const after = new Set(before)
          after.delete(cell)
          return after
        })
      }
    },
    [put, settle, labelOf],
  )

  // Saves in order; what is made in one go is undone in one go. True when all were saved.
  const save = useCallback(
    async (wishes: readonly Wish[]): Promise<boolean> => {
      const batch = ++batches.current
      for (const wish of wishes) {
        const answer = await attempt(wish)
        if (!answer) return false
        done.current = remember(done.current, doneEdit(wish, batch, wish.version, answer))
      }
      announce(wishes.length === 1 ? 'Saved. Control Z takes it back.' : `Saved ${wishes.length} dates.`)
      return true
    },
    [attempt, announce],
  )

  const undo = useCallback(async () => {
    const { undo: edits, rest } = lastBatch(done.current)
    if (edits.length === 0) {
      announce('There is nothing of yours to take back.')
      return
    }
    done.current = rest
    for (const edit of edits) {
      const column = current.current ? columnOf(current.current, edit) : ''
      const answer = await attempt({ ...edit, column, edit: edit.before, version: edit.version })
      if (!answer) return
      done.current = afterUndo(done.current, edit, answer.version)
    }
    announce(edits.length === 1 ? 'Taken back.' : `Taken back: ${edits.length} dates.`)
  }, [attempt, announce])

  const keepTheirs = useCallback(async () => {
    if (!dispute) return
    setDispute(null)
    const row = await fetchRow(dispute.wish.child).catch(() => undefined)
    if (row !== undefined) setTracker((before) => before && withRow(before, dispute.wish.child, row))
  }, [dispute, fetchRow])

  const keepMine = useCallback(async () => {
    if (!dispute) return
    setDispute(null)
    await save([{ ...dispute.wish, version: dispute.problem.theirs.version }])
  }, [dispute, save])

  // ---- others' edits --------------------------------------------------------------------------
  const waiting = useRef(new Map<number, { by: number; initials: string }>())
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), [])

  const arrive = useCallback(async () => {
    const changes = [...waiting.current]
    waiting.current.clear()
    if (changes.length > mostSingleRows) return load()
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

  useLive((event) => {
    if (asOf || !current.current) return
    if (event.kind === 'change') {
      if (event.change.sequence <= seen.current && ownSequences.current.has(event.change.sequence)) return
      seen.current = Math.max(seen.current, event.change.sequence)
      if (ownSequences.current.has(event.change.sequence)) return
      waiting.current.set(event.change.child, { by: event.change.by, initials: event.change.by_initials })
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(() => void arrive(), gatherMilliseconds)
    } else if ((event.kind === 'hello' || event.kind === 'reload') && event.sequence > seen.current) {
      void load()
    }
  })

  return useMemo(
    () => ({
      tracker,
      error,
      fault,
      pending,
      marks,
      saved,
      dispute,
      load,
      save,
      undo,
      keepMine,
      keepTheirs,
      setFault,
    }),
    [tracker, error, fault, pending, marks, saved, dispute, load, save, undo, keepMine, keepTheirs],
  )
}

// The column in which a milestone is entered; '' when it is not shown.
function columnOf(tracker: Tracker, key: EditKey): string {
  const row = tracker.rows.find((each) => each.child === key.child)
  const found = Object.entries(row?.cells ?? {}).find(
    ([, cell]) => cell.edit?.type === key.type && cell.edit.nth === key.nth,
  )
  return found?.[0] ?? ''
}
