import { api } from './client'
import type { Catalogue } from './types'

// What the configuration calls things. Asked for wherever it is needed: an unchanged one is not sent again.
export const fetchCatalogue = (signal?: AbortSignal) =>
  api.get<Catalogue>('/api/catalogue', { signal, remember: true })
