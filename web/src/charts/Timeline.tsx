// A child's time in care drawn to scale, and the same as a table. Arrow keys walk the items.
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { IsoDate, Timeline as TimelineData } from '../api/types'
import { formatDay } from '../dates/format'
import { TimelineDrawing } from './TimelineDrawing'
import { layOut } from './timelineLayout'
import { TimelineLegend } from './TimelineLegend'
import { TimelineTable } from './TimelineTable'
import { stepItem, zoomRange, type Zoom } from './timelineGeometry'
import { timelineItems } from './timelineItems'
import './timeline.css'

interface Props {
  timeline: TimelineData
  asOf: IsoDate
  today: IsoDate
  inCareSince: IsoDate | null
  bornOn: IsoDate | null
}

const zooms: { id: Zoom; words: string }[] = [
  { id: 'period', words: 'This time in care' },
  { id: 'year', words: 'Last 12 months' },
  { id: 'all', words: 'All' },
]
const unmeasuredWidth = 960

// The width of the element in whole pixels, followed as the window changes.
function useWidth() {
  const ref = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(unmeasuredWidth)
  useEffect(() => {
    const element = ref.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver((entries) => {
      const measured = Math.floor(entries[0]?.contentRect.width ?? 0)
      if (measured > 0) setWidth(measured)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, width }
}

export function Timeline({ timeline, asOf, today, inCareSince, bornOn }: Props) {
  const [zoom, setZoom] = useState<Zoom>('period')
  const [chosen, setChosen] = useState<string | null>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  const { ref, width } = useWidth()
  const helpId = useId()

  const items = useMemo(() => timelineItems(timeline, asOf), [timeline, asOf])
  const drawn = useMemo(
    () => layOut(items, zoomRange(timeline, asOf, inCareSince, zoom), width, asOf, bornOn),
    [items, timeline, asOf, inCareSince, zoom, width, bornOn],
  )
  const shown = useMemo(() => {
    const ids = new Set(drawn.lanes.flatMap((lane) => lane.items.map((placed) => placed.item.id)))
    return items.filter((item) => ids.has(item.id))
  }, [drawn, items])

  if (items.length === 0) {
    return (
      <p className="govuk-body">
        Nothing is recorded to draw yet. Homes, legal status and reviews appear here once a return has been
        imported or a milestone is recorded below.
      </p>
    )
  }

  const index = shown.findIndex((item) => item.id === chosen)
  const current = shown[index]
  const told = (hovered === null ? undefined : shown.find((item) => item.id === hovered)) ?? current

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setChosen(null)
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = stepItem(shown, index, event.key)
    if (next === index && !event.key.startsWith('Arrow')) return
    event.preventDefault()
    setChosen(shown[next]?.id ?? null)
  }
  // The first Tab into the drawing starts at what is latest: that is what people come for.
  const onFocus = () => {
    if (chosen !== null && index >= 0) return
    const latest = shown.filter((item) => item.on <= asOf).pop() ?? shown[0]
    setChosen(latest?.id ?? null)
  }

  const readout = told
    ? told.sentence
    : shown.length > 0
      ? 'Point at anything, or walk with the arrow keys: left and right in time, up and down between lanes.'
      : 'Nothing happened in the time shown. Choose All to see everything.'

  return (
    <div className="timeline">
      <div className="timeline__zoom" role="group" aria-label="Time shown">
        {zooms.map(({ id, words }) => (
          <button
            key={id}
            type="button"
            aria-pressed={zoom === id}
            onClick={() => {
              setZoom(id)
              setChosen(null)
            }}
          >
            {words}
          </button>
        ))}
      </div>
      <div ref={ref} className="timeline__measure">
        <div
          className="timeline__walk"
          role="slider"
          tabIndex={0}
          aria-label="Timeline"
          aria-describedby={helpId}
          aria-valuemin={shown.length > 0 ? 1 : 0}
          aria-valuemax={shown.length}
          aria-valuenow={index + 1}
          aria-valuetext={current ? `${index + 1} of ${shown.length}. ${current.sentence}` : 'Nothing chosen'}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
        >
          <TimelineDrawing
            layout={drawn}
            asOfWords={asOf === today ? 'Today' : `As of ${formatDay(asOf)}`}
            chosen={told?.id ?? null}
            onHover={setHovered}
            onChoose={setChosen}
          />
        </div>
      </div>
      <p className="timeline__readout" aria-hidden="true">
        {readout}
      </p>
      <p id={helpId} className="govuk-visually-hidden">
        Left and right arrow keys go from one event to the next in time, up and down go between lanes. The
        table below holds the same.
      </p>
      <TimelineLegend items={shown} />
      <TimelineTable items={items} asOf={asOf} />
    </div>
  )
}
