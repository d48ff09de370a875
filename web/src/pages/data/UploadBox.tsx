// Bringing files in: drop them on the box or choose them. They are read and looked over; nothing is
// imported before somebody says so. Progress can be left and found again.
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { withIncident } from '../../api/client'
import { PageLink } from '../../app/PageLink'
import { useAnnounce } from '../../ui/announce'
import { LookOverOf, type Run } from './LookOver'
import { Progress, type ProgressWords } from './Progress'
import { upload } from './upload'
import { folderSentence, useDroppedFiles } from './useDroppedFiles'
import { Fault } from '../../ui/ui'

interface Props {
  onFinished: () => void
}

const boxWords: ProgressWords = {
  failed: 'The files were not imported.',
  refused: 'Refused; nothing was changed.',
  goesOn: 'You can leave this page; the work goes on.',
}

const beside = 'Drop the files on the box “Bring data in”. Nothing was sent.'
const importFirst = 'Import or cancel the files below first. Nothing was sent.'

export function UploadBox({ onFinished }: Props) {
  const state = useSyncExternalStore(upload.subscribe, upload.current)
  const [message, setMessage] = useState('')
  const [notBegun, setNotBegun] = useState('')
  const announce = useAnnounce()
  const finished = useRef(onFinished)
  const id = useId()
  const box = useRef<HTMLElement>(null)
  const over = useDroppedFiles((files, on) => {
    if (upload.busy)
      setMessage('Another import is still on its way. Wait until it is done, then drop these files again.')
    else if (reading !== null) setMessage(importFirst)
    else if (!on || !box.current?.contains(on)) setMessage(beside)
    else if (files === null) setMessage(folderSentence)
    else {
      setMessage('')
      void upload.start(files)
    }
  })
  const run: Run = (start) => {
    setNotBegun('')
    void upload.run(start).then(setNotBegun)
  }
  const busy = state.kind === 'sending' || state.kind === 'working'
  const reading = state.kind === 'finished' ? state.job.reading : null
  // What was said while the files below waited is over with them.
  const [waited, setWaited] = useState(reading)
  if (waited !== reading) {
    setWaited(reading)
    setMessage('')
  }

  useEffect(() => {
    finished.current = onFinished
  })
  useEffect(() => {
    void upload.resume()
  }, [])
  useEffect(() => {
    if (state.kind !== 'finished') return
    announce(withIncident(state.job.sentence, state.job.incident))
    finished.current()
  }, [state, announce])

  return (
    <section
      ref={box}
      className={over && reading === null ? 'data-drop data-drop--over' : 'data-drop'}
      aria-labelledby={id}
    >
      <h2 id={id} className="govuk-heading-s">
        Bring data in
      </h2>
      {busy || reading !== null ? null : (
        <>
          <p>
            Drop the files of an SSDA903 return on this box: all CSV files together, one zip, or one XML.
            Files sent together are one import. You see what it would do before anything is imported. Nothing
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
      <Fault>{message}</Fault>
      {reading !== null && state.kind === 'finished' ? (
        <>
          {state.job.sentence.startsWith('Nothing was imported') && <p role="alert">{state.job.sentence}</p>}
          <LookOverOf key={state.job.id} reading={reading} onRun={run} />
          <Fault>{notBegun}</Fault>
        </>
      ) : (
        <Progress
          state={state}
          words={boxWords}
          result={({ import_id: id }) =>
            id !== null && <PageLink to={`/data?import=${id}`}>See its problems</PageLink>
          }
          onDismiss={() => upload.dismiss()}
        />
      )}
    </section>
  )
}
