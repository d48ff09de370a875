import type { Cell, ClockState } from '../api/types'

// The one place that says how each state of a clock looks and sounds. Colour never stands alone:
// the words of the cell always say the same.

export type ShownState = ClockState | 'none'

interface StateWords {
  tag: string // class in clock.css
  name: string // for filters, legends and people who listen
  meaning: string // one sentence for "How to read this"
}

export const stateWords: Record<ShownState, StateWords> = {
  overdue: {
    tag: 'clock-tag--overdue',
    name: 'Overdue',
    meaning: 'The limit has passed and it has not happened.',
  },
  unknown: {
    tag: 'clock-tag--unknown',
    name: 'Not known',
    meaning: 'A date is missing, so nobody can tell.',
  },
  due_soon: { tag: 'clock-tag--due-soon', name: 'Due soon', meaning: 'The limit is near.' },
  purposeful_delay: {
    tag: 'clock-tag--purposeful',
    name: 'Waiting on purpose',
    meaning: 'Past or near its limit by a decision for the child, with a date to look again.',
  },
  running: { tag: 'clock-tag--running', name: 'Running', meaning: 'There is time left.' },
  met_late: {
    tag: 'clock-tag--met-late',
    name: 'Done late',
    meaning: 'It happened after the limit.',
  },
  met: { tag: 'clock-tag--met', name: 'Done in time', meaning: 'It happened within the limit.' },
  not_started: {
    tag: 'clock-tag--not-started',
    name: 'Not started',
    meaning: 'What it waits for has not happened yet.',
  },
  not_applicable: {
    tag: 'clock-tag--not-applicable',
    name: 'Does not apply',
    meaning: 'This limit is not for this child.',
  },
  none: { tag: 'clock-tag--none', name: 'No limit', meaning: 'A step without a limit.' },
}

// What a screen reader should say for a cell, with its reason where the words alone are a dash.
export function spokenWords(cell: Cell): string {
  if (cell.words === '–' || cell.words === '') {
    return cell.because ? `${stateWords[cell.state].name}: ${cell.because}` : stateWords[cell.state].name
  }
  return cell.words
}

// The words where a column's title has already named the date: "Date not known: ask A. Khan".
export function shortWords(cell: Cell): string {
  return cell.state === 'unknown' ? cell.words.replace(/^.+? date (not known\b)/, 'Date $1') : cell.words
}
