// Files on their way, what the server does with them, and what came of it.
import { useId, type ReactNode } from 'react'
import { withIncident } from '../../api/client'
import type { Job } from '../../api/types'
import type { UploadState } from './upload'

export interface ProgressWords {
  failed: string // the files never became a job
  refused: string // they did, and nothing came of it
  goesOn: string
}

interface Props {
  state: UploadState
  words: ProgressWords
  result: (job: Job) => ReactNode // where to see what came of it
  onDismiss: () => void
}

export function Progress({ state, words, result, onDismiss }: Props) {
  const id = useId()
  if (state.kind === 'idle') return null
  if (state.kind === 'failed')
    return (
      <div className="data-outcome data-outcome--refused" role="alert">
        <p>
          <strong>{words.failed}</strong> {state.message}
        </p>
        <button type="button" className="hw-link-button" onClick={onDismiss}>
          Close this message
        </button>
      </div>
    )
  if (state.kind === 'finished') {
    const { job } = state
    return (
      <div className={job.state === 'refused' ? 'data-outcome data-outcome--refused' : 'data-outcome'}>
        <p>
          <strong>{job.state === 'refused' ? words.refused : 'Done.'}</strong>{' '}
          {withIncident(job.sentence, job.incident)}
        </p>
        <div className="hw-row">
          {result(job)}
          <button type="button" className="hw-link-button" onClick={onDismiss}>
            Close this message
          </button>
        </div>
      </div>
    )
  }
  const sending = state.kind === 'sending'
  const job = sending ? null : state.job
  const stage = sending
    ? `Sending ${state.files} ${state.files === 1 ? 'file' : 'files'}. Stay on Homeward until they are sent.`
    : `${job?.stage ?? 'Starting'}. ${words.goesOn}`
  return (
    <div className="data-progress">
      <label htmlFor={id}>{stage}</label>
      <progress id={id} max={100} {...(job ? { value: job.percent } : {})} />
      {job && <span className="data-progress__percent">{Math.round(job.percent)}%</span>}
      {!sending && state.waiting && (
        <p role="status">The server does not answer just now. Homeward keeps asking; nothing is lost.</p>
      )}
    </div>
  )
}
