import '@testing-library/jest-dom/vitest'
import { afterEach } from 'vitest'
import { cleanup, configure } from '@testing-library/react'
import { drafts } from './app/drafts'

// The router makes a Request of each address that somebody goes to. Some versions of Node (20.19 of Debian
// 13) refuse jsdom's AbortSignal in it, which no browser has; nothing here aborts one.
const NodeRequest = globalThis.Request
globalThis.Request = class extends NodeRequest {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(input, init && { ...init, signal: null })
  }
}

configure({ asyncUtilTimeout: 10_000 }) // a busy machine takes its time

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  localStorage.clear()
  drafts.dropAll()
})
