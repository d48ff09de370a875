import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ApiError, sentenceOf } from '../../api/client'
import { useHeldDrafts } from '../../app/drafts'
import { useSessionDoor, type Left } from '../../app/session'
import { Field } from '../../ui/Field'
import { useTitle } from '../../ui/ui'

interface Fault {
  field: 'name' | 'password' | null
  sentence: string
}

// What to tell people; the server's own sentence wins where it gives one for a lock-out.
export function signInFault(error: unknown): Fault {
  if (error instanceof ApiError && error.status === 401) {
    return { field: 'name', sentence: 'The name or the password is not right. Check both and try again.' }
  }
  if (error instanceof ApiError && error.status === 429) {
    const detail = error.problem.detail
    return { field: null, sentence: detail || 'Too many tries. Wait a few minutes, then try again.' }
  }
  return { field: null, sentence: sentenceOf(error) }
}

export function SignInPage({ left }: { left: Left }) {
  const { signIn } = useSessionDoor()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<Fault[]>([])
  const [busy, setBusy] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const typed = useHeldDrafts().length > 0
  useTitle(faults.length > 0 ? 'Error: sign in' : 'Sign in')

  useEffect(() => {
    if (faults.length > 0) summary.current?.focus()
  }, [faults])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const missing: Fault[] = []
    if (!name.trim()) missing.push({ field: 'name', sentence: 'Enter your name' })
    if (!password) missing.push({ field: 'password', sentence: 'Enter your password' })
    setFaults(missing)
    if (missing.length > 0) return
    setBusy(true)
    signIn(name.trim(), password).catch((error: unknown) => {
      setBusy(false)
      setPassword('')
      setFaults([signInFault(error)])
    })
  }
  const faultOf = (field: 'name' | 'password') => faults.find((fault) => fault.field === field)?.sentence
  return (
    <main className="hw-sign-in" id="main">
      <p className="hw-sign-in__product">Homeward</p>
      {left === 'ended' && (
        <div className="govuk-inset-text">
          You were signed out, because nothing was done for a while or in another tab. What you saved is kept.
          Sign in to go on where you were.
          {typed && (
            <>
              {' '}
              <strong>What you had typed and not saved is kept too</strong>, until you sign in again here. It
              is lost when this tab is closed, and nobody else can see it.
            </>
          )}
        </div>
      )}
      {faults.length > 0 && (
        <div
          className="govuk-error-summary"
          role="alert"
          aria-labelledby="sign-in-summary"
          tabIndex={-1}
          ref={summary}
        >
          <h2 className="govuk-error-summary__title" id="sign-in-summary">
            There is a problem
          </h2>
          <div className="govuk-error-summary__body">
            <ul className="govuk-list govuk-error-summary__list">
              {faults.map((fault) => (
                <li key={fault.sentence}>
                  {fault.field ? <a href={`#${fault.field}`}>{fault.sentence}</a> : fault.sentence}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <h1 className="govuk-heading-l">Sign in</h1>
      <form onSubmit={onSubmit} noValidate>
        <Field id="name" label="Name" hint="As your administrator gave it to you" error={faultOf('name')}>
          {(describedBy, className) => (
            <input
              id="name"
              className={className}
              aria-describedby={describedBy}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field id="password" label="Password" error={faultOf('password')}>
          {(describedBy, className) => (
            <input
              id="password"
              type="password"
              className={className}
              aria-describedby={describedBy}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="govuk-button" disabled={busy}>
          {busy ? 'Signing in' : 'Sign in'}
        </button>
      </form>
      <p className="hw-muted">Forgotten your password? Your administrator can give you a new one.</p>
    </main>
  )
}
