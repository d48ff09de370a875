import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router-dom'
import { afterEach, describe, expect, it } from 'vitest'
import type {
  Absence,
  ImportLine,
  ImportProblem,
  Job,
  LookOver,
  SessionInfo,
  Unplaced,
} from '../../api/types'
import { DiscreetProvider } from '../../app/discreet'
import { SessionProvider, useSessionDoor } from '../../app/session'
import { AnnounceProvider } from '../../ui/announce'
import { conflict, serve, sessionOf } from '../child/testing'
import DataPage from './DataPage'
import { discreetly } from './problems'
import { upload } from './upload'
import { standingLines } from './useStandingLines'

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
  undone: null,
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
    'GET /api/absences': { body: [] },
    'GET /api/unplaced': { body: [] },
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

const readJob: Job = {
  id: 'j1',
  state: 'done',
  stage: '',
  percent: 100,
  import_id: null,
  check_id: null,
  reading: 'r1',
  sentence: 'Read. Nothing is imported yet.',
}
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
})

describe('undoing an import', () => {
  const plan = {
    import_id: 3,
    digest: 'u1',
    sentence: '212 facts would be taken out.',
    taken_out: 212,
    put_back: 0,
    brought_back: 0,
    children_taken_out: 4,
    later_imports: 1,
    left_total: 1,
    left: [{ child: 7, number: '566910', what: 'child', why: 'people have worked on this child since' }],
  }

  it('says how many facts, asks, then says what was done', async () => {
    const undone = { ...readJob, id: 'j5', reading: null, import_id: 3, sentence: 'Import 3 is undone.' }
    const asked = await open({
      'GET /api/imports/3/undo': { body: plan },
      'POST /api/imports/3/undo': { status: 202, body: { job: 'j5' } },
      'GET /api/jobs/j5': { body: undone },
    })
    await userEvent.click(await screen.findByRole('button', { name: /Undo this import of 9 files/ }))
    expect(await screen.findByText('212 facts would be taken out.')).toBeTruthy()
    expect(screen.getByText(/1 import came in after/)).toBeTruthy()
    expect(screen.getByText(/people have worked on this child since/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Undo this import' }))
    const box = within(screen.getByRole('region', { name: 'Bring data in' }))
    expect(await box.findByText('Import 3 is undone.')).toBeTruthy()
    expect(asked.find((each) => each.method === 'POST')?.body).toEqual({ digest: 'u1' })
  })

  it('is not offered for what is undone, nor to those who may not', async () => {
    const undone = { at: '2026-02-11T09:00:00Z', by: 'AK' }
    await open({ 'GET /api/imports': { body: [{ ...imported, state: 'undone', undone }] } })
    const line = await screen.findByRole('listitem')
    expect(line.textContent).toMatch(/Undone by AK/)
    expect(screen.queryByRole('button', { name: /Undo this import/ })).toBeNull()
  })
})

describe('children no longer in a return', () => {
  const absence: Absence = {
    child: 7,
    number: '566910',
    year: 2026,
    facts: 12,
    outcome: 'open',
    reason: '',
    by: '',
    at: '',
  }

  it('a double click withdraws what the return said of one, who stays in place with the way back', async () => {
    const other = { ...absence, child: 8, number: '566911' }
    const withdrawn: Absence = {
      ...absence,
      facts: 0,
      outcome: 'withdrawn',
      by: 'AK',
      at: '2026-02-11T09:00:00Z',
    }
    const asked = await open({
      // The server lists first who is open.
      'GET /api/absences': [{ body: [absence, other] }, { body: [other, withdrawn] }],
      'POST /api/absences/settle': { status: 204 },
    })
    const named = { name: /Withdraw 12 facts ?, child 566910/ }
    const button = await screen.findByRole('button', named)
    await userEvent.dblClick(button)
    await screen.findByRole('heading', { name: 'Children no longer in a return (1 to settle)' })
    const settled = asked.filter((each) => each.method === 'POST').map((each) => each.body)
    expect(settled).toEqual([{ child: 7, year: 2026, outcome: 'withdrawn' }])
    expect(screen.getByRole('button', named)).toBe(button)
    expect(button).toHaveProperty('disabled', true)
    const [first] = document.querySelectorAll('.data-conflicts > li')
    expect(first?.textContent).toContain('Settled: 12 facts of the 2025-26 return withdrawn.')
    const undo = screen.getByRole('button', { name: 'Undo this, child 566910' })
    expect(document.activeElement).toBe(undo)
    await userEvent.click(undo)
    expect(asked.filter((each) => each.method === 'POST').at(-1)?.body).toMatchObject({ outcome: 'open' })
  })

  it('stay only with a reason', async () => {
    const asked = await open({
      'GET /api/absences': { body: [absence] },
      'POST /api/absences/settle': { status: 204 },
    })
    await userEvent.click(await screen.findByRole('button', { name: /The record stays/ }))
    await userEvent.click(screen.getByRole('button', { name: /Save the reason/ }))
    expect((await screen.findByRole('alert')).textContent).toContain('Say why')
    await userEvent.type(screen.getByLabelText(/Why does the record stay/), 'In the late file')
    await userEvent.click(screen.getByRole('button', { name: /Save the reason/ }))
    await waitFor(() =>
      expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({
        outcome: 'stays',
        reason: 'In the late file',
      }),
    )
  })
})

describe('entries without a period of care', () => {
  const left: Unplaced = {
    child: 7,
    child_label: 'Mia Jones',
    child_initials: 'MJ',
    child_number: '566910',
    course: 31,
    started_on: '2026-06-01',
    ended_on: '2026-08-01',
    entries: ['First planning meeting, happened on Wed 10 Jun 2026'],
    periods: [{ started_on: '2026-11-05', ended_on: null }],
    outcome: 'open',
    by: '',
    at: '',
  }

  it('are put into the period that somebody chooses', async () => {
    const asked = await open({
      'GET /api/unplaced': { body: [left] },
      'POST /api/unplaced/settle': { status: 204 },
    })
    expect(await screen.findByText(/First planning meeting, happened on/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /It belongs to care from .*5 Nov/ }))
    await waitFor(() =>
      expect(asked.find((each) => each.method === 'POST')?.body).toEqual({
        child: 7,
        course: 31,
        outcome: 'joined',
        period_started_on: '2026-11-05',
      }),
    )
  })

  it('that were removed can be brought back', async () => {
    const asked = await open({
      'GET /api/unplaced': { body: [{ ...left, outcome: 'removed', by: 'AK', at: '2026-12-01T09:00:00Z' }] },
      'POST /api/unplaced/settle': { status: 204 },
    })
    expect(await screen.findByText(/removed\. Settled by AK/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /Undo this, entered for care/ }))
    await waitFor(() =>
      expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({ outcome: 'open' }),
    )
  })
})

