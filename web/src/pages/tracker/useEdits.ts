import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ApiError, ConflictError, DoubtsError, sentenceOf, UnknownOutcomeError } from '../../api/client'
import { onceItAnswers } from '../../api/onceItAnswers'
import type { Cell, ConflictProblem, MilestoneEdit, MilestoneSaved, TrackerRow } from '../../api/types'
import { heldMilestone, saveMilestone } from '../child/api'
import type { MilestoneHeld } from '../child/recording'
import {
  taskOf,
  withoutPlace,
  type Outcome,
  type Place,
  type Progress,
  type Refusal,
  type Report,
  type Task,
  type Unsent,
  type Wish,
} from './batch'
import { drafts, type DraftName } from '../../app/drafts'
import { holdDraft } from './useDateEditing'
import {
  afterUndo,
  changeWords,
  doneEdit,
  heldWords,
  lastBatch,
  remember,
  reversed,
  stands,
  toldIn,
  type DoneEdit,
  type EditKey,
} from './edits'

export interface Dispute {
  wish: Wish
  place: Place
  batch: number
  problem: ConflictProblem
  kind: Outcome['kind'] // what was about to be done
}

// What is known of a save, and the cell as it stands after it. `previous` undefined: what stood there
// before is not known, so that it cannot be taken back.
interface Saved {
  version: number
  previous: MilestoneHeld | null | undefined
  cell: Cell | undefined
}

export const cellKey = (child: number, column: string) => `${child}/${column}`

interface Props {
  // Shows the row as it is now and gives it; null when it is not known.
  settle: (child: number, answer: Pick<MilestoneSaved, 'sequence'>) => Promise<TrackerRow | null>
  heldAt: (wish: Wish) => MilestoneHeld | null | undefined // as it was seen when it was typed; as in Saved
  pasteKey: string // where the rest of a paste is kept when the session ends
  me: string // initials of who is here
  columnOf: (key: EditKey) => string // where a milestone is entered; '' when nowhere
  nameOf: (child: number, column: string) => DraftName
}

const sessionEnded = (error: unknown) => error instanceof ApiError && error.status === 401
const unknownWords =
  'it is not known whether this was saved: the connection was lost. It is looked up as soon as Homeward answers'
const notArrived = 'this was not saved: the connection was lost before it reached Homeward'
const notSent = 'this was not sent and not saved: Homeward could not be reached'
const hopeless = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status === 401 || error.status >= 500)

const conflictWords =
  'The child’s record says another day: under Data somebody settles which of the two counts'

// Why an edit was not saved. Where the server only doubts it, also the same edit saying that it is right.
function doubted(wish: Wish, caught: unknown): { why: string; sure?: Wish } {
  if (!(caught instanceof DoubtsError)) return { why: sentenceOf(caught) }
  const { doubts } = caught
  const confirmed = [...(wish.edit.confirmed ?? []), ...doubts.map(({ id }) => id)]
  return {
    why: doubts.map(({ sentence }) => sentence).join(' '),
    sure: { ...wish, edit: { ...wish.edit, confirmed } },
  }
}

function holdRest(key: string, tasks: readonly { wish: Wish; typed?: string }[]): void {
  const rest: Unsent[] = tasks.flatMap(({ wish, typed }) =>
    typed ? [{ child: wish.child, column: wish.column, typed }] : [],
  )
  if (rest.length > 0) drafts.hold(key, rest, `${rest.length} dates of a paste`)
}

