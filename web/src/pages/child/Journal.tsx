// Every change to this child: who, when, what, before and after. Read only when opened.
import { useEffect, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { ChildPage, JournalLine } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { fetchJournal } from './api'
import { momentInWords, withoutNames } from './words'

const kFirstLines = 20

export function Journal({ page, turn }: { page: ChildPage; turn: unknown }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="child-details child-journal" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 className="govuk-heading-m">Journal: what was changed, when and by whom</h2>
      </summary>
      {open && <Lines page={page} turn={turn} />}
    </details>
  )
}

function Lines({ page, turn }: { page: ChildPage; turn: unknown }) {
  const { discreet } = useDiscreet()
  const [lines, setLines] = useState<JournalLine[] | null>(null)
  const [message, setMessage] = useState('')
  const [all, setAll] = useState(false)
  useEffect(() => {
    let gone = false
    fetchJournal(page.id).then(
      (found) => !gone && setLines(found),
      (error: unknown) => !gone && setMessage(sentenceOf(error)),
    )
    return () => {
      gone = true
    }
  }, [page.id, turn])
  if (message) return <p className="govuk-error-message">{message}</p>
  if (lines === null) return <p className="hw-muted">Reading the journal…</p>
  if (lines.length === 0) return <p>No change has been recorded for this child yet.</p>
  const said = (text: string) => (discreet ? withoutNames(text, page) : text)
  const shown = all ? lines : lines.slice(0, kFirstLines)
  return (
    <>
      <div className="child-scroll" role="region" aria-label="Journal" tabIndex={0}>
        <table className="child-table">
          <caption className="govuk-visually-hidden">Changes, newest first</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Before → after</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={`${line.sequence} ${line.what} ${line.after}`}>
                <td className="child-when">{momentInWords(line.at)}</td>
                <td>{line.by}</td>
                <th scope="row">{said(line.what)}</th>
                <td>
                  {line.before ? said(line.before) : <span className="hw-muted">nothing</span>}{' '}
                  <span aria-label="became">→</span>{' '}
                  {line.after ? said(line.after) : <span className="hw-muted">removed</span>}
                </td>
                <td>{line.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown.length && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {lines.length} changes
        </button>
      )}
    </>
  )
}
