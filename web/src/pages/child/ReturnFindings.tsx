// What the statutory return would say about this child today; quiet when there is nothing.
import { useCallback, useEffect, useRef } from 'react'
import { sentenceOf } from '../../api/client'
import type { ChildReturnFindings } from '../../api/types'
import { useRead } from '../../api/useRead'
import { yearInWords } from '../../dates/year'
import { fetchChildFindings } from '../returncheck/api'
import { RecordFindings } from '../returncheck/RecordFindings'
import { counted } from '../returncheck/words'

// Read again at every `turn`: when the child's record was read again; `live`: because of somebody else.
export function ReturnFindings({ child, turn, live }: { child: number; turn: unknown; live: boolean }) {
  const { state, reload, reloadLive } = useRead<ChildReturnFindings>(
    useCallback((signal: AbortSignal, asked: boolean) => fetchChildFindings(child, signal, asked), [child]),
  )
  const seen = useRef(turn)
  useEffect(() => {
    if (seen.current !== turn) (live ? reloadLive : reload)()
    seen.current = turn
  }, [turn, live, reload, reloadLive])
  return (
    <section aria-labelledby="return" className="child-return">
      <h2 id="return" className="govuk-heading-m">
        What the return would say
      </h2>
      {state.kind === 'loading' && <p className="hw-muted">Running the rules of the return…</p>}
      {state.kind === 'failed' && (
        <p>
          This cannot be told now. {sentenceOf(state.error)}{' '}
          <button type="button" className="hw-link-button" onClick={reload}>
            Try again
          </button>
        </p>
      )}
      {state.kind === 'ready' && <Found found={state.value} />}
    </section>
  )
}

function Found({ found }: { found: ChildReturnFindings }) {
  const { collection_year: year, findings, not_run_count: notRun } = found
  const left = notRun > 0 && (
    <span className="hw-muted">
      {counted(notRun, 'rule')} could not be checked yet, so nothing is said about{' '}
      {notRun === 1 ? 'it' : 'them'} here.
    </span>
  )
  if (findings.length === 0)
    return (
      <p>
        The {yearInWords(year)} SSDA903 return would ask nothing about this child today. {left}
      </p>
    )
  return (
    <>
      <p>
        The {yearInWords(year)} return would ask {counted(findings.length, 'thing')} about this child. {left}
      </p>
      <RecordFindings findings={findings} />
    </>
  )
}
