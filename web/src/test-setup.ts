import '@testing-library/jest-dom/vitest'
import { afterEach } from 'vitest'
import { cleanup, configure } from '@testing-library/react'
import { drafts } from './app/drafts'

configure({ asyncUtilTimeout: 10_000 }) // a busy machine takes its time

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  localStorage.clear()
  drafts.dropAll()
})
