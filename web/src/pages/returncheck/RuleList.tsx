// Every rule that found something: what must be put right first.
import { useMemo } from 'react'
import type { CheckedRule, ReturnCheck } from '../../api/types'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { EmptyState, Headings } from '../../ui/ui'
import { Scrolling } from './Scrolling'
import { byUrgency, counted, severities, openOf, standingOf, stillErrors } from './words'

export function RuleList({ check }: { check: ReturnCheck }) {
  const folded = useMemo(() => check.rules.filter((rule) => rule.folded > 0), [check.rules])
  // What wholly goes with a wrong start has no line of its own.
  const rules = useMemo(
    () => byUrgency(check.rules).filter((rule) => rule.folded === 0 || standingOf(rule) > 0),
    [check.rules],
  )
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
        <Headings
          of={[
            'Rule',
            { number: 'Open' },
            'What is asked',
            'Kind',
            { number: 'Children' },
            { number: 'New' },
            { number: 'Accepted' },
          ]}
        />
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.rule}>
              <td className="check-code">{rule.rule}</td>
              <td className="number">
                <strong>{formatNumber(standingOf(rule))}</strong>
              </td>
              <th scope="row">
                <PageLink
                  to={`/return-check/${check.id}?rule=${encodeURIComponent(rule.rule)}${openOf(rule) === 0 ? '&show=accepted' : ''}`}
                >
                  {rule.sentence}
                </PageLink>
                {rule.noted > 0 && <p className="check-with hw-muted">{stillErrors(rule.noted)}</p>}
                {rule.rule === '502' && folded.length > 0 && (
                  <WithWrongStart check={check.id} rules={folded} />
                )}
              </th>
              <td>
                <span className={`clock-tag ${severities[rule.severity].tag}`}>
                  {severities[rule.severity].word}
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

// One wrong start is one fault: what other rules find in the same episodes is told here.
function WithWrongStart({ check, rules }: { check: number; rules: CheckedRule[] }) {
  const all = rules.reduce((sum, rule) => sum + rule.folded, 0)
  return (
    <p className="check-with hw-muted">
      In the same episodes {counted(all, 'more item')} {all === 1 ? 'differs' : 'differ'} from last year, most
      likely by the wrong start:{' '}
      {rules.map((rule, index) => (
        <span key={rule.rule}>
          {index > 0 && ', '}
          <PageLink to={`/return-check/${check}?rule=${encodeURIComponent(rule.rule)}`}>
            {rule.rule}
          </PageLink>{' '}
          ({formatNumber(rule.folded)})
        </span>
      ))}
    </p>
  )
}
