// One date, typed as people write it: 3/2, 3 feb, today, -2. It shows which day was understood.
import { useId } from 'react'
import type { IsoDate } from '../../api/types'
import { formatDay } from '../../dates/format'
import { parseDate, type Bias } from '../../dates/parse'

interface Props {
  label: string
  text: string
  today: IsoDate
  bias: Bias
  hint?: string
  message?: string // what is wrong with it, '' = nothing
  alert?: boolean // where no summary over the form tells it
  id?: string // when something else must lead to the field
  onChange: (text: string) => void
}

export type TypedDate = { date: IsoDate | null; message: string }

// An empty field is an unknown date, not an error.
export function typedDate(text: string, today: IsoDate, bias: Bias): TypedDate {
  if (text.trim() === '') return { date: null, message: '' }
  const parsed = parseDate(text, today, bias)
  return parsed.ok ? { date: parsed.date, message: '' } : { date: null, message: parsed.message }
}

export function DateField({
  label,
  text,
  today,
  bias,
  hint,
  message = '',
  alert,
  id: given,
  onChange,
}: Props) {
  const own = useId()
  const id = given ?? own
  const understood = typedDate(text, today, bias).date
  return (
    <div className={`child-field${message ? ' child-field--error' : ''}`}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <div className="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {message && (
        <p className="govuk-error-message" id={`${id}-error`} role={alert ? 'alert' : undefined}>
          <span className="govuk-visually-hidden">Error:</span> {message}
        </p>
      )}
      <input
        id={id}
        className={`govuk-input child-date${message ? ' govuk-input--error' : ''}`}
        value={text}
        autoComplete="off"
        placeholder="3/2"
        aria-invalid={message !== ''}
        aria-describedby={[hint && `${id}-hint`, message && `${id}-error`, `${id}-day`]
          .filter(Boolean)
          .join(' ')}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="child-understood" id={`${id}-day`}>
        {understood ? formatDay(understood) : ''}
      </span>
    </div>
  )
}
