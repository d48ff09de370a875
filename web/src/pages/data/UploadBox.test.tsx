import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import type { LookOver } from '../../api/types'
import { conflict } from '../child/testing'
import { upload } from './upload'
import { imported, open, readJob } from './opened'

afterEach(() => upload.dismiss())

const lookOverOf = (more: Partial<LookOver>): LookOver => ({
  reading: 'r1',
  digest: 'd1',
  source_name: '2 files',
  tables: [{ file: 'episodes.csv', table: 'Episodes', year: 2026, rows: 21 }],
  returns: [
    { year: 2026, told: '2025-26, told by 20 of 21 dates in episodes.csv', children: 12, episodes: 21 },
  ],
  children: 12,
  episodes: 21,
  known: 10,
  new: 2,
  held_elsewhere: 5,
  added: 9,
  changed: 3,
  withdrawn: 1,
  facts: [{ word: 'episode', added: 9, changed: 3, withdrawn: 1 }],
  concerned: [
    { child: 7, number: '566910', added: 0, changed: 3, withdrawn: 1 },
    { child: null, number: '566999', added: 9, changed: 0, withdrawn: 0 },
  ],
  concerned_total: 2,
  absent: [],
  problems: [],
  problems_total: 0,
  warnings: [],
  answers: { year: null, leading_zeros: null },
  ...more,
})
const reading = (lookOver: LookOver) => ({
  'POST /api/import-readings': { status: 202, body: { job: 'j1' } },
  'GET /api/jobs/j1': { body: readJob },
  'GET /api/import-readings/r1': { body: lookOver },
})
const choose = async () =>
  userEvent.upload(await screen.findByLabelText('Or choose files'), new File(['x'], 'return.zip'))

it('is offered only to those who may import', async () => {
  await open({ 'GET /api/conflicts': { body: [conflict] } }, { can_import: false })
  expect(await screen.findByText('Came in with 9 files.')).toBeTruthy()
  expect(screen.queryByRole('heading', { name: 'Bring data in' })).toBeNull()
  expect(screen.queryByRole('button', { name: /Use the imported/ })).toBeNull()
  expect(screen.getByText(/A manager can settle these/)).toBeTruthy()
})

const drop = (on: Element, files: File[], items: unknown[] = []) =>
  fireEvent.drop(on, { dataTransfer: { types: ['Files'], files, items } })
const box = () => screen.getByRole('region', { name: 'Bring data in' })

it('takes files dropped on its box alone, and reads them only', async () => {
  const asked = await open({
    'GET /api/imports': [{ body: [] }, { body: [imported] }],
    'POST /api/import-readings': { status: 202, body: { job: 'j1' } },
    'GET /api/jobs/j1': { body: readJob },
    'GET /api/import-readings/r1': { body: lookOverOf({}) },
  })
  await screen.findByRole('heading', { name: 'Nothing has come in yet' })
  const files = [new File(['a'], 'header.csv'), new File(['b'], 'episodes.csv')]
  drop(document.body, files)
  expect((await screen.findByRole('alert')).textContent).toContain('Drop the files on the box')
  expect(asked.some((each) => each.method === 'POST')).toBe(false)

  drop(box(), files)
  const region = await screen.findByRole('region', { name: 'What importing 2 files would do' })
  const sent = asked.filter((each) => each.method === 'POST')
  expect(sent.map((each) => each.path)).toEqual(['/api/import-readings'])
  expect((sent[0]?.body as FormData).getAll('files')).toHaveLength(2)
  expect(region.textContent).toContain('Nothing is imported yet.')
  expect(region.textContent).toContain(
    '12 children read: 10 known here, 2 new. 5 held here and not in 2025-26.',
  )
  expect(region.textContent).toContain('Facts: 9 added, 3 changed, 1 withdrawn.')
  expect(region.textContent).toContain('2025-26, told by 20 of 21 dates in episodes.csv')
  expect(within(region).getByRole('link', { name: '566910' }).getAttribute('href')).toBe('/children/7')

  // No box stands there now: what is asked comes first, wherever files are dropped.
  drop(document.body, files)
  expect((await screen.findByRole('alert')).textContent).toBe(
    'Import or cancel the files below first. Nothing was sent.',
  )
})

