// What is wrong with a form, over it, each leading to its field. It takes the focus whenever it changes.
import { useEffect, useId, useRef } from 'react'

export interface FormError {
  field: string // id of the field, '' when it is about the whole form
  sentence: string
}

export function ErrorSummary({ errors }: { errors: FormError[] }) {
  const summary = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (errors.length > 0) summary.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div
      className="govuk-error-summary hw-error"
      role="alert"
      tabIndex={-1}
      ref={summary}
      aria-labelledby={id}
    >
      <h3 className="govuk-error-summary__title" id={id}>
        There is a problem
      </h3>
      <ul className="govuk-list govuk-error-summary__list">
        {errors.map(({ field, sentence }) => (
          <li key={field + sentence}>
            {field ? (
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(field)?.focus()
                }}
              >
                {sentence}
              </a>
            ) : (
              sentence
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
