import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { upload } from './upload'
import { imported, open, readJob } from './opened'

afterEach(() => upload.dismiss())

describe('imports', () => {
  it('says what came, what changed and how many problems there were', async () => {
    await open()
    const line = await screen.findByRole('listitem')
    expect(line.textContent).toMatch(/9 files.*2025-26.*Done/)
    expect(line.textContent).toContain('212 added, 3 withdrawn, 5,210 as before')
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