describe('settling', () => {
  const other = { ...conflict, child: 8, child_number: '566911', child_label: 'Ben Hall' }
  const lines = () =>
    [...document.querySelectorAll('.data-conflicts > li')].map((line) => line.textContent ?? '')

  it('a double click settles one line, which stays in its place', async () => {
    const asked = await open({
      'GET /api/conflicts': [{ body: [conflict, other] }, { body: [other] }],
      'POST /api/conflicts/settle': { status: 204 },
    })
    const settled = () => asked.filter((each) => each.method === 'POST').map((each) => each.body)
    const use = async (at: number) =>
      (await screen.findAllByRole('button', { name: /Use the imported date/ }))[at] as HTMLButtonElement
    const button = await use(0)
    await userEvent.dblClick(button)
    await waitFor(() => expect(screen.getByRole('heading', { name: 'To settle (1)' })).toBeTruthy())
    expect(settled()).toHaveLength(1)
    expect(settled()[0]).toMatchObject({ child: 7, counts: 'imported', imported_on: '2026-01-02' })
    // The button still lies under the pointer, and rests.
    expect(await use(0)).toBe(button)
    expect(button.disabled).toBe(true)
    expect(lines()[0]).toMatch(/Mia Jones.*Settled: the imported date counts, Fri 2 Jan 2026/)
    expect(lines()[1]).toMatch(/Ben Hall/)
    expect(document.activeElement?.textContent).toContain('Settled')
  })

  it('says in its place that somebody else has settled it', () => {
    const keyOf = (line: { id: string }) => line.id
    const before = standingLines([], [{ id: 'a' }, { id: 'b' }], keyOf)
    expect(standingLines(before, [{ id: 'c' }, { id: 'b' }], keyOf)).toEqual([
      { line: { id: 'a' }, there: false },
      { line: { id: 'b' }, there: true },
      { line: { id: 'c' }, there: true },
    ])
  })

  it('hides a postcode that was found wrong, in the table and in its sentence', () => {
    const problem = {
      file: 'episodes.csv',
      row: 2,
      column: 'HOME_POST',
      found: 'AB1 2C',
      sentence: '“AB1 2C” is not a postcode.',
      effect: 'value left out',
    }
    expect(JSON.stringify(discreetly(problem))).not.toContain('AB1')
    expect(discreetly({ ...problem, column: 'LS' })).toEqual({ ...problem, column: 'LS' })
  })

  it('shows initials and number in discreet mode', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    await open({ 'GET /api/conflicts': { body: [conflict] } })
    expect(await screen.findByRole('link', { name: 'MJ 566910' })).toBeTruthy()
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
})
