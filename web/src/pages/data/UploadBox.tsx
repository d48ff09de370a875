// Bringing files in: drop them anywhere on the page or choose them; progress can be left and found again.
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { Link } from 'react-router-dom'
import { useAnnounce } from '../../ui/announce'
import { Progress, type ProgressWords } from './Progress'
import { upload } from './upload'
import { kFolder, useDroppedFiles } from './useDroppedFiles'

interface Props {
  onFinished: () => void
}

const kWords: ProgressWords = {
  failed: 'The files were not imported.',
  refused: 'Refused; nothing was changed.',
  goesOn: 'You can leave this page; the import goes on.',
}

export function UploadBox({ onFinished }: Props) {
  const state = useSyncExternalStore(upload.subscribe, upload.current)
  const [message, setMessage] = useState('')
  const announce = useAnnounce()
  const finished = useRef(onFinished)
  const id = useId()
  const over = useDroppedFiles((files) => {
    if (files === null) setMessage(kFolder)
    else if (upload.busy)
      setMessage('Another import is still on its way. Wait until it is done, then drop these files again.')
    else {
      setMessage('')
      void upload.start(files)
    }
  })
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
      <Progress
        state={state}
        words={kWords}
        result={({ import_id: id }) => id !== null && <Link to={`/data?import=${id}`}>See its problems</Link>}
        onDismiss={() => upload.dismiss()}
      />
    </section>
  )
}
