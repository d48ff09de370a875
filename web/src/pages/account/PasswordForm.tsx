// Old and new password, with the rules in sight before anything is typed.
import { useId, useState, type FormEvent } from 'react'
import { ApiError, sentenceOf } from '../../api/client'
import { useSession } from '../../app/session'
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary'
import { PasswordInput } from '../../ui/PasswordInput'
import { changePassword } from './api'
import './account.css'

const shortest = 12

// The server says what is wrong; its status says with which of the two.
export function passwordFault(error: unknown): FormError {
  const field =
    error instanceof ApiError && error.status === 403
      ? 'old-password'
      : error instanceof ApiError && error.status === 400
        ? 'new-password'
        : ''
  return { field, sentence: sentenceOf(error) }
}

export function PasswordForm({ button, onChanged }: { button: string; onChanged: () => void }) {
  const { account } = useSession()
  const rules = useId()
  const [oldPassword, setOldPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.sentence

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const missing: FormError[] = []
    if (!oldPassword) missing.push({ field: 'old-password', sentence: 'Enter the password you have now' })
    if ([...newPassword].length < shortest)
      missing.push({
        field: 'new-password',
        sentence: newPassword
          ? `The new password must have at least ${shortest} characters`
          : 'Enter a new password',
      })
    setErrors(missing)
    if (missing.length > 0) return
    setBusy(true)
    changePassword(oldPassword, newPassword).then(
      () => {
        setBusy(false)
        setOldPassword('')
        setNewPassword('')
        onChanged()
      },
      (error: unknown) => {
        setBusy(false)
        setErrors([passwordFault(error)])
      },
    )
  }
  return (
    <form onSubmit={onSubmit} noValidate className="account-password">
      <ErrorSummary errors={errors} />
      {/* Password managers look for the name that goes with the password. */}
      <input type="text" autoComplete="username" value={account.name} readOnly hidden />
      <PasswordInput
        id="old-password"
        label="Password you have now"
        autoComplete="current-password"
        error={errorOf('old-password')}
        value={oldPassword}
        onChange={setOldPassword}
      />
      <div id={rules}>
        <p>A new password:</p>
        <ul className="govuk-list govuk-list--bullet">
          <li>has 12 characters or more; spaces count</li>
          <li>is not one that many people use, such as a month and a year</li>
          <li>does not hold your name or sign-in name</li>
        </ul>
        <p>Three words that do not belong together are easy to remember.</p>
      </div>
      <PasswordInput
        id="new-password"
        label="New password"
        autoComplete="new-password"
        error={errorOf('new-password')}
        value={newPassword}
        onChange={setNewPassword}
        describedBy={rules}
      />
      <button type="submit" className="govuk-button" disabled={busy}>
        {busy ? 'Changing the password' : button}
      </button>
    </form>
  )
}
