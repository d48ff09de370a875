// Saving what may be held already: what is asked before, what to do when somebody else saved first, and
// the way back.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ApiError, ConflictError, DoubtsError, sentenceOf, UnknownOutcomeError } from '../../api/client'
import { onceItAnswers } from '../../api/onceItAnswers'
import type { DoubtId, TheirMilestone } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { momentInWords } from '../../dates/moment'
import { Dialog } from '../../ui/ui'
import type { SavedChange } from '../../ui/saved'

// Who entered it last (initials) and when.
export type Touched = Pick<TheirMilestone, 'version' | 'by' | 'at'>

// One kind of thing that is saved: Held as it stands, Edit what a save names, Seen what a form opened with.
export interface Savable<Held, Edit, Seen extends Held = Held> {
  nothing: Held
  inWords: (held: Held, brief?: boolean) => string // '' when nothing is held; brief: long texts by their length
  hidden: <T extends Held>(held: T) => T // for discreet mode: without words that may name anybody
  after: (held: Held, edit: Edit) => Held
  lossesOf: (seen: Seen, edit: Edit) => string[] // what of the held a save would take away
  // Mine over what somebody else saved first; null: it makes no sense any more.
  mineOver: (theirs: Held & Touched, mine: Edit, seen: Seen) => Edit | null
  staysToo: (theirs: Held, mine: Edit) => string // what of theirs stays beside mine; '' = nothing to say
  putBack: (previous: Held | null, saved: Edit) => Edit // null = nothing stood there
}

export interface Attempt<Held, Edit, Seen extends Held = Held> {
  name: string // "Next planning meeting (44th)"
  edit: Edit
  seen: Seen & { version: number }
  decision: boolean // is looked at a second time
  write: (
    edit: Edit,
    version: number,
    confirmed: DoubtId[],
  ) => Promise<{ version: number; sequence: number; previous: Held | null }>
  lookUp: () => Promise<Held & Touched> // what stands there now; version 0: nothing
  // Mine can also be kept beside what somebody else saved first, as "the 2nd".
  beside?: { which: string; attempt: Attempt<Held, Edit, Seen> }
}

// What was typed over what somebody else saved meanwhile: a field that nobody touched here shows theirs.
export function overTheirs<Typed extends { [Field in keyof Typed]: string }>(
  typed: Typed,
  opened: Typed, // as the form opened
  theirs: Typed,
): Typed {
  const kept = { ...theirs }
  for (const field of Object.keys(opened) as (keyof Typed)[])
    if (typed[field] !== opened[field]) kept[field] = typed[field]
  return kept
}

interface Asking<Held, Edit, Seen extends Held> {
  attempt: Attempt<Held, Edit, Seen>
  sentences: string[]
  doubts: DoubtId[]
}

interface Dispute<Held, Edit, Seen extends Held> {
  attempt: Attempt<Held, Edit, Seen>
  theirs: Held & Touched
}

const notKnown =
  'It is not known whether this was saved: the connection to Homeward was lost. It is looked up as soon as Homeward answers.'
const notSaved =
  'This was not saved: the connection was lost before it reached Homeward. What you typed is still here; save it again.'

