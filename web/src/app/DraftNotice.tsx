import { useEffect, useRef } from 'react'
import { useAnnounce } from '../ui/announce'

const sentence = 'What you had typed is still here; it is not saved yet.'

// Stands over a form whose draft was restored. It takes the focus when nothing else has it, so that a
// person who has just signed in again lands where they were typing.
export function DraftNotice({ restored }: { restored: boolean }) {
  const notice = useRef<HTMLParagraphElement>(null)
  const announce = useAnnounce()
  useEffect(() => {
    if (!restored) return
    announce(sentence)
    const focused = document.activeElement
    if (focused === null || focused === document.body) notice.current?.focus()
  }, [restored, announce])
  if (!restored) return null
  return (
    <p className="govuk-inset-text hw-draft" tabIndex={-1} ref={notice}>
      {sentence}
    </p>
  )
}
