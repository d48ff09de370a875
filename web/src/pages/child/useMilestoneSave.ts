// Saving one milestone of a child.
import { useRef } from 'react'
import type { MilestoneEdit } from '../../api/types'
import type { SavedChange } from '../../ui/saved'
import { heldMilestone, saveMilestone } from './api'
import { milestones, nothingHeld, type MilestoneHeld, type Seen } from './recording'
import { useSave, type Attempt, type Touched } from './useSave'

type MilestoneAttempt = Omit<Attempt<MilestoneHeld, MilestoneEdit, Seen>, 'write' | 'lookUp'> & {
  type: string
  nth: number
  // Where somebody else may have saved the same number first: the number after it.
  another?: { nth: number; name: string; which: string }
}

// As useSave says; `onTheirs` learns also of which number.
export function useMilestoneSave(
  child: number,
  onSaved: (change: SavedChange) => void,
  onTheirs: (theirs: Seen & Touched, nth: number) => void,
) {
  const last = useRef(0)
  const { save, ...rest } = useSave(milestones, onSaved, (theirs) => onTheirs(theirs, last.current))
  const writing =
    (type: string, nth: number): Attempt<MilestoneHeld, MilestoneEdit, Seen>['write'] =>
    (edit, version, confirmed) => {
      last.current = nth
      return saveMilestone(child, type, nth, confirmed.length > 0 ? { ...edit, confirmed } : edit, version)
    }
  return {
    ...rest,
    save: ({ type, nth, another, ...attempt }: MilestoneAttempt) => {
      const beside = another && {
        ...attempt,
        name: another.name,
        seen: nothingHeld,
        write: writing(type, another.nth),
        lookUp: () => heldMilestone(child, type, another.nth),
      }
      return save({
        ...attempt,
        write: writing(type, nth),
        lookUp: () => heldMilestone(child, type, nth),
        ...(beside ? { beside: { which: another.which, attempt: beside } } : {}),
      })
    },
  }
}
