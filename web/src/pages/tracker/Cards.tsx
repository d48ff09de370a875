import { useId, useState, type FormEvent } from 'react'
import { Link } from 'react-router-dom'
import type { Cell, IsoDate, Tracker, TrackerRow } from '../../api/types'
import { withAsOf } from '../../app/asOf'
import { childLabel } from '../../app/discreet'
import { ClockWithReason } from '../../clock/ClockTag'
import { StageText } from './cells'
import { entryFrom, type Entry } from './edits'
import type { Wish } from './useTracker'

const pageSize = 40

interface Props {
  rows: readonly TrackerRow[]
  tracker: Tracker
  asOf: IsoDate | null
  discreet: boolean
  today: IsoDate
  canEdit: boolean
  onSave: (wish: Wish) => Promise<boolean>
}

// The tracker on a phone: a list to read, and one milestone to record.
export function Cards({ rows, ...rest }: Props) {
  const [length, setLength] = useState(pageSize)
  return (
    <>
      <ul className="hw-cards">
        {rows.slice(0, length).map((row) => (
          <li key={row.child}>
            <Card row={row} {...rest} />
          </li>
        ))}
      </ul>
      {rows.length > length && (
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          onClick={() => setLength((before) => before + pageSize)}
        >
          Show {Math.min(pageSize, rows.length - length)} more of {rows.length - length}
        </button>
      )}
    </>
  )
}

// The cell to look at first; null when the child has no clock.
export function firstClock(row: TrackerRow): Cell | null {
  const clocks = Object.values(row.cells).filter((cell) => cell.state !== 'none')
  return clocks.length === 0 ? null : clocks.reduce((best, cell) => (cell.sort < best.sort ? cell : best))
}

function Card({ row, ...props }: Omit<Props, 'rows'> & { row: TrackerRow }) {
  const { tracker, asOf, discreet, canEdit } = props
  const [open, setOpen] = useState(false)
  const clock = firstClock(row)
  return (
    <article className="hw-card">
      <h2 className="hw-card__name">
        <Link to={withAsOf(`/children/${row.child}`, asOf)}>{childLabel(row, discreet)}</Link>
        <span className="hw-muted"> {row.age ?? 'age not known'}</span>
      </h2>
      <p>
        <StageText row={row} tracker={tracker} />
      </p>
      {clock && (
        <p>
          <ClockWithReason cell={clock} wrap />
        </p>
      )}
      <p>
        Next:{' '}
        {row.next_step ? `${row.next_step.what}, ${row.next_step.who || 'nobody named'}` : 'nothing due'}
      </p>
      {canEdit &&
        (open ? (
          <RecordForm row={row} {...props} onDone={() => setOpen(false)} />
        ) : (
          <button type="button" className="hw-link-button" onClick={() => setOpen(true)}>
            Record a milestone<span className="govuk-visually-hidden"> for {childLabel(row, discreet)}</span>
          </button>
        ))}
    </article>
  )
}

function RecordForm(props: Omit<Props, 'rows' | 'canEdit'> & { row: TrackerRow; onDone: () => void }) {
  const { row, tracker, today, onSave, onDone } = props
  const id = useId()
  const choices = tracker.columns.flatMap((column) => {
    const cell = row.cells[column.id]
    return cell?.edit ? [{ column, cell, edit: cell.edit }] : []
  })
  const [chosen, setChosen] = useState(choices[0]?.column.id ?? '')
  const [text, setText] = useState('')
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const choice = choices.find((each) => each.column.id === chosen)
  const entry: Entry | null = choice && text.trim() ? entryFrom(text, choice.cell, today) : null

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!choice) return
    if (!entry) return setMessage('Write a date, for example 3/2, 3 feb or today.')
    if (!entry.ok) return setMessage(entry.message)
    setMessage('')
    setBusy(true)
    const { type, nth, version } = choice.edit
    void onSave({ child: row.child, type, nth, version, column: choice.column.id, edit: entry.edit }).then(
      (saved) => {
        setBusy(false)
        if (saved) onDone()
      },
    )
  }
  if (choices.length === 0) return <p className="hw-muted">Nothing can be recorded for this child here.</p>
  return (
    <form className="hw-record" onSubmit={onSubmit} noValidate>
      <label className="govuk-label" htmlFor={`${id}-what`}>
        Milestone
      </label>
      <select
        id={`${id}-what`}
        className="govuk-select"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        {choices.map(({ column, edit }) => (
          <option key={column.id} value={column.id}>
            {tracker.milestones[edit.type]?.name ?? column.title}
          </option>
        ))}
      </select>
      <label className="govuk-label" htmlFor={`${id}-date`}>
        Date
      </label>
      <div className="govuk-hint" id={`${id}-hint`}>
        3/2, 3 feb, today, -2. Up to today: it happened. Later: planned.
      </div>
      {message && (
        <p className="govuk-error-message" id={`${id}-error`} role="alert">
          <span className="govuk-visually-hidden">Error:</span> {message}
        </p>
      )}
      <input
        id={`${id}-date`}
        className={`govuk-input hw-input-date${message ? ' govuk-input--error' : ''}`}
        autoComplete="off"
        aria-describedby={message ? `${id}-hint ${id}-error` : `${id}-hint`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="hw-muted" role="status">
        {entry ? (entry.ok ? entry.words : entry.message) : ''}
      </p>
      <div className="hw-row">
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Saving' : 'Save'}
        </button>
        <button type="button" className="hw-link-button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  )
}
