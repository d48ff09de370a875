// Saving a milestone, and what to do when somebody else saved first.
import { useState, type ReactNode } from 'react'
import { ConflictError, sentenceOf } from '../../api/client'
import type { MilestoneEdit } from '../../api/types'
import { formatDay } from '../../dates/format'
import { useAnnounce } from '../../ui/announce'
import { Dialog } from '../../ui/ui'
import { saveMilestone } from './api'
import { momentInWords } from './words'

/** What is entered after a question of saving was answered, whoever entered it. */
export type Standing = MilestoneEdit & { version: number }

interface Attempt {
  type: string
  nth: number
  name: string
  edit: MilestoneEdit
}

function editInWords(edit: MilestoneEdit): string {
  const parts = [
    edit.happened_on && `happened ${formatDay(edit.happened_on)}`,
    edit.planned_on && `planned for ${formatDay(edit.planned_on)}`,
    edit.outcome && `outcome: ${edit.outcome}`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'no date'
}

/**
 * `onSaved` is told what stands now: what was saved, or what somebody else saved and was kept.
 * `question` is shown while a conflict waits for an answer.
 */
export function useMilestoneSave(child: number, onSaved: (stands: Standing) => void) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [conflict, setConflict] = useState<{ attempt: Attempt; error: ConflictError } | null>(null)
  const announce = useAnnounce()

  const save = async (attempt: Attempt, version: number): Promise<void> => {
    setBusy(true)
    setMessage('')
    try {
      const saved = await saveMilestone(child, attempt.type, attempt.nth, attempt.edit, version)
      setConflict(null)
      announce(`Saved: ${attempt.name}, ${editInWords(attempt.edit)}.`)
      onSaved({ ...attempt.edit, version: saved.version })
    } catch (error) {
      if (error instanceof ConflictError) setConflict({ attempt, error })
      else {
        setConflict(null)
        setMessage(sentenceOf(error))
      }
    } finally {
      setBusy(false)
    }
  }

  const theirs = conflict?.error.conflict.theirs
  const keepTheirs = () => {
    setConflict(null)
    announce('Their entry was kept.')
    if (theirs) onSaved(theirs)
  }
  const question: ReactNode = conflict && theirs && (
    <Dialog title="Somebody saved this before you" onClose={keepTheirs}>
      <p>
        {conflict.attempt.name} was entered by {theirs.by}, {momentInWords(theirs.at)}. Which one should
        stand?
      </p>
      <dl className="child-pairs">
        <dt>Theirs</dt>
        <dd>{editInWords(theirs)}</dd>
        <dt>Yours</dt>
        <dd>{editInWords(conflict.attempt.edit)}</dd>
      </dl>
      <div className="hw-row">
        <button type="button" className="govuk-button" disabled={busy} onClick={keepTheirs}>
          Keep theirs
        </button>
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          disabled={busy}
          onClick={() => void save(conflict.attempt, theirs.version)}
        >
          Save mine instead
        </button>
      </div>
    </Dialog>
  )
  return { save, busy, message, question }
}
