// Whether the question "leave without saving?" stands. It takes the focus from the field that it is
// about: such a field is neither done with nor given up, and has the focus again when somebody stays.

const listeners = new Set<() => void>()
let asked = false

export const leaving = {
  isAsked: () => asked,
  ask(): void {
    asked = true
  },
  answered(): void {
    asked = false
    for (const listener of [...listeners]) listener()
  },
  // Called once the question is gone; gives what ends the listening.
  onAnswered(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
