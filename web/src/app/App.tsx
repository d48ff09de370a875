import { lazy, Suspense } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router-dom'
import { sentenceOf } from '../api/client'
import { SignInPage } from '../pages/signin/SignInPage'
import { AnnounceProvider } from '../ui/announce'
import { EmptyState, ErrorPanel, Skeleton } from '../ui/ui'
import { DiscreetProvider } from './discreet'
import { FaultBarrier } from './FaultBarrier'
import { Frame } from './Frame'
import { SessionProvider, useSession, useSessionDoor } from './session'

const TrackerPage = lazy(() => import('../pages/tracker/TrackerPage'))
const ChildPage = lazy(() => import('../pages/child/ChildPage'))
const DataPage = lazy(() => import('../pages/data/DataPage'))
const ReturnCheckPage = lazy(() => import('../pages/returncheck/ReturnCheckPage'))
const CheckPage = lazy(() => import('../pages/returncheck/CheckPage'))
const RecordPage = lazy(() => import('../pages/returncheck/RecordPage'))

function FirstTracker() {
  const first = useSession().trackers[0]
  if (first) return <Navigate to={`/trackers/${first.id}`} replace />
  return (
    <EmptyState title="No tracker yet">
      Your administrator has not set up a tracker for this authority. Ask them to add one.
    </EmptyState>
  )
}

// The sign-in page stands in place of the page asked for, at the same address: after signing in
// people are where they were.
function Doorway() {
  const { state, refresh } = useSessionDoor()
  if (state.kind === 'loading') return <Skeleton label="Opening Homeward" />
  if (state.kind === 'failed') {
    return (
      <ErrorPanel title="Homeward cannot open" onRetry={() => void refresh()}>
        {sentenceOf(state.error)}
      </ErrorPanel>
    )
  }
  if (state.kind === 'signed-out') return <SignInPage ended={state.ended} />
  return (
    <Frame>
      <FaultBarrier>
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route path="/" element={<FirstTracker />} />
            <Route path="/trackers/:tracker" element={<TrackerPage />} />
            <Route path="/children/:child" element={<ChildPage />} />
            <Route path="/data" element={<DataPage />} />
            <Route path="/return-check" element={<ReturnCheckPage />} />
            <Route path="/return-check/record" element={<RecordPage />} />
            <Route path="/return-check/:check" element={<CheckPage />} />
            <Route
              path="*"
              element={
                <EmptyState title="There is no page here">
                  Check the address, or open the tracker above.
                </EmptyState>
              }
            />
          </Routes>
        </Suspense>
      </FaultBarrier>
    </Frame>
  )
}

export function App() {
  return (
    <BrowserRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
      <SessionProvider>
        <DiscreetProvider>
          <AnnounceProvider>
            <Doorway />
          </AnnounceProvider>
        </DiscreetProvider>
      </SessionProvider>
    </BrowserRouter>
  )
}
