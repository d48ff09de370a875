import { useEffect, useRef, useState } from 'react'
import { useGridCellEditor, type CustomCellEditorProps } from 'ag-grid-react'
import type { IsoDate } from '../../api/types'
import { entryFrom } from './edits'
import { cellOf, type Line } from './rows'

interface Props extends CustomCellEditorProps<Line, string> {
  today: IsoDate
}

// The field that opens under a cell. It says at once how it reads what is typed; an unreadable date
// is never saved.
export function DateEditor({ initialValue, onValueChange, eventKey, data, column, today }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const typed = eventKey && eventKey.length === 1 ? eventKey : null
  // Kept here as well: the grid hands values back too late for somebody who types fast.
  const [text, setText] = useState(typed ?? initialValue ?? '')
  const cell = cellOf(data, column.getColId())
  const entry = cell ? entryFrom(text, cell, today) : null

  useEffect(() => {
    input.current?.focus()
    if (typed) onValueChange(typed)
    else input.current?.select()
    // Only when the editor opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  useGridCellEditor({ isCancelAfterEnd: () => !entry?.ok || text === (initialValue ?? '') })

  return (
    <div className="hw-date-editor">
      <label>
        <span className="govuk-visually-hidden">{column.getColDef().headerName}, date</span>
        <input
          ref={input}
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
