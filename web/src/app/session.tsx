import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { api, ApiError, forgetAnswers, onSignedOut, setCsrfToken } from '../api/client'
import type { SessionInfo } from '../api/types'
import { liveEvents } from '../live/events'
import { drafts } from './drafts'
import { forgetPlaces, placesOf } from './places'

// How the session was left: it ran out or another tab signed out (the stream of events breaks at both,
// and nobody can tell them apart), or nobody had signed in here, or the person signed out here.
export type Left = 'ended' | 'here'

export type SessionState =
  | { kind: 'loading' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'signed-out'; left: Left }
  | { kind: 'signed-in'; session: SessionInfo }

interface SessionDoor {
  state: SessionState
  signIn: (name: string, password: string) => Promise<void> // throws ApiError
  signOut: () => Promise<void>
  changeAuthority: (id: number) => Promise<void>
  refresh: () => Promise<void>
}

const endMarginMilliseconds = 500 // the server counts whole seconds
const longestTimerMilliseconds = 86_400_000 // browsers overflow beyond 24 days

const Context = createContext<SessionDoor | null>(null)

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ kind: 'loading' })

  const enter = useCallback((session: SessionInfo) => {
    setCsrfToken(session.csrf_token)
    drafts.signedIn(session.account.id, session.authority.id)
    placesOf(session.account.id, session.authority.id)
    setState({ kind: 'signed-in', session })
  }, [])

  const leave = useCallback((left: Left) => {
    setCsrfToken('')
    forgetAnswers()
    forgetPlaces()
    liveEvents.stop()
    setState((before) => {
      if (before.kind === 'signed-out') return before
      return { kind: 'signed-out', left: before.kind === 'signed-in' ? left : 'here' }
    })
  }, [])

  // Asking does not prolong the session.
  const ask = useCallback(
    async (whenItCannotTell: (error: unknown) => void) => {
      try {
        enter(await api.get<SessionInfo>('/api/session', { keepSignIn: true }))
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) leave('ended')
        else whenItCannotTell(error)
      }
    },
    [enter, leave],
  )
  const refresh = useCallback(
    () =>
      ask((error) =>
        setState((before) => (before.kind === 'signed-in' ? before : { kind: 'failed', error })),
      ),
    [ask],
  )

  useEffect(() => {
    onSignedOut(() => leave('ended'))
    void refresh()
  }, [leave, refresh])

  // The end of the session as it was known has come: nobody may have been here since. When the server
  // cannot tell, nothing stays in sight.
  const secondsLeft = state.kind === 'signed-in' ? state.session.seconds_left : null
  useEffect(() => {
    if (secondsLeft === null) return
    const wait = Math.min(Math.max(secondsLeft, 0) * 1000 + endMarginMilliseconds, longestTimerMilliseconds)
    const timer = setTimeout(() => void ask(() => leave('ended')), wait)
    return () => clearTimeout(timer)
  }, [state, secondsLeft, ask, leave])

  // Somebody comes back to this tab: the session may have ended meanwhile, or they may have signed in
  // again in another tab.
  useEffect(() => {
    const comeBack = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    document.addEventListener('visibilitychange', comeBack)
    return () => document.removeEventListener('visibilitychange', comeBack)
  }, [refresh])

  const signedIn = state.kind === 'signed-in'
  useEffect(() => {
    if (!signedIn) return
    liveEvents.start()
    return liveEvents.subscribe((event) => {
      if (event.kind === 'signed-out') leave('ended')
      if (event.kind === 'authority') window.location.assign('/')
      if (event.kind === 'reload') void refresh() // data came in: the frame says when
      // The stream also breaks when the session has ended: then nothing of a child may stay in sight.
      if (event.kind === 'state' && !event.connected) void refresh()
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
        drafts.dropAll()
        leave('here')
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
