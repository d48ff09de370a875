// The collection year as it was told, and a way to correct it.
import { useId, useState } from 'react'
import { yearInWords } from '../../dates/year'

const yearsBack = 30

interface Props {
  year: number
  told: string[] // one sentence for each return
  onCorrect: (year: number) => void
}

export function YearField({ year, told, onCorrect }: Props) {
  const [chosen, setChosen] = useState(year)
  const id = useId()
  const latest = Math.max(year, new Date().getFullYear() + 1)
  const years = Array.from({ length: yearsBack }, (_, back) => latest - back)
  if (!years.includes(year)) years.push(year)
  return (
    <div className="data-year">
      <p>
        <strong>Collection {told.length === 1 ? 'year' : 'years'}:</strong> {told.join('; ')}.
      </p>
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">Correct the year</span>
        </summary>
        <div className="govuk-details__text hw-row">
          <label htmlFor={id}>Collection year{told.length > 1 ? ' of the latest return' : ''}</label>
          <select
            id={id}
            className="govuk-select"
            value={chosen}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            {years.map((one) => (
              <option key={one} value={one}>
                {yearInWords(one)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={chosen === year}
            onClick={() => onCorrect(chosen)}
          >
            Read again with this year
          </button>
        </div>
      </details>
    </div>
  )
}
