import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'

// One polite live region for the whole page: saved, undone, changed by a colleague.
const Announce = createContext<(sentence: string) => void>(() => {})

export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', count: 0 })
  const announce = useCallback(
    (sentence: string) => setSaid((before) => ({ sentence, count: before.count + 1 })),
    [],
  )
  const spoken = useMemo(() => ({ ...said }), [said])
  return (
    <Announce.Provider value={announce}>
      {children}
      <div role="status" className="govuk-visually-hidden">
        <span key={spoken.count}>{spoken.sentence}</span>
      </div>
    </Announce.Provider>
  )
}

export function useAnnounce(): (sentence: string) => void {
  return useContext(Announce)
}
