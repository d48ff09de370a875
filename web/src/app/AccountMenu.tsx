import { useState, type MouseEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { sentenceOf } from '../api/client'
import { useHeldDrafts } from './drafts'
import { LoseDraftsQuestion } from './LeaveGuard'
import { useSession, useSessionDoor } from './session'
import { PageLink } from './PageLink'
import { Fault } from '../ui/ui'

const roleWords = {
  viewer: 'can look, not change',
  practitioner: 'practitioner',
  manager: 'manager',
  administrator: 'administrator',
} as const

function closeMenu(event: MouseEvent<HTMLElement>) {
  const menu = event.currentTarget.closest('details')
  if (menu) menu.open = false
}

export function AccountMenu() {
  const { account, authority, authorities } = useSession()
  const { signOut, changeAuthority } = useSessionDoor()
  const navigate = useNavigate()
  const [message, setMessage] = useState('')
  const [asking, setAsking] = useState(false)
  const held = useHeldDrafts()
  const attempt = (action: Promise<void>) => {
    action.catch((error: unknown) => setMessage(sentenceOf(error)))
  }
  // Whoever signs in next begins at the beginning, not where this person was.
  const leave = () => attempt(signOut().then(() => navigate('/', { replace: true })))
  return (
    <details className="hw-menu hw-menu--right">
      <summary>
        <span className="govuk-visually-hidden">Account: {account.name}, </span>
        {account.initials}
      </summary>
      <div className="hw-menu__panel">
        <p>
          <strong>{account.name}</strong>
          <br />
          <span className="hw-muted">{roleWords[account.role]}</span>
        </p>
        <p>
          <PageLink to="/account" onClick={closeMenu}>
            Your account
          </PageLink>
          {account.can_see_log && (
            <>
              <br />
              <PageLink to="/sign-ins" onClick={closeMenu}>
                Sign-ins
              </PageLink>
              <br />
              <PageLink to="/access-log" onClick={closeMenu}>
                Access log
              </PageLink>
            </>
          )}
        </p>
        {authorities.length > 1 && (
          <p>
            <label className="govuk-label" htmlFor="hw-authority">
              Authority
            </label>
            <select
              id="hw-authority"
              className="govuk-select hw-select"
              value={authority.id}
              onChange={(event) => attempt(changeAuthority(Number(event.target.value)))}
            >
              {authorities.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          </p>
        )}
        <Fault>{message}</Fault>
        <button
          type="button"
          className="govuk-button govuk-button--secondary hw-button"
          onClick={() => (held.length > 0 ? setAsking(true) : leave())}
        >
          Sign out
        </button>
        {asking && (
          <LoseDraftsQuestion
            held={held}
            verb="Sign out without saving"
            stay="Stay signed in"
            onStay={() => setAsking(false)}
            onLose={() => {
              setAsking(false)
              leave()
            }}
          />
        )}
      </div>
    </details>
  )
}
