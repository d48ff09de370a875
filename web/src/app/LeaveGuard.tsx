import { useEffect, useRef } from 'react'
import { useBlocker } from 'react-router-dom'
import { Dialog } from '../ui/ui'
import { dayParameter } from './asOf'
import { drafts, useHeldDrafts } from './drafts'
import { leaving } from './leaving'

// Another page, or the same page as of another day. Filters and order do not leave a page.
function leaves(from: { pathname: string; search: string }, to: { pathname: string; search: string }) {
  const day = (search: string) => new URLSearchParams(search).get(dayParameter)
  return from.pathname !== to.pathname || day(from.search) !== day(to.search)
}

// "the delay and the reason"
function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

// Asks before a page is left on which something is typed and not saved.
export function LeaveGuard() {
  const held = useHeldDrafts()
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    const asks = drafts.whatIsHeld().length > 0 && leaves(currentLocation, nextLocation)
    if (asks) leaving.ask()
    return asks
  })
  const asked = useRef(false)
  useEffect(() => {
    if (blocker.state === 'unblocked' && asked.current) leaving.answered()
    asked.current = blocker.state !== 'unblocked'
  }, [blocker.state])
  const anything = held.length > 0
  useEffect(() => {
    if (!anything) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [anything])
  // Nothing is held any more: what was typed has been saved while the question was about to be asked,
  // or was given up as its answer.
  useEffect(() => {
    if (blocker.state === 'blocked' && !anything) blocker.proceed()
  }, [blocker, anything])
  if (blocker.state !== 'blocked' || !anything) return null
  return (
    <LoseDraftsQuestion
      held={held}
      verb="Leave without saving"
      stay="Stay on this page"
      onStay={() => blocker.reset()}
    />
  )
}

interface QuestionProps {
  held: string[]
  verb: string
  stay: string
  onStay: () => void
  onLose?: () => void // what was typed is dropped already
}

export function LoseDraftsQuestion({ held, verb, stay, onStay, onLose }: QuestionProps) {
  return (
    <Dialog title="You have typed something that is not saved" onClose={onStay}>
      <p>Not saved yet: {listed(held)}.</p>
      <div className="hw-row">
        <button type="button" className="govuk-button" onClick={onStay}>
          {stay}
        </button>
        <button
          type="button"
          className="govuk-button govuk-button--warning"
          onClick={() => {
            drafts.dropAll()
            onLose?.()
          }}
        >
          {verb}
        </button>
      </div>
    </Dialog>
  )
}
