// Small words of the child page. Pure.
import type { ChildPage } from '../../api/types'
import { childLabel } from '../../app/discreet'

// "1st", "2nd", "3rd", "4th", "11th" …
export function ordinal(n: number): string {
  const lastTwo = n % 100
  if (lastTwo >= 11 && lastTwo <= 13) return `${n}th`
  return `${n}${['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'}`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

// The sentence without the reasons of delays, and with the names of this child and of brothers and sisters replaced by initials: for
// discreet mode, where sentences come ready from the server. Names of workers stay.
export function withoutNames(told: string, page: ChildPage): string {
  const sentence = page.clocks.reduce(
    (words, { delay }) => (delay?.reason ? words.replaceAll(delay.reason, '(words hidden)') : words),
    told,
  )
  const coarse = sentence.replace(/, at \d+ months? old\b/, ', under a year old')
  const hidden: [string, string][] = []
  const own = [`${page.given_name} ${page.family_name}`.trim(), page.given_name, page.family_name]
  for (const name of own) hidden.push([name, page.initials || page.number])
  for (const sibling of page.siblings) {
    hidden.push([sibling.name, sibling.initials || 'a brother or sister'])
    for (const part of sibling.name.split(/\s+/))
      hidden.push([part, sibling.initials || 'a brother or sister'])
  }
  const instead = new Map<string, string>()
  for (const [name, other] of hidden) {
    if (name.length > 1 && !instead.has(name.toLowerCase())) instead.set(name.toLowerCase(), other)
  }
  if (instead.size === 0) return coarse
  const longestFirst = [...instead.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return coarse.replace(pattern, (name) => instead.get(name.toLowerCase()) ?? name)
}

// The child's name, or initials and number in discreet mode.
export function nameOf(page: ChildPage, discreet: boolean): string {
  return childLabel(page, discreet)
}
