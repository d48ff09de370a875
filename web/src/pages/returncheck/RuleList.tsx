// Every rule that found something: what must be put right first.
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import type { CheckView } from '../../api/types'
import { formatNumber } from '../../dates/format'
import { EmptyState } from '../../ui/ui'
import { Scrolling } from './Scrolling'
import { byUrgency, kSeverities, openOf } from './words'

export function RuleList({ check }: { check: CheckView }) {
  const rules = useMemo(() => byUrgency(check.rules), [check.rules])
  if (rules.length === 0)
    return (
      <EmptyState title="Nothing was found">
        {check.not_run.length > 0
          ? 'Every rule that could be run passed. Some could not be run: they stand below.'
          : 'Every rule was run and passed.'}
      </EmptyState>
    )
  return (
    <Scrolling label="Findings by rule">
      <table className="data-table check-rules">
        <caption className="govuk-visually-hidden">
          By rule: errors first, then queries, each with most findings first
        </caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" className="number">
              Open
            </th>
            <th scope="col">What is asked</th>
            <th scope="col">Kind</th>
            <th scope="col" className="number">
              Children
            </th>
            <th scope="col" className="number">
              New
            </th>
            <th scope="col" className="number">
              Accepted
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.rule}>
              <td className="check-code">{rule.rule}</td>
              <td className="number">
                <strong>{formatNumber(openOf(rule))}</strong>
              </td>
              <th scope="row">
                <Link
                  to={`/return-check/${check.id}?rule=${encodeURIComponent(rule.rule)}${openOf(rule) === 0 ? '&show=accepted' : ''}`}
                >
                  {rule.sentence}
                </Link>
              </th>
              <td>
                <span className={`clock-tag ${kSeverities[rule.severity].tag}`}>
                  {kSeverities[rule.severity].word}
                </span>
              </td>
              <td className="number">{formatNumber(rule.children)}</td>
              <td className="number">{rule.new > 0 ? formatNumber(rule.new) : ''}</td>
              <td className="number">{rule.accepted > 0 ? formatNumber(rule.accepted) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  )
}
