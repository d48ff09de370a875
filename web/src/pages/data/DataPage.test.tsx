import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router-dom'
import { afterEach, describe, expect, it } from 'vitest'
import type { ImportLine, ImportProblem, SessionInfo } from '../../api/types'
import { DiscreetProvider } from '../../app/discreet'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { AnnounceProvider } from '../../ui/announce'
import { conflict, serve, sessionOf } from '../child/testing'
import DataPage from './DataPage'
import { upload } from './upload'

const imported: ImportLine = {
  id: 3,
  at: '2026-02-10T08:40:11Z',
  by: 'AK',
  state: 'done',
  source_name: '9 files',
  years: [2026],
  children: 431,
  episodes: 1604,
  problems: 137,
  added: 212,
  changed: 0,
  withdrawn: 3,
  unchanged: 5210,
  sentence: 'Came in with 9 files.',
}

function SignedIn() {
  return useSessionDoor().state.kind === 'signed-in' ? <DataPage /> : null
}
async function open(
  answers: Parameters<typeof serve>[0] = {},
  account: Partial<SessionInfo['account']> = {},
  path = '/data',
) {
  const asked = serve({
    'GET /api/session': { body: sessionOf(account) },
    'GET /api/imports': { body: [imported] },
    'GET /api/conflicts': { body: [] },
    ...answers,
  })
  render(
    <MemoryRouter initialEntries={[path]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SessionProvider>
        <DiscreetProvider>
          <AnnounceProvider>
            <SignedIn />
          </AnnounceProvider>
        </DiscreetProvider>
      </SessionProvider>
    </MemoryRouter>,
  )
  await screen.findByRole('heading', { level: 1 })
  return asked
}
afterEach(() => upload.dismiss())

describe('imports', () => {
  it('says what came, what changed and how many problems there were', async () => {
    await open()
    const line = await screen.findByRole('listitem')
    expect(line.textContent).toMatch(/9 files.*2026.*Done/)
    expect(line.textContent).toContain('212 added, 3 withdrawn, 5\u202f210 as before')
    expect(within(line).getByRole('link', { name: /137/ }).getAttribute('href')).toBe('/data?import=3')
  })

  it('says what will be here when nothing has come in', async () => {
    await open({ 'GET /api/imports': { body: [] } })
    expect(await screen.findByRole('heading', { name: 'Nothing has come in yet' })).toBeTruthy()
  })

  it('says that they cannot be read, and reads them again on request', async () => {
    await open({ 'GET /api/imports': [{ status: 500, body: {} }, { body: [imported] }] })
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Came in with 9 files.')).toBeTruthy()
  })
})

describe('bringing files in', () => {
  it('is offered only to those who may import', async () => {
    await open({ 'GET /api/conflicts': { body: [conflict] } }, { can_import: false })
    expect(await screen.findByText('Came in with 9 files.')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Bring data in' })).toBeNull()
    expect(screen.queryByRole('button', { name: /Use the imported/ })).toBeNull()
    expect(screen.getByText(/A manager can settle these/)).toBeTruthy()
  })

  it('takes files dropped anywhere, tells the outcome and shows the new import', async () => {
    const outcome = {
      id: 'j1',
      state: 'done',
      stage: '',
      percent: 100,
      import_id: 4,
      sentence: '2 files: 9 rows added.',
    }
    const asked = await open({
      'GET /api/imports': [{ body: [] }, { body: [imported] }],
      'POST /api/imports': { status: 202, body: { job: 'j1' } },
      'GET /api/jobs/j1': { body: outcome },
    })
    await screen.findByRole('heading', { name: 'Nothing has come in yet' })
    const files = [new File(['a'], 'header.csv'), new File(['b'], 'episodes.csv')]
    fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files, items: [] } })
    const box = within(screen.getByRole('region', { name: 'Bring data in' }))
    expect(await box.findByText('2 files: 9 rows added.')).toBeTruthy()
    expect(box.getByRole('link', { name: 'See its problems' }).getAttribute('href')).toBe('/data?import=4')
    expect(await screen.findByText('Came in with 9 files.')).toBeTruthy()
    const form = asked.find((each) => each.method === 'POST')?.body as FormData
    expect(form.getAll('files')).toHaveLength(2)
  })

  it('explains a dropped folder instead of sending nothing', async () => {
    const asked = await open()
    const folder = { webkitGetAsEntry: () => ({ isDirectory: true }) }
    fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [], items: [folder] } })
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
      sentence: 'The zip holds no file of a return.',
    }
    await open({ 'POST /api/imports': { body: { job: 'j1' } }, 'GET /api/jobs/j1': { body: refused } })
    await userEvent.upload(screen.getByLabelText('Or choose files'), new File(['x'], 'return.zip'))
    expect(await screen.findByText('Refused; nothing was changed.')).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'See its problems' })).toBeNull()
  })
})

describe('settling', () => {
  it('sends the choice and takes the line away', async () => {
    const asked = await open({
      'GET /api/conflicts': [{ body: [conflict] }, { body: [] }],
      'POST /api/conflicts/settle': { status: 204 },
    })
    await userEvent.click(await screen.findByRole('button', { name: /Use the imported date/ }))
    await waitFor(() => expect(screen.getByText(/No imported date disagrees/)).toBeTruthy())
    expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({
      child: 7,
      counts: 'imported',
      imported_on: '2026-01-02',
    })
  })

  it('hides the name in discreet mode', async () => {
    sessionStorage.setItem('homeward-discreet', 'on')
    await open({ 'GET /api/conflicts': { body: [conflict] } })
    expect(await screen.findByRole('link', { name: 'Child (name hidden)' })).toBeTruthy()
    expect(document.body.textContent).not.toContain('Mia')
  })
})

describe('problems', () => {
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
    expect(kinds[0]).toMatch(/^80episodes\.csvDEC… is not a date\./)
    expect(kinds[1]).toMatch(/^40header\.csvSEX… is not a code of sex\./)
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
})
