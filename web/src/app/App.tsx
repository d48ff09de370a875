import { useEffect, useRef, useState, type ComponentType } from 'react'
import { createBrowserRouter, Navigate, Route, RouterProvider, Routes, useLocation } from 'react-router-dom'
import { sentenceOf } from '../api/client'
import { FirstPasswordPage } from '../pages/account/FirstPasswordPage'
import { SignInPage } from '../pages/signin/SignInPage'
import { AnnounceProvider, useAnnounce } from '../ui/announce'
import { fetched } from '../ui/fetched'
import { EmptyState, ErrorPanel, Skeleton } from '../ui/ui'
import { DiscreetProvider } from './discreet'
import { FaultBarrier } from './FaultBarrier'
import { Frame } from './Frame'
import { keepFocus } from './keepFocus'
import { LeaveGuard } from './LeaveGuard'
import { addressOf } from './places'
import { SessionProvider, useSession, useSessionDoor } from './session'

const page = (load: () => Promise<{ default: ComponentType }>) => fetched(async () => (await load()).default)

const TrackerPage = page(() => import('../pages/tracker/TrackerPage'))
const ChildPage = page(() => import('../pages/child/ChildPage'))
const DataPage = page(() => import('../pages/data/DataPage'))
const ReturnCheckPage = page(() => import('../pages/returncheck/ReturnCheckPage'))
const CheckPage = page(() => import('../pages/returncheck/CheckPage'))
const AccessLogPage = page(() => import('../pages/accesslog/AccessLogPage'))
const AccountPage = page(() => import('../pages/account/AccountPage'))
const SignInsPage = page(() => import('../pages/account/SignInsPage'))
const RecordPage = page(() => import('../pages/returncheck/RecordPage'))

function FirstTracker() {
  const first = useSession().trackers[0]
  if (first) return <Navigate to={addressOf(first.id, null)} replace />
  return (
    <EmptyState page title="No tracker yet">
      Your administrator has not set up a tracker for this authority. Ask them to add one.
    </EmptyState>
  )
}

// The sign-in page stands in place of the page asked for, at the same address: after signing in
// people are where they were. Another person begins at the beginning.
function Doorway() {
  const { state, refresh } = useSessionDoor()
  const announce = useAnnounce()
  const { pathname } = useLocation()
  // What was spoken last may name a child, and nothing of it stays.
  useEffect(() => {
    if (state.kind === 'signed-out') announce('')
  }, [state.kind, announce])
  const person = state.kind === 'signed-in' ? state.session.account.id : null
  const last = useRef(person)
  const another = person !== null && last.current !== null && last.current !== person
  useEffect(() => {
    if (person !== null) last.current = person
  }, [person])
  if (another) return <Navigate to="/" replace />
  if (state.kind === 'loading') return <Skeleton label="Opening Homeward" />
  if (state.kind === 'failed') {
    return (
      <ErrorPanel page title="Homeward cannot open" onRetry={() => void refresh()}>
        {sentenceOf(state.error)}
      </ErrorPanel>
    )
  }
  if (state.kind === 'signed-out') return <SignInPage left={state.left} />
  if (state.session.account.must_change_password) return <FirstPasswordPage />
  return (
    <Frame>
      <FaultBarrier page={pathname}>
        <Routes>
          <Route path="/" element={<FirstTracker />} />
          <Route path="/trackers/:tracker" element={<TrackerPage />} />
          <Route path="/children/:child" element={<ChildPage />} />
          <Route path="/account" element={<AccountPage />} />
          <Route path="/sign-ins" element={<SignInsPage />} />
          <Route path="/data" element={<DataPage />} />
          <Route path="/return-check" element={<ReturnCheckPage />} />
          <Route path="/return-check/record" element={<RecordPage />} />
          <Route path="/return-check/:check" element={<CheckPage />} />
          <Route path="/access-log" element={<AccessLogPage />} />
          <Route
            path="*"
            element={
              <EmptyState page title="There is no page here">
                Check the address, or open the tracker above.
              </EmptyState>
            }
          />
        </Routes>
      </FaultBarrier>
    </Frame>
  )
}

function House() {
  return (
    <SessionProvider>
      <DiscreetProvider>
        <AnnounceProvider>
          <Doorway />
          <LeaveGuard />
        </AnnounceProvider>
      </DiscreetProvider>
    </SessionProvider>
  )
}

// One route for the router, which can then hold back a person who would leave; the pages are above.
const makeRouter = () =>
  createBrowserRouter([{ path: '*', element: <House /> }], { future: { v7_relativeSplatPath: true } })

export function App() {
  const [router] = useState(makeRouter)
  useEffect(keepFocus, [])
  return <RouterProvider router={router} future={{ v7_startTransition: true }} />
}
