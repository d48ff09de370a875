// Every change to this child: who, when, what, before and after.
import { Fragment, useEffect, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { ChildPage, JournalLine, JournalValue } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { Personal } from '../../app/Personal'
import { momentInWords } from '../../dates/moment'
import { fetchJournal } from './api'
import { Log, LogTable } from './Log'
import { withoutNames } from './words'

export function Journal({ page, turn }: { page: ChildPage; turn: unknown }) {
  return (
    <Log title="Journal: what was changed, when and by whom">{() => <Lines page={page} turn={turn} />}</Log>
  )
}

function Lines({ page, turn }: { page: ChildPage; turn: unknown }) {
  const { discreet } = useDiscreet()
  const [lines, setLines] = useState<JournalLine[] | null>(null)
  const [message, setMessage] = useState('')
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
  return (
    <LogTable
      label="Journal"
      caption="Changes, newest first"
      heads={['When', 'Who', 'What', 'Before → after', 'From']}
      counted="changes"
      rows={lines.map((line) => (
        <tr key={line.sequence}>
          <td className="child-when">{momentInWords(line.at)}</td>
          <td>{line.by}</td>
          <th scope="row">{said(line.what)}</th>
          <td>
            {line.before.length > 0 ? (
              <Values values={line.before} said={said} />
            ) : (
              <span className="hw-muted">nothing</span>
            )}{' '}
            <span aria-label="became">→</span>{' '}
            {line.after.length > 0 ? (
              <Values values={line.after} said={said} />
            ) : (
              <span className="hw-muted">removed</span>
            )}
          </td>
          <td>{line.source}</td>
        </tr>
      ))}
    />
  )
}

function Values({ values, said }: { values: JournalValue[]; said: (text: string) => string }) {
  return values.map(({ name, value, kind }, index) => (
    <Fragment key={name}>
      {index > 0 && '; '}
      {name} <Personal kind={kind === 'hidden' ? '' : kind}>{said(value)}</Personal>
    </Fragment>
  ))
}
