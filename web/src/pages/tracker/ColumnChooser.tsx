// Which columns are shown, and in which order, for those who do not drag.
import { useAnnounce } from '../../ui/announce'
import type { NamedTracker } from './named'
import type { View } from './view'

interface Props {
  tracker: NamedTracker
  view: View
  onView: (view: View) => void
  columnIds: readonly string[] // shown, in order; the child comes first and stays there
}

export function ColumnChooser({ tracker, view, onView, columnIds }: Props) {
  const announce = useAnnounce()
  const toggle = (id: string, on: boolean) => {
    const order = tracker.columns.map((column) => column.id)
    const after = on ? [...columnIds, id] : columnIds.filter((each) => each !== id)
    // A column put back returns to its usual place as long as the order was not changed by hand.
    const columns = view.columns ? after : order.filter((each) => after.includes(each))
    onView({ ...view, columns })
  }
  const move = (id: string, title: string, step: 1 | -1) => {
    const to = columnIds.indexOf(id) + step
    if (to < 1 || to >= columnIds.length) return
    const columns = columnIds.filter((each) => each !== id)
    columns.splice(to, 0, id)
    onView({ ...view, columns })
    announce(`${title} is column ${to + 1} of ${columns.length} now.`)
  }
  return (
    <details className="hw-menu">
      <summary>Columns</summary>
      <div className="hw-menu__panel">
        <fieldset className="hw-columns">
          <legend className="govuk-visually-hidden">Columns shown, and their order</legend>
          {tracker.columns
            .filter((column) => column.show !== 'child')
            .map(({ id, title, explanation }) => {
              const at = columnIds.indexOf(id)
              return (
                <div key={id} className="hw-columns__line">
                  <label className="hw-check" title={explanation}>
                    <input
                      type="checkbox"
                      checked={at >= 0}
                      onChange={(event) => toggle(id, event.target.checked)}
                    />
                    {title}
                  </label>
                  {at >= 0 && (
                    <span className="hw-columns__moves">
                      <Move
                        sign="←"
                        label={`Move ${title} left`}
                        end={at <= 1}
                        onMove={() => move(id, title, -1)}
                      />
                      <Move
                        sign="→"
                        label={`Move ${title} right`}
                        end={at === columnIds.length - 1}
                        onMove={() => move(id, title, 1)}
                      />
                    </span>
                  )}
                </div>
              )
            })}
        </fieldset>
        <button type="button" className="hw-link-button" onClick={() => onView({ ...view, columns: null })}>
          Back to this tracker’s own columns
        </button>
      </div>
    </details>
  )
}

// `end`: there is no further place. The button keeps its focus there, and does nothing.
function Move({
  sign,
  label,
  end,
  onMove,
}: {
  sign: string
  label: string
  end: boolean
  onMove: () => void
}) {
  return (
    <button
      type="button"
      className="hw-columns__move"
      aria-label={label}
      aria-disabled={end}
      onClick={onMove}
    >
      {sign}
    </button>
  )
}
