import { useEffect, useId, useRef, useState, type ReactNode } from 'react'

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Homeward`
  }, [title])
}

export function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia?.(query).matches ?? false)
  useEffect(() => {
    const list = window.matchMedia?.(query)
    if (!list) return
    const update = () => setMatches(list.matches)
    update()
    list.addEventListener('change', update)
    return () => list.removeEventListener('change', update)
  }, [query])
  return matches
}

// One line that can be closed for good in this browser; `page` names it, never a child.
export function HowToRead({ page, children }: { page: string; children: ReactNode }) {
  const key = `homeward-how-to-read-${page}`
  const [closed, setClosed] = useState(() => localStorage.getItem(key) === 'closed')
  if (closed) return null
  return (
    <div className="hw-how-to-read">
      <p>
        <strong>How to read this.</strong> {children}
      </p>
      <button
        type="button"
        className="hw-link-button"
        onClick={() => {
          localStorage.setItem(key, 'closed')
          setClosed(true)
        }}
      >
        Close<span className="govuk-visually-hidden"> the line on how to read this</span>
      </button>
    </div>
  )
}

// What happened, what was kept, what to do.
export function ErrorPanel({
  title,
  children,
  onRetry,
  page = false,
}: {
  title: string
  children: ReactNode
  onRetry?: () => void
  page?: boolean // it stands in place of the whole page, whose heading it is then
}) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className="govuk-error-summary hw-error" role="alert">
      <Heading className="govuk-error-summary__title">{title}</Heading>
      <div className="govuk-error-summary__body">
        <p>{children}</p>
        {onRetry && (
          <button type="button" className="govuk-button govuk-button--secondary" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  )
}

// Why something was refused, in one sentence where the eye is; '' = nothing was.
export function Fault({ children: sentence }: { children: string }) {
  if (sentence === '') return null
  return (
    <p className="govuk-error-message" role="alert">
      {sentence}
    </p>
  )
}

type Heading = string | { number: string } // numbers stand to the right

// The headings of a table's columns.
export function Headings({ of }: { of: Heading[] }) {
  return (
    <thead>
      <tr>
        {of.map((heading) =>
          typeof heading === 'string' ? (
            <th key={heading} scope="col">
              {heading}
            </th>
          ) : (
            <th key={heading.number} scope="col" className="number">
              {heading.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  )
}

export function EmptyState({
  title,
  children,
  page = false,
}: {
  title: string
  children: ReactNode
  page?: boolean // as of ErrorPanel
}) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className="hw-empty">
      <Heading className="govuk-heading-m">{title}</Heading>
      <p>{children}</p>
    </div>
  )
}

// Keeps the room the content will take.
export function Skeleton({ rows = 12, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div className="hw-skeleton" role="status">
      <span className="govuk-visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="hw-skeleton__row" />
      ))}
    </div>
  )
}

// A modal question. Escape and the close button both answer with onClose.
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (element && !element.open) {
      if (element.showModal) element.showModal()
      else element.setAttribute('open', '')
    }
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="hw-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={id} className="govuk-heading-m">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
