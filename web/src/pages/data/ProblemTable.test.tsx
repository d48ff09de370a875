import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { ImportProblem } from '../../api/types'
import { open } from './opened'

const problems: ImportProblem[] = Array.from({ length: 120 }, (_, i) =>
  i < 80
    ? {
        file: 'episodes.csv',
        row: i + 2,
        column: 'DEC',
        found: `31/02/20${10 + (i % 9)}`,
        sentence: `31/02/20${10 + (i % 9)} is not a date.`,
        effect: 'The row was left out',
      }
    : {
        file: 'header.csv',
        row: i + 2,
        column: 'SEX',
        found: '9',
        sentence: '9 is not a code of sex.',
        effect: 'Kept without it',
      },
)
const page = (offset: number, count: number) => ({
  body: { total: 120, problems: problems.slice(offset, offset + count) },
})
const answers = {
  // The server gives fewer than asked for: the rest must still be read.
  'GET /api/imports/3/problems?offset=0&limit=500': page(0, 70),
  'GET /api/imports/3/problems?offset=70&limit=500': page(70, 70),
}
const table = (name: RegExp) => within(screen.getByRole('table', { name }))

it('are summed up by kind first, all of them, however the server pages', async () => {
  await open(answers, {}, '/data?import=3')
  expect(await screen.findByRole('heading', { name: '120 problems of 2 kinds' })).toBeTruthy()
  const kinds = table(/By kind/)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '')
  expect(kinds[0]).toMatch(/^80episodes\.csvDECThis value is not a date\./)
  expect(kinds[1]).toMatch(/^40header\.csvSEXThis value is not a code of sex\./)
})

it('can be paged, and narrowed to one kind or one file', async () => {
  await open(answers, {}, '/data?import=3')
  await screen.findByRole('heading', { name: /120 problems/ })
  const rows = () => table(/Row by row/).getAllByRole('row').length - 1
  expect(rows()).toBe(50)
  await userEvent.click(screen.getByRole('button', { name: 'Next' }))
  await userEvent.click(screen.getByRole('button', { name: 'Next' }))
  expect(rows()).toBe(20)
  expect(screen.getByRole('button', { name: 'Next' })).toHaveProperty('disabled', true)
  await userEvent.click(screen.getByRole('button', { name: /Only these.*code of sex/ }))
  expect(rows()).toBe(40)
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'File' }), 'episodes.csv')
  expect(screen.getByRole('heading', { name: '120 problems of 1 kind' })).toBeTruthy()
  expect(table(/Row by row/).queryByText('9 is not a code of sex.')).toBeNull()
})