// One's own edits: saving one or many, what came of them, taking back, doing again, and conflicts.
// Everything sent in one go gives one report; a report stays until it is closed or what it names has
// been saved.
export function useEdits({ settle, heldAt, pasteKey, me, columnOf, nameOf }: Props) {
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set())
  const [flash, setFlash] = useState<{ cell: string; count: number } | null>(null)
  const [reports, setReports] = useState<Report[]>([])
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [disputes, setDisputes] = useState<Dispute[]>([])
  const done = useRef<DoneEdit[]>([])
  const undone = useRef<DoneEdit[]>([])
  const [ways, setWays] = useState({ undo: false, redo: false })
  const counter = useRef(0)
  const page = useRef<AbortController | null>(null)
  useEffect(() => {
    const here = new AbortController()
    page.current = here
    return () => here.abort()
  }, [])

  const remark = useCallback(
    () => setWays({ undo: done.current.length > 0, redo: undone.current.length > 0 }),
    [],
  )

  const reset = useCallback(() => {
    done.current = []
    undone.current = []
    setReports([])
    setProgress(null)
    setOutcome(null)
    setDisputes([])
    remark()
    // What is still being looked up belongs to the list that is gone.
    page.current?.abort()
    page.current = new AbortController()
  }, [remark])

  // `id` of a report that is told further.
  const report = useCallback((asked: number, refused: Refusal[], id = ++counter.current) => {
    if (refused.length === 0) return
    // Older news would stand beside it.
    setOutcome(null)
    // What is said anew about a cell takes the place of what was said before.
    setReports((before) => {
      const told = before.find((each) => each.id === id)?.refused ?? []
      return [
        { id, asked, refused: [...told, ...refused] },
        ...refused.reduce(
          (rest, each) => (each.child ? withoutPlace(rest, each.child, each.column) : rest),
          before.filter((each) => each.id !== id),
        ),
      ]
    })
  }, [])
  const closeReport = useCallback(
    (id: number) => setReports((before) => before.filter((each) => each.id !== id)),
    [],
  )

  // It stands as it was wanted: shown in its row.
  const shown = useCallback(
    async (wish: Wish, answer: Omit<Saved, 'cell'> & { sequence: number }): Promise<Saved> => {
      const row = await settle(wish.child, answer)
      setFlash((before) => ({ cell: cellKey(wish.child, wish.column), count: (before?.count ?? 0) + 1 }))
      setReports((before) => withoutPlace(before, wish.child, wish.column))
      return { version: answer.version, previous: answer.previous, cell: row?.cells[wish.column] }
    },
    [settle],
  )

  const put = useCallback(
    async (wish: Wish): Promise<Saved> => {
      const cell = cellKey(wish.child, wish.column)
      setPending((before) => new Set(before).add(cell))
      try {
        const answer = await saveMilestone(wish.child, wish.type, wish.nth, wish.edit, wish.version)
        return await shown(wish, answer)
      } finally {
        setPending((before) => {
          const after = new Set(before)
          after.delete(cell)
          return after
        })
      }
    },
    [shown],
  )

  // What became of a save whose answer was lost, told once the server answers again.
  const lookUp = useCallback(
    async (
      { wish, place, held }: { wish: Wish; place: Place; held: Saved['previous'] },
      onSaved: (answer: Saved) => void,
    ) => {
      const signal = page.current?.signal ?? AbortSignal.abort()
      const { child, type, nth, version } = wish
      try {
        const now = await onceItAnswers(() => heldMilestone(child, type, nth), signal)
        if (signal.aborted) return
        if (now.version === version) return report(1, [{ ...place, why: notArrived }])
        const previous = now.version === 0 || now.by === me ? held : undefined
        if (stands(now, wish.edit))
          return onSaved(await shown(wish, { version: now.version, previous, sequence: 0 }))
        await settle(child, { sequence: 0 })
        const words = heldWords(now) || 'no date'
        const why = `another value stands there now: ${words}, entered by ${now.by || 'somebody else'}`
        report(1, [{ ...place, why }])
      } catch {
        // Somebody has to sign in first, or the child is not here any more: it stays told as not known.
      }
    },
    [me, report, settle, shown],
  )

  // Tries each task in turn. One that is refused or disputed does not hold up those after it; when the
  // server cannot be reached the rest is not tried and is said to be unsaved too.
  const run = useCallback(
    async (
      tasks: readonly { place: Place; wish: Wish; typed?: string }[],
      batch: number,
      kind: Outcome['kind'],
      onSaved: (index: number, answer: Saved, later?: boolean) => void, // later: found out afterwards
    ): Promise<{ saved: number; refused: Refusal[]; disputed: number }> => {
      const refused: Refusal[] = []
      let saved = 0
      let disputed = 0
      let lost: string | null = null
      const many = tasks.length > 1
      for (const [index, { place: where, wish, typed }] of tasks.entries()) {
        const place: Omit<Refusal, 'why'> = typed === undefined ? where : { ...where, unsaved: true }
        if (many) setProgress({ saved, of: tasks.length })
        if (lost !== null) {
          refused.push({ ...place, why: lost, ...(lost === notSent ? { sure: wish } : {}) })
          continue
        }
        try {
          onSaved(index, await put(wish))
          saved++
        } catch (caught) {
          if (caught instanceof ConflictError) {
            const problem = caught.conflict
            const { theirs } = problem
            // It stands there as it was wanted: no question to ask.
            if (stands(theirs, wish.edit)) {
              const previous = theirs.by === me ? heldAt(wish) : undefined
              onSaved(index, await shown(wish, { version: theirs.version, previous, sequence: 0 }))
              saved++
              continue
            }
            disputed++
            setDisputes((before) => [...before, { wish, place, batch, problem, kind }])
            continue
          }
          if (sessionEnded(caught) && many) holdRest(pasteKey, tasks.slice(index))
          else if (sessionEnded(caught) && typed)
            holdDraft(
              { child: wish.child, column: wish.column, text: typed, version: wish.version },
              nameOf(wish.child, wish.column),
            )
          if (caught instanceof UnknownOutcomeError) {
            const held = heldAt(wish)
            refused.push({ ...place, why: unknownWords })
            lost = notSent
            // Told after what is said of the whole of it.
            setTimeout(() => void lookUp({ wish, place, held }, (answer) => onSaved(index, answer, true)))
            continue
          }
          refused.push({ ...place, ...doubted(wish, caught) })
          if (hopeless(caught)) lost = sentenceOf(caught)
        }
      }
      return { saved, refused, disputed }
    },
    [heldAt, lookUp, me, nameOf, pasteKey, put, shown],
  )

  const itemOf = (wish: Wish, { cell }: Saved, before?: MilestoneEdit) => ({
    child: wish.child,
    column: wish.column,
    words: changeWords(wish.edit, before, toldIn(cell)),
  })

  // Saves what can be saved and reports the rest, also what was refused before anything was sent.
  // True when all that was asked for is saved.
  const save = useCallback(
    async (
      tasks: readonly Task[],
      {
        refused = [],
        also = [],
        batch = ++counter.current,
        kind = 'saved',
      }: { refused?: readonly Refusal[]; also?: string[]; batch?: number; kind?: Outcome['kind'] } = {},
    ): Promise<boolean> => {
      const items: Outcome['items'] = []
      let disagree = false
      const asked = tasks.length + refused.length
      const id = ++counter.current
      // Told before anything is sent.
      report(asked, [...refused], id)
      const result = await run(tasks, batch, kind, (index, answer, later) => {
        const task = tasks[index]
        if (!task) return
        const { version, previous } = answer
        const edit =
          previous === undefined ? null : doneEdit(task.wish, batch, task.wish.version, { version, previous })
        if (edit) done.current = remember(done.current, edit)
        items.push(itemOf(task.wish, answer, kind === 'saved' ? edit?.before : undefined))
        disagree ||= Boolean(task.wish.edit.happened_on && answer.cell?.conflict)
        if (!later) return
        undone.current = []
        remark()
        setOutcome({ kind, items: [...items], also: [] })
      })
      if (items.length > 0) undone.current = []
      remark()
      const alone = tasks.length === 1
      const readings = [...new Set(tasks.map((task) => (alone ? task.note : task.reading)).filter(Boolean))]
      report(asked, result.refused, id)
      if (items.length > 0 || also.length > 0) {
        setOutcome({ kind, items, also: [...also, ...readings, ...(disagree ? [conflictWords] : [])] })
      }
      setProgress(null)
      return refused.length + result.refused.length + result.disputed === 0
    },
    [run, report, remark],
  )

  // Undo and redo are the same walk between two piles.
  const walk = useCallback(
    async (kind: 'undone' | 'redone', from: { current: DoneEdit[] }, to: { current: DoneEdit[] }) => {
      const { undo: edits, rest } = lastBatch(from.current)
      const batch = edits[0]?.batch
      if (batch === undefined) {
        setOutcome({ kind, items: [], also: [] })
        return
      }
      from.current = rest
      // Each is made with the version that the one before it has left.
      const items: Outcome['items'] = []
      const refused: Refusal[] = []
      let queue = edits
      for (;;) {
        const [edit] = queue
        if (!edit) break
        queue = queue.slice(1)
        const wish: Wish = { ...edit, column: columnOf(edit) || edit.column, edit: edit.before }
        const place: Place = { row: null, child: edit.child, column: wish.column }
        const result = await run([{ place, wish }], batch, kind, (_index, answer, later) => {
          if (later) from.current = from.current.filter((each) => each !== edit)
          from.current = afterUndo(from.current, edit, answer.version)
          queue = afterUndo(queue, edit, answer.version)
          to.current = remember(to.current, reversed(edit, answer.version))
          items.push(itemOf(wish, answer))
          if (!later) return
          remark()
          setOutcome({ kind, items: [...items], also: [] })
        })
        refused.push(...result.refused)
        // What could not be sent can still be taken back later.
        if (result.refused.length > 0) from.current = remember(from.current, edit)
      }
      remark()
      report(edits.length, refused)
      if (items.length > 0) setOutcome({ kind, items, also: [] })
    },
    [columnOf, remark, report, run],
  )
  const undo = useCallback(() => walk('undone', done, undone), [walk])
  const redo = useCallback(() => walk('redone', undone, done), [walk])

  const [dispute] = disputes
  const settled = useCallback(() => setDisputes((before) => before.slice(1)), [])
  const keepTheirs = useCallback(async () => {
    if (!dispute) return
    settled()
    await settle(dispute.wish.child, { sequence: 0 }).catch(() => undefined)
  }, [dispute, settle, settled])
  const keepMine = useCallback(async () => {
    if (!dispute) return
    settled()
    const { wish, place, batch, problem, kind } = dispute
    const version = problem.theirs.version
    await save([taskOf({ ...wish, version }, place)], { batch, kind })
  }, [dispute, save, settled])

  return useMemo(
    () => ({
      pending, flash, reports, outcome, progress, disputes, ways,
      save, undo, redo, report, closeReport, keepMine, keepTheirs, reset,
    }), // prettier-ignore
    [
      pending,
      flash,
      reports,
      outcome,
      progress,
      disputes,
      ways,
      save,
      undo,
      redo,
      report,
      closeReport,
      keepMine,
      keepTheirs,
      reset,
    ],
  )
}
