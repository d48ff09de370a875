// Recording a milestone on a phone: the form of the child's page, with what is held of this child.
import { useCallback } from 'react'
import { sentenceOf } from '../../api/client'
import type { ChildPage, IsoDate } from '../../api/types'
import { useRead } from '../../api/useRead'
import type { SavedChange } from '../../ui/saved'
import { fetchChild } from '../child/api'
import { MilestoneForm } from '../child/MilestoneForm'
import type { NamedTracker } from './named'

interface Props {
  child: number
  tracker: NamedTracker
  today: IsoDate
  onSaved: (change: SavedChange) => void
  onDone: () => void
}

export function RecordOnCard({ child, tracker, today, onSaved, onDone }: Props) {
  const { state } = useRead<ChildPage>(
    useCallback((signal: AbortSignal) => fetchChild(child, null, signal), [child]),
  )
  if (state.kind === 'failed') return <p className="govuk-error-message">{sentenceOf(state.error)}</p>
  if (state.kind === 'loading') return <p className="hw-muted">Reading what is recorded…</p>
  return (
    <MilestoneForm page={state.value} today={today} catalogue={tracker} onSaved={onSaved} onCancel={onDone} />
  )
}
