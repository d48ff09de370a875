// Record a milestone: which one is chosen first, what is held of it is shown, only what is changed is sent.
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import type { Catalogue, ChildPage, IsoDate } from '../../api/types'
import { DraftNotice } from '../../app/DraftNotice'
import { drafts, useDraft } from '../../app/drafts'
import { useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { formatDay } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary'
import type { SavedChange } from '../../ui/saved'
import {
  dueChoices,
  kindChoices,
  nextBeside,
  seenOf,
  titleWithNumber,
  whichOnes,
  type Choice,
} from './choices'
import { DateField } from './DateField'
import {
  editOf,
  heldInWords,
  noteHidden,
  nothingHeld,
  typedFrom,
  wrongWith,
  type Seen,
  type Typed,
  type Wrong,
} from './recording'
import { TextField } from './TextField'
import { useMilestoneSave } from './useMilestoneSave'
import { overTheirs } from './useSave'
import { ordinal } from './words'

interface Props {
  page: ChildPage
  today: IsoDate
  catalogue: Catalogue
  onSaved: (change: SavedChange) => void
  onCancel?: () => void
}

interface Chosen {
  key: string // of the choice, '' = none yet
  type: string
  nth: number
}

// What was typed for each milestone, with what its fields were filled from. Choosing another one keeps it.
interface Unsaved {
  chosen: Chosen
  typed: Record<string, Typed & { seen: Seen }>
}

const noneChosen: Chosen = { key: '', type: '', nth: 0 }
const nothingTyped: Unsaved = { chosen: noneChosen, typed: {} }

export const milestoneDraft = (child: number) => `milestone ${child}`
export const hasMilestoneDraft = (child: number) => drafts.has(milestoneDraft(child))

export function MilestoneForm({ page, today, catalogue, onSaved, onCancel }: Props) {
  const { account } = useSession()
  const draft = useDraft(milestoneDraft(page.id), nothingTyped, 'the milestone')
  const { typed } = draft.value
  const [chosen, setChosen] = useState(draft.value.chosen)
  const [wrong, setWrong] = useState<Wrong & { chosen?: string }>({})
  const [errors, setErrors] = useState<FormError[]>([])
  const first = useRef<HTMLSelectElement>(null)
  const id = useId()

  const place = placeOf(chosen)
  const seen = typed[place]?.seen ?? seenOf(page, chosen.type, chosen.nth)
  const fields = typed[place] ?? { ...typedFrom(seen), seen }
  // Saved by somebody else since this was typed.
  const now = seenOf(page, chosen.type, chosen.nth)
  const changed = typed[place] !== undefined && now.version > seen.version
  const kind = catalogue.milestones[chosen.type]
  const due = dueChoices(page, catalogue)
  const kinds = kindChoices(page, catalogue)
  const choice = [...due, ...kinds].find(({ key }) => key === chosen.key)
  const name =
    choice && choice.nth === chosen.nth && due.includes(choice)
      ? choice.label
      : titleWithNumber(kind?.name ?? choice?.label ?? '', chosen.nth, kind?.repeats ?? false)

  const hold = (next: Unsaved) => draft.set(Object.keys(next.typed).length === 0 ? nothingTyped : next)
  const choose = (next: Chosen) => {
    setChosen(next)
    setWrong({})
    setErrors([])
    hold({ chosen: next, typed })
  }
  const chooseKey = (key: string) => {
    const next: Choice | undefined = [...due, ...kinds].find((each) => each.key === key)
    choose(next ? { key, type: next.type, nth: next.nth } : noneChosen)
  }
  const others = () => Object.fromEntries(Object.entries(typed).filter(([each]) => each !== place))
  const put = (change: Partial<Typed>) => {
    const next = { ...fields, ...change }
    const touched = JSON.stringify(typedOf(next)) !== JSON.stringify(typedFrom(seen))
    hold({ chosen, typed: touched ? { ...typed, [place]: next } : others() })
  }
  const { save, busy, lookingUp, message, question } = useMilestoneSave(
    page.id,
    (change) => {
      setChosen(noneChosen)
      hold({ chosen: noneChosen, typed: others() })
      onSaved(change)
    },
    (theirs, nth) => {
      const kept = overTheirs(typedOf(fields), typedFrom(seen), typedFrom(theirs))
      const there = { ...chosen, nth }
      setChosen(there)
      hold({ chosen: there, typed: { ...others(), [placeOf(there)]: { ...kept, seen: theirs } } })
    },
  )
  useEffect(() => {
    if (message) setErrors([{ field: '', sentence: message }])
  }, [message])

  // What stands now may be this very save, whose answer was lost: that is looked up before anything is said.
  const meanwhile = changed && !lookingUp && !busy
  const same = JSON.stringify(typedOf(fields)) === JSON.stringify(typedFrom(now))
  const who = now.by === account.initials ? 'You' : now.by || 'Somebody else'

  // Where nothing was held when it was typed, it can also be recorded beside what somebody else has saved.
  const next = nextBeside(page, chosen.type, chosen.nth)
  const another =
    kind?.repeats && seen.version === 0 && !seen.imported_on
      ? { nth: next, name: titleWithNumber(kind.name, next, true), which: `the ${ordinal(next)}` }
      : undefined

  const submit = (as: { nth: number; name: string; seen: Seen; another?: typeof another }) => {
    const found = choice ? wrongWith(fields, seen, today) : { chosen: 'Choose a milestone.' }
    setWrong(found)
    const list = Object.entries(found).map(([field, sentence]) => ({ field: `${id}-${field}`, sentence }))
    setErrors(list)
    if (list.length > 0 || !choice) return
    const edit = editOf(fields, seen, today)
    const decision = (kind?.decision ?? false) && edit.happened_on !== undefined
    void save({ ...as, type: chosen.type, edit, decision })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit({ nth: chosen.nth, name, seen, ...(another ? { another } : {}) })
  }
  // What was typed for another milestone, brought to the one that is chosen now.
  const bring = (from: string) => {
    const { [from]: brought, ...rest } = typed
    if (brought) hold({ chosen, typed: { ...rest, [place]: { ...typedOf(brought), seen } } })
  }

  if (due.length + kinds.length === 0)
    return <p>No kind of milestone is set up. Ask your administrator to add them to the configuration.</p>
  const elsewhere = Object.keys(others())
  const nameOfPlace = (each: string) => {
    const [type = '', nth] = each.split(' ')
    const { name: kindName = 'another milestone', repeats = false } = catalogue.milestones[type] ?? {}
    return titleWithNumber(kindName, Number(nth), repeats)
  }
  return (
    <form className="child-form" onSubmit={onSubmit} noValidate aria-label="Record a milestone">
      <DraftNotice restored={draft.restored} />
      <ErrorSummary errors={errors} />
      <div className="child-form__row">
        <div className={`child-field child-field--wide${wrong.chosen ? ' child-field--error' : ''}`}>
          <label className="govuk-label" htmlFor={`${id}-chosen`}>
            Milestone
          </label>
          {wrong.chosen && (
            <p className="govuk-error-message" id={`${id}-chosen-error`}>
              <span className="govuk-visually-hidden">Error:</span> {wrong.chosen}
            </p>
          )}
          <select
            id={`${id}-chosen`}
            ref={first}
            className={`govuk-select${wrong.chosen ? ' govuk-select--error' : ''}`}
            value={choice ? chosen.key : ''}
            aria-describedby={
              [wrong.chosen && `${id}-chosen-error`, choice && `${id}-explained`].filter(Boolean).join(' ') ||
              undefined
            }
            onChange={(event) => chooseKey(event.target.value)}
          >
            <option value="">Choose a milestone</option>
            <Options label="Due next" choices={due} />
            <Options label="All milestones" choices={kinds} />
          </select>
        </div>
        {choice && kind?.repeats && (
          <WhichOne id={id} page={page} chosen={chosen} onChange={(nth) => choose({ ...chosen, nth })} />
        )}
      </div>
      {choice && (
        <>
          <p className="govuk-hint" id={`${id}-explained`}>
            {kind?.explanation}
          </p>
          <Held seen={changed ? now : seen} />
          {meanwhile && (
            <div className="govuk-inset-text" role="alert">
              <p>
                {same
                  ? `What you typed for ${name} is recorded already: nothing is left to save.`
                  : `${who} saved ${name} while you were typing. What you typed is still here and not saved.`}
              </p>
              {another && !same && (
                <button
                  type="button"
                  className="govuk-button govuk-button--secondary"
                  disabled={busy}
                  onClick={() => submit({ ...another, seen: nothingHeld })}
                >
                  Save mine as {another.which}
                </button>
              )}
            </div>
          )}
          <div className="child-form__row">
            <DateField
              id={`${id}-happened`}
              label="Happened on"
              text={fields.happened}
              today={today}
              bias="past"
              message={wrong.happened ?? ''}
              onChange={(happened) => put({ happened })}
            />
            <DateField
              id={`${id}-planned`}
              label="Planned for"
              text={fields.planned}
              today={today}
              bias="future"
              message={wrong.planned ?? ''}
              onChange={(planned) => put({ planned })}
            />
            <TextField
              id={`${id}-outcome`}
              label="Outcome, if there is one"
              text={fields.outcome}
              suggestions={kind?.outcomes ?? []}
              onChange={(outcome) => put({ outcome })}
            />
          </div>
          <TextField
            id={`${id}-note`}
            label="Note, if it helps the next person"
            text={fields.note}
            rows={2}
            onChange={(note) => put({ note })}
          />
        </>
      )}
      {elsewhere.map((each) => (
        <p className="govuk-inset-text" role="status" key={each}>
          What you typed for {nameOfPlace(each)} is kept and not saved yet.{' '}
          {choice && typed[place] === undefined && (
            <button type="button" className="hw-link-button" onClick={() => bring(each)}>
              Move it to {name}
            </button>
          )}
        </p>
      ))}
      <div className="hw-row">
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Saving…' : 'Save the milestone'}
        </button>
        {onCancel && (
          <button
            type="button"
            className="hw-link-button"
            onClick={() => {
              draft.clear()
              onCancel()
            }}
          >
            Cancel
          </button>
        )}
      </div>
      {question}
    </form>
  )
}

const placeOf = ({ type, nth }: Pick<Chosen, 'type' | 'nth'>) => `${type} ${nth}`

const typedOf = ({ happened, planned, outcome, note }: Typed): Typed => ({ happened, planned, outcome, note })

function Options({ label, choices }: { label: string; choices: Choice[] }) {
  if (choices.length === 0) return null
  return (
    <optgroup label={label}>
      {choices.map((choice) => (
        <option key={choice.key} value={choice.key}>
          {choice.label}
        </option>
      ))}
    </optgroup>
  )
}

interface WhichProps {
  id: string
  page: ChildPage
  chosen: Chosen
  onChange: (nth: number) => void
}

function WhichOne({ id, page, chosen, onChange }: WhichProps) {
  const { fresh, held, other } = whichOnes(page, chosen.type, chosen.nth)
  const options = (list: typeof fresh) =>
    list.map(({ nth, label }) => (
      <option key={nth} value={nth}>
        {label}
      </option>
    ))
  return (
    <div className="child-field child-field--wide">
      <label className="govuk-label" htmlFor={`${id}-nth`}>
        Which one
      </label>
      <select
        id={`${id}-nth`}
        className="govuk-select"
        value={chosen.nth}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {options(fresh)}
        {held.length > 0 && <optgroup label="Recorded already">{options(held)}</optgroup>}
        {other.length > 0 && <optgroup label="Not recorded">{options(other)}</optgroup>}
      </select>
    </div>
  )
}

function Held({ seen }: { seen: Seen }) {
  const { discreet } = useDiscreet()
  const entered = heldInWords(discreet ? noteHidden(seen) : seen)
  if (!entered && !seen.imported_on) return null
  return (
    <p className="child-held">
      {entered && (
        <>
          <strong>Recorded now:</strong> {entered}.
          {seen.by && ` Entered by ${seen.by}, ${momentInWords(seen.at)}.`}{' '}
        </>
      )}
      {seen.imported_on && `The return says ${formatDay(seen.imported_on)}.`}
    </p>
  )
}
