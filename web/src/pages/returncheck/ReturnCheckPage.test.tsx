import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { SessionInfo } from '../../api/types'
import { checkUpload } from '../data/upload'
import ReturnCheckPage from './ReturnCheckPage'
import { lineOf, openAt } from './testing'

type Answers = Parameters<typeof openAt>[2]
const open = (answers: Answers = {}, account: Partial<SessionInfo['account']> = {}) =>
  openAt(
    '/return-check',
    <ReturnCheckPage />,
    { 'GET /api/return-checks': { body: [lineOf()] }, ...answers },
    account,
  )
const box = () => within(screen.getByRole('region', { name: 'Check a return' }))
const file = (name: string) => new File(['CHILD'], name)
const send = () => userEvent.click(box().getByRole('button', { name: 'Check the return' }))
const job = {
  id: 'j1',
  state: 'done',
  stage: '',
  percent: 100,
  import_id: null,
  check_id: 5,
  sentence: '431 children: 121 findings.',
}
const form = (asked: Awaited<ReturnType<typeof open>>) =>
  asked.find((each) => each.method === 'POST')?.body as FormData
const names = (files: FormDataEntryValue[]) => files.map((each) => (each as File).name)

afterEach(() => checkUpload.dismiss())

describe('the checks', () => {
  it('say what was found, what changed, and never pass what was not run', async () => {
    await open({
      'GET /api/return-checks': { body: [lineOf({ noted: 2 }), lineOf({ id: 4, files_kept_until: null })] },
    })
    const [latest, first] = await screen.findAllByRole('listitem')
    expect(latest?.textContent).toMatch(
      /120 errors \(2 accepted here, still errors for the DfE\), 1 query, 3 queries accepted\. 6 new, 4 gone since/,
    )
    expect(latest?.textContent).toContain('12 rules not run.')
    expect(latest?.textContent).toContain('The files are deleted on 12 Mar 2026.')
    expect(first?.textContent).toContain('The first check of this return.')
    expect(first?.textContent).toContain('The files are deleted; the result stays.')
    expect(within(latest!).getByRole('link').getAttribute('href')).toBe('/return-check/5')
  })

  it('say how to begin when there are none', async () => {
    await open({ 'GET /api/return-checks': { body: [] } })
    expect(await screen.findByRole('heading', { name: 'No return has been checked yet' })).toBeTruthy()
    expect(screen.getByText(/Drop the files of your return on this page/)).toBeTruthy()
  })

  it('are read again on request when they could not be', async () => {
    await open({ 'GET /api/return-checks': [{ status: 500, body: {} }, { body: [lineOf()] }] })
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: /^2025-26 return/ })).toBeTruthy()
  })
})

describe('sending files', () => {
  it('is offered only to those who may', async () => {
    await open({}, { can_import: false })
    await screen.findByRole('link', { name: /^2025-26 return/ })
    expect(screen.queryByRole('region', { name: 'Check a return' })).toBeNull()
  })

  it("keeps this year's and last year's apart, and leads to what was found", async () => {
    const asked = await open({
      'POST /api/return-checks': { status: 202, body: { job: 'j1' } },
      'GET /api/jobs/j1': { body: job },
    })
    await userEvent.upload(box().getByLabelText('This year’s files'), [file('header.csv'), file('oc2.csv')])
    await userEvent.upload(box().getByLabelText(/Last year’s files/), file('last.zip'))
    await userEvent.type(box().getByLabelText(/Collection year/), '2026')
    await send()
    const link = await box().findByRole('link', { name: 'See what was found' })
    expect(link.getAttribute('href')).toBe('/return-check/5')
    expect(box().getByText(job.sentence)).toBeTruthy()
    expect(names(form(asked).getAll('files'))).toEqual(['header.csv', 'oc2.csv'])
    expect(names(form(asked).getAll('previous'))).toEqual(['last.zip'])
    expect([form(asked).get('year'), form(asked).get('rules')]).toEqual(['2026', null])
  })

  it('takes files dropped anywhere as this year’s, and on last year’s part as last year’s', async () => {
    await open()
    const drop = (on: Element, name: string) =>
      fireEvent.drop(on, { dataTransfer: { types: ['Files'], files: [file(name)], items: [] } })
    drop(document.body, 'header.csv')
    drop(box().getByText(/^Many rules compare/), 'header_2025.csv')
    const chosen = (name: RegExp) => within(box().getByRole('list', { name })).getAllByRole('listitem')
    expect(chosen(/This year/).map((each) => each.textContent)).toEqual([
      expect.stringMatching(/^header\.csv/),
    ])
    expect(chosen(/Last year/)[0]?.textContent).toContain('header_2025.csv')
  })

  it('can take a file out again, and takes the later of two with one name', async () => {
    const asked = await open({
      'POST /api/return-checks': { body: { job: 'j1' } },
      'GET /api/jobs/j1': { body: job },
    })
    const input = box().getByLabelText('This year’s files')
    await userEvent.upload(input, [file('header.csv'), file('wrong.csv')])
    await userEvent.upload(input, new File(['CHILD,SEX'], 'header.csv'))
    await userEvent.click(box().getByRole('button', { name: 'Remove wrong.csv' }))
    await send()
    await box().findByText(job.sentence)
    const sent = form(asked).getAll('files') as File[]
    expect(sent.map(({ name, size }) => [name, size])).toEqual([['header.csv', 9]])
  })

  it('sends nothing without files or with a year that is none, and says why', async () => {
    const asked = await open()
    await userEvent.type(box().getByLabelText(/Rules of another year/), '26')
    await send()
    const alerts = box().getAllByRole('alert')
    expect(alerts[0]?.textContent).toContain('Choose this year’s files first')
    expect(alerts[1]?.textContent).toContain('Give the year in which the return ends')
    expect(asked.some((each) => each.method === 'POST')).toBe(false)
  })

  it.each([
    [
      'at the door',
      { 'POST /api/return-checks': { status: 413, body: { detail: 'The upload is larger than 200 MB.' } } },
      'The files were not checked. The upload is larger than 200 MB.',
    ],
    [
      'when they are read',
      {
        'POST /api/return-checks': { body: { job: 'j1' } },
        'GET /api/jobs/j1': {
          body: { ...job, state: 'refused', check_id: null, sentence: 'The zip would unpack to 40 GB.' },
        },
      },
      'Refused; nothing was kept. The zip would unpack to 40 GB.',
    ],
  ])('refused %s is told in the server’s words, and the files stay chosen', async (_, answers, words) => {
    await open(answers)
    await userEvent.upload(box().getByLabelText('This year’s files'), file('return.zip'))
    await send()
    const told = await box().findByText(
      (_text, element) => element?.tagName === 'P' && element.textContent === words,
    )
    expect(told).toBeTruthy()
    expect(box().queryByRole('link', { name: 'See what was found' })).toBeNull()
    expect(box().getByRole('button', { name: 'Remove return.zip' })).toBeTruthy()
  })
})
