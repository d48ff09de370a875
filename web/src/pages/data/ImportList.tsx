// What came in, newest first: from where, what changed, what was wrong.
import { useState } from 'react'
import { Link } from 'react-router-dom'
import type { ImportLine } from '../../api/types'
import { formatNumber } from '../../dates/format'
import { momentInWords } from '../child/words'

const kStates: Record<ImportLine['state'], { words: string; tag: string }> = {
  running: { words: 'Running', tag: 'clock-tag--running' },
  done: { words: 'Done', tag: 'clock-tag--met' },
  refused: { words: 'Refused, nothing changed', tag: 'clock-tag--overdue' },
}

function changesInWords(line: ImportLine): string {
  const parts = [
    line.added > 0 && `${formatNumber(line.added)} added`,
    line.changed > 0 && `${formatNumber(line.changed)} changed`,
    line.withdrawn > 0 && `${formatNumber(line.withdrawn)} withdrawn`,
  ].filter(Boolean)
  const same = line.unchanged > 0 ? `, ${formatNumber(line.unchanged)} as before` : ''
  return parts.length > 0 ? `${parts.join(', ')}${same}` : `nothing new${same}`
}

const kFirstLines = 8

export function ImportList({ imports }: { imports: ImportLine[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? imports : imports.slice(0, kFirstLines)
  return (
    <>
      <ol className="data-imports">
        {shown.map((line) => (
          <li key={line.id}>
            <div className="data-imports__when">
              {momentInWords(line.at)}
              <span className="hw-muted"> {line.by}</span>
            </div>
            <div>
              <h3 className="govuk-heading-s">
                {line.source_name}
                {line.years.length > 0 && (
                  <span className="hw-muted"> return {line.years.join(', ')}</span>
                )}{' '}
                <span className={`clock-tag ${kStates[line.state].tag}`}>{kStates[line.state].words}</span>
              </h3>
              <p>{line.sentence}</p>
              <p className="data-imports__counts">
                {line.state === 'done' && (
                  <>
                    {formatNumber(line.children)} children, {formatNumber(line.episodes)} episodes. Rows:{' '}
                    {changesInWords(line)}.{' '}
                  </>
                )}
                <Problems line={line} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {shown.length < imports.length && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {formatNumber(imports.length)} imports
        </button>
      )}
    </>
  )
}

function Problems({ line }: { line: ImportLine }) {
  if (line.problems === 0) return <>{line.state === 'done' && 'No problems.'}</>
  return (
    <Link to={`/data?import=${line.id}`}>
      {formatNumber(line.problems)} {line.problems === 1 ? 'problem' : 'problems'}
      <span className="govuk-visually-hidden"> of {line.source_name}</span>
    </Link>
  )
}
