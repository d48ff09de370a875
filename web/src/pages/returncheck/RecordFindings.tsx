// Findings over the living record, in plain words: what is asked, about what, and what to do.
import type { RecordFinding } from '../../api/types'
import { severities } from './words'
import './returncheck.css'

export function RecordFindings({ findings }: { findings: RecordFinding[] }) {
  return (
    <ul className="check-record">
      {findings.map((finding, index) => (
        <li key={`${finding.rule} ${finding.about} ${index}`}>
          <p>
            {finding.sentence}{' '}
            {finding.about && <span className="check-record__about">About {finding.about}.</span>}{' '}
            {finding.severity === 'query' && (
              <span className={`clock-tag ${severities.query.tag}`}>{severities.query.word}</span>
            )}
          </p>
          <p className="hw-muted">
            {finding.remedy} Rule {finding.rule}.
          </p>
        </li>
      ))}
    </ul>
  )
}
