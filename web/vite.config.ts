import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'
import react from '@vitejs/plugin-react'

const systemFont = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'

// govuk-frontend's ready stylesheet asks for the Transport font and the crown, which only
// services on GOV.UK may use. Take both out and put the system's own font in.
function govukWithoutCrown(): Plugin {
  return {
    name: 'govuk-without-crown',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('govuk-frontend.min.css')) return null
      return code
        .replace(/@font-face\{[^}]*\}/g, '')
        .replace(/"?GDS Transport"?,\s*arial,\s*sans-serif/gi, systemFont)
        .replace(/screen\\0 and/g, 'not all and') // for a browser long gone; minifiers stumble over it
        .replace(/url\([^)]*(?:crest|govuk-)[^)]*\)/g, 'none')
        .replace(/\/\*#\s*sourceMappingURL[^*]*\*\//, '')
    },
  }
}

const api = process.env.HOMEWARD_API ?? 'http://127.0.0.1:8090'

export default defineConfig({
  plugins: [govukWithoutCrown(), react()],
  build: {
    outDir: 'dist',
    target: 'es2020',
    sourcemap: false,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': api } },
  test: {
    testTimeout: 30_000, // that nothing hangs; a busy machine takes its time
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
  },
})
