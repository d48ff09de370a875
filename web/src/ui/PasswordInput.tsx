// A password with a button that shows it: it is typed once, and can be read before it is sent.
import { useState } from 'react'
import { Field } from './Field'

interface Props {
  id: string
  label: string
  error: string | undefined
  autoComplete: 'current-password' | 'new-password'
  value: string
  onChange: (value: string) => void
  describedBy?: string
}

export function PasswordInput({ id, label, error, autoComplete, value, onChange, describedBy }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <Field id={id} label={label} error={error}>
      {(described, className) => (
        <div className="hw-password">
          <input
            id={id}
            type={shown ? 'text' : 'password'}
            className={className}
            aria-describedby={[described, describedBy].filter(Boolean).join(' ') || undefined}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            aria-controls={id}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide' : 'Show'}
            <span className="govuk-visually-hidden"> {label.toLowerCase()}</span>
          </button>
          <div role="status" className="govuk-visually-hidden">
            {shown ? 'The password is visible' : ''}
          </div>
        </div>
      )}
    </Field>
  )
}
