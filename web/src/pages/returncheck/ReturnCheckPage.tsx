// The return check: bring in the files, and every check that was made.
import { useCallback } from 'react'
import { sentenceOf } from '../../api/client'
import { useRead, type Read } from '../../api/useRead'
import type { ReturnCheckLine } from '../../api/types'
import { useSession } from '../../app/session'
import { PageLink } from '../../app/PageLink'
import '../../clock/clock.css'
import { formatDate } from '../../dates/format'
import { momentInWords } from '../../dates/moment'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import { yearInWords } from '../../dates/year'
import '../data/data.css'
import { fetchChecks } from './api'
import { CheckForm } from './CheckForm'
import { counted, stillErrors } from './words'
import './returncheck.css'

export default function ReturnCheckPage() {
  const { account } = useSession()
  const checks = useRead<ReturnCheckLine[]>(useCallback((signal: AbortSignal) => fetchChecks(signal), []))
  useTitle('Return check')
  return (
    <div className="data check">
      <h1 className="govuk-heading-l">Return check</h1>
      <HowToRead page="return-check">
        Every rule that the SSDA903 return is held to, run over your files before you send them. Nothing here
        changes a child’s record. A rule that could not be run is named as such, never as passed.
      </HowToRead>
      <p className="check-record-link">
        <PageLink to="/return-check/record">What the return would say today</PageLink>: the same rules over
        what Homeward holds, by worker.
      </p>
      {account.can_import && <CheckForm onFinished={checks.reload} />}
      <section aria-labelledby="checks">
        <h2 id="checks" className="govuk-heading-m">
          Checks
        </h2>
        <Checks read={checks.state} canCheck={account.can_import} onRetry={checks.reload} />
      </section>
    </div>
  )
}

function Checks({
  read,
  canCheck,
  onRetry,
}: {
  read: Read<ReturnCheckLine[]>
  canCheck: boolean
  onRetry: () => void
}) {
  if (read.kind === 'loading') return <Skeleton label="Reading the checks" rows={6} />
  if (read.kind === 'failed')
    return (
      <ErrorPanel title="The checks cannot be shown" onRetry={onRetry}>
        {sentenceOf(read.error)}
      </ErrorPanel>
    )
  if (read.value.length === 0)
    return (
      <EmptyState title="No return has been checked yet">
        {canCheck
          ? 'Drop the files of your return on this page. What was found is listed here by rule and by child.'
          : 'A manager can check the files of a return; what was found is then listed here.'}
      </EmptyState>
    )
  return (
    <ol className="data-imports">
      {read.value.map((line, index) => (
        <li key={line.id}>
          <div className="data-imports__when">
            {momentInWords(line.checked_at)}
            <span className="hw-muted"> {line.checked_by}</span>
          </div>
          <div>
            <h3 className="govuk-heading-s">
              <PageLink to={`/return-check/${line.id}`}>
                {yearInWords(line.collection_year)} return
                <span className="govuk-visually-hidden">, checked {momentInWords(line.checked_at)}</span>
              </PageLink>
              {line.rules_year !== line.collection_year && (
                <span className="hw-muted"> with the rules of {yearInWords(line.rules_year)}</span>
              )}
            </h3>
            <p className="data-imports__counts">
              {counted(line.errors, 'error')}
              {line.noted > 0 && ` (${stillErrors(line.noted)})`}, {counted(line.queries, 'query', 'queries')}
              {line.accepted > 0 && `, ${counted(line.accepted, 'query', 'queries')} accepted`}.{' '}
              {differences(line, read.value.slice(index + 1))}
            </p>
            <p className="hw-muted">
              {counted(line.children, 'child', 'children')}.{' '}
              {line.not_run > 0 && `${counted(line.not_run, 'rule')} not run. `}
              {line.files_kept_until
                ? `The files are deleted on ${formatDate(line.files_kept_until)}.`
                : 'The files are deleted; the result stays.'}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function differences(
  { new: fresh, gone, collection_year: year }: ReturnCheckLine,
  older: ReturnCheckLine[],
): string {
  if (!older.some((line) => line.collection_year === year)) return 'The first check of this return.'
  if (fresh === 0 && gone === 0) return 'As in the check before.'
  return `${counted(fresh, 'new', 'new')}, ${counted(gone, 'gone', 'gone')} since the check before.`
}
