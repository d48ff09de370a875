// Which files were checked, and as what they were read.
import type { ReturnCheck } from '../../api/types'
import { formatNumber } from '../../dates/format'
import { yearInWords } from '../../dates/year'
import { Scrolling } from './Scrolling'
import { tableInWords } from './words'

export function Files({ files }: { files: ReturnCheck['files'] }) {
  return (
    <details className="check-details">
      <summary>The files that were checked</summary>
      <Scrolling label="The files">
        <table className="data-table check-file-table">
          <caption className="govuk-visually-hidden">Files</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Read as</th>
              <th scope="col">Return</th>
              <th scope="col" className="number">
                Rows
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={`${file.year} ${file.name} ${file.table}`}>
                <th scope="row">{file.name}</th>
                <td>{tableInWords(file.table)}</td>
                <td>{yearInWords(file.year)}</td>
                <td className="number">{formatNumber(file.rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </details>
  )
}
