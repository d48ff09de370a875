// Bringing files in: drop them anywhere on the page or choose them; progress can be left and found again.
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { Link } from 'react-router-dom'
import { useAnnounce } from '../../ui/announce'
import { upload, type UploadState } from './upload'

interface Props {
  onFinished: () => void
}

/** The files of a drop; null when a folder is among them, which a browser hands over as no file at all. */
export function droppedFiles(transfer: DataTransfer): File[] | null {
  for (const item of Array.from(transfer.items ?? [])) {
    if (item.webkitGetAsEntry?.()?.isDirectory) return null
  }
  return Array.from(transfer.files)
}

export function UploadBox({ onFinished }: Props) {
  const state = useSyncExternalStore(upload.subscribe, upload.current)
  const [over, setOver] = useState(false)
  const [message, setMessage] = useState('')
  const announce = useAnnounce()
  const input = useRef<HTMLInputElement>(null)
  const finished = useRef(onFinished)
  const id = useId()
  const busy = state.kind === 'sending' || state.kind === 'working'

  useEffect(() => {
    finished.current = onFinished
  })
  useEffect(() => {
    void upload.resume()
  }, [])
  useEffect(() => {
    if (state.kind !== 'finished') return
    announce(state.job.sentence)
    finished.current()
  }, [state, announce])

  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      setOver(false)
      const files = droppedFiles(event.dataTransfer)
      if (files === null)
        setMessage('That is a folder. Open it and drop its files, or zip it first. Nothing was sent.')
      else if (upload.busy)
        setMessage('Another import is still on its way. Wait until it is done, then drop these files again.')
      else {
        setMessage('')
        void upload.start(files)
      }
    }
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])

  return (
    <section className={over ? 'data-drop data-drop--over' : 'data-drop'} aria-labelledby={id}>
      <h2 id={id} className="govuk-heading-s">
        Bring data in
      </h2>
      {busy ? null : (
        <>
          <p>
            Drop the files of an SSDA903 return anywhere on this page: all CSV files together, one zip, or one
            XML. Files sent together are one import. Sending the same file twice changes nothing, and nothing
            you entered by hand is overwritten.
          </p>
          <label className="govuk-label" htmlFor={`${id}-files`}>
            Or choose files
          </label>
          <input
            ref={input}
            id={`${id}-files`}
            type="file"
            className="govuk-file-upload"
            multiple
            accept=".csv,.zip,.xml,.txt"
            onChange={(event) => {
              const files = Array.from(event.target.files ?? [])
              event.target.value = ''
              setMessage('')
              void upload.start(files)
            }}
          />
        </>
      )}
      {message && (
        <p className="govuk-error-message" role="alert">
          {message}
        </p>
      )}
      <Progress state={state} />
    </section>
  )
}

export function Progress({ state }: { state: UploadState }) {
  const id = useId()
  if (state.kind === 'idle') return null
  if (state.kind === 'failed')
    return (
      <div className="data-outcome data-outcome--refused" role="alert">
        <p>
          <strong>The files were not imported.</strong> {state.message}
        </p>
        <button type="button" className="hw-link-button" onClick={() => upload.dismiss()}>
          Put this away
        </button>
      </div>
    )
  if (state.kind === 'finished') {
    const { job } = state
    return (
      <div className={job.state === 'refused' ? 'data-outcome data-outcome--refused' : 'data-outcome'}>
        <p>
          <strong>{job.state === 'refused' ? 'Refused; nothing was changed.' : 'Done.'}</strong>{' '}
          {job.sentence}
        </p>
        <div className="hw-row">
          {job.import_id !== null && <Link to={`/data?import=${job.import_id}`}>See its problems</Link>}
          <button type="button" className="hw-link-button" onClick={() => upload.dismiss()}>
            Put this away
          </button>
        </div>
      </div>
    )
  }
  const sending = state.kind === 'sending'
  const job = sending ? null : state.job
  const words = sending
    ? `Sending ${state.files} ${state.files === 1 ? 'file' : 'files'}. Stay on Homeward until they are sent.`
    : `${job?.stage ?? 'Starting'}. You can leave this page; the import goes on.`
  return (
    <div className="data-progress">
      <label htmlFor={id}>{words}</label>
      <progress id={id} max={100} {...(job ? { value: job.percent } : {})} />
      {job && <span className="data-progress__percent">{Math.round(job.percent)}%</span>}
      {!sending && state.waiting && (
        <p role="status">The server does not answer just now. Homeward keeps asking; nothing is lost.</p>
      )}
    </div>
  )
}
