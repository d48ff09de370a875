import { api } from '../../api/client'
import type { SecurityLine, SessionLine } from '../../api/types'

export const changePassword = (oldPassword: string, newPassword: string) =>
  api.put<void>('/api/session/password', { old_password: oldPassword, new_password: newPassword })
export const fetchSessions = (signal: AbortSignal) => api.get<SessionLine[]>('/api/sessions', { signal })
export const endSession = (id: number) => api.delete<void>(`/api/sessions/${id}`)
export const fetchSecurityEvents = (signal: AbortSignal) =>
  api.get<SecurityLine[]>('/api/security-events', { signal })
