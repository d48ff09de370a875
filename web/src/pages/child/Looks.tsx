// Who has opened this child's record: for administrators.
import { useCallback } from 'react'
import { sentenceOf } from '../../api/client'
import type { LookLine } from '../../api/types'
import { useRead } from '../../api/useRead'
import { momentInWords } from '../../dates/moment'
import { fetchLooks } from './api'
import { Log, LogTable } from './Log'

export function Looks({ child }: { child: number }) {
  return <Log title="Access log: who has opened this record">{() => <Lines child={child} />}</Log>
}

function Lines({ child }: { child: number }) {
  const { state, reload } = useRead<LookLine[]>(
    useCallback((signal: AbortSignal) => fetchLooks(child, signal), [child]),
  )
  if (state.kind === 'loading') return <p className="hw-muted">Reading the access log…</p>
  if (state.kind === 'failed')
    return (
      <p>
        The access log cannot be read now. {sentenceOf(state.error)}{' '}
        <button type="button" className="hw-link-button" onClick={reload}>
          Try again
        </button>
      </p>
    )
  return (
    <LogTable
      label="Access log"
      caption="Looks at this record, newest first"
      heads={['When', 'Who', 'What was opened']}
      counted="looks"
      rows={state.value.map((line, at) => (
        <tr key={at}>
          <td className="child-when">{momentInWords(line.at)}</td>
          <th scope="row">{line.by}</th>
          <td>{line.what}</td>
        </tr>
      ))}
    />
  )
}
