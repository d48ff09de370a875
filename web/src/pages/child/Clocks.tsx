// Due and overdue: each clock with its law and its reason; a delay on purpose is recorded here. Clocks
// with a date missing stand under Not known.
import { useState } from 'react'
import type { ClockState, IsoDate } from '../../api/types'
import { ClockTag } from '../../clock/ClockTag'
import { formatDate } from '../../dates/format'
import type { ChildClock } from './api'
import { DelayForm, EndDelay } from './DelayForm'

const kWaiting: (ClockState | 'none')[] = ['overdue', 'due_soon', 'running', 'purposeful_delay']
const kKinds: Record<string, string> = {
  statutory: 'Law',
  national_standard: 'National standard',
  scorecard: 'Scorecard',
  guidance: 'Guidance',
  local: 'Local target',
}
const kStandings: Record<ChildClock['standing'], string> = {
  confirmed: '',
  unconfirmed: 'wording not yet confirmed',
  local: '',
}

function lawWords(clock: ChildClock): string {
  const kind = kKinds[clock.kind] ?? clock.kind.charAt(0).toUpperCase() + clock.kind.slice(1)
  return [kind, clock.law, kStandings[clock.standing]].filter(Boolean).join('; ')
}

interface Props {
  child: number
  clocks: ChildClock[]
  today: IsoDate
  editable: boolean
  onSaved: () => void
}

export function Clocks({ child, clocks, today, editable, onSaved }: Props) {
  const waiting = clocks.filter((clock) => kWaiting.includes(clock.cell.state))
  const rest = clocks.filter(({ cell }) => !kWaiting.includes(cell.state) && cell.state !== 'unknown')
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks" className="govuk-heading-m">
        Due and overdue
      </h2>
      {waiting.length === 0 && <p>Nothing is due.</p>}
      <ul className="child-clocks">
        {waiting.map((clock) => (
          <ClockLine key={clock.timescale} {...{ child, clock, today, editable, onSaved }} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="child-details">
          <summary>Done or not started yet ({rest.length})</summary>
          <ul className="child-clocks">
            {rest.map((clock) => (
              <ClockLine key={clock.timescale} {...{ child, clock, today, editable: false, onSaved }} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function ClockLine({
  child,
  clock,
  today,
  editable,
  onSaved,
}: Omit<Props, 'clocks'> & { clock: ChildClock }) {
  const [asking, setAsking] = useState(false)
  const { state } = clock.cell
  const mayDelay = editable && (state === 'overdue' || state === 'due_soon')
  const saved = () => {
    setAsking(false)
    onSaved()
  }
  return (
    <li>
      <div className="child-clocks__head">
        <strong>{clock.name}</strong> <ClockTag cell={clock.cell} wrap />
        {clock.cell.planned_on && !clock.cell.happened_on && !/planned/i.test(clock.cell.words) && (
          <span className="hw-muted">planned for {formatDate(clock.cell.planned_on)}</span>
        )}
      </div>
      {clock.cell.because && <p>{clock.cell.because}</p>}
      <p className="hw-muted">{lawWords(clock)}</p>
      {mayDelay && !asking && (
        <button type="button" className="hw-link-button" onClick={() => setAsking(true)}>
          Delay on purpose<span className="govuk-visually-hidden">: {clock.name}</span>
        </button>
      )}
      {asking && (
        <DelayForm
          child={child}
          clock={clock}
          today={today}
          onSaved={saved}
          onCancel={() => setAsking(false)}
        />
      )}
      {editable && state === 'purposeful_delay' && (
        <EndDelay child={child} clock={clock} today={today} onSaved={onSaved} />
      )}
    </li>
  )
}
