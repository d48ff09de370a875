// What undoing an import would do, asked before it is done.
import { useCallback } from 'react'
import { sentenceOf } from '../../api/client'
import type { ImportLine, UndoPlan } from '../../api/types'
import { useRead } from '../../api/useRead'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { Dialog, Fault } from '../../ui/ui'
import { fetchUndoPlan, undoImport } from './api'
import { upload } from './upload'

export function UndoDialog({ line, onClose }: { line: ImportLine; onClose: () => void }) {
  const { state } = useRead<UndoPlan>(
    useCallback((signal: AbortSignal) => fetchUndoPlan(line.id, signal), [line.id]),
  )
  const plan = state.kind === 'ready' ? state.value : null
  const undo = () => {
    if (!plan) return
    void upload.run(() => undoImport(line.id, plan.digest))
    onClose()
  }
  return (
    <Dialog title={`Undo the import of ${line.source_name}?`} onClose={onClose}>
      {state.kind === 'failed' ? (
        <Fault>{sentenceOf(state.error)}</Fault>
      ) : !plan ? (
        <p role="status">Counting what would change.</p>
      ) : (
        <>
          <p>{plan.sentence}</p>
          {plan.later_imports > 0 && (
            <p>
              {formatNumber(plan.later_imports)} {plan.later_imports === 1 ? 'import' : 'imports'} came in
              after this one. What they say the same as this one is taken out too: import them again
              afterwards.
            </p>
          )}
          {plan.left.length > 0 && (
            <details className="govuk-details">
              <summary className="govuk-details__summary">
                <span className="govuk-details__summary-text">
                  What stays as it is ({formatNumber(plan.left_total)})
                </span>
              </summary>
              <ul className="data-children">
                {plan.left.map((left, index) => (
                  <li key={index}>
                    <PageLink to={`/children/${left.child}`}>{left.number}</PageLink>, {left.what}: {left.why}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      <div className="hw-row">
        <button type="button" className="govuk-button govuk-button--warning" disabled={!plan} onClick={undo}>
          Undo this import
        </button>
        <button type="button" className="govuk-button govuk-button--secondary" onClick={onClose}>
          Keep it
        </button>
      </div>
    </Dialog>
  )
}
