import { describe, expect, it } from 'vitest'
import type { Job } from '../../api/types'
import { serve } from '../child/testing'
import { Upload, type UploadState } from './upload'

const job = (more: Partial<Job>): Job => ({
  id: 'j1',
  state: 'running',
  stage: 'Reading the files',
  percent: 0,
  import_id: null,
  check_id: null,
  reading: null,
  sentence: '',
  ...more,
})
const done = job({ state: 'done', percent: 100, import_id: 3, sentence: '9 files: 212 rows added.' })
const files = [new File(['CHILD'], 'header.csv'), new File(['CHILD'], 'episodes.csv')]

function follow() {
  const upload = new Upload(() => Promise.resolve())
  const seen: UploadState[] = []
  upload.subscribe(() => seen.push(upload.current()))
  return { upload, seen }
}

describe('an import on its way', () => {
  it('sends all files as one import and follows it to its end', async () => {
    const asked = serve({
      'POST /api/import-readings': { status: 202, body: { job: 'j1' } },
      'GET /api/jobs/j1': [{ body: job({ percent: 20 }) }, { body: job({ percent: 70 }) }, { body: done }],
    })
    const { upload, seen } = follow()
    await upload.start(files)
    const form = asked[0]?.body as FormData
    expect(form.getAll('files').map((file) => (file as File).name)).toEqual(['header.csv', 'episodes.csv'])
    expect(asked.filter((each) => each.method === 'POST')).toHaveLength(1)
    const percents = seen.flatMap((state) =>
      state.kind === 'working' && state.job ? [state.job.percent] : [],
    )
    expect(percents).toEqual([20, 70])
    expect(upload.current()).toEqual({ kind: 'finished', job: done })
  })

  it('is found again after the page was reloaded, without sending anything twice', async () => {
    sessionStorage.setItem('homeward-import-job', 'j1')
    const asked = serve({ 'GET /api/jobs/j1': { body: done } })
    const { upload } = follow()
    await upload.resume()
    expect(upload.current()).toEqual({ kind: 'finished', job: done })
    expect(asked.map((each) => each.method)).toEqual(['GET'])
    expect(sessionStorage.getItem('homeward-import-job')).toBeNull()
  })

  it('finds a reading that waits for an answer again after each reload', async () => {
    sessionStorage.setItem('homeward-import-job', 'j1')
    serve({ 'GET /api/jobs/j1': { body: job({ state: 'done', percent: 100, reading: 'r1' }) } })
    const { upload } = follow()
    await upload.resume()
    expect(sessionStorage.getItem('homeward-import-job')).toBe('j1')
    upload.dismiss()
    expect(sessionStorage.getItem('homeward-import-job')).toBeNull()
  })

  it('keeps asking while the server does not answer', async () => {
    serve({
      'POST /api/import-readings': { body: { job: 'j1' } },
      'GET /api/jobs/j1': [{ body: job({ percent: 40 }) }, { status: 503, body: {} }, { body: done }],
    })
    const { upload, seen } = follow()
    await upload.start(files)
    const waiting = seen.find((state) => state.kind === 'working' && state.waiting)
    expect(waiting).toMatchObject({ job: { percent: 40 } }) // what was known stays
    expect(upload.current().kind).toBe('finished')
  })

  it.each([
    [
      'the files are refused',
      { 'POST /api/import-readings': { status: 413, body: { detail: 'The files are larger than 512 MB.' } } },
      'larger than 512 MB',
    ],
    [
      'the job is gone',
      { 'POST /api/import-readings': { body: { job: 'j1' } } },
      'can no longer be followed',
    ],
  ])('says so when %s, and can be tried again', async (_, answers, words) => {
    serve(answers)
    const { upload } = follow()
    await upload.start(files)
    expect(upload.current()).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(words) as string,
    })
    serve({ 'POST /api/import-readings': { body: { job: 'j1' } }, 'GET /api/jobs/j1': { body: done } })
    await upload.start(files)
    expect(upload.current().kind).toBe('finished')
  })

  it('does not start a second import beside the first', async () => {
    const asked = serve({
      'POST /api/import-readings': { body: { job: 'j1' } },
      'GET /api/jobs/j1': { body: done },
    })
    const { upload } = follow()
    await Promise.all([upload.start(files), upload.start(files)])
    expect(asked.filter((each) => each.method === 'POST')).toHaveLength(1)
  })
})
