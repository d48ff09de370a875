// The SVG of a timeline. It is a picture: words for people who listen come from Timeline and its table.
import { useId } from 'react'
import { HomePatterns, homeFill, isPatterned } from './HomePatterns'
import type { DrawnLane, Layout } from './timelineLayout'
import { fitLabel } from './timelineLayout'
import type { PlacedItem } from './timelineGeometry'
import { targetSign } from './timelineItems'

interface Props {
  layout: Layout
  asOfWords: string
  chosen: string | null
  onHover: (id: string | null) => void
  onChoose: (id: string) => void
}

export function TimelineDrawing({ layout, asOfWords, chosen, onHover, onChoose }: Props) {
  const patterns = useId().replace(/[^a-zA-Z0-9]/g, '')
  const { width, height, scale, todayX, axisTop } = layout
  const todayShown = todayX >= scale.left && todayX <= scale.right
  const todayAtEnd = todayX > width - 90
  return (
    <svg
      className="timeline__svg"
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      aria-hidden="true"
      focusable="false"
      onPointerLeave={() => onHover(null)}
    >
      <HomePatterns prefix={patterns} />
      {layout.lanes.map((lane, index) => (
        <LaneBand key={lane.id} lane={lane} layout={layout} odd={index % 2 === 1} />
      ))}
      {todayShown && (
        <rect
          className="tl-ahead"
          x={todayX}
          y={layout.lanes[0]?.top ?? 0}
          width={Math.max(0, scale.right - todayX)}
          height={axisTop - (layout.lanes[0]?.top ?? 0)}
        />
      )}
      {layout.ticks.map((tick) => (
        <g key={tick.x} className="tl-tick">
          <line x1={tick.x} x2={tick.x} y1={layout.lanes[0]?.top ?? 0} y2={axisTop + 4} />
          <text x={Math.min(tick.x + 2, width - 28)} y={axisTop + 14}>
            {tick.label}
          </text>
        </g>
      ))}
      {layout.birthdays.map((birthday) =>
        todayShown && Math.abs(birthday.x - todayX) < (todayAtEnd ? 110 : 80) ? null : (
          <text
            key={birthday.age}
            className="tl-age"
            x={Math.max(22, Math.min(birthday.x, width - 22))}
            y={11}
            textAnchor="middle"
          >
            {birthday.age === 0 ? 'born' : `age ${birthday.age}`}
          </text>
        ),
      )}
      {layout.lanes.map((lane) =>
        lane.items.map((placed) => (
          <g
            key={placed.item.id}
            data-item={placed.item.id}
            className={placed.item.id === chosen ? 'tl-item tl-item--chosen' : 'tl-item'}
            onPointerEnter={() => onHover(placed.item.id)}
            onClick={() => onChoose(placed.item.id)}
          >
            <title>{placed.item.sentence}</title>
            <ItemShape placed={placed} lane={lane} patterns={patterns} scaleRight={scale.right} />
          </g>
        )),
      )}
      {layout.lanes.map((lane) =>
        lane.items.map((placed) =>
          showsMove(placed) ? <MoveMark key={placed.item.id} placed={placed} lane={lane} /> : null,
        ),
      )}
      {todayShown && (
        <g className="tl-today">
          <line x1={todayX} x2={todayX} y1={12} y2={axisTop} />
          <text x={todayAtEnd ? todayX + 4 : todayX} y={10} textAnchor={todayAtEnd ? 'end' : 'middle'}>
            {asOfWords}
          </text>
        </g>
      )}
    </svg>
  )
}

function showsMove({ item, cutRight }: PlacedItem): boolean {
  return item.moved && !cutRight
}

function LaneBand({ lane, layout, odd }: { lane: DrawnLane; layout: Layout; odd: boolean }) {
  return (
    <g className="tl-lane">
      <rect
        className={odd ? 'tl-band tl-band--odd' : 'tl-band'}
        x={0}
        y={lane.top}
        width={layout.width}
        height={lane.height}
      />
      <text x={4} y={layout.narrow ? lane.top + 13 : lane.rowTop + lane.rowHeight / 2 + 4}>
        {layout.narrow || lane.name.length < 17 ? lane.name : lane.name.split(' and ')[0]}
      </text>
      {lane.items.length === 0 && (
        <text className="tl-none" x={layout.scale.left + 4} y={lane.rowTop + lane.rowHeight / 2 + 4}>
          none recorded in this time
        </text>
      )}
    </g>
  )
}

