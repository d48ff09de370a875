import type { ConflictProblem, DoubtsProblem, Problem } from './types'

// One door to the server. Nothing that changes anything is sent twice: a person decides. Addresses never
// carry a name.

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0 = the server could not be reached
    readonly problem: Problem,
  ) {
    super(withIncident(problem.detail || problem.title, problem.incident))
    this.name = 'ApiError'
  }
}

// What went wrong in the server is in its log, under this number.
export const withIncident = (sentence: string, incident: string | undefined): string =>
  incident ? `${sentence} Tell your administrator this number: ${incident}.` : sentence

// Something that changes was sent and no answer of the server came back: it may be done or not.
export class UnknownOutcomeError extends ApiError {
  constructor(status: number) {
    super(status, {
      type: 'about:blank',
      title: 'No answer',
      status,
      detail:
        'It is not known whether this was saved: the connection to Homeward was lost. Look at what stands there before you try again.',
    })
    this.name = 'UnknownOutcomeError'
  }
}

// 409 with both values: someone else saved first.
export class ConflictError extends ApiError {
  constructor(readonly conflict: ConflictProblem) {
    super(409, conflict)
    this.name = 'ConflictError'
  }
}

// 422: likely wrong, though it can be right; the person is asked.
export class DoubtsError extends ApiError {
  constructor(
    readonly doubts: DoubtsProblem['doubts'],
    problem: DoubtsProblem,
  ) {
    super(422, problem)
    this.name = 'DoubtsError'
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
export const isAborted = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'

// A sentence for people, whatever went wrong.
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return 'Something went wrong in this page. Nothing was sent. Reload the page and try again.'
}

let csrfToken = ''
let signedOut: () => void = () => {}

export function setCsrfToken(token: string): void {
  csrfToken = token
}

// Called whenever the server answers 401: the session ended.
export function onSignedOut(handler: () => void): void {
  signedOut = handler
}

interface Options {
  signal?: AbortSignal | undefined
  version?: number | undefined // sent as If-Match; 0 = nothing was there yet
  keepSignIn?: boolean // a 401 is an answer here, not the end of the session
  live?: boolean // the page asks by itself, nobody did anything
  remember?: boolean // keep the answer in this page's memory, so that an unchanged one is not sent again
}

// null: the answer is not the server's own.
async function problemOf(response: Response): Promise<Problem | null> {
  try {
    const body: unknown = await response.json()
    if (body && typeof body === 'object')
      return { ...withoutReason(response.status), ...(body as Partial<Problem>) }
  } catch {
    // not JSON
  }
  return null
}

const withoutReason = (status: number): Problem => ({
  type: 'about:blank',
  title: 'The server could not do this',
  status,
  detail:
    status >= 500
      ? 'The server had a fault. What you see is unchanged; try again in a minute.'
      : 'The server refused this and gave no reason.',
})

const noConnection: Problem = {
  type: 'about:blank',
  title: 'No connection',
  status: 0,
  detail: 'Homeward cannot be reached. Check your connection and try again.',
}

function hasDoubts(problem: Problem): problem is DoubtsProblem {
  return 'doubts' in problem && Array.isArray(problem.doubts)
}

function isConflict(problem: Problem): problem is ConflictProblem {
  return 'yours' in problem && 'theirs' in problem
}

// Answers that are asked for again, with the tag that tells whether they have changed: in the memory of
// this page alone, since the browser keeps nothing of the API on its disk (no-store).
const mostRemembered = 4
const remembered = new Map<string, { tag: string; value: unknown }>()

export function forgetAnswers(): void {
  remembered.clear()
}

// Signing in and out is told by what stands on the page then.
const changes = (method: string, { keepSignIn }: Options) => method !== 'GET' && !keepSignIn

async function answerTo(method: string, path: string, body: unknown, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  let payload: BodyInit | null = null
  if (body instanceof FormData) {
    payload = body
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json'
    payload = JSON.stringify(body)
  }
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  if (options.live) headers['X-Homeward-Live'] = '1'
  const known = options.remember ? remembered.get(path) : undefined
  if (known) headers['If-None-Match'] = known.tag

  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      body: payload,
      credentials: 'same-origin',
      // A small save goes through even when the page is left at once.
      keepalive: typeof payload === 'string' && payload.length < 60_000,
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (isAborted(error)) throw error
    throw changes(method, options) ? new UnknownOutcomeError(0) : new ApiError(0, noConnection)
  }
  if (response.ok || (response.status === 304 && known)) return response
  const told = await problemOf(response)
  if (!told && response.status >= 500 && changes(method, options))
    throw new UnknownOutcomeError(response.status)
  const problem = told ?? withoutReason(response.status)
  if (response.status === 401 && !options.keepSignIn) signedOut()
  if (response.status === 409 && isConflict(problem)) throw new ConflictError(problem)
  if (response.status === 422 && hasDoubts(problem)) throw new DoubtsError(problem.doubts, problem)
  throw new ApiError(response.status, problem)
}

async function request<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const before = options.remember ? remembered.get(path) : undefined
  const response = await answerTo(method, path, body, options)
  if (response.status === 204) return undefined as T
  // What is remembered may have been forgotten meanwhile: somebody signed out.
  if (response.status === 304 && before) return before.value as T
  let value: T
  try {
    value = (await response.json()) as T
  } catch (error) {
    if (isAborted(error)) throw error
    // It was cut off on its way here.
    throw changes(method, options) ? new UnknownOutcomeError(0) : new ApiError(0, noConnection)
  }
  const tag = response.headers.get('ETag')
  if (options.remember && tag) remember(path, { tag, value })
  return value
}

function remember(path: string, answer: { tag: string; value: unknown }): void {
  remembered.delete(path)
  remembered.set(path, answer)
  const oldest = remembered.keys().next().value
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
}

// A file that the server makes, kept where the browser keeps downloads, under the server's name for it.
export async function download(path: string): Promise<void> {
  const response = await answerTo('GET', path, undefined, {})
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ?? 'homeward'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export const api = {
  get: <T>(path: string, options: Options = {}) => request<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: Options = {}) => request<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options: Options = {}) => request<T>('PUT', path, body, options),
  delete: <T>(path: string, options: Options = {}) => request<T>('DELETE', path, undefined, options),
}

// "/api/x" + as_of=… ; null values are left out.
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
