import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  api,
  ApiError,
  ConflictError,
  forgetAnswers,
  onSignedOut,
  sentenceOf,
  setCsrfToken,
  UnknownOutcomeError,
  withQuery,
} from './client'

function answers(status: number, body: unknown, type = 'application/problem+json') {
  const fetch = vi.fn(
    async (_path: string, _request: RequestInit) =>
      new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': type },
      }),
  )
  vi.stubGlobal('fetch', fetch)
  return fetch
}

const failure = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error) // prettier-ignore

describe('talking to the server', () => {
  const signedOut = vi.fn()
  beforeEach(() => {
    signedOut.mockClear()
    onSignedOut(signedOut)
    setCsrfToken('secret')
  })

  it('sends the token with what changes things, and not with what reads', async () => {
    const fetch = answers(200, {})
    await api.put('/api/x', { a: 1 }, { version: 0 })
    await api.get('/api/x')
    const [put, get] = fetch.mock.calls.map(([, request]) => request.headers as Record<string, string>)
    expect(put).toMatchObject({
      'X-CSRF-Token': 'secret',
      'If-Match': '"0"',
      'Content-Type': 'application/json',
    })
    expect(get).not.toHaveProperty('X-CSRF-Token')
    expect(get).not.toHaveProperty('If-Match')
  })

  it('asks again with the tag of what it holds in memory, and takes that when nothing changed', async () => {
    forgetAnswers()
    const tagged = (status: number, body: unknown, tag: string) =>
      new Response(status === 304 ? null : JSON.stringify(body), { status, headers: { ETag: tag } })
    const fetch = vi.fn(async (_path: string, _request: RequestInit) => tagged(200, { rows: 1 }, '"a"'))
    vi.stubGlobal('fetch', fetch)
    const sent = () => (fetch.mock.lastCall?.[1].headers as Record<string, string>)['If-None-Match']
    await api.get('/api/x', { remember: true })
    expect(sent()).toBeUndefined()
    fetch.mockImplementation(async () => tagged(304, null, '"a"'))
    expect(await api.get('/api/x', { remember: true })).toEqual({ rows: 1 })
    expect(sent()).toBe('"a"')
    fetch.mockImplementation(async () => tagged(200, { rows: 2 }, '"b"'))
    expect(await api.get('/api/x', { remember: true })).toEqual({ rows: 2 })
    // Nothing is left once somebody has signed out.
    forgetAnswers()
    await api.get('/api/x', { remember: true })
    expect(sent()).toBeUndefined()
  })

  it('leaves the form of an upload to the browser', async () => {
    const fetch = answers(202, { job: '1' })
    const form = new FormData()
    await api.post('/api/import-readings', form)
    expect(fetch.mock.calls[0]?.[1].body).toBe(form)
    expect(fetch.mock.calls[0]?.[1].headers).not.toHaveProperty('Content-Type')
  })

  it('gives the sentence of a problem', async () => {
    answers(400, { type: 'x', title: 'Date to come', status: 400, detail: 'It cannot have happened yet.' })
    const error = await failure(api.get('/api/x'))
    expect(error).toBeInstanceOf(ApiError)
    expect(sentenceOf(error)).toBe('It cannot have happened yet.')
  })

  it('tells the number of what went wrong in the server', async () => {
    answers(503, {
      type: 'x',
      title: 'x',
      status: 503,
      detail: 'The database is busy.',
      incident: '7K3-9QF',
    })
    expect(sentenceOf(await failure(api.get('/api/x')))).toBe(
      'The database is busy. Tell your administrator this number: 7K3-9QF.',
    )
  })

  it('gives both values of a conflict', async () => {
    const mine = { planned_on: null, happened_on: '2026-02-03' }
    const theirs = { ...mine, happened_on: '2026-02-04', version: 5, by: 'B. Osei', at: '' }
    answers(409, { type: 'x', title: 'x', status: 409, detail: 'x', yours: mine, theirs })
    const error = await failure(api.put('/api/x', mine, { version: 4 }))
    expect(error).toBeInstanceOf(ConflictError)
    expect((error as ConflictError).conflict.theirs.version).toBe(5)
  })

  it('treats a 409 without values as a plain refusal', async () => {
    answers(409, { type: 'x', title: 'x', status: 409, detail: 'Already running.' })
    expect(await failure(api.post('/api/x'))).not.toBeInstanceOf(ConflictError)
  })

  it('notices the end of the session, but not a wrong password', async () => {
    answers(401, { type: 'x', title: 'x', status: 401, detail: 'Sign in.' })
    await failure(api.post('/api/session', {}, { keepSignIn: true }))
    expect(signedOut).not.toHaveBeenCalled()
    await failure(api.get('/api/trackers/joint'))
    expect(signedOut).toHaveBeenCalledOnce()
  })

  it('has a sentence even when the server sends a page or nothing', async () => {
    answers(502, '<html>Bad gateway</html>', 'text/html')
    expect(sentenceOf(await failure(api.get('/api/x')))).toMatch(/server had a fault/)
  })

  it.each([
    ['no answer came', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the answer was cut off', () => Promise.resolve(new Response('{"vers'))],
    ['another answered for it', () => Promise.resolve(new Response('<html>', { status: 502 }))],
  ])('does not say that nothing was saved where %s', async (_case, answer) => {
    vi.stubGlobal('fetch', answer)
    const error = await failure(api.put('/api/x', {}))
    expect(error).toBeInstanceOf(UnknownOutcomeError)
    expect(sentenceOf(error)).toMatch(/^It is not known whether this was saved/)
    expect(sentenceOf(await failure(api.get('/api/x')))).not.toMatch(/saved/)
  })

  it('takes a fault that the server itself tells of as its answer', async () => {
    answers(503, { type: 'x', title: 'x', status: 503, detail: 'The disk is full. Nothing was saved.' })
    expect(await failure(api.put('/api/x', {}))).not.toBeInstanceOf(UnknownOutcomeError)
  })

  it('answers 204 with nothing', async () => {
    answers(204, '')
    expect(await api.delete('/api/session')).toBeUndefined()
  })

  it('leaves unknown out of an address', () => {
    expect(withQuery('/api/x', { as_of: null, offset: 0 })).toBe('/api/x?offset=0')
    expect(withQuery('/api/x', { as_of: null })).toBe('/api/x')
  })
})
