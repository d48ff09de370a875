import type { MilestoneEdit, Tracker } from '../../api/types'
import { formatDay } from '../../dates/format'
import { Dialog } from '../../ui/ui'
import type { Dispute } from './useTracker'

export function editWords(edit: MilestoneEdit): string {
  const parts = [
    edit.happened_on ? `happened ${formatDay(edit.happened_on)}` : '',
    edit.planned_on ? `planned for ${formatDay(edit.planned_on)}` : '',
    edit.outcome ?? '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'no date'
}

interface Props {
  dispute: Dispute
  tracker: Tracker
  onTheirs: () => void
  onMine: () => void
}

export function ConflictDialog({ dispute, tracker, onTheirs, onMine }: Props) {
  const { wish, problem, label } = dispute
  const name = tracker.milestones[wish.type]?.name ?? 'This date'
  const { theirs } = problem
  return (
    <Dialog title="Someone saved first" onClose={onTheirs}>
      <p>
        {label}, {name.toLowerCase()}: it was changed by {theirs.by || 'someone else'} while you were typing.
        Nothing of yours is saved yet. Which should stand?
      </p>
      <table className="govuk-table">
        <caption className="govuk-visually-hidden">Both values</caption>
        <tbody>
          <tr>
            <th scope="row">Theirs, now in the record</th>
            <td>{editWords(theirs)}</td>
          </tr>
          <tr>
            <th scope="row">Yours</th>
            <td>{editWords(wish.edit)}</td>
          </tr>
        </tbody>
      </table>
      <div className="hw-row">
        <button type="button" className="govuk-button" onClick={onTheirs}>
          Keep theirs
        </button>
        <button type="button" className="govuk-button govuk-button--secondary" onClick={onMine}>
          Save mine instead
        </button>
      </div>
    </Dialog>
  )
}
