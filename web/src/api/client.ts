import type { ConflictProblem, Problem } from './types'

// One door to the server. Nothing is retried: a person decides. Addresses never carry a name.

export class ApiError extends Error {
  constructor(
    readonly status: number, // 0 = the server could not be reached
    readonly problem: Problem,
  ) {
    super(problem.detail || problem.title)
    this.name = 'ApiError'
  }
}

// 409 with both values: someone else saved first.
export class ConflictError extends ApiError {
  constructor(readonly conflict: ConflictProblem) {
    super(409, conflict)
    this.name = 'ConflictError'
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
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: 'The server could not do this',
    status: response.status,
    detail:
      response.status >= 500
        ? 'The server had a fault. What you see is unchanged; try again in a minute.'
        : 'The server refused this and gave no reason.',
  }
  try {
    const body: unknown = await response.json()
    if (body && typeof body === 'object') return { ...fallback, ...(body as Partial<Problem>) }
  } catch {
    // not JSON: the fallback says it
  }
  return fallback
}

function isConflict(problem: Problem): problem is ConflictProblem {
  return 'yours' in problem && 'theirs' in problem
}

async function request<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
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
    throw new ApiError(0, {
      type: 'about:blank',
      title: 'No connection',
      status: 0,
      detail: 'Homeward cannot be reached. Nothing was saved; check your connection and try again.',
    })
  }
  if (response.ok) {
    if (response.status === 204) return undefined as T
    return (await response.json()) as T
  }
  const problem = await problemOf(response)
  if (response.status === 401 && !options.keepSignIn) signedOut()
  if (response.status === 409 && isConflict(problem)) throw new ConflictError(problem)
  throw new ApiError(response.status, problem)
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
