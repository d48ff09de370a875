// Where the data comes from: imports in time, their problems, and what disagrees.
import { useCallback, useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router-dom'
import { sentenceOf } from '../../api/client'
import type { Absence, Conflict, ImportLine, Unplaced } from '../../api/types'
import { useRead, type Read } from '../../api/useRead'
import { useSession } from '../../app/session'
import '../../clock/clock.css'
import { formatNumber } from '../../dates/format'
import { useLive } from '../../live/useLive'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import { AbsenceList } from './AbsenceList'
import { fetchAbsences, fetchConflicts, fetchImports, fetchUnplaced } from './api'
import { ConflictList, useStandingConflicts } from './ConflictList'
import { ImportList } from './ImportList'
import { ProblemPage } from './ProblemTable'
import { UnplacedList, useStandingUnplaced } from './UnplacedList'
import { UploadBox } from './UploadBox'
import './data.css'

const settleMilliseconds = 500
const nothing: Unplaced[] = []

export default function DataPage() {
  const { account } = useSession()
  const [params] = useSearchParams()
  const imports = useRead<ImportLine[]>(fetchImports)
  const conflicts = useRead<Conflict[]>(fetchConflicts)
  const absences = useRead<Absence[]>(fetchAbsences)
  const unplaced = useRead<Unplaced[]>(fetchUnplaced)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useTitle('Data')

  const reloadAll = useCallback(() => {
    imports.reload()
    conflicts.reload()
    absences.reload()
    unplaced.reload()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the functions never change
  }, [imports.reload, conflicts.reload, absences.reload, unplaced.reload])
  const reloadAllLive = useCallback(() => {
    imports.reloadLive()
    conflicts.reloadLive()
    absences.reloadLive()
    unplaced.reloadLive()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the functions never change
  }, [imports.reloadLive, conflicts.reloadLive, absences.reloadLive, unplaced.reloadLive])
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )
  useLive((event) => {
    if (event.kind !== 'change' && event.kind !== 'reload') return
    if (timer.current) clearTimeout(timer.current)
    const again = event.kind === 'reload' ? reloadAllLive : conflicts.reloadLive
    timer.current = setTimeout(again, settleMilliseconds)
  })

  const chosen = Number(params.get('import') ?? Number.NaN)
  return (
    <div className="data">
      <h1 className="govuk-heading-l">Data</h1>
      {Number.isInteger(chosen) && chosen > 0 ? (
        <ProblemPage key={chosen} importId={chosen} />
      ) : (
        <>
          <HowToRead page="data">
            Each import says what it brought and what was wrong with it, and can be undone as one. A row that
            cannot be used is left out and listed; correct it in the case system and import again.
          </HowToRead>
          {account.can_import && <UploadBox onFinished={reloadAll} />}
          <ToSettle
            read={conflicts.state}
            editable={account.can_import}
            onSettled={conflicts.reload}
            onRetry={conflicts.reload}
          />
          <WithoutPeriod read={unplaced.state} editable={account.can_import} onSettled={unplaced.reload} />
          <Missing read={absences.state} editable={account.can_import} onSettled={absences.reload} />
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
          ? 'Choose the files of your latest SSDA903 return above, look them over and import them: every child in it then appears in the tracker.'
          : 'A manager can bring in the latest SSDA903 return; every child in it then appears in the tracker.'}
      </EmptyState>
    )
  return <ImportList imports={read.value} canImport={canImport} />
}

// Only there when there is somebody to speak of.
function Missing({
  read,
  editable,
  onSettled,
}: {
  read: Read<Absence[]>
  editable: boolean
  onSettled: () => void
}) {
  if (read.kind === 'loading' || (read.kind === 'ready' && read.value.length === 0)) return null
  const open = read.kind === 'ready' ? read.value.filter((one) => one.outcome === 'open').length : 0
  return (
    <section aria-labelledby="missing" className="data-settle">
      <h2 id="missing" className="govuk-heading-m">
        Children no longer in a return{open > 0 && ` (${formatNumber(open)} to settle)`}
      </h2>
      {read.kind === 'failed' ? (
        <ErrorPanel title="These children cannot be shown" onRetry={onSettled}>
          {sentenceOf(read.error)}
        </ErrorPanel>
      ) : (
        <AbsenceList absences={read.value} editable={editable} onSettled={onSettled} />
      )}
    </section>
  )
}

// Only there when there is something to speak of.
function WithoutPeriod({
  read,
  editable,
  onSettled,
}: {
  read: Read<Unplaced[]>
  editable: boolean
  onSettled: () => void
}) {
  const lines = useStandingUnplaced(read.kind === 'ready' ? read.value : nothing)
  if (read.kind === 'loading' || (read.kind === 'ready' && lines.length === 0)) return null
  const open = read.kind === 'ready' ? read.value.filter((one) => one.outcome === 'open').length : 0
  return (
    <section aria-labelledby="without-period" className="data-settle">
      <h2 id="without-period" className="govuk-heading-m">
        Entries without a period of care{open > 0 && ` (${formatNumber(open)} to settle)`}
      </h2>
      {read.kind === 'failed' ? (
        <ErrorPanel title="These entries cannot be shown" onRetry={onSettled}>
          {sentenceOf(read.error)}
        </ErrorPanel>
      ) : (
        <UnplacedList unplaced={lines} showChild editable={editable} onSettled={onSettled} />
      )}
    </section>
  )
}

interface ToSettleProps {
  read: Read<Conflict[]>
  editable: boolean
  onSettled: () => void
  onRetry: () => void
}

const none: Conflict[] = []

function ToSettle({ read, editable, onSettled, onRetry }: ToSettleProps) {
  const lines = useStandingConflicts(read.kind === 'ready' ? read.value : none)
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
        (lines.length === 0 ? (
          <p>No imported date disagrees with one entered here.</p>
        ) : (
          <ConflictList conflicts={lines} showChild editable={editable} onSettled={onSettled} />
        ))}
    </section>
  )
}
