// The problems of one import: summed up by kind first, then row by row in the words of the user's files.
import { useCallback, useId, useMemo, useState, type ReactNode } from 'react'
import { isNotFound, sentenceOf } from '../../api/client'
import type { ImportProblem } from '../../api/types'
import { useRead } from '../../api/useRead'
import { useDiscreet } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { EmptyState, ErrorPanel, Skeleton } from '../../ui/ui'
import { fetchProblems, type Problems } from './api'
import { discreetly, filesOf, kindOf, problemKinds } from './problems'

const pageRows = 50
const allFiles = '*' // no file is called so

export function ProblemPage({ importId }: { importId: number }) {
  const { state, reload } = useRead<Problems>(
    useCallback((signal: AbortSignal) => fetchProblems(importId, signal), [importId]),
  )
  return (
    <>
      <p className="data-back">
        <PageLink to="/data">All imports</PageLink>
      </p>
      {state.kind === 'failed' ? (
        <ErrorPanel title="The problems cannot be shown" onRetry={reload}>
          {isNotFound(state.error)
            ? 'There is no such import here. Go back to all imports.'
            : sentenceOf(state.error)}
        </ErrorPanel>
      ) : state.kind === 'loading' ? (
        <Skeleton label="Reading the problems" />
      ) : state.value.problems.length === 0 ? (
        <EmptyState title="No problems">Every row of this import could be used.</EmptyState>
      ) : (
        <ProblemTable {...state.value} />
      )}
    </>
  )
}

export function ProblemTable({ total, problems: given, below = false }: Problems & { below?: boolean }) {
  const { discreet } = useDiscreet()
  const problems = useMemo(() => (discreet ? given.map(discreetly) : given), [discreet, given])
  const Heading = below ? 'h4' : 'h2' // below another heading of the page
  const [file, setFile] = useState<string | null>(null) // null = all; '' = what is about no one file
  const [kind, setKind] = useState('')
  const [page, setPage] = useState(0)
  const id = useId()
  const files = useMemo(() => filesOf(problems), [problems])
  const ofFile = useMemo(
    () => (file !== null ? problems.filter((p) => p.file === file) : problems),
    [problems, file],
  )
  const kinds = useMemo(() => problemKinds(ofFile), [ofFile])
  const rows = useMemo(() => (kind ? ofFile.filter((p) => kindOf(p) === kind) : ofFile), [ofFile, kind])
  const pages = Math.max(1, Math.ceil(rows.length / pageRows))
  const shown = rows.slice(page * pageRows, (page + 1) * pageRows)
  const show = (nextFile: string | null, nextKind: string) => {
    setFile(nextFile)
    setKind(nextKind)
    setPage(0)
  }
  return (
    <>
      <Heading className="govuk-heading-m">
        {formatNumber(total)} {total === 1 ? 'problem' : 'problems'} of {formatNumber(kinds.length)}{' '}
        {kinds.length === 1 ? 'kind' : 'kinds'}
      </Heading>
      {total > problems.length && (
        <p>
          Only the first {formatNumber(problems.length)} are shown. Mend these and import again to see the
          rest.
        </p>
      )}
      <div className="hw-row data-filter">
        <label htmlFor={id}>File</label>
        <select
          id={id}
          className="govuk-select"
          value={file ?? allFiles}
          onChange={(event) => show(event.target.value === allFiles ? null : event.target.value, '')}
        >
          <option value={allFiles}>All files</option>
          {files.map((name) => (
            <option key={name} value={name}>
              {name || 'Whole return'}
            </option>
          ))}
        </select>
      </div>
      <Scrolling label="Problems by kind">
        <table className="data-table">
          <caption>By kind, most frequent first</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                Rows
              </th>
              <th scope="col">File</th>
              <th scope="col">Column</th>
              <th scope="col">What is wrong</th>
              <th scope="col">What was done</th>
              <th scope="col">Show</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((each) => (
              <tr key={each.key} className={each.key === kind ? 'data-table__chosen' : undefined}>
                <td className="number">{formatNumber(each.count)}</td>
                <td>{each.file || 'whole return'}</td>
                <td>{each.column}</td>
                <th scope="row">{each.sentence}</th>
                <td>{each.effect}</td>
                <td>
                  <button
                    type="button"
                    className="hw-link-button"
                    aria-pressed={each.key === kind}
                    onClick={() => show(file, each.key === kind ? '' : each.key)}
                  >
                    {each.key === kind ? 'All kinds' : 'Only these'}
                    <span className="govuk-visually-hidden">: {each.sentence}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <Scrolling label="Problems row by row">
        <Rows
          rows={shown}
          caption={`Row by row${kind ? ', this kind only' : ''}: ${formatNumber(rows.length)} in all`}
        />
      </Scrolling>
      {pages > 1 && (
        <nav className="hw-row" aria-label="Pages of problems">
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          >
            Previous
          </button>
          <span aria-live="polite">
            Page {page + 1} of {formatNumber(pages)}
          </span>
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={page + 1 >= pages}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </nav>
      )}
    </>
  )
}

function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="data-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

function rowWords({ file, row }: ImportProblem): string {
  if (row !== null) return formatNumber(row)
  return file ? 'whole file' : ''
}

function Rows({ rows, caption }: { rows: ImportProblem[]; caption: string }) {
  return (
    <table className="data-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" className="number">
            Row
          </th>
          <th scope="col">Column</th>
          <th scope="col">Found</th>
          <th scope="col">What is wrong</th>
          <th scope="col">What was done</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((problem, index) => (
          <tr key={`${problem.file} ${problem.row ?? ''} ${problem.column} ${index}`}>
            <td>{problem.file || 'whole return'}</td>
            <td className="number">{rowWords(problem)}</td>
            <td>{problem.column}</td>
            <td className="data-table__found">{problem.found}</td>
            <th scope="row">{problem.sentence}</th>
            <td>{problem.effect}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
