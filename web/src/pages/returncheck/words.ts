// Small words of the return check. Pure.
import type { ReturnFinding, CheckedRule, RuleNotRun, RecordCheck, RuleSeverity } from '../../api/types'
import type { PersonalKind } from '../../app/Personal'
import { formatNumber } from '../../dates/format'

// "1 error", "1 204 errors"; the plural is given where an s does not make it.
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}

export const severities: Record<RuleSeverity, { word: string; tag: string; explained: string }> = {
  error: { word: 'Error', tag: 'clock-tag--overdue', explained: 'must be put right' },
  query: { word: 'Query', tag: 'clock-tag--due-soon', explained: 'may be right; then it is explained' },
}

// What a reason makes of an error: nothing.
export const stillErrors = (noted: number): string =>
  `${formatNumber(noted)} accepted here, still ${noted === 1 ? 'an error' : 'errors'} for the DfE`

// Findings nobody has accepted. An error cannot be.
export const openOf = (rule: CheckedRule): number => rule.findings - rule.accepted

// Open findings that do not go with a wrong start, which is shown once, by rule 502.
export const standingOf = (rule: CheckedRule): number => openOf(rule) - rule.folded

// What is open first: errors, then queries, each with most findings first; what is accepted last.
export function byUrgency(rules: CheckedRule[]): CheckedRule[] {
  const rank = (rule: CheckedRule) => (openOf(rule) === 0 ? 2 : rule.severity === 'error' ? 0 : 1)
  return [...rules].sort((a, b) => rank(a) - rank(b) || standingOf(b) - standingOf(a))
}

// A finding, and those of its row that most likely go with it.
export interface Fault {
  finding: ReturnFinding
  below: ReturnFinding[]
}

// What goes with another finding of the list stands below it; the rest in the list's order.
export function faultsOf(findings: ReturnFinding[]): Fault[] {
  const faults = new Map<number, Fault>()
  for (const finding of findings) {
    const above = finding.under === null ? undefined : faults.get(finding.under)
    if (above) above.below.push(finding)
    else faults.set(finding.id, { finding, below: [] })
  }
  return [...faults.values()]
}

// What the rules were run over: files that were sent, or the record.
export type Checked = 'files' | 'record'

export interface NotRunGroup {
  why: string
  remedy: string
  rules: RuleNotRun[]
}

// Rules that were not run, by the reason; the reason that holds most of them first.
export function notRunGroups(rules: RuleNotRun[], of: Checked): NotRunGroup[] {
  const groups = new Map<string, NotRunGroup>()
  for (const rule of rules) {
    const group = groups.get(rule.why) ?? { why: rule.why, remedy: howToGet(rule.why, of), rules: [] }
    group.rules.push(rule)
    groups.set(rule.why, group)
  }
  return [...groups.values()].sort((a, b) => b.rules.length - a.rules.length)
}

// How to get what a rule lacked, from the server's sentence; '' when it names nothing known here.
export function howToGet(why: string, of: Checked): string {
  const steps: string[] = []
  if (/postcode file|list of providers/.test(why))
    steps.push('Only homeward check, on the command line, takes such a file.')
  if (of === 'record') return steps.join(' ')
  if (/made as XML/.test(why)) steps.push('Send the return as XML to have them run.')
  if (/last year's/.test(why)) steps.push("Add last year's files and check again.")
  if (/\bthe \w+ file/.test(why.replace(/last year's \w+ file/g, '')))
    steps.push(
      "Add that file to this year's files and check again; with nothing to return, its headings alone.",
    )
  return steps.join(' ')
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

// "Three things only A. Khan can give"; without a worker "Three things for children without a worker".
export function onlyTheyCanGive({ worker_id, name, findings }: RecordCheck['workers'][number]): string {
  const count = numbers[findings] ?? formatNumber(findings)
  const things = `${count.charAt(0).toUpperCase()}${count.slice(1)} ${findings === 1 ? 'thing' : 'things'}`
  return worker_id === null || !name
    ? `${things} for children without a worker`
    : `${things} only ${name} can give`
}

// "Episodes", "Last year's Episodes".
export function tableInWords(table: string): string {
  return table.endsWith('_last') ? `Last year's ${table.slice(0, -'_last'.length)}` : table
}

// What tells who a child is, beside the number: hidden on a projector.
const telling: Record<string, PersonalKind> = {
  DOB: 'birth',
  MC_DOB: 'birth',
  UPN: 'number',
  HOME_POST: 'place',
  PL_POST: 'place',
  URN: 'place',
}
// What of a child a column of the return tells; '' = nothing.
export const personalKind = (column: string): PersonalKind | '' => telling[column] ?? ''