interface ShapeProps {
  placed: PlacedItem
  lane: DrawnLane
  patterns: string
  scaleRight: number
}

function ItemShape({ placed, lane, patterns, scaleRight }: ShapeProps) {
  const top = lane.rowTop + placed.row * lane.rowHeight
  const middle = top + lane.rowHeight / 2
  if (placed.item.kind === 'bar')
    return <BarShape placed={placed} lane={lane} patterns={patterns} scaleRight={scaleRight} />
  const next = lane.items
    .filter((other) => other.row === placed.row && other.x > placed.x)
    .reduce((nearest, other) => Math.min(nearest, other.x - 8), scaleRight)
  const sign = targetSign(placed.item)
  const signRoom = sign === '' ? 0 : sign.length * 7 + 3
  const start = placed.item.kind === 'target' ? 5 : 10
  const label = fitLabel(placed.item.label, next - placed.x - start - signRoom - 2)
  return (
    <>
      {placed.item.kind === 'target' ? (
        <line
          className={`tl-target tl-target--${placed.item.state ?? 'unknown'}`}
          x1={placed.x}
          x2={placed.x}
          y1={top + 2}
          y2={top + lane.rowHeight - 2}
        />
      ) : lane.id === 'decision' ? (
        <path
          className={placed.item.planned ? 'tl-point tl-point--planned' : 'tl-point'}
          d={`M${placed.x} ${middle - 7}l7 7l-7 7l-7 -7z`}
        />
      ) : (
        <circle
          className={placed.item.planned ? 'tl-point tl-point--planned' : 'tl-point'}
          cx={placed.x}
          cy={middle}
          r={6}
        />
      )}
      <rect className="tl-mark" x={placed.x - 9} y={top} width={18} height={lane.rowHeight} />
      {sign !== '' && (
        <text className={`tl-sign tl-sign--${placed.item.state ?? ''}`} x={placed.x + start} y={middle + 4}>
          {sign}
        </text>
      )}
      {label !== '' && (
        <text className="tl-label" x={placed.x + start + signRoom} y={middle + 4}>
          {label}
        </text>
      )}
    </>
  )
}

function BarShape({ placed, lane, patterns, scaleRight }: ShapeProps) {
  const { item, x, width } = placed
  const top = lane.rowTop + placed.row * lane.rowHeight + 2
  const height = lane.rowHeight - 4
  const inset = item.home && !placed.cutLeft ? 10 : 5 // room for the sign of the move that came before
  const room = width - inset - (showsMove(placed) ? 10 : 3)
  const label = fitLabel(item.label, room)
  const fill = item.home ? homeFill(patterns, item.home) : undefined
  // An open right edge for what goes on: an arrow head, never a wall.
  const head = placed.goesOn && width > 10 ? Math.min(6, scaleRight - x - width + 6) : 0
  const outline = `M${x} ${top}h${Math.max(0, width - head)}l${head} ${height / 2}l${-head} ${height / 2}h${-Math.max(0, width - head)}z`
  return (
    <>
      <path
        className={`tl-bar tl-bar--${item.lane} ${item.home ? `tl-home--${item.home}` : ''}`}
        d={outline}
        {...(fill ? { fill } : {})}
      />
      {label !== '' && (
        <>
          {item.home && isPatterned(item.home) && (
            <rect
              className="tl-plate"
              x={x + inset - 2}
              y={top + 3}
              width={Math.min(room, label.length * 6.4 + 4)}
              height={height - 6}
            />
          )}
          <text className="tl-label" x={x + inset} y={top + height / 2 + 4}>
            {label}
          </text>
        </>
      )}
    </>
  )
}

// Drawn after all homes, so that the next home does not cover how the move to it came.
function MoveMark({ placed, lane }: { placed: PlacedItem; lane: DrawnLane }) {
  const x = placed.x + placed.width
  const middle = lane.rowTop + placed.row * lane.rowHeight + lane.rowHeight / 2
  const planned = placed.item.endedPlanned
  if (planned === true) return <circle className="tl-move tl-move--planned" cx={x} cy={middle} r={4.5} />
  if (planned === false)
    return <path className="tl-move tl-move--unplanned" d={`M${x - 7} ${middle + 6}h14l-7 -13z`} />
  return (
    <g className="tl-unknown-move">
      <circle className="tl-move tl-move--unknown" cx={x} cy={middle} r={6} />
      <text className="tl-sign" x={x} y={middle + 4} textAnchor="middle">
        ?
      </text>
    </g>
  )
}
