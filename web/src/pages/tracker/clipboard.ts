// Reads the text that a spreadsheet puts on the clipboard: rows of cells. A cell that holds a line
// break, a tab or a quotation mark may stand in quotation marks, with those inside it doubled. A mark
// that is never closed is part of the text. The line break that Windows adds at the end is no row.
export function readClipboard(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const rows: string[][] = [[]]
  let at = 0
  for (;;) {
    const cell = cellAt(source, at)
    rows[rows.length - 1]?.push(cell.text)
    if (cell.end >= source.length) return rows
    if (source[cell.end] === '\n') rows.push([])
    at = cell.end + 1
  }
}

const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y
const plain = /[^\t\n]*/y

function cellAt(source: string, start: number): { text: string; end: number } {
  quoted.lastIndex = start
  const found = quoted.exec(source)
  if (found) return { text: (found[1] ?? '').replace(/""/g, '"'), end: quoted.lastIndex }
  plain.lastIndex = start
  return { text: plain.exec(source)?.[0] ?? '', end: plain.lastIndex }
}
