// The first screen in words: who the child is, their family, their plan, and what is next.
import type { ReactNode } from 'react'
import type { ChildPage, Plan } from '../../api/types'
import { useDiscreet } from '../../app/discreet'
import { PageLink } from '../../app/PageLink'
import { Personal } from '../../app/Personal'
import { stateWords } from '../../clock/words'
import { formatDate, formatDay, formatNumber } from '../../dates/format'
import { nameOf } from './words'

export function Heading({ page }: { page: ChildPage }) {
  const { discreet } = useDiscreet()
  const overdue = page.clocks.filter((clock) => clock.cell.state === 'overdue').length
  const counts: { key: string; href: string; words: string; tag: string }[] = []
  if (overdue > 0)
    counts.push({ key: 'overdue', href: '#clocks', words: `${overdue} overdue`, tag: stateWords.overdue.tag })
  if (page.unknown.length > 0)
    counts.push({
      key: 'unknown',
      href: '#unknown',
      words: `${page.unknown.length} not known`,
      tag: stateWords.unknown.tag,
    })
  const toSettle = page.conflicts.length + page.unplaced.length
  if (toSettle > 0)
    counts.push({
      key: 'conflicts',
      href: '#conflicts',
      words: `${toSettle} to settle`,
      tag: stateWords.due_soon.tag,
    })
  return (
    <header className="child-head">
      <div className="child-head__name">
        <h1 className="govuk-heading-l">{nameOf(page, discreet)}</h1>
        {!discreet && <span className="hw-muted">{page.number}</span>}
        <ul className="child-counts" aria-label="What needs looking at">
          {counts.map(({ key, href, words, tag }) => (
            <li key={key}>
              <a href={href} className={`clock-tag ${tag}`}>
                {words}
              </a>
            </li>
          ))}
        </ul>
        <button type="button" className="hw-link-button child-print" onClick={() => window.print()}>
          Print
        </button>
      </div>
      <dl className="child-facts">
        <Fact term="Age">
          {page.age ?? 'not known'}
          {page.born_on && (
            <span className="hw-muted">
              {' '}
              <Personal kind="birth">born {formatDate(page.born_on)}</Personal>
            </span>
          )}
        </Fact>
        <Fact term={page.in_care ? 'In care since' : 'Was in care from'}>
          {formatDay(page.in_care_since)}
        </Fact>
        <Fact term="Days in care">
          {page.days_in_care === null ? 'not known' : formatNumber(page.days_in_care)}
          {page.share_of_life_percent !== null && (
            <span className="child-share">
              <span className="child-share__bar" aria-hidden="true">
                <span style={{ width: `${page.share_of_life_percent}%` }} />
              </span>
              {page.share_of_life_percent}% of their life
            </span>
          )}
        </Fact>
        <Fact term="Legal status">{page.legal_status || 'not known'}</Fact>
        <Fact term="Home">
          {page.placement || 'not known'}
          {page.placement_since && (
            <span className="hw-muted"> since {formatDate(page.placement_since)}</span>
          )}
          {page.moves_12_months > 0 && (
            <span className="hw-muted">
              {page.moves_12_months} {page.moves_12_months === 1 ? 'move' : 'moves'} in 12 months
            </span>
          )}
        </Fact>
        <Fact term="Worker">
          {page.worker || 'not known'}
          {page.team && <span className="hw-muted"> {page.team}</span>}
        </Fact>
      </dl>
      {!page.in_care && (
        <p className="child-note">
          This child is not in care on {formatDay(page.as_of)}. The page shows the latest time in care.
        </p>
      )}
      {page.permanent && page.in_care && <p className="child-note">A permanent home has been reached.</p>}
    </header>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Family({ page }: { page: ChildPage }) {
  const { discreet } = useDiscreet()
  const group = page.sibling_group
  return (
    <section className="child-card" aria-labelledby="family">
      <h2 id="family" className="govuk-heading-s">
        Brothers and sisters
      </h2>
      {page.siblings.length === 0 ? (
        <p className="hw-muted">None in care here that we know of.</p>
      ) : (
        <ul className="child-list">
          {page.siblings.map((sibling) => (
            <li key={sibling.child}>
              <PageLink to={`/children/${sibling.child}`}>
                {(discreet ? sibling.initials : sibling.name) || sibling.initials || 'Name not known'}
              </PageLink>
              {sibling.age && `, ${sibling.age}`}: {togetherWords(sibling.together)}
              {sibling.placement && <span className="hw-muted">, {sibling.placement}</span>}
            </li>
          ))}
        </ul>
      )}
      {group && (
        <p>
          {group.plan_together === null
            ? 'Whether to plan together is not decided.'
            : group.plan_together
              ? 'Plan: together.'
              : 'Plan: apart.'}{' '}
          {group.reason ? (
            <Personal kind="note">{group.reason}</Personal>
          ) : (
            <span className="hw-muted">No reason recorded.</span>
          )}
        </p>
      )}
    </section>
  )
}

function togetherWords(together: boolean | null): string {
  if (together === null) return 'not known if together'
  return together ? 'living together' : 'living apart'
}

function PlanLine({ plan }: { plan: Plan }) {
  return (
    <>
      <strong>{plan.name}</strong>
      <span className="hw-muted">
        {' '}
        agreed {formatDate(plan.agreed_on)}
        {plan.ended_on && `, ended ${formatDate(plan.ended_on)}`}
      </span>
    </>
  )
}

export function Plans({ page }: { page: ChildPage }) {
  return (
    <section className="child-card" aria-labelledby="plan">
      <h2 id="plan" className="govuk-heading-s">
        Plan
      </h2>
      {page.plan ? (
        <p>
          <PlanLine plan={page.plan} />
        </p>
      ) : (
        <p>No plan for permanence is recorded.</p>
      )}
      {page.parallel_plans.length > 0 && (
        <>
          <p className="child-minor">In parallel</p>
          <ul className="child-list">
            {page.parallel_plans.map((plan) => (
              <li key={`${plan.type} ${plan.agreed_on}`}>
                <PlanLine plan={plan} />
              </li>
            ))}
          </ul>
        </>
      )}
      {page.stage && (
        <p>
          Stage: <strong>{page.stage.name}</strong>, {formatNumber(page.stage.days)}{' '}
          {page.stage.days === 1 ? 'day' : 'days'}
          {page.stage.stuck && (
            <>
              {' '}
              <strong className={`clock-tag ${stateWords.due_soon.tag}`}>Stuck</strong>
            </>
          )}
          {page.stage.share !== null && (
            <span className="hw-muted">. {page.stage.share}% of comparable children left it sooner</span>
          )}
          <span className="child-explained">{page.stage.explanation}</span>
        </p>
      )}
    </section>
  )
}

const firstSteps = 3

export function Next({ page }: { page: ChildPage }) {
  const first = page.next.slice(0, firstSteps)
  const later = page.next.slice(firstSteps)
  return (
    <section className="child-card child-card--next" aria-labelledby="next">
      <h2 id="next" className="govuk-heading-s">
        What is next
      </h2>
      {page.next.length === 0 ? (
        <p>
          {page.permanent || !page.in_care
            ? 'Nothing is waiting.'
            : 'Nothing is waiting on a date we know of.'}
        </p>
      ) : (
        <Steps steps={first} />
      )}
      {later.length > 0 && (
        <details>
          <summary>{later.length} more after that</summary>
          <Steps steps={later} />
        </details>
      )}
    </section>
  )
}

function Steps({ steps }: { steps: ChildPage['next'] }) {
  return (
    <ol className="child-steps">
      {steps.map((step) => (
        <li key={`${step.what} ${step.due_on ?? ''}`}>
          <strong>{step.what}</strong> <span className="child-who">{step.who || 'nobody named yet'}</span>{' '}
          <span className={`clock-tag clock-tag--wrap ${stateWords[step.state].tag}`}>{step.words}</span>
        </li>
      ))}
    </ol>
  )
}
