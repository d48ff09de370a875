// Recording a milestone on a phone: the form of the child's page, with what is held of this child.
import { useEffect, useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { ChildPage, IsoDate } from '../../api/types'
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
  const [page, setPage] = useState<ChildPage | null>(null)
  const [message, setMessage] = useState('')
  useEffect(() => {
    const abort = new AbortController()
    fetchChild(child, null, abort.signal).then(setPage, (error: unknown) => {
      if (!abort.signal.aborted) setMessage(sentenceOf(error))
    })
    return () => abort.abort()
  }, [child])
  if (message) return <p className="govuk-error-message">{message}</p>
  if (!page) return <p className="hw-muted">Reading what is recorded…</p>
  return <MilestoneForm page={page} today={today} catalogue={tracker} onSaved={onSaved} onCancel={onDone} />
}
