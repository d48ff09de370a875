// Files chosen but not sent yet: a field to add more, and each file with a way to take it out again.
import { useId } from 'react'

interface Props {
  label: string
  hint?: string
  files: File[]
  message: string
  onMore: (files: File[]) => void
  onChange: (files: File[]) => void
}

export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}

export function FilePicker({ label, hint, files, message, onMore, onChange }: Props) {
  const id = useId()
  const said = [hint && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={message ? 'check-field check-field--error' : 'check-field'}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <div className="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {message && (
        <p className="govuk-error-message" id={`${id}-error`} role="alert">
          <span className="govuk-visually-hidden">Error:</span> {message}
        </p>
      )}
      <input
        id={id}
        type="file"
        className="govuk-file-upload"
        multiple
        accept=".csv,.zip,.xml,.txt"
        aria-describedby={said || undefined}
        onChange={(event) => {
          const chosen = Array.from(event.target.files ?? [])
          event.target.value = ''
          if (chosen.length > 0) onMore(chosen)
        }}
      />
      {files.length > 0 && (
        <ul className="check-files" aria-label={`${label}, chosen`}>
          {files.map((file) => (
            <li key={file.name}>
              <span>
                {file.name} <span className="hw-muted">{sizeInWords(file.size)}</span>
              </span>{' '}
              <button
                type="button"
                className="hw-link-button"
                onClick={() => onChange(files.filter((other) => other !== file))}
              >
                Remove<span className="govuk-visually-hidden"> {file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
