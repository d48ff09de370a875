import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import { useDiscreet } from './discreet'

// What somebody typed and has not saved yet. It is kept in the memory of this page only, never in the
// browser's storage, and belongs to one account in one authority: when the session ends, or another
// tab signs out, it waits until the same person has signed in again; anybody else never gets it.
// A draft goes when it is saved, given up, or its page is left (LeaveGuard asks first).

interface Held {
  value: unknown // plain data, as JSON has it
  name: DraftName
}

// How a draft is named to the person; `discreetly` while discreet mode is on.
export interface DraftName {
  what: string
  discreetly: string
}

export class Drafts {
  private readonly held = new Map<string, Held>()
  private readonly listeners = new Set<() => void>()
  private owner: string | null = null
  private names: string[] = []
  private discreetNames: string[] = []

  // Somebody has signed in, or the session was read again. Whoever signs in first owns what follows.
  signedIn(account: number, authority: number): void {
    const owner = `${account} ${authority}`
    if (this.owner !== owner) this.dropAll()
    this.owner = owner
  }

  // undefined = nothing is held under this key.
  get<T>(key: string): T | undefined {
    return this.held.get(key)?.value as T | undefined
  }

  has(key: string): boolean {
    return this.held.has(key)
  }

  hold(key: string, value: unknown, name: string | DraftName): void {
    this.held.set(key, { value, name: typeof name === 'string' ? { what: name, discreetly: name } : name })
    this.tell()
  }

  drop(key: string): void {
    if (this.held.delete(key)) this.tell()
  }

  dropAll(): void {
    this.held.clear()
    this.tell()
  }

  // What is held, as it was named to useDraft; each name once. The same array until something changes.
  readonly whatIsHeld = (): string[] => this.names
  readonly whatIsHeldDiscreetly = (): string[] => this.discreetNames

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(): void {
    const namesBy = (key: keyof DraftName) => [
      ...new Set([...this.held.values()].map(({ name }) => name[key])),
    ]
    const names = namesBy('what')
    if (names.join('\n') === this.names.join('\n')) return
    this.names = names
    this.discreetNames = namesBy('discreetly')
    for (const listener of [...this.listeners]) listener()
  }
}

export const drafts = new Drafts()

export interface Draft<T> {
  value: T
  set: (next: T | ((before: T) => T)) => void
  restored: boolean // it was typed before this field was opened, and is not saved: say so (DraftNotice)
  // Saved or given up: nothing is held any more. The field shows `next`, which counts as not typed.
  clear: (next?: T) => void
}

interface State<T> {
  key: string
  value: T
  untouched: string // what the field shows when nobody has typed
  restored: boolean
}

function opened<T>(key: string, initial: T): State<T> {
  const restored = drafts.has(key)
  const value = restored ? (drafts.get<T>(key) as T) : initial
  return { key, value, untouched: JSON.stringify(initial), restored }
}

// The value of a field or form, like useState, kept until it is saved or given up.
// `key` names the place and is unique among all pages ("delay 7 first_review"); a form that must be
// opened first asks `drafts.has(key)` and opens itself.
// `initial` is plain data; a value equal to it is not held. A form that saves with a version keeps the
// version in the value, so that a colleague's change made meanwhile is still noticed.
// `what` names it to the person, in words that hold nothing of a child: "the delay".
export function useDraft<T>(key: string, initial: T, what: string): Draft<T> {
  const [state, setState] = useState(() => opened(key, initial))
  let current = state
  if (state.key !== key) {
    current = opened(key, initial)
    setState(current)
  }
  const latest = useRef(current)
  latest.current = current

  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      const before = latest.current
      const value = typeof next === 'function' ? (next as (before: T) => T)(before.value) : next
      const touched = JSON.stringify(value) !== before.untouched
      if (touched) drafts.hold(before.key, value, what)
      else drafts.drop(before.key)
      latest.current = { ...before, value, restored: before.restored && touched }
      setState(latest.current)
    },
    [what],
  )
  const clear = useCallback((...given: [next?: T]) => {
    const before = latest.current
    const value = given.length > 0 ? (given[0] as T) : (JSON.parse(before.untouched) as T)
    drafts.drop(before.key)
    latest.current = { ...before, value, untouched: JSON.stringify(value), restored: false }
    setState(latest.current)
  }, [])
  return { value: current.value, set, restored: current.restored, clear }
}

// The names of everything typed and not saved; empty when there is nothing.
export function useHeldDrafts(): string[] {
  const { discreet } = useDiscreet()
  return useSyncExternalStore(drafts.subscribe, discreet ? drafts.whatIsHeldDiscreetly : drafts.whatIsHeld)
}
