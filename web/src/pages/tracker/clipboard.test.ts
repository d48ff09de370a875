import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readClipboard } from './clipboard'

const troubled = (name: string) => readFileSync(`../tests/data/trouble/paste/${name}`, 'utf8')

describe('the clipboard of a spreadsheet', () => {
  it('keeps a quoted cell with a line break as one cell', () => {
    expect(readClipboard(troubled('a-clipboard.txt'))).toEqual([
      ['02/11/2026\nput off once'],
      ['03/11/2026'],
      ['04/11/2026'],
    ])
  })

  it('takes the line break that Windows adds at the end for no row', () => {
    expect(readClipboard(troubled('b-clipboard.txt'))).toEqual([['31/02/2026'], ['05/11/2026']])
  })

  it.each<[string, string, string[][]]>([
    ['one cell', '3/2', [['3/2']]],
    ['nothing', '', [['']]],
    ['a block', 'a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['the line breaks of an old Mac', 'a\rb\r', [['a'], ['b']]],
    ['merged cells, which leave empty ones', 'a\t\t\r\n\t\tb\r\n', [['a', '', ''], ['', '', 'b']]],
    ['an empty row in the middle, and one at the end', 'a\n\nb\n\n', [['a'], [''], ['b'], ['']]],
    ['doubled quotation marks', '"say ""no"""\tb', [['say "no"', 'b']]],
    ['a tab and a Windows line break in quotation marks', '"a\tb\r\nc"\td', [['a\tb\nc', 'd']]],
    ['marks inside a plain cell', 'the "old" plan\tb', [['the "old" plan', 'b']]],
    ['a mark that is never closed', '"a\tb\nc', [['"a', 'b'], ['c']]],
    ['a mark closed too early', '"a"b\tc', [['"a"b', 'c']]],
    ['an empty quoted cell', '""\tb', [['', 'b']]],
  ])('%s', (_name, text, rows) => {
    expect(readClipboard(text)).toEqual(rows)
  }) // prettier-ignore
})
