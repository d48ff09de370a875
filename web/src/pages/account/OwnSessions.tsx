// Where one is signed in, and a way to end it from here.
import { useState } from 'react'
import { sentenceOf } from '../../api/client'
import type { SessionLine } from '../../api/types'
import type { Read } from '../../api/useRead'
import { momentInWords } from '../../dates/moment'
import { SavedLine, type SavedChange } from '../../ui/saved'
import { ErrorPanel, Skeleton } from '../../ui/ui'
import { endSession } from './api'

export function OwnSessions({ read, onEnded }: { read: Read<SessionLine[]>; onEnded: () => void }) {
  const [said, setSaid] = useState<SavedChange | null>(null)
  const [busy, setBusy] = useState(false)
  const end = async (line: SessionLine) => {
    setBusy(true)
    try {
      await endSession(line.id)
      setSaid({ words: `Ended: ${line.device}, begun ${momentInWords(line.begun_at)}.`, undo: null })
    } catch (error) {
      setSaid({ words: `It was not ended. ${sentenceOf(error)}`, undo: null })
    } finally {
      setBusy(false)
      onEnded()
    }
  }
  if (read.kind === 'loading') return <Skeleton label="Reading your sessions" rows={3} />
  if (read.kind === 'failed')
    return (
      <ErrorPanel title="Your sessions cannot be shown" onRetry={onEnded}>
        {sentenceOf(read.error)}
      </ErrorPanel>
    )
  return (
    <>
      {said && (
        <SavedLine
          change={said}
          onDismiss={() => {
            setSaid(null)
            document.getElementById('sessions')?.focus()
          }}
        />
      )}
      <ul className="account-sessions">
        {read.value.map((line) => (
          <li key={line.id}>
            <div>
              <h3 className="govuk-heading-s">
                {line.device}
                {line.this_one && <span className="hw-muted"> (this session)</span>}
              </h3>
              <p>
                Begun {momentInWords(line.begun_at)}, last used {momentInWords(line.last_used_at)}
                {line.address && `, from ${line.address}`}
              </p>
            </div>
            {!line.this_one && (
              <button
                type="button"
                className="govuk-button govuk-button--secondary"
                disabled={busy}
                onClick={() => void end(line)}
              >
                End
                <span className="govuk-visually-hidden">
                  {' '}
                  the session on {line.device}, begun {momentInWords(line.begun_at)}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
