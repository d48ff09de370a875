import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { api, ApiError, onSignedOut, setCsrfToken } from '../api/client'
import type { SessionInfo } from '../api/types'
import { liveEvents } from '../live/events'

export type SessionState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'signed-out'; ended: boolean } // ended: it was open and ran out
  | { kind: 'signed-in'; session: SessionInfo }

interface SessionDoor {
  state: SessionState
  signIn: (name: string, password: string) => Promise<void> // throws ApiError
  signOut: () => Promise<void>
  changeAuthority: (id: number) => Promise<void>
  refresh: () => Promise<void>
}

const Context = createContext<SessionDoor | null>(null)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' })

  const enter = useCallback((session: SessionInfo) => {
    setCsrfToken(session.csrf_token)
    setState({ kind: 'signed-in', session })
  }, [])

  const leave = useCallback((ended: boolean) => {
    setCsrfToken('')
    liveEvents.stop()
    setState((before) => (before.kind === 'signed-out' ? before : { kind: 'signed-out', ended }))
  }, [])

  const refresh = useCallback(async () => {
    try {
      enter(await api.get<SessionInfo>('/api/session', { keepSignIn: true }))
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) leave(false)
      else setState((before) => (before.kind === 'signed-in' ? before : { kind: 'failed', error }))
    }
  }, [enter, leave])

  useEffect(() => {
    onSignedOut(() => leave(true))
    void refresh()
  }, [leave, refresh])

  const signedIn = state.kind === 'signed-in'
  useEffect(() => {
    if (!signedIn) return
    liveEvents.start()
    return liveEvents.subscribe((event) => {
      if (event.kind === 'signed-out') leave(false)
      if (event.kind === 'authority') window.location.assign('/')
      if (event.kind === 'reload') void refresh() // data came in: the frame says when
    })
  }, [signedIn, leave, refresh])

  const door = useMemo<SessionDoor>(
    () => ({
      state,
      refresh,
      signIn: async (name, password) => {
        enter(await api.post<SessionInfo>('/api/session', { name, password }, { keepSignIn: true }))
      },
      signOut: async () => {
        await api.delete('/api/session', { keepSignIn: true })
        liveEvents.announce({ kind: 'signed-out' })
        leave(false)
      },
      changeAuthority: async (id) => {
        await api.put('/api/session/authority', { authority_id: id })
        liveEvents.announce({ kind: 'authority' })
        window.location.assign('/')
      },
    }),
    [state, refresh, enter, leave],
  )
  return <Context.Provider value={door}>{children}</Context.Provider>
}

export function useSessionDoor(): SessionDoor {
  const door = useContext(Context)
  if (!door) throw new Error('useSessionDoor stands outside SessionProvider')
  return door
}

// Only below the frame, where somebody is signed in.
export function useSession(): SessionInfo {
  const { state } = useSessionDoor()
  if (state.kind !== 'signed-in') throw new Error('useSession needs somebody signed in')
  return state.session
}
