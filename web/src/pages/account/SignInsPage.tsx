// The security log: who signed in, failed to, was locked, was given or lost a role. For administrators.
import { useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { SecurityLine } from '../../api/types'
import { useRead } from '../../api/useRead'
import { useSession } from '../../app/session'
import { formatNumber } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import { fetchSecurityEvents } from './api'
import '../../ui/logTable.css'
import './account.css'

const firstLines = 50

export default function SignInsPage() {
  const { account } = useSession()
  useTitle('Sign-ins')
  return (
    <div className="account">
      <h1 className="govuk-heading-l">Sign-ins</h1>
      {account.can_see_log ? (
        <Lines />
      ) : (
        <p>Administrators of your authority see here who signed in and who was refused.</p>
      )}
    </div>
  )
}

function Lines() {
  const { state, reload } = useRead<SecurityLine[]>(fetchSecurityEvents)
  const [refusedOnly, setRefusedOnly] = useState(false)
  const [all, setAll] = useState(false)
  if (state.kind === 'loading') return <Skeleton label="Reading the sign-ins" />
  if (state.kind === 'failed')
    return (
      <ErrorPanel title="The sign-ins cannot be shown" onRetry={reload}>
        {sentenceOf(state.error)}
      </ErrorPanel>
    )
  if (state.value.length === 0)
    return <EmptyState title="Nothing yet">Each sign-in will stand here, and each refused one.</EmptyState>
  const lines = refusedOnly ? state.value.filter((line) => line.refused) : state.value
  const shown = all ? lines : lines.slice(0, firstLines)
  return (
    <>
      <HowToRead page="sign-ins">
        A few wrong tries before somebody signs in are usual. Many wrong tries from an address that nobody
        here knows are not: tell whoever looks after your network. What was typed is kept nowhere.
      </HowToRead>
      <div className="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
        <div className="govuk-checkboxes__item">
          <input
            className="govuk-checkboxes__input"
            id="refused-only"
            type="checkbox"
            checked={refusedOnly}
            onChange={(event) => setRefusedOnly(event.target.checked)}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor="refused-only">
            Only wrong tries and locks
          </label>
        </div>
      </div>
      <table className="hw-log">
        <caption className="govuk-visually-hidden">Sign-ins and changes of accounts, newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line, at) => (
            <tr key={at}>
              <td>{momentInWords(line.at)}</td>
              <td>{line.refused ? <strong>{line.words}</strong> : line.words}</td>
              <td>
                {line.who || <span className="hw-muted">a name without an account</span>}
                {line.by && ` (by ${line.by})`}
              </td>
              <td>{line.address || 'not known'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && (
        <p>No wrong try and no lock among the last {formatNumber(state.value.length)}.</p>
      )}
      {shown.length < lines.length && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {formatNumber(lines.length)}
        </button>
      )}
    </>
  )
}
