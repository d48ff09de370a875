// This year's files, last year's if there are, and the year: sent together as one check.
import { useEffect, useId, useRef, useState, useSyncExternalStore, type FormEvent } from 'react'
import { PageLink } from '../../app/PageLink'
import { useAnnounce } from '../../ui/announce'
import { Progress, type ProgressWords } from '../data/Progress'
import { checkUpload } from '../data/upload'
import { folderSentence, useDroppedFiles } from '../data/useDroppedFiles'
import { sendCheck } from './api'
import { FilePicker } from './FilePicker'

const boxWords: ProgressWords = {
  failed: 'The files were not checked.',
  refused: 'Refused; nothing was kept.',
  goesOn: 'You can leave this page; the check goes on.',
}
const yearPattern = /^(19[89]\d|2[01]\d\d)$/

// The later files take the place of those with the same name.
function joined(before: File[], more: File[]): File[] {
  const names = new Set(more.map((file) => file.name))
  return [...before.filter((file) => !names.has(file.name)), ...more]
}

export function CheckForm({ onFinished }: { onFinished: () => void }) {
  const state = useSyncExternalStore(checkUpload.subscribe, checkUpload.current)
  const [files, setFiles] = useState<File[]>([])
  const [previous, setPrevious] = useState<File[]>([])
  const [year, setYear] = useState('')
  const [rules, setRules] = useState('')
  const [wrong, setWrong] = useState({ files: '', year: '', rules: '' })
  const announce = useAnnounce()
  const finished = useRef(onFinished)
  const previousBox = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLElement>(null)
  const id = useId()
  const busy = state.kind === 'sending' || state.kind === 'working'

  const over = useDroppedFiles((dropped, on) => {
    if (dropped === null) return setWrong((before) => ({ ...before, files: folderSentence }))
    if (busy)
      return setWrong((before) => ({
        ...before,
        files: 'Another check is still on its way. Wait until it is done, then drop these files again.',
      }))
    setWrong((before) => ({ ...before, files: '' }))
    const last = previousBox.current?.contains(on) ?? false
    if (last) setPrevious((before) => joined(before, dropped))
    else setFiles((before) => joined(before, dropped))
    announce(`${dropped.length} ${dropped.length === 1 ? 'file' : 'files'} added.`)
  })
  useEffect(() => {
    finished.current = onFinished
  })
  useEffect(() => {
    void checkUpload.resume()
  }, [])
  useEffect(() => {
    if (state.kind !== 'finished') return
    announce(state.job.sentence)
    if (state.job.state === 'done') {
      setFiles([])
      setPrevious([])
    }
    finished.current()
  }, [state, announce])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const asked = { year: year.trim(), rules: rules.trim() }
    const yearWords = 'Give the year in which the return ends, such as 2026, or leave it empty.'
    const faults = {
      files: files.length === 0 ? 'Choose this year’s files first, or drop them on this page.' : '',
      year: asked.year && !yearPattern.test(asked.year) ? yearWords : '',
      rules: asked.rules && !yearPattern.test(asked.rules) ? yearWords : '',
    }
    setWrong(faults)
    if (faults.files || faults.year || faults.rules) return
    box.current?.focus() // the form gives way to the progress
    void checkUpload.start([...files, ...previous], () => sendCheck({ files, previous, ...asked }))
  }

  return (
    <section
      ref={box}
      tabIndex={-1}
      className={over ? 'data-drop data-drop--over' : 'data-drop'}
      aria-labelledby={id}
    >
      <h2 id={id} className="govuk-heading-s">
        Check a return
      </h2>
      {!busy && (
        <form onSubmit={onSubmit} noValidate aria-labelledby={id}>
          <p>
            Drop the files anywhere on this page: all CSV files together, one zip, or one XML. They are kept
            apart from the records, and deleted after a time your administrator sets.
          </p>
          <div className="check-pickers">
            <FilePicker
              label="This year’s files"
              files={files}
              message={wrong.files}
              onChange={setFiles}
              onMore={(more) => setFiles(joined(files, more))}
            />
            <div ref={previousBox}>
              <FilePicker
                label="Last year’s files (optional)"
                hint="Many rules compare with them. Drop them on this part."
                files={previous}
                message=""
                onChange={setPrevious}
                onMore={(more) => setPrevious(joined(previous, more))}
              />
            </div>
          </div>
          <div className="hw-row check-years">
            <YearField
              label="Collection year (optional)"
              hint="The year it ends in, such as 2026. Left empty, it is read from the files."
              text={year}
              message={wrong.year}
              onChange={setYear}
            />
            <YearField
              label="Rules of another year (optional)"
              hint="To see what next year’s rules would say. Left empty, the same year’s rules."
              text={rules}
              message={wrong.rules}
              onChange={setRules}
            />
          </div>
          <button type="submit" className="govuk-button">
            Check the return
          </button>
        </form>
      )}
      <Progress
        state={state}
        words={boxWords}
        result={(job) =>
          job.check_id != null && <PageLink to={`/return-check/${job.check_id}`}>See what was found</PageLink>
        }
        onDismiss={() => checkUpload.dismiss()}
      />
    </section>
  )
}

function YearField({
  label,
  hint,
  text,
  message,
  onChange,
}: {
  label: string
  hint: string
  text: string
  message: string
  onChange: (text: string) => void
}) {
  const id = useId()
  return (
    <div className={message ? 'check-field check-field--error' : 'check-field'}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <div className="govuk-hint" id={`${id}-hint`}>
        {hint}
      </div>
      {message && (
        <p className="govuk-error-message" id={`${id}-error`} role="alert">
          <span className="govuk-visually-hidden">Error:</span> {message}
        </p>
      )}
      <input
        id={id}
        className={`govuk-input govuk-input--width-4${message ? ' govuk-input--error' : ''}`}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-describedby={message ? `${id}-hint ${id}-error` : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
