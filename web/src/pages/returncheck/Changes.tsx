// What is new and what is gone since the check before of the same collection year.
import type { ReturnCheck } from '../../api/types'
import { PageLink } from '../../app/PageLink'
import { formatNumber } from '../../dates/format'
import { yearInWords } from '../../dates/year'
import { counted } from './words'

const firstLines = 5

export function Changes({ check }: { check: ReturnCheck }) {
  const fresh = check.rules.filter((rule) => rule.new > 0)
  return (
    <section className="check-changes" aria-labelledby="changes">
      <h2 id="changes" className="govuk-heading-m">
        Since the last check
        {check.previous_check_id !== null &&
          `: ${formatNumber(check.new)} new, ${formatNumber(check.gone)} gone`}
      </h2>
      {check.previous_check_id === null ? (
        <p>There is no earlier check of the {yearInWords(check.collection_year)} return to compare with.</p>
      ) : (
        <>
          <p>
            Compared with{' '}
            <PageLink to={`/return-check/${check.previous_check_id}`}>the check before</PageLink>.
            {fresh.length === 0 && check.gone_rules.length === 0 && ' Nothing has changed.'}
          </p>
          <div className="check-two">
            <Lines
              title="New"
              none="Nothing new."
              lines={fresh.map(({ rule, sentence, new: count }) => ({
                rule,
                sentence,
                count,
                to: `/return-check/${check.id}?rule=${encodeURIComponent(rule)}&show=new`,
              }))}
              all={check.new > 0 ? `/return-check/${check.id}?show=new` : null}
            />
            <Lines
              title="Gone"
              none="Nothing gone."
              lines={check.gone_rules.map(({ rule, sentence, findings }) => ({
                rule,
                sentence,
                count: findings,
                to: null,
              }))}
              all={null}
            />
          </div>
        </>
      )}
    </section>
  )
}

interface Line {
  rule: string
  sentence: string
  count: number
  to: string | null
}

function Lines({
  title,
  none,
  lines,
  all,
}: {
  title: string
  none: string
  lines: Line[]
  all: string | null
}) {
  const item = ({ rule, sentence, count, to }: Line) => (
    <li key={rule}>
      <span className="check-code">{rule}</span>
      <span>{sentence}</span>
      <span className="check-lines__count">
        {to ? (
          <PageLink to={to}>
            {formatNumber(count)} {title.toLowerCase()}
            <span className="govuk-visually-hidden"> of rule {rule}</span>
          </PageLink>
        ) : (
          `${formatNumber(count)} ${title.toLowerCase()}`
        )}
      </span>
    </li>
  )
  const more = lines.slice(firstLines)
  return (
    <div>
      <h3 className="govuk-heading-s">{title}</h3>
      {lines.length === 0 ? (
        <p className="hw-muted">{none}</p>
      ) : (
        <ul className="check-lines">{lines.slice(0, firstLines).map(item)}</ul>
      )}
      {more.length > 0 && (
        <details className="check-details">
          <summary>{counted(more.length, 'more rule')}</summary>
          <ul className="check-lines">{more.map(item)}</ul>
        </details>
      )}
      {all && (
        <p>
          <PageLink to={all}>All that is new, row by row</PageLink>
        </p>
      )}
    </div>
  )
}
