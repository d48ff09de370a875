import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
} from 'react'
import { useGridCellEditor, type CustomCellEditorProps } from 'ag-grid-react'
import type { IsoDate } from '../../api/types'
import { leaving } from '../../app/leaving'
import { changesNothing, entryFrom, objectionTo, readingOf, type Entry } from './edits'
import { cellOf, type Line } from './rows'

export type Then = 'down' | 'right' | 'left' | 'stay' // where the focus goes

export interface EditorParams {
  today: IsoDate
  typedAhead: () => string // keys pressed on the cell while the editor opens
  endedAhead: () => string // and Enter or Tab after them; '' = neither
  onMount: (line: Line, column: string) => void // before anything else; the line as it stands now
  onOpen: () => void // from here on keys arrive in the field itself
  onText: (text: string) => void // what stands in the field now
  onSave: (text: string, then: Then) => void // it can be read, and a question was answered with yes
  onLeave: () => void // the focus went elsewhere while the field was open
  onCancel: () => void
}

// The field that opens under a cell. It says at once how it reads what is typed; an unreadable date
// is never saved, and what is held never gives way without a second Enter.
export function DateEditor(props: CustomCellEditorProps<Line, string> & EditorParams) {
  const { initialValue, eventKey, data, column, today } = props
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const [typed] = useState(() => props.typedAhead() || (eventKey?.length === 1 ? eventKey : null))
  const emptied = eventKey === 'Delete' || eventKey === 'Backspace'
  // Kept here as well: the grid hands values back too late for somebody who types fast.
  const [text, setText] = useState(typed ?? (emptied ? '' : (initialValue ?? '')))
  const [asked, setAsked] = useState(emptied) // the question stands: the next Enter means yes
  const cell = cellOf(data, column.getColId())
  const entry = cell ? entryFrom(text, cell, today) : null

  const change = (now: string) => {
    setText(now)
    setAsked(false)
    props.onText(now)
  }

  useLayoutEffect(() => {
    if (data) props.onMount(data, column.getColId())
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is typed answers the line it began on
  }, [])

  // The field may be drawn before it stands in the page: it can take keys only from its first focus.
  const box = useRef<HTMLDivElement>(null)
  const begin = () => {
    keepInWindow(box.current)
    input.current?.focus()
  }
  useLayoutEffect(begin, [])
  useEffect(() => {
    begin()
    // The grid may put it elsewhere once it knows how wide it is.
    const timer = setTimeout(() => keepInWindow(box.current), settleMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  const opened = useRef(false)
  const [ended, setEnded] = useState('')
  const onFocus = () => {
    if (opened.current) return
    opened.current = true
    const all = props.typedAhead() || typed
    setEnded(props.endedAhead())
    props.onOpen()
    if (all) change(all)
    else if (!emptied) input.current?.select()
  }

  // The grid itself saves nothing: onSave does, with the question answered.
  useGridCellEditor({ isCancelAfterEnd: () => true })

  const question = asked && entry?.ok && objectionTo(entry) !== ''
  const finish = (then: Then) => {
    if (!entry?.ok) return
    if (objectionTo(entry) && !asked) return setAsked(true)
    props.onSave(text, then)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, target } = event
    if (target instanceof HTMLButtonElement && key !== 'Escape') return
    if (key === 'Escape') props.onCancel()
    if (key !== 'Enter' && key !== 'Tab') return
    // While the question stands, Tab walks to its buttons.
    if (key === 'Tab' && asked && !shiftKey) return
    event.preventDefault()
    finish(key === 'Enter' ? 'down' : shiftKey ? 'left' : 'right')
  }

  // The Enter or Tab that came too early, now that the field holds all that was typed before it.
  useEffect(() => {
    if (!ended) return
    setEnded('')
    const sent = { key: ended, code: ended, bubbles: true, cancelable: true }
    input.current?.dispatchEvent(new KeyboardEvent('keydown', sent))
  }, [ended])

  // Another window in front leaves the field as it is, and so does the question whether to leave the
  // page; another place in the page ends it.
  const afterPress = useAfterPress()
  useEffect(() => leaving.onAnswered(() => input.current?.focus()), [])
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget === box.current) return input.current?.focus() // a click on its words
    if (box.current?.contains(relatedTarget)) return
    afterPress(() => {
      if (leaving.isAsked()) return
      if (box.current && !box.current.contains(document.activeElement)) props.onLeave()
    })
  }

  const keys = { onKeyDown, onBlur }
  return (
    <div className="hw-date-editor" role="group" aria-label="Date" ref={box} tabIndex={-1}>
      <label>
        <span className="govuk-visually-hidden">{column.getColDef().headerName}, date</span>
        <input
          ref={input}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
          onBlur={onBlur}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-reads ${id}-hint`}
          aria-invalid={entry ? !entry.ok : undefined}
          onChange={(event) => change(event.target.value)}
        />
      </label>
      <div id={`${id}-reads`} role="status">
        {entry && <Reading entry={entry} />}
        {question && <p>Enter again saves this. Esc leaves it as it is.</p>}
      </div>
      {question && (
        <p className="hw-date-editor__answers">
          <button type="button" className="hw-toggle" {...keys} onClick={() => props.onSave(text, 'down')}>
            {text.trim() === '' ? 'Remove it' : 'Save'}
          </button>
          <button type="button" className="hw-toggle" {...keys} onClick={props.onCancel}>
            Leave it as it is
          </button>
        </p>
      )}
      <p id={`${id}-hint`} className="hw-date-editor__hint">
        3/2, 3 feb, today, -2, 2w, mon. Up to today: it happened. Later: planned. Empty: removes it.
      </p>
    </div>
  )
}

const settleMilliseconds = 50
const edge = 4 // pixels between the field and the edge of the window

// Under one of the last columns the field would stand out of the window and make the page wider.
export function keepInWindow(box: HTMLElement | null): void {
  if (!box) return
  box.style.translate = ''
  const { left, right } = box.getBoundingClientRect()
  const over = Math.min(right + edge - document.documentElement.clientWidth, left)
  if (over > 0) box.style.translate = `-${Math.ceil(over)}px 0`
}

// Puts off what follows a press that has begun until it is over and its click is done: a click on a
// link asks first whether to leave.
function useAfterPress(): (action: () => void) => void {
  const pressed = useRef(false)
  const waiting = useRef<(() => void) | null>(null)
  useEffect(() => {
    const begin = () => void (pressed.current = true)
    const end = () => {
      pressed.current = false
      const action = waiting.current
      waiting.current = null
      if (action) setTimeout(action)
    }
    const ends = ['pointerup', 'pointercancel', 'dragend'] as const
    window.addEventListener('pointerdown', begin, true)
    for (const each of ends) window.addEventListener(each, end, true)
    return () => {
      window.removeEventListener('pointerdown', begin, true)
      for (const each of ends) window.removeEventListener(each, end, true)
    }
  }, [])
  return (action) => {
    if (pressed.current) waiting.current = action
    else setTimeout(action)
  }
}

function Reading({ entry }: { entry: Entry }) {
  if (!entry.ok) return <p className="hw-date-editor__fault">{entry.message}</p>
  return (
    <>
      {entry.words && (
        <p className="hw-date-editor__reads">
          {readingOf(entry)}
          {changesNothing(entry.edit) && ', as it stands'}
        </p>
      )}
      {entry.loses && <p className="hw-date-editor__fault">This removes: {entry.loses}</p>}
      {entry.replaces && <p>Instead of: {entry.replaces}</p>}
      {entry.disagrees && (
        <p>
          The child’s record says: {entry.disagrees}. Both dates are kept until somebody settles which counts.
        </p>
      )}
    </>
  )
}
