import { Dialog } from '../../ui/ui'
import {
  reportTitle,
  type Outcome,
  type Place,
  type Plan,
  type Progress,
  type Report,
  type Wish,
} from './batch'
import type { NamedTracker } from './named'

// What came of an edit, where the eye is: what was saved and the way back, what was not and why, and
// the question before something held gives way.

export type LabelOf = (child: number) => string

export function placeWords(place: Place, tracker: NamedTracker, labelOf: LabelOf): string {
  return [
    place.row === null ? '' : `row ${place.row}`,
    place.child === null ? '' : labelOf(place.child),
    tracker.columns.find((column) => column.id === place.column)?.title ?? '',
  ]
    .filter(Boolean)
    .join(', ')
}

export function outcomeWords(outcome: Outcome, tracker: NamedTracker, labelOf: LabelOf): string {
  const { kind, items, also } = outcome
  const [first] = items
  const begin = { saved: 'Saved', undone: 'Taken back', redone: 'Done again' }[kind]
  const none = {
    saved: 'Nothing was changed.',
    undone: 'There is nothing of yours to take back.',
    redone: 'There is nothing of yours to do again.',
  }[kind]
  const sentences = also.map((each) => `${capital(each)}.`)
  if (!first) return [none, ...sentences].join(' ')
  const place = placeWords({ row: null, ...first }, tracker, labelOf)
  const what = items.length === 1 ? `${place}, ${kind === 'undone' ? 'now ' : ''}${first.words}` : `${items.length} dates` // prettier-ignore
  return [`${begin}: ${what}.`, ...sentences].join(' ')
}

export const statusWords = (progress: Progress | null, outcome: string | null): string =>
  progress ? `Saving: ${progress.saved} of ${progress.of} saved.` : (outcome ?? '')

// What the end of a session has left of a paste.
export function RestOfPaste(props: { count: number; onSave: () => void; onGiveUp: () => void }) {
  const dates = props.count === 1 ? '1 date' : `${props.count} dates`
  return (
    <div className="hw-fault" role="alert">
      <p>
        <strong>Your session ended in the midst of a paste.</strong> {dates} of it{' '}
        {props.count === 1 ? 'is' : 'are'} kept here and not saved.
      </p>
      <div className="hw-row">
        <button type="button" className="govuk-button" onClick={props.onSave}>
          Save {props.count === 1 ? 'it' : `these ${dates}`}
        </button>
        <button type="button" className="hw-link-button" onClick={props.onGiveUp}>
          Give {props.count === 1 ? 'it' : 'them'} up
        </button>
      </div>
    </div>
  )
}

interface StatusProps {
  words: string
  ways: { undo: boolean; redo: boolean }
  behind: string // '' = the list is as filter and order would give it
  onUndo: () => void
  onRedo: () => void
  onRefresh: () => void
}

// Always there, so that nothing moves when it begins to speak.
export function StatusLine({ words, ways, behind, onUndo, onRedo, onRefresh }: StatusProps) {
  return (
    <div className="hw-status">
      <span role="status" className="hw-status__words">
        {words}
      </span>
      {ways.undo && (
        <button type="button" className="hw-link-button" onClick={onUndo}>
          Undo<span className="govuk-visually-hidden"> your last change</span>
        </button>
      )}
      {ways.redo && (
        <button type="button" className="hw-link-button" onClick={onRedo}>
          Redo<span className="govuk-visually-hidden"> what you took back</span>
        </button>
      )}
      {behind && (
        <span className="hw-status__behind">
          {behind}{' '}
          <button type="button" className="hw-link-button" onClick={onRefresh}>
            Bring the list up to date
          </button>
        </span>
      )}
    </div>
  )
}

interface ReportsProps {
  reports: readonly Report[]
  tracker: NamedTracker
  labelOf: LabelOf
  onClose: (id: number) => void
  onSure: (wish: Wish, place: Place) => void
  onGoTo: ((child: number, column: string) => void) | null // null: there are no cells to go to
}

export function Reports({ reports, tracker, labelOf, onClose, onSure, onGoTo }: ReportsProps) {
  return (
    <div className="hw-reports">
      {reports.map((report) => (
        <div key={report.id} className="hw-fault" role="alert">
          <div>
            <p>
              <strong>{reportTitle(report)}</strong>
            </p>
            <ul>
              {report.refused.map(({ why, sure, ...place }, index) => (
                <li key={index}>
                  {capital([placeWords(place, tracker, labelOf), sentence(why)].filter(Boolean).join(': '))}{' '}
                  {sure && (
                    <button type="button" className="hw-link-button" onClick={() => onSure(sure, place)}>
                      This is right: save it
                      <span className="govuk-visually-hidden">: {placeWords(place, tracker, labelOf)}</span>
                    </button>
                  )}{' '}
                  {onGoTo && place.child !== null && place.column !== '' && (
                    <button
                      type="button"
                      className="hw-link-button"
                      onClick={() => onGoTo(place.child ?? 0, place.column)}
                    >
                      Go to the cell
                      <span className="govuk-visually-hidden"> of {placeWords(place, tracker, labelOf)}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </div>
          <button type="button" className="hw-link-button" onClick={() => onClose(report.id)}>
            Close<span className="govuk-visually-hidden"> this message</span>
          </button>
        </div>
      ))}
    </div>
  )
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

interface QuestionProps {
  plan: Plan
  tracker: NamedTracker
  labelOf: LabelOf
  onAnswer: (answer: 'all' | 'empty' | 'none') => void
}

// Before dates that are held give way to a paste or a fill.
export function ReplaceDialog({ plan, tracker, labelOf, onAnswer }: QuestionProps) {
  const giving = plan.tasks.filter((task) => task.gives !== '')
  const free = plan.tasks.length - giving.length
  const dates = giving.length === 1 ? '1 date that is held' : `${giving.length} dates that are held`
  return (
    <Dialog title={`This replaces ${dates}`} onClose={() => onAnswer('none')}>
      <p>Nothing is saved yet. What is held now:</p>
      <ul className="hw-replaced">
        {giving.map((task) => (
          <li key={`${task.wish.child}/${task.wish.column}`}>
            {capital(placeWords(task.place, tracker, labelOf))}: {task.gives}
          </li>
        ))}
      </ul>
      <div className="hw-row">
        <button type="button" className="govuk-button" onClick={() => onAnswer('none')}>
          Save nothing
        </button>
        {free > 0 && (
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            onClick={() => onAnswer('empty')}
          >
            Save only the {free === 1 ? '1 date' : `${free} dates`} that {free === 1 ? 'replaces' : 'replace'}{' '}
            nothing
          </button>
        )}
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          onClick={() => onAnswer('all')}
        >
          Replace {giving.length === 1 ? 'it' : 'them'}
        </button>
      </div>
    </Dialog>
  )
}
