// One child on one screen, for somebody who opens it for the first time.
import { useParams } from 'react-router-dom'
import { isNotFound, sentenceOf } from '../../api/client'
import type { ChildPage as ChildRecord, IsoDate } from '../../api/types'
import { useAsOf } from '../../app/asOf'
import { useDiscreet } from '../../app/discreet'
import { useSession } from '../../app/session'
import { Timeline } from '../../charts/Timeline'
import '../../clock/clock.css'
import { EmptyState, ErrorPanel, HowToRead, Skeleton, useTitle } from '../../ui/ui'
import { ConflictList, useStandingConflicts } from '../data/ConflictList'
import { UnplacedList, useStandingUnplaced } from '../data/UnplacedList'
import { Family, Heading, Next, Plans } from './Brief'
import { Clocks } from './Clocks'
import { Journal } from './Journal'
import { Looks } from './Looks'
import { RecordMilestone } from './RecordMilestone'
import { ReturnFindings } from './ReturnFindings'
import { Unknown } from './Unknown'
import { useChild } from './useChild'
import { withoutNames } from './words'
import './child.css'

export default function ChildPage() {
  const id = Number(useParams()['child'])
  const { asOf } = useAsOf()
  // No name or number: the title ends up in the browser's history.
  useTitle("A child's page")
  if (!Number.isInteger(id) || id <= 0) return <NoSuchChild />
  return <LoadedChild key={`${id} ${asOf ?? ''}`} id={id} asOf={asOf} />
}

function NoSuchChild() {
  return (
    <EmptyState page title="No such child here">
      The child may belong to another authority, or the address is wrong. Use the search above.
    </EmptyState>
  )
}

function LoadedChild({ id, asOf }: { id: number; asOf: IsoDate | null }) {
  const { state, reload } = useChild(id, asOf)
  if (state.kind === 'loading') return <Skeleton label="Opening the child's page" rows={16} />
  if (state.kind === 'failed') {
    if (isNotFound(state.error)) return <NoSuchChild />
    return (
      <ErrorPanel page title="This page cannot be shown now" onRetry={reload}>
        {sentenceOf(state.error)}
      </ErrorPanel>
    )
  }
  return (
    <>
      {state.stale && (
        <ErrorPanel title="This may be out of date" onRetry={reload}>
          Something changed, but the page could not be read again. What you see is as it was.
        </ErrorPanel>
      )}
      <Page page={state.value} live={state.live} onSaved={reload} />
    </>
  )
}

function Page({ page, live, onSaved }: { page: ChildRecord; live: boolean; onSaved: () => void }) {
  const { today, account } = useSession()
  const { discreet } = useDiscreet()
  const editable = account.can_edit && page.known_on === null
  const conflicts = useStandingConflicts(page.conflicts)
  const unplaced = useStandingUnplaced(page.unplaced)
  return (
    <article className="child">
      <Heading page={page} />
      <HowToRead page="child">
        The drawing is to scale: homes, decisions, what is due. A dashed frame or “not known” is a gap
        somebody can fill.
      </HowToRead>
      <div className="child-cards">
        <Next page={page} />
        <Plans page={page} />
        <Family page={page} />
      </div>
      <section aria-labelledby="timeline" className="child-timeline">
        <h2 id="timeline" className="govuk-heading-s">
          Timeline
        </h2>
        <Timeline
          timeline={page.timeline}
          asOf={page.as_of}
          today={today}
          inCareSince={page.in_care_since}
          bornOn={page.born_on}
        />
      </section>
      {editable && <RecordMilestone page={page} today={today} onSaved={onSaved} />}
      <div className="child-columns">
        <Clocks page={page} today={today} editable={editable} onSaved={onSaved} />
        <div>
          {conflicts.length + unplaced.length > 0 && (
            <section aria-labelledby="conflicts">
              <h2 id="conflicts" className="govuk-heading-m">
                To settle
              </h2>
              {conflicts.length > 0 && (
                <ConflictList
                  conflicts={conflicts}
                  showChild={false}
                  editable={account.can_import && editable}
                  onSettled={onSaved}
                />
              )}
              {unplaced.length > 0 && (
                <UnplacedList
                  unplaced={unplaced}
                  showChild={false}
                  editable={account.can_import && editable}
                  onSettled={onSaved}
                />
              )}
            </section>
          )}
          <Unknown page={page} today={today} editable={editable} onSaved={onSaved} />
          {page.known_on === null && <ReturnFindings child={page.id} turn={page} live={live} />}
          <section aria-labelledby="story">
            <h2 id="story" className="govuk-heading-m">
              The story
            </h2>
            {page.story.length === 0 ? (
              <p>The story is told here from the record once a time in care is known.</p>
            ) : (
              <p className="child-story">
                {page.story.map((sentence) => (discreet ? withoutNames(sentence, page) : sentence)).join(' ')}
              </p>
            )}
          </section>
        </div>
      </div>
      <Journal page={page} turn={page} />
      {account.can_see_log && <Looks child={page.id} />}
    </article>
  )
}
