// What an import would do, before anything is written: look it over, answer, then import or cancel.
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { JobStarted, LookOver } from '../../api/types'
import { useRead } from '../../api/useRead'
import { formatNumber } from '../../dates/format'
import { yearInWords } from '../../dates/year'
import { ErrorPanel, Fault, Skeleton } from '../../ui/ui'
import { cancelImport, confirmImport, fetchLookOver, readAgain, type LeadingZeros } from './api'
import { LookOverChanges } from './LookOverChanges'
import { LookOverFiles } from './LookOverFiles'
import { upload } from './upload'
import { YearField } from './YearField'

// Begins the next step of what is looked over; what hinders it is said beside it.
export type Run = (start: () => Promise<JobStarted>) => void

// The look-over of a reading, fetched; what cannot be shown is said, with a way out. Its key is the job
// that read the files: after another job the same reading may say something new.
export function LookOverOf({ reading, onRun }: { reading: string; onRun: Run }) {
  const { state } = useRead<LookOver>(
    useCallback((signal: AbortSignal) => fetchLookOver(reading, signal), [reading]),
  )
  if (state.kind === 'failed')
    return (
      <>
        <ErrorPanel title="What these files would do cannot be shown">{sentenceOf(state.error)}</ErrorPanel>
        <button
          type="button"
          className="govuk-button govuk-button--secondary"
          onClick={() => upload.dismiss()}
        >
          Choose files again
        </button>
      </>
    )
  if (state.kind === 'loading') return <Skeleton label="Reading what the files would do" rows={4} />
  const found = state.value
  return <LookOverPanel key={`${found.reading} ${found.digest}`} lookOver={found} onRun={onRun} />
}

export function LookOverPanel({ lookOver, onRun }: { lookOver: LookOver; onRun: Run }) {
  const [zeros, setZeros] = useState<LeadingZeros | null>(lookOver.answers.leading_zeros)
  const [allTheSame, setAllTheSame] = useState(false)
  const [message, setMessage] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  useEffect(() => heading.current?.focus(), [])

  const { warnings, reading, digest } = lookOver
  const asksZeros = warnings.some((warning) => warning.kind === 'leading_zeros')
  const loud = warnings.filter((warning) => warning.asks && warning.kind !== 'leading_zeros')
  const year = lookOver.returns.at(-1)?.year ?? null

  const goOn = () => {
    if (asksZeros && zeros === null)
      setMessage('Say whether the children with and without leading zeros are the same.')
    else if (asksZeros && zeros !== lookOver.answers.leading_zeros)
      onRun(() => readAgain(reading, lookOver.answers.year, zeros))
    else if (loud.length > 0 && !allTheSame)
      setMessage('Tick “Import all the same”, or cancel. Nothing was imported.')
    else onRun(() => confirmImport(reading, digest, allTheSame))
  }
  const cancel = () => {
    void cancelImport(reading).catch(() => undefined) // it goes by itself after a while
    upload.dismiss()
  }
  const answering = asksZeros && zeros !== lookOver.answers.leading_zeros
  return (
    <div className="data-lookover" role="region" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1} className="govuk-heading-m">
        What importing {lookOver.source_name} would do
      </h3>
      <p>Nothing is imported yet.</p>
      {warnings.map((warning) => (
        <div key={warning.kind} className="govuk-warning-text data-warning">
          <span className="govuk-warning-text__icon" aria-hidden="true">
            !
          </span>
          <strong className="govuk-warning-text__text">
            <span className="govuk-visually-hidden">Warning</span>
            {warning.sentence}
          </strong>
        </div>
      ))}
      {asksZeros && <ZerosQuestion value={zeros} onChange={setZeros} />}
      {year !== null && (
        <YearField
          year={year}
          told={lookOver.returns.map((one) => one.told)}
          onCorrect={(corrected) => onRun(() => readAgain(reading, corrected, zeros))}
        />
      )}
      <p>
        <strong>{formatNumber(lookOver.children)}</strong> {lookOver.children === 1 ? 'child' : 'children'}{' '}
        read: {formatNumber(lookOver.known)} known here, {formatNumber(lookOver.new)} new.{' '}
        {formatNumber(lookOver.held_elsewhere)} held here and not in{' '}
        {year === null ? 'them' : yearInWords(year)}.
      </p>
      <LookOverChanges lookOver={lookOver} />
      <LookOverFiles lookOver={lookOver} />
      {loud.length > 0 && !answering && (
        <div className="govuk-checkboxes__item">
          <input
            id={`${id}-all`}
            type="checkbox"
            className="govuk-checkboxes__input"
            checked={allTheSame}
            onChange={(event) => setAllTheSame(event.target.checked)}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor={`${id}-all`}>
            Import all the same
          </label>
        </div>
      )}
      <Fault>{message}</Fault>
      <div className="hw-row">
        <button type="button" className="govuk-button" onClick={goOn}>
          {answering ? 'Look over again' : 'Import'}
        </button>
        <button type="button" className="govuk-button govuk-button--secondary" onClick={cancel}>
          Cancel
        </button>
      </div>
    </div>
  )
}

function ZerosQuestion({
  value,
  onChange,
}: {
  value: LeadingZeros | null
  onChange: (value: LeadingZeros) => void
}) {
  const id = useId()
  const choice = (answer: LeadingZeros, words: string, hint: string) => (
    <div className="govuk-radios__item">
      <input
        id={`${id}-${answer}`}
        type="radio"
        name={id}
        className="govuk-radios__input"
        checked={value === answer}
        onChange={() => onChange(answer)}
      />
      <label className="govuk-label govuk-radios__label" htmlFor={`${id}-${answer}`}>
        {words} <span className="hw-muted">{hint}</span>
      </label>
    </div>
  )
  return (
    <fieldset className="govuk-fieldset data-zeros">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
        Are the children with and without leading zeros the same?
      </legend>
      <div className="govuk-radios govuk-radios--small">
        {choice('same_children', 'Treat them as the same children.', 'The number with its zeros stands.')}
        {choice('different_children', 'They are different children.', 'Each gets a record of its own.')}
      </div>
    </fieldset>
  )
}
