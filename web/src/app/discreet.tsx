import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

// Discreet mode: on a projector children show by initials and number only. One setting for this
// browser, so that a new tab opens discreet from its first paint and the others follow; it holds nothing
// of anybody and is never sent.

const key = 'homeward-discreet'
const isOn = () => localStorage.getItem(key) === 'on'

const Context = createContext<{ discreet: boolean; setDiscreet: (on: boolean) => void }>({
  discreet: false,
  setDiscreet: () => {},
})

export function DiscreetProvider({ children }: { children: ReactNode }) {
  const [discreet, setOn] = useState(isOn)
  const setDiscreet = useCallback((on: boolean) => {
    if (on) localStorage.setItem(key, 'on')
    else localStorage.removeItem(key)
    setOn(on)
  }, [])
  useEffect(() => {
    const elsewhere = () => setOn(isOn())
    window.addEventListener('storage', elsewhere)
    return () => window.removeEventListener('storage', elsewhere)
  }, [])
  const value = useMemo(() => ({ discreet, setDiscreet }), [discreet, setDiscreet])
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export function useDiscreet() {
  return useContext(Context)
}

export interface Named {
  given_name: string
  family_name: string
  initials: string
  number: string
}

// "Mia Jones"; in discreet mode "MJ 566910"; a child without a known name shows by number.
export function childLabel(child: Named, discreet: boolean): string {
  if (discreet) return child.initials ? `${child.initials} ${child.number}` : child.number
  const name = `${child.given_name} ${child.family_name}`.trim()
  return name || child.number
}
