// What came in, newest first: from where, what changed, what was wrong.
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

export function ImportList({ imports }: { imports: ImportLine[] }) {
  return (
    <ol className="data-imports">
      {imports.map((line) => (
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
            <dl className="data-counts">
              {line.state === 'done' && (
                <>
                  <Count term="Children" value={line.children} />
                  <Count term="Episodes" value={line.episodes} />
                  <div>
                    <dt>Rows</dt>
                    <dd>{changesInWords(line)}</dd>
                  </div>
                </>
              )}
              <div>
                <dt>Problems</dt>
                <dd>
                  {line.problems > 0 ? (
                    <Link to={`/data?import=${line.id}`}>
                      {formatNumber(line.problems)}
                      <span className="govuk-visually-hidden"> problems of {line.source_name}</span>
                    </Link>
                  ) : (
                    'none'
                  )}
                </dd>
              </div>
            </dl>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Count({ term, value }: { term: string; value: number }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  )
}
