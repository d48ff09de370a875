// The place of the form on the child's page: opened by a click, or by itself when something typed there
// before the session ended is still unsaved.
import { useRef, useState } from 'react'
import { fetchCatalogue } from '../../api/catalogue'
import { sentenceOf } from '../../api/client'
import type { Catalogue, ChildPage, IsoDate } from '../../api/types'
import { useRead } from '../../api/useRead'
import { useSavedLine, type SavedChange } from '../../ui/saved'
import { hasMilestoneDraft, MilestoneForm } from './MilestoneForm'

interface Props {
  page: ChildPage
  today: IsoDate
  onSaved: () => void
}

export function RecordMilestone(props: Props) {
  const [open, setOpen] = useState(() => hasMilestoneDraft(props.page.id))
  const summary = useRef<HTMLElement>(null)
  const { tell, line } = useSavedLine(props.onSaved, summary)
  return (
    <>
      {line}
      <details
        className="child-details child-record"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary ref={summary}>Record a milestone</summary>
        {open && <Choices {...props} onSaved={tell} />}
      </details>
    </>
  )
}

function Choices(props: Omit<Props, 'onSaved'> & { onSaved: (change: SavedChange) => void }) {
  const { state } = useRead<Catalogue>(fetchCatalogue)
  if (state.kind === 'failed') return <p className="govuk-error-message">{sentenceOf(state.error)}</p>
  if (state.kind === 'loading') return <p className="hw-muted">Reading the kinds of milestone…</p>
  return <MilestoneForm {...props} catalogue={state.value} />
}
