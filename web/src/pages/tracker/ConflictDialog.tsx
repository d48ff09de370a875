import type { IsoDate, MilestoneEdit } from '../../api/types'
import { formatDay } from '../../dates/format'
import { Dialog } from '../../ui/ui'
import { heldWords } from './edits'
import type { Dispute } from './useEdits'
import type { NamedTracker } from './named'

// `told`: what the record says, which counts where nothing is entered.
const standing = (held: MilestoneEdit, told: IsoDate | null = null) =>
  [
    heldWords(held) || (told ? `as the record has it: happened ${formatDay(told)}` : ''),
    held.note ? `note: ${held.note}` : '',
  ]
    .filter(Boolean)
    .join(', ') || 'no date'

const wordsFor = {
  saved: {
    title: 'Someone saved first',
    when: 'while you were typing. Nothing of yours is saved yet',
    theirs: 'Theirs, now in the record',
    mine: 'Yours',
    keep: 'Keep theirs',
    insist: 'Save mine instead',
  },
  undone: {
    title: 'It was changed after you',
    when: 'after your change. Nothing is taken back yet',
    theirs: 'Now in the record',
    mine: 'If you take yours back',
    keep: 'Leave it as it is',
    insist: 'Take mine back all the same',
  },
  redone: {
    title: 'It was changed after you',
    when: 'after your change. Nothing is done again yet',
    theirs: 'Now in the record',
    mine: 'If you do yours again',
    keep: 'Leave it as it is',
    insist: 'Do mine again all the same',
  },
}

interface Props {
  dispute: Dispute
  label: string // of the child
  more: number // further conflicts after this one
  me: string // initials of who is asked
  told: IsoDate | null // what the record says of it
  tracker: NamedTracker
  onTheirs: () => void
  onMine: () => void
}

export function ConflictDialog({ dispute, label, more, me, told, tracker, onTheirs, onMine }: Props) {
  const { wish, problem, kind } = dispute
  const name = tracker.milestones[wish.type]?.name ?? 'This date'
  const { theirs } = problem
  const words = wordsFor[kind]
  const by = theirs.by ? `${theirs.by}${theirs.by === me ? ', perhaps by you in another window,' : ''}` : 'someone else' // prettier-ignore
  // What an edit does not name stays as they saved it.
  const { planned_on = null, happened_on = null, outcome = '', note = '' } = theirs
  const mine = { planned_on, happened_on, outcome, note, ...wish.edit }
  return (
    <Dialog title={words.title} onClose={onTheirs}>
      <p>
        {label}, {name.toLowerCase()}: it was changed by {by} {words.when}. Which should stand?
        {more > 0 && ` ${more} more after this one.`}
      </p>
      <table className="govuk-table">
        <caption className="govuk-visually-hidden">Both values</caption>
        <tbody>
          <tr>
            <th scope="row">{words.theirs}</th>
            <td>{standing(theirs, told)}</td>
          </tr>
          <tr>
            <th scope="row">{words.mine}</th>
            <td>{standing(mine, told)}</td>
          </tr>
        </tbody>
      </table>
      <div className="hw-row">
        <button type="button" className="govuk-button" onClick={onTheirs}>
          {words.keep}
        </button>
        <button type="button" className="govuk-button govuk-button--secondary" onClick={onMine}>
          {words.insist}
        </button>
      </div>
    </Dialog>
  )
}
