// A long table about the child, newest first: read only when opened, and its first lines first.
import { useState, type ReactNode } from 'react'

const firstLines = 20

export function Log({ title, children }: { title: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="child-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 className="govuk-heading-m">{title}</h2>
      </summary>
      {open && children()}
    </details>
  )
}

// `rows` are the table's <tr>, `counted` what they are: "changes".
export function LogTable(props: {
  label: string
  caption: string
  heads: string[]
  rows: ReactNode[]
  counted: string
}) {
  const { label, caption, heads, rows, counted } = props
  const [all, setAll] = useState(false)
  return (
    <>
      <div className="child-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="child-table child-log">
          <caption className="govuk-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{all ? rows : rows.slice(0, firstLines)}</tbody>
        </table>
      </div>
      {!all && rows.length > firstLines && (
        <button type="button" className="hw-link-button" onClick={() => setAll(true)}>
          Show all {rows.length} {counted}
        </button>
      )}
    </>
  )
}
