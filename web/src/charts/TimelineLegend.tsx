// What the patterns and signs mean: only those that are on the drawing.
import { useId, type JSX } from 'react'
import { HomePatterns, homeFill, homeKinds } from './HomePatterns'
import { homeWords } from './homes'
import type { TimelineItem } from './timelineItems'

export function TimelineLegend({ items }: { items: TimelineItem[] }) {
  const prefix = useId().replace(/[^a-zA-Z0-9]/g, '')
  const kinds = homeKinds.filter((kind) => items.some((item) => item.home === kind))
  const moved = items.filter((item) => item.moved)
  const signs: { key: string; words: string; sign: JSX.Element }[] = []
  if (moved.some((item) => item.endedPlanned === true))
    signs.push({
      key: 'planned',
      words: 'planned move',
      sign: <circle className="tl-move tl-move--planned" cx={8} cy={8} r={4.5} />,
    })
  if (moved.some((item) => item.endedPlanned === false))
    signs.push({
      key: 'unplanned',
      words: 'unplanned move',
      sign: <path className="tl-move tl-move--unplanned" d="M2 14h12l-6 -12z" />,
    })
  if (moved.some((item) => item.endedPlanned === null))
    signs.push({ key: 'unknown', words: 'not known if planned', sign: <UnknownMove /> })
  if (items.some((item) => item.lane === 'meeting' && !item.planned))
    signs.push({
      key: 'held',
      words: 'meeting or review',
      sign: <circle className="tl-point" cx={8} cy={8} r={6} />,
    })
  if (items.some((item) => item.lane === 'decision' && !item.planned))
    signs.push({
      key: 'decision',
      words: 'decision',
      sign: <path className="tl-point" d="M8 1l7 7l-7 7l-7 -7z" />,
    })
  if (items.some((item) => item.planned))
    signs.push({
      key: 'ahead',
      words: 'planned, not yet held',
      sign: <circle className="tl-point tl-point--planned" cx={8} cy={8} r={6} />,
    })
  if (items.some((item) => item.kind === 'target'))
    signs.push({
      key: 'target',
      words: 'due by (✓ done in time, ! overdue)',
      sign: <line className="tl-target tl-target--running" x1={8} x2={8} y1={1} y2={15} />,
    })
  if (kinds.length + signs.length === 0) return null
  return (
    <ul className="timeline__legend" aria-label="What the signs mean">
      {kinds.map((kind) => (
        <li key={kind}>
          <svg width={22} height={16} aria-hidden="true" focusable="false">
            <HomePatterns prefix={prefix} />
            <rect
              className={`tl-bar tl-bar--home tl-home--${kind}`}
              x={1}
              y={2}
              width={20}
              height={12}
              fill={homeFill(prefix, kind)}
            />
          </svg>
          {homeWords[kind]}
        </li>
      ))}
      {signs.map(({ key, words, sign }) => (
        <li key={key}>
          <svg width={16} height={16} aria-hidden="true" focusable="false">
            {sign}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  )
}

function UnknownMove() {
  return (
    <>
      <circle className="tl-move tl-move--unknown" cx={8} cy={8} r={5.5} />
      <text className="tl-sign" x={8} y={12} textAnchor="middle">
        ?
      </text>
    </>
  )
}
