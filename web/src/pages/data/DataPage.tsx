// Where the data comes from: imports in time, their problems, and what disagrees.
import { useCallback, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { ConflictView, ImportLine } from '../../api/types'
import { useRead, type Read } from '../../api/useRead'
import { useSession } from '../../app/session'
import '../../clock/clock.css'
import { formatNumber } from '../../dates/format'
import { useLive } from '../../live/useLive'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import { fetchConflicts, fetchImports } from './api'
import { ConflictList } from './ConflictList'
import { ImportList } from './ImportList'
import { ProblemPage } from './ProblemTable'
import { UploadBox } from './UploadBox'
import './data.css'

const kSettleMilliseconds = 500

export default function DataPage() {
  const { account } = useSession()
  const [params] = useSearchParams()
  const imports = useRead<ImportLine[]>(fetchImports)
  const conflicts = useRead<ConflictView[]>(fetchConflicts)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useTitle('Data')

  const reloadAll = useCallback(() => {
    imports.reload()
    conflicts.reload()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- both functions never change
  }, [imports.reload, conflicts.reload])
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )
  useLive((event) => {
    if (event.kind !== 'change' && event.kind !== 'reload') return
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(event.kind === 'reload' ? reloadAll : conflicts.reload, kSettleMilliseconds)
  })

  const chosen = Number(params.get('import') ?? Number.NaN)
  return (
    <div className="data">
      <h1 className="govuk-heading-l">Data</h1>
      {Number.isInteger(chosen) && chosen > 0 ? (
        <ProblemPage importId={chosen} />
      ) : (
        <>
          <HowToRead page="data">
            Each import says what it brought and what was wrong with it. A row that cannot be used is left out
            and named; mend it in the case system and import again.
          </HowToRead>
          {account.can_import && <UploadBox onFinished={reloadAll} />}
          <ToSettle
            read={conflicts.state}
            editable={account.can_import}
            onSettled={conflicts.reload}
            onRetry={conflicts.reload}
          />
          <section aria-labelledby="imports">
            <h2 id="imports" className="govuk-heading-m">
              Imports
            </h2>
            <Imports read={imports.state} canImport={account.can_import} onRetry={imports.reload} />
          </section>
        </>
      )}
    </div>
  )
}

function Imports({
  read,
  canImport,
  onRetry,
}: {
  read: Read<ImportLine[]>
  canImport: boolean
  onRetry: () => void
}) {
  if (read.kind === 'loading') return <Skeleton label="Reading the imports" rows={6} />
  if (read.kind === 'failed')
    return (
      <ErrorPanel title="The imports cannot be shown" onRetry={onRetry}>
        {sentenceOf(read.error)}
      </ErrorPanel>
    )
  if (read.value.length === 0)
    return (
      <EmptyState title="Nothing has come in yet">
        {canImport
          ? 'Drop the files of your latest SSDA903 return on this page, and every child in it appears in the tracker.'
          : 'A manager can bring in the latest SSDA903 return; every child in it then appears in the tracker.'}
      </EmptyState>
    )
  return <ImportList imports={read.value} />
}

interface ToSettleProps {
  read: Read<ConflictView[]>
  editable: boolean
  onSettled: () => void
  onRetry: () => void
}

function ToSettle({ read, editable, onSettled, onRetry }: ToSettleProps) {
  return (
    <section aria-labelledby="settle" className="data-settle">
      <h2 id="settle" className="govuk-heading-m">
        To settle{read.kind === 'ready' && read.value.length > 0 && ` (${formatNumber(read.value.length)})`}
      </h2>
      {read.kind === 'loading' && <Skeleton label="Reading what disagrees" rows={2} />}
      {read.kind === 'failed' && (
        <ErrorPanel title="What disagrees cannot be shown" onRetry={onRetry}>
          {sentenceOf(read.error)}
        </ErrorPanel>
      )}
      {read.kind === 'ready' &&
        (read.value.length === 0 ? (
          <p>No imported date disagrees with one entered here.</p>
        ) : (
          <ConflictList conflicts={read.value} showChild editable={editable} onSettled={onSettled} />
        ))}
    </section>
  )
}
