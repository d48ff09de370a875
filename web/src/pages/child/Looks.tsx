// Who has opened this child's record: for administrators. Read only when opened.
import { useCallback, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { LookLine } from '../../api/types'
import { useRead } from '../../api/useRead'
import { fetchLooks } from './api'
import { momentInWords } from './words'

const kFirstLines = 20

export function Looks({ child }: { child: number }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="child-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 className="govuk-heading-m">Access log: who has opened this record</h2>
      </summary>
      {open && <Lines child={child} />}
    </details>
  )
}

function Lines({ child }: { child: number }) {
  const { state, reload } = useRead<LookLine[]>(
    useCallback((signal: AbortSignal) => fetchLooks(child, signal), [child]),
  )
  const [all, setAll] = useState(false)
  if (state.kind === 'loading') return <p className="hw-muted">Reading the access log…</p>
  if (state.kind === 'failed')
    return (
      <p>
        The access log cannot be read now. {sentenceOf(state.error)}{' '}
        <button type="button" className="hw-link-button" onClick={reload}>
          Try again
        </button>
      </p>
    )
  const lines = state.value
  const shown = all ? lines : lines.slice(0, kFirstLines)
  return (
    <>
      <div className="child-scroll" role="region" aria-label="Access log" tabIndex={0}>
        <table className="child-table">
          <caption className="govuk-visually-hidden">Looks at this record, newest first</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What was opened</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line, at) => (
              <tr key={at}>
                <td className="child-when">{momentInWords(line.at)}</td>
                <th scope="row">{line.by}</th>
                <td>{line.what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown.length && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {lines.length} looks
        </button>
      )}
    </>
  )
}
