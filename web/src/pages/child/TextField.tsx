// A text with its label and what is wrong with it; with `rows` it has several lines.
interface Props {
  id: string
  label: string
  text: string
  rows?: number
  message?: string | undefined // what is wrong with it
  suggestions?: string[]
  onChange: (text: string) => void
}

export function TextField({ id, label, text, rows, message = '', suggestions, onChange }: Props) {
  const field = {
    id,
    value: text,
    'aria-invalid': message !== '',
    'aria-describedby': message ? `${id}-error` : undefined,
  }
  return (
    <div className={`child-field${message ? ' child-field--error' : ''}`}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      {message && (
        <p className="govuk-error-message" id={`${id}-error`}>
          <span className="govuk-visually-hidden">Error:</span> {message}
        </p>
      )}
      {rows ? (
        <textarea
          {...field}
          className={`govuk-textarea${message ? ' govuk-textarea--error' : ''}`}
          rows={rows}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <input
          {...field}
          className={`govuk-input${message ? ' govuk-input--error' : ''}`}
          list={suggestions && `${id}-suggestions`}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {suggestions && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </div>
  )
}
