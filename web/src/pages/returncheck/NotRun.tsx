// Rules in force that were not run: why, and how to get what they lack. Never shown as passed.
import { useMemo } from 'react'
import type { RuleNotRun } from '../../api/types'
import { counted, notRunGroups, type Checked } from './words'

export function NotRun({ rules, of }: { rules: RuleNotRun[]; of: Checked }) {
  const groups = useMemo(() => notRunGroups(rules, of), [rules, of])
  if (rules.length === 0) return null
  return (
    <section className="check-not-run" aria-labelledby="not-run">
      <h2 id="not-run" className="govuk-heading-m">
        Not run: {counted(rules.length, 'rule')}
      </h2>
      <p>
        These rules say nothing about {of === 'files' ? 'this return' : 'the record yet'}: they are neither
        passed nor failed.
      </p>
      <ul className="check-groups">
        {groups.map((group) => (
          <li key={group.why}>
            <p>
              <strong>{group.why}</strong> {group.remedy}
            </p>
            <details className="check-details">
              <summary>
                {counted(group.rules.length, 'rule')}
                <span className="govuk-visually-hidden"> not run. {group.why}</span>
              </summary>
              <ul className="check-lines">
                {group.rules.map(({ rule, sentence }) => (
                  <li key={rule}>
                    <span className="check-code">{rule}</span>
                    <span>{sentence}</span>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