// `onSaved` is told what to say of it. `onTheirs`: somebody saved first and theirs stays; what was typed
// here is kept. `question` is shown while an answer is waited for.
export function useSave<Held, Edit, Seen extends Held = Held>(
  kind: Savable<Held, Edit, Seen>,
  onSaved: (change: SavedChange) => void,
  onTheirs: (theirs: Seen & Touched) => void,
) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [asking, setAsking] = useState<Asking<Held, Edit, Seen> | null>(null)
  const [dispute, setDispute] = useState<Dispute<Held, Edit, Seen> | null>(null)

  const { account } = useSession()
  const { discreet } = useDiscreet()
  const [lookingUp, setLookingUp] = useState(false)
  const page = useRef<AbortController | null>(null)
  useEffect(() => {
    const here = new AbortController()
    page.current = here
    return () => here.abort()
  }, [])
  const inWords = (held: Held, brief = false) => kind.inWords(discreet ? kind.hidden(held) : held, brief)

  // It stands as `attempt` wanted it: says so, with the way back.
  const tellSaved = (
    { name, edit, write }: Attempt<Held, Edit, Seen>,
    saved: { version: number; previous: Held | null; canUndo: boolean },
  ) => {
    const held = saved.previous ?? kind.nothing
    const stands = saved.version === 0 ? '' : inWords(kind.after(held, edit), true)
    const undo = async () => {
      try {
        await write(kind.putBack(saved.previous, edit), saved.version, [])
      } catch (error) {
        if (error instanceof ConflictError)
          throw new ApiError(409, {
            ...error.problem,
            detail: `${error.conflict.theirs.by || 'Somebody'} has changed it since; look at what stands there now.`,
          })
        throw error
      }
      const before = inWords(held, true)
      return before ? `Taken back: ${name} is as it was: ${before}.` : `Taken back: ${name} is not recorded.`
    }
    onSaved({
      words: stands ? `Saved: ${name}, ${stands}.` : `Removed: ${name}, ${inWords(held, true)}.`,
      undo: saved.canUndo ? undo : null,
    })
  }

  // Something stands there that was not seen when this was typed: it may be this very save, whose answer
  // was lost; else somebody else was first.
  const compare = (attempt: Attempt<Held, Edit, Seen>, now: Held & Touched) => {
    const { seen, edit } = attempt
    if (kind.inWords(now) !== kind.inWords(kind.after(seen, edit)))
      return setDispute({ attempt, theirs: now })
    const mine = now.version === 0 || now.by === account.initials
    tellSaved(attempt, { version: now.version, previous: seen.version > 0 ? seen : null, canUndo: mine })
  }

  const lookUp = async (attempt: Attempt<Held, Edit, Seen>) => {
    const signal = page.current?.signal ?? AbortSignal.abort()
    setMessage(notKnown)
    setLookingUp(true)
    try {
      const now = await onceItAnswers(attempt.lookUp, signal)
      if (signal.aborted) return
      setMessage(now.version === attempt.seen.version ? notSaved : '')
      if (now.version !== attempt.seen.version) compare(attempt, now)
    } catch (error) {
      setMessage(`It is not known whether this was saved. ${sentenceOf(error)}`)
    } finally {
      setLookingUp(false)
    }
  }

  const send = async (attempt: Attempt<Held, Edit, Seen>, confirmed: DoubtId[]): Promise<void> => {
    const { edit, seen, write } = attempt
    setBusy(true)
    setMessage('')
    try {
      const saved = await write(edit, seen.version, confirmed)
      setAsking(null)
      setDispute(null)
      tellSaved(attempt, { ...saved, canUndo: saved.sequence > 0 })
    } catch (error) {
      setAsking(null)
      setDispute(null)
      // The server answers with the kind of thing it was asked about.
      if (error instanceof ConflictError) compare(attempt, error.conflict.theirs as unknown as Held & Touched)
      else if (error instanceof DoubtsError)
        setAsking({
          attempt,
          sentences: error.doubts.map(({ sentence }) => sentence),
          doubts: [...confirmed, ...error.doubts.map(({ id }) => id)],
        })
      else if (error instanceof UnknownOutcomeError) await lookUp(attempt)
      else setMessage(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  // Asks first when something held would go, or when it is a decision.
  const save = async (attempt: Attempt<Held, Edit, Seen>): Promise<void> => {
    const sentences = kind.lossesOf(discreet ? kind.hidden(attempt.seen) : attempt.seen, attempt.edit)
    if (sentences.length > 0 || attempt.decision) setAsking({ attempt, sentences, doubts: [] })
    else await send(attempt, [])
  }

  const question: ReactNode = dispute ? (
    <ConflictQuestion
      {...{ kind, inWords, busy }}
      dispute={dispute}
      onTheirs={() => {
        setDispute(null)
        onTheirs({ ...dispute.attempt.seen, ...dispute.theirs })
      }}
      onMine={(edit) => {
        const seen = { ...dispute.attempt.seen, ...dispute.theirs }
        void send({ ...dispute.attempt, seen, edit }, [])
      }}
      onBeside={(attempt) => void send(attempt, [])}
    />
  ) : asking ? (
    <Dialog title="Check before you save" onClose={() => setAsking(null)}>
      <p>
        {asking.attempt.decision && 'This is a decision that changes the child’s way. '}
        <strong>{asking.attempt.name}</strong>:{' '}
        {inWords(kind.after(asking.attempt.seen, asking.attempt.edit)) || 'nothing would be left of it'}.
      </p>
      {asking.sentences.length > 0 && (
        <ul className="govuk-list govuk-list--bullet">
          {asking.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <div className="hw-row">
        <button type="button" className="govuk-button" disabled={busy} onClick={() => setAsking(null)}>
          Go back
        </button>
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          disabled={busy}
          onClick={() => void send(asking.attempt, asking.doubts)}
        >
          This is right: save it
        </button>
      </div>
    </Dialog>
  ) : null
  return { save, busy, lookingUp, message, question }
}

function ConflictQuestion<Held, Edit, Seen extends Held>(props: {
  kind: Savable<Held, Edit, Seen>
  dispute: Dispute<Held, Edit, Seen>
  inWords: (held: Held) => string
  busy: boolean
  onTheirs: () => void
  onMine: (edit: Edit) => void
  onBeside: (attempt: Attempt<Held, Edit, Seen>) => void
}) {
  const { kind, dispute, inWords, busy, onTheirs, onMine, onBeside } = props
  const { attempt, theirs } = dispute
  const { name, seen, edit, beside } = attempt
  const mine = kind.mineOver(theirs, edit, seen)
  const staysToo = kind.staysToo(theirs, edit)
  return (
    <Dialog title="Somebody saved this before you" onClose={onTheirs}>
      <p>
        {name} was changed by {theirs.by || 'somebody else'}
        {theirs.at && `, ${momentInWords(theirs.at)}`}. Yours is not saved.
        {mine !== null && ' Which one should stand?'}
      </p>
      <dl className="child-pairs">
        <dt>Theirs</dt>
        <dd>{inWords(theirs) || 'removed'}</dd>
        <dt>Yours</dt>
        <dd>{inWords(kind.after(seen, edit)) || 'removed'}</dd>
      </dl>
      {mine !== null && staysToo && <p>{staysToo}</p>}
      <div className="hw-row">
        <button type="button" className="govuk-button" disabled={busy} onClick={onTheirs}>
          Keep theirs
        </button>
        {mine !== null && (
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={busy}
            onClick={() => onMine(mine)}
          >
            Save mine instead
          </button>
        )}
        {beside && (
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={busy}
            onClick={() => onBeside(beside.attempt)}
          >
            Save mine as {beside.which}
          </button>
        )}
      </div>
      {mine !== null && <p className="govuk-hint">With “Keep theirs”, what you typed stays in the form.</p>}
    </Dialog>
  )
}
