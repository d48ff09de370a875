// In place of every page while a first password is still to be changed: whoever gave it knows it too.
import { useState } from 'react'
import { sentenceOf } from '../../api/client'
import { useSession, useSessionDoor } from '../../app/session'
import { useTitle } from '../../ui/ui'
import { PasswordForm } from './PasswordForm'

export function FirstPasswordPage() {
  const { account } = useSession()
  const { refresh, signOut } = useSessionDoor()
  const [message, setMessage] = useState('')
  useTitle('Choose a password')
  return (
    <main className="hw-sign-in" id="main">
      <p className="hw-sign-in__product">Homeward</p>
      <h1 className="govuk-heading-l">Choose a password of your own</h1>
      <p>
        You are signed in as {account.name}. Your password was given to you by somebody else. Before you go
        on, choose one that only you know.
      </p>
      <PasswordForm button="Change password and go on" onChanged={() => void refresh()} />
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
      <p>
        <button
          type="button"
          className="hw-link-button"
          onClick={() => {
            signOut().catch((error: unknown) => setMessage(sentenceOf(error)))
          }}
        >
          Sign out
        </button>
      </p>
    </main>
  )
}
