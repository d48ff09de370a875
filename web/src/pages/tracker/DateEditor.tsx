import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useGridCellEditor, type CustomCellEditorProps } from 'ag-grid-react'
import type { IsoDate } from '../../api/types'
import { entryFrom } from './edits'
import { cellOf, type Line } from './rows'

interface Props extends CustomCellEditorProps<Line, string> {
  today: IsoDate
  typedAhead: () => string // keys pressed on the cell while the editor opens
  enteredAhead: () => boolean // and Enter after them
  onOpen: () => void // from here on keys arrive in the field itself
}

// The field that opens under a cell. It says at once how it reads what is typed; an unreadable date
// is never saved.
export function DateEditor({
  initialValue,
  onValueChange,
  eventKey,
  data,
  column,
  today,
  typedAhead,
  enteredAhead,
  onOpen,
}: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [typed] = useState(() => typedAhead() || (eventKey?.length === 1 ? eventKey : null))
  // Kept here as well: the grid hands values back too late for somebody who types fast.
  const [text, setText] = useState(typed ?? initialValue ?? '')
  const cell = cellOf(data, column.getColId())
  const entry = cell ? entryFrom(text, cell, today) : null

  // The field may be drawn before it stands in the page: it can take keys only from its first focus.
  useLayoutEffect(() => input.current?.focus(), [])
  useEffect(() => input.current?.focus(), [])
  const opened = useRef(false)
  const [entered, setEntered] = useState(false)
  const onFocus = () => {
    if (opened.current) return
    opened.current = true
    const all = typedAhead() || typed
    setEntered(enteredAhead())
    onOpen()
    if (all) {
      setText(all)
      onValueChange(all)
    } else {
      input.current?.select()
    }
  }

  useGridCellEditor({ isCancelAfterEnd: () => !entry?.ok || text === (initialValue ?? '') })

  // The Enter that came too early, now that the field holds all that was typed before it.
  useEffect(() => {
    if (!entered) return
    setEntered(false)
    input.current?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
    )
  }, [entered])

  return (
    <div className="hw-date-editor">
      <label>
        <span className="govuk-visually-hidden">{column.getColDef().headerName}, date</span>
        <input
          ref={input}
          onFocus={onFocus}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-describedby="hw-date-editor-reads hw-date-editor-hint"
          aria-invalid={entry ? !entry.ok : undefined}
          onChange={(event) => {
            setText(event.target.value)
            onValueChange(event.target.value)
          }}
        />
      </label>
      <p
        id="hw-date-editor-reads"
        role="status"
        className={entry && !entry.ok ? 'hw-date-editor__fault' : 'hw-date-editor__reads'}
      >
        {entry ? (entry.ok ? entry.words : entry.message) : ''}
      </p>
      <p id="hw-date-editor-hint" className="hw-date-editor__hint">
        3/2, 3 feb, today, -2. Up to today: it happened. Later: planned. Empty: removes it.
      </p>
    </div>
  )
}
