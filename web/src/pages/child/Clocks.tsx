// Due and overdue: each clock with its law and its reason; a delay on purpose is recorded here. Clocks
// with a date missing stand under Not known.
import { useEffect, useRef, useState } from 'react'
import type { ChildPage, ClockState, Clock, IsoDate } from '../../api/types'
import { ClockTag } from '../../clock/ClockTag'
import { Personal } from '../../app/Personal'
import { useDiscreet } from '../../app/discreet'
import { formatDate } from '../../dates/format'
import { drafts } from '../../app/drafts'
import { momentInWords } from '../../dates/moment'
import { useSavedLine, type SavedChange } from '../../ui/saved'
import { delayDraft, DelayForm, EndDelay } from './DelayForm'
import { delayInWords, delays, type SeenDelay } from './delays'

const waitingStates: (ClockState | 'none')[] = ['overdue', 'due_soon', 'running', 'purposeful_delay']
const kinds: Record<string, string> = {
  statutory: 'Law',
  national_standard: 'National standard',
  scorecard: 'Scorecard',
  guidance: 'Guidance',
  local: 'Local target',
}
const standings: Record<Clock['standing'], string> = {
  confirmed: '',
  unconfirmed: 'this limit has not been checked against its source yet',
  local: '',
}

function lawWords(clock: Clock): string {
  const kind = kinds[clock.kind] ?? clock.kind.charAt(0).toUpperCase() + clock.kind.slice(1)
  return [kind, clock.law, standings[clock.standing]].filter(Boolean).join('; ')
}

interface Props {
  page: ChildPage
  today: IsoDate
  editable: boolean
  onSaved: () => void
}

export function Clocks({ page, today, editable, onSaved }: Props) {
  const { clocks } = page
  const heading = useRef<HTMLHeadingElement>(null)
  const { tell, line } = useSavedLine(onSaved, heading)
  const waiting = clocks.filter((clock) => waitingStates.includes(clock.cell.state))
  const rest = clocks.filter(({ cell }) => !waitingStates.includes(cell.state) && cell.state !== 'unknown')
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks" className="govuk-heading-m" tabIndex={-1} ref={heading}>
        Due and overdue
      </h2>
      {line}
      {waiting.length === 0 && <p>Nothing is due.</p>}
      <ul className="child-clocks">
        {waiting.map((clock) => (
          <ClockLine key={clock.timescale} {...{ page, clock, today, editable, tell, onSaved }} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="child-details">
          <summary>Done or not started yet ({rest.length})</summary>
          <ul className="child-clocks">
            {rest.map((clock) => (
              <ClockLine key={clock.timescale} {...{ page, clock, today, editable: false, tell, onSaved }} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

interface LineProps extends Props {
  clock: Clock
  tell: (change: SavedChange) => void
}

function ClockLine({ page, clock, today, editable, tell, onSaved }: LineProps) {
  const child = page.id
  const [asking, setAsking] = useState(() => editable && drafts.has(delayDraft(child, clock)))
  const opener = useRef<HTMLButtonElement>(null)
  const cancelled = useRef(false)
  useEffect(() => {
    if (!asking && cancelled.current) opener.current?.focus()
    cancelled.current = false
  }, [asking])
  const { delay } = clock
  const { state } = clock.cell
  const mayDelay = editable && (delay !== null || state === 'overdue' || state === 'due_soon')
  return (
    <li>
      <div className="child-clocks__head">
        <strong>{clock.name}</strong> <ClockTag cell={clock.cell} wrap />
        {clock.cell.planned_on && !clock.cell.happened_on && !/planned/i.test(clock.cell.words) && (
          <span className="hw-muted">planned for {formatDate(clock.cell.planned_on)}</span>
        )}
      </div>
      {clock.cell.because && <p>{clock.cell.because}</p>}
      {clock.cell.note && (
        <p className="child-note">
          Note: <Personal kind="note">{clock.cell.note}</Personal>
        </p>
      )}
      <p className="hw-muted">{lawWords(clock)}</p>
      {delay && <Delay delay={delay} />}
      {mayDelay && !asking && (
        <div className="hw-row">
          <button ref={opener} type="button" className="hw-link-button" onClick={() => setAsking(true)}>
            {delay ? 'Change the delay' : 'Delay on purpose'}
            <span className="govuk-visually-hidden">: {clock.name}</span>
          </button>
          {delay && <EndDelay {...{ child, clock, delay, today }} onSaved={tell} onStale={onSaved} />}
        </div>
      )}
      {asking && (
        <DelayForm
          {...{ child, clock, today }}
          onSaved={(change) => {
            setAsking(false)
            tell(change)
          }}
          onCancel={() => {
            cancelled.current = true
            setAsking(false)
          }}
        />
      )}
    </li>
  )
}

function Delay({ delay }: { delay: SeenDelay }) {
  const { discreet } = useDiscreet()
  return (
    <p className="child-held">
      <strong>Delay on purpose:</strong> {delayInWords(discreet ? delays.hidden(delay) : delay)}.
      {delay.by && ` Entered by ${delay.by}, ${momentInWords(delay.at)}.`}
    </p>
  )
}
