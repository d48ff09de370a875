import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'

// Discreet mode: on a projector children show by initials and number only. It is a matter of this
// browser tab, so it is kept here and never sent.

const key = 'homeward-discreet'
const Context = createContext<{ discreet: boolean; setDiscreet: (on: boolean) => void }>({
  discreet: false,
  setDiscreet: () => {},
})

export function DiscreetProvider({ children }: { children: ReactNode }) {
  const [discreet, setOn] = useState(() => sessionStorage.getItem(key) === 'on')
  const setDiscreet = useCallback((on: boolean) => {
    if (on) sessionStorage.setItem(key, 'on')
    else sessionStorage.removeItem(key)
    setOn(on)
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