it('imports what was looked over, and shows the new import', async () => {
  const outcome = { ...readJob, id: 'j2', reading: null, import_id: 4, sentence: '9 facts added.' }
  const asked = await open({
    'GET /api/imports': [{ body: [] }, { body: [] }, { body: [imported] }],
    ...reading(lookOverOf({})),
    'POST /api/import-readings/r1/import': { status: 202, body: { job: 'j2' } },
    'GET /api/jobs/j2': { body: outcome },
  })
  await choose()
  await userEvent.click(await screen.findByRole('button', { name: 'Import' }))
  expect(await within(box()).findByText('9 facts added.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'See its problems' }).getAttribute('href')).toBe('/data?import=4')
  expect(await screen.findByText('Came in with 9 files.')).toBeTruthy()
  expect(asked.find((each) => each.path.endsWith('/import'))?.body).toEqual({
    digest: 'd1',
    all_the_same: false,
  })
})

it('keeps what was looked over when the server is away, and lets it be tried again', async () => {
  await open({
    ...reading(lookOverOf({})),
    'POST /api/import-readings/r1/import': [{ lost: true }, { status: 202, body: { job: 'j2' } }],
    'GET /api/jobs/j2': { body: { ...readJob, id: 'j2', reading: null, sentence: '9 facts added.' } },
  })
  await choose()
  await userEvent.click(await screen.findByRole('button', { name: 'Import' }))
  expect((await within(box()).findByRole('alert')).textContent).toContain(
    'the connection to Homeward was lost',
  )
  expect(screen.getByRole('region', { name: 'What importing 2 files would do' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Import' }))
  expect(await within(box()).findByText('9 facts added.')).toBeTruthy()
})

it('says nothing of files below once they are cancelled, and that children are left out of a list', async () => {
  const absent = Array.from({ length: 200 }, (_, i) => ({
    child: i + 1, number: `${i + 1}`, added: 0, changed: 0, withdrawn: 0,
  })) // prettier-ignore
  await open({ ...reading(lookOverOf({ absent })), 'DELETE /api/import-readings/r1': { status: 204 } })
  await choose()
  expect(await screen.findByText(/There may be more than these 200/)).toBeTruthy()
  drop(document.body, [new File(['a'], 'header.csv')])
  expect(await screen.findByText(/Import or cancel the files below first/)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await screen.findByLabelText('Or choose files')
  expect(screen.queryByText(/files below/)).toBeNull()
})

it('keeps a loud warning back until it is ticked, and lets it be cancelled', async () => {
  const loud = lookOverOf({
    known: 0,
    warnings: [
      { kind: 'none_known', sentence: '12 children, none known here.', asks: true, answered: false },
    ],
  })
  const asked = await open({ ...reading(loud), 'DELETE /api/import-readings/r1': { status: 204 } })
  await choose()
  await userEvent.click(await screen.findByRole('button', { name: 'Import' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Tick “Import all the same”')
  expect(asked.some((each) => each.path.endsWith('/import'))).toBe(false)
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByLabelText('Or choose files')).toBeTruthy()
  expect(asked.some((each) => each.method === 'DELETE')).toBe(true)
})

it('asks about leading zeros, and looks over again with the answer', async () => {
  const asks = lookOverOf({
    warnings: [
      { kind: 'leading_zeros', sentence: '2 identifiers equal known ones.', asks: true, answered: false },
    ],
  })
  const asked = await open({
    ...reading(asks),
    'PUT /api/import-readings/r1': { status: 202, body: { job: 'j1' } },
  })
  await choose()
  await userEvent.click(await screen.findByRole('button', { name: 'Import' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Say whether')
  await userEvent.click(screen.getByRole('radio', { name: /same children/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Look over again' }))
  await waitFor(() =>
    expect(asked.find((each) => each.method === 'PUT')?.body).toEqual({
      year: null,
      leading_zeros: 'same_children',
    }),
  )
})

it('lets the year be corrected', async () => {
  const asked = await open({
    ...reading(lookOverOf({})),
    'PUT /api/import-readings/r1': { status: 202, body: { job: 'j1' } },
  })
  await choose()
  await userEvent.selectOptions(await screen.findByLabelText('Collection year'), '2024-25')
  await userEvent.click(screen.getByRole('button', { name: 'Read again with this year' }))
  await waitFor(() =>
    expect(asked.find((each) => each.method === 'PUT')?.body).toMatchObject({ year: '2025' }),
  )
})

it('says what to do when the files are no longer held', async () => {
  await open({
    ...reading(lookOverOf({})),
    'GET /api/import-readings/r1': { status: 404, body: { detail: 'Upload them again.' } },
  })
  await choose()
  expect((await screen.findByRole('alert')).textContent).toContain('Upload them again.')
  await userEvent.click(screen.getByRole('button', { name: 'Choose files again' }))
  expect(await screen.findByLabelText('Or choose files')).toBeTruthy()
})

it('explains a dropped folder instead of sending nothing', async () => {
  const asked = await open()
  const folder = { webkitGetAsEntry: () => ({ isDirectory: true }) }
  drop(box(), [], [folder])
  expect((await screen.findByRole('alert')).textContent).toContain('That is a folder')
  expect(asked.some((each) => each.method === 'POST')).toBe(false)
})

it('tells a refusal as such', async () => {
  const refused = {
    id: 'j1',
    state: 'refused',
    stage: '',
    percent: 100,
    import_id: null,
    reading: null,
    sentence: 'The zip holds no file of a return.',
  }
  await open({
    'POST /api/import-readings': { body: { job: 'j1' } },
    'GET /api/jobs/j1': { body: refused },
  })
  await userEvent.upload(screen.getByLabelText('Or choose files'), new File(['x'], 'return.zip'))
  expect(await screen.findByText('Refused; nothing was changed.')).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'See its problems' })).toBeNull()
})
