import { useLayoutEffect, useRef } from 'react'
import { drafts, type DraftName } from '../../app/drafts'
import type { Progress, Report } from './batch'
import { cellKey } from './useEdits'

const draftKey = (cell: string) => `tracker refused ${cell}`
const savingKey = 'tracker saving'

// What was entered and could not be saved stands in a report alone, and the report goes with the page:
// whoever leaves is asked, as with a field that is still open, until the report is closed or the cell
// is saved. So is whoever leaves while a paste is being saved.
export function useUnsavedDates(
  reports: readonly Report[],
  progress: Progress | null,
  nameOf: (child: number, column: string) => DraftName,
): void {
  const held = useRef(new Set<string>())
  useLayoutEffect(() => {
    const told = new Map<string, DraftName>()
    for (const { refused } of reports)
      for (const { child, column, unsaved } of refused)
        if (unsaved && child !== null) told.set(draftKey(cellKey(child, column)), nameOf(child, column))
    const saving = {
      what: 'dates that are still being saved',
      discreetly: 'dates that are still being saved',
    }
    if (progress) told.set(savingKey, saving)
    // First what is new, so that there is no moment without anything held.
    for (const [key, name] of told) if (!held.current.has(key)) drafts.hold(key, true, name)
    for (const key of held.current) if (!told.has(key)) drafts.drop(key)
    held.current = new Set(told.keys())
  }, [reports, progress, nameOf])
  useLayoutEffect(
    () => () => {
      held.current.forEach((key) => drafts.drop(key))
      held.current = new Set()
    },
    [],
  )
}
