// What came in, newest first: from where, what changed, what was wrong.
import { useState } from 'react'
import type { ImportLine } from '../../api/types'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { yearInWords } from '../../dates/year'
import { counted } from '../returncheck/words'
import { UndoDialog } from './UndoDialog'

const states: Record<ImportLine['state'], { words: string; tag: string }> = {
  running: { words: 'Running', tag: 'clock-tag--running' },
  done: { words: 'Done', tag: 'clock-tag--met' },
  refused: { words: 'Refused, nothing changed', tag: 'clock-tag--overdue' },
  undone: { words: 'Undone', tag: 'clock-tag--not_started' },
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

const firstLines = 8

interface Props {
  imports: ImportLine[]
  canImport: boolean
}

export function ImportList({ imports, canImport }: Props) {
  const [all, setAll] = useState(false)
  const [undoing, setUndoing] = useState<ImportLine | null>(null)
  const shown = all ? imports : imports.slice(0, firstLines)
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
                  <span className="hw-muted"> return {line.years.map(yearInWords).join(', ')}</span>
                )}{' '}
                <span className={`clock-tag ${states[line.state].tag}`}>{states[line.state].words}</span>
              </h3>
              <p>{line.sentence}</p>
              <p className="data-imports__counts">
                {(line.state === 'done' || line.state === 'undone') && (
                  <>
                    {counted(line.children, 'child', 'children')}, {counted(line.episodes, 'episode')}. Rows:{' '}
                    {changesInWords(line)}.{' '}
                  </>
                )}
                <Problems line={line} />
              </p>
              {line.undone && (
                <p>
                  Undone by {line.undone.by}, {momentInWords(line.undone.at)}.
                </p>
              )}
              {line.state === 'done' && canImport && (
                <button type="button" className="hw-link-button" onClick={() => setUndoing(line)}>
                  Undo this import
                  <span className="govuk-visually-hidden">
                    {' '}
                    of {line.source_name}, {momentInWords(line.at)}
                  </span>
                </button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {undoing && <UndoDialog line={undoing} onClose={() => setUndoing(null)} />}
      {shown.length < imports.length && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {formatNumber(imports.length)} imports
        </button>
      )}
    </>
  )
}

function Problems({ line }: { line: ImportLine }) {
  if (line.problems === 0) return <>{line.state !== 'refused' && 'No problems.'}</>
  return (
    <PageLink to={`/data?import=${line.id}`}>
      {formatNumber(line.problems)} {line.problems === 1 ? 'problem' : 'problems'}
      <span className="govuk-visually-hidden"> of {line.source_name}</span>
    </PageLink>
  )
}
