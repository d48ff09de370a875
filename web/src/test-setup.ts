import '@testing-library/jest-dom/vitest'
import { afterEach } from 'vitest'
import { cleanup } from '@testing-library/react'
import { drafts } from './app/drafts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  localStorage.clear()
  drafts.dropAll()
})
