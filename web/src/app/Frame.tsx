import { useEffect, useState, type ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router-dom'
import { formatDay } from '../dates/format'
import { useLive } from '../live/useLive'
import { useAsOf, withAsOf } from './asOf'
import { AsOfBand, AsOfControl } from './AsOf'
import { AccountMenu } from './AccountMenu'
import { useDiscreet } from './discreet'
import { addressOf } from './places'
import { Search } from './Search'
import { useSession } from './session'

// A menu closes when people press Escape or go elsewhere.
function useMenusThatClose(): void {
  useEffect(() => {
    const close = (keep: Node | null, focusBack: boolean) => {
      document.querySelectorAll<HTMLDetailsElement>('details.hw-menu[open]').forEach((menu) => {
        if (keep && menu.contains(keep)) return
        if (focusBack && menu.contains(document.activeElement)) menu.querySelector('summary')?.focus()
        menu.open = false
      })
    }
    const onPointer = (event: PointerEvent) => close(event.target as Node, false)
    const onFocus = (event: FocusEvent) => close(event.target as Node, false)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close(null, true)
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}

export function Frame({ children }: { children: ReactNode }) {
  const session = useSession()
  const { asOf } = useAsOf()
  // Only trackers and children show a past day; the other pages are of today.
  const dated = /^\/(trackers|children)\//.test(useLocation().pathname)
  const { discreet, setDiscreet } = useDiscreet()
  const [connected, setConnected] = useState(true)
  useMenusThatClose()
  useLive((event) => {
    if (event.kind === 'state') setConnected(event.connected)
  })
  return (
    <>
      <a href="#main" className="govuk-skip-link">
        Skip to main content
      </a>
      <header className="hw-header">
        <div className="hw-header__bar">
          <span className="hw-header__name">
            <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true" focusable="false">
              <path
                d="M5 17 16 7l11 10M9 15v11h14V15"
                fill="none"
                stroke="currentColor"
                strokeWidth="3"
                strokeLinejoin="round"
                strokeLinecap="round"
              />
            </svg>
            Homeward
          </span>
          <span className="hw-header__authority">{session.authority.name}</span>
          {session.authority.synthetic && <p className="hw-synthetic">Synthetic data: no real child</p>}
          <nav className="hw-nav" aria-label="Main">
            {session.trackers.map((tracker) => (
              <NavLink key={tracker.id} to={addressOf(tracker.id, asOf)}>
                {session.trackers.length === 1 ? 'Tracker' : tracker.name}
              </NavLink>
            ))}
            <NavLink to={withAsOf('/data', asOf)}>Data</NavLink>
            <NavLink to={withAsOf('/return-check', asOf)}>Return check</NavLink>
          </nav>
          <Search />
          <button
            type="button"
            className="hw-header__button"
            aria-pressed={discreet}
            title="Initials and numbers instead of names, for a projector"
            onClick={() => setDiscreet(!discreet)}
          >
            Discreet
          </button>
          {dated && <AsOfControl />}
          <AccountMenu />
        </div>
      </header>
      <p className="hw-paper">
        Homeward, {session.authority.name}.{' '}
        {!dated ? 'Printed' : asOf ? `As known on ${formatDay(asOf)}, printed` : 'As of'}{' '}
        {formatDay(session.today)}.
      </p>
      <AsOfBand dated={dated} />
      {discreet && (
        <div className="hw-band hw-band--discreet" role="region" aria-label="Discreet mode">
          <strong>Discreet mode.</strong> Children show by initials and number; birth dates, places and notes
          are hidden, in every tab of this browser.{' '}
          <button type="button" className="hw-link-button" onClick={() => setDiscreet(false)}>
            Show names
          </button>
        </div>
      )}
      <main id="main" className="hw-main" tabIndex={-1}>
        {children}
      </main>
      <footer className="hw-footer">
        <p className="hw-quiet">
          {session.last_data?.words ?? 'No data has come in yet.'}
          {!connected && ' Live changes are paused: the connection is being sought again.'}
        </p>
      </footer>
    </>
  )
}
