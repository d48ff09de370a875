import { useState } from 'react'
import { sentenceOf } from '../api/client'
import { useDiscreet } from './discreet'
import { useSession, useSessionDoor } from './session'

const roleWords = {
  viewer: 'can look, not change',
  practitioner: 'practitioner',
  manager: 'manager',
  administrator: 'administrator',
} as const

export function AccountMenu() {
  const { account, authority, authorities } = useSession()
  const { signOut, changeAuthority } = useSessionDoor()
  const { discreet, setDiscreet } = useDiscreet()
  const [message, setMessage] = useState('')
  const attempt = (action: Promise<void>) => {
    action.catch((error: unknown) => setMessage(sentenceOf(error)))
  }
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
        <p>
          <label className="hw-check">
            <input
              type="checkbox"
              checked={discreet}
              onChange={(event) => setDiscreet(event.target.checked)}
            />
            Discreet mode
          </label>
          <span className="hw-muted">Initials and numbers only, for a projector.</span>
        </p>
        {message && (
          <p className="govuk-error-message" role="alert">
            {message}
          </p>
        )}
        <button
          type="button"
          className="govuk-button govuk-button--secondary hw-button"
          onClick={() => attempt(signOut())}
        >
          Sign out
        </button>
      </div>
    </details>
  )
}
