import type { ReactNode } from 'react'
import type { JournalValue } from '../api/types'
import { useDiscreet } from './discreet'

// What of a person a value tells, beside name and number.
export type PersonalKind = Exclude<JournalValue['kind'], '' | 'hidden'>

const hiddenWords: Record<PersonalKind, string> = {
  name: 'name hidden',
  birth: 'birth date hidden',
  place: 'place hidden',
  note: 'words hidden',
  number: 'number hidden',
}

// Whatever tells who a child is or where the child lives, beside name and number (childLabel), stands on
// a page inside this: in discreet mode it says that it is hidden. `kind` '' tells nothing of a person.
export function Personal({ kind, children }: { kind: PersonalKind | ''; children: ReactNode }) {
  const { discreet } = useDiscreet()
  if (!discreet || kind === '') return <>{children}</>
  return <i>({hiddenWords[kind]})</i>
}
