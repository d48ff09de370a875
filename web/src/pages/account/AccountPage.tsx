// One's own account: the password, and where one is signed in.
import { useState } from 'react'
import type { SessionLine } from '../../api/types'
import { useRead } from '../../api/useRead'
import { useSession } from '../../app/session'
import { SavedLine, type SavedChange } from '../../ui/saved'
import { useTitle } from '../../ui/ui'
import { fetchSessions } from './api'
import { OwnSessions } from './OwnSessions'
import { PasswordForm } from './PasswordForm'

export default function AccountPage() {
  const { account, authority } = useSession()
  const sessions = useRead<SessionLine[]>(fetchSessions)
  const [changed, setChanged] = useState<SavedChange | null>(null)
  useTitle('Your account')
  return (
    <div className="account">
      <h1 className="govuk-heading-l">Your account</h1>
      <p>
        {account.name}, {account.role} in {authority.name}.
      </p>
      <section aria-labelledby="sessions">
        <h2 id="sessions" tabIndex={-1} className="govuk-heading-m">
          Where you are signed in
        </h2>
        <p>
          End a session that you do not know or have left open, then change your password if you do not know
          it.
        </p>
        <OwnSessions read={sessions.state} onEnded={sessions.reload} />
      </section>
      <section aria-labelledby="password">
        <h2 id="password" tabIndex={-1} className="govuk-heading-m">
          Change your password
        </h2>
        {changed && (
          <SavedLine
            change={changed}
            onDismiss={() => {
              setChanged(null)
              document.getElementById('password')?.focus()
            }}
          />
        )}
        <PasswordForm
          button="Change password"
          onChanged={() => {
            setChanged({
              words: 'Your password is changed. Everywhere else you were signed out.',
              undo: null,
            })
            sessions.reload()
          }}
        />
      </section>
    </div>
  )
}
