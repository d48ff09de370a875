// Walks through a list that the server gives page by page.
import { formatNumber } from '../../dates/format'

interface Props {
  label: string
  page: number // from 0
  pages: number
  onPage: (page: number) => void
}

export function Pages({ label, page, pages, onPage }: Props) {
  if (pages <= 1) return null
  return (
    <nav className="hw-row" aria-label={label}>
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        Previous
      </button>
      <span aria-live="polite">
        Page {formatNumber(page + 1)} of {formatNumber(pages)}
      </span>
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        disabled={page + 1 >= pages}
        onClick={() => onPage(page + 1)}
      >
        Next
      </button>
    </nav>
  )
}
