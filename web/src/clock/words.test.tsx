import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Cell } from '../api/types'
import { ClockTag, ClockWithReason } from './ClockTag'
import { shortWords, spokenWords, stateWords, type ShownState } from './words'

const cell = (state: ShownState, words: string, because: string | null = ''): Cell => ({
  state, words, because, due_on: null, planned_on: null, happened_on: null, outcome: '', note: '', source: null,
  conflict: false, edit: null, rank: 0,
}) // prettier-ignore

// Relative luminance and contrast as WCAG 2 defines them.
function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(long.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const css = readFileSync('src/clock/clock.css', 'utf8').split('@media')[0] ?? ''
function coloursOf(tag: string): { text: string; ground: string } {
  let text = '#0b0c0c'
  let ground = '#fff'
  for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    if (!selectors.split(',').some((each) => each.trim() === `.${tag}`)) continue
    text = /(?:^|[\s;])color:\s*(#[0-9a-f]+)/i.exec(body)?.[1] ?? text
    ground = /background:\s*(#[0-9a-f]+)/i.exec(body)?.[1] ?? ground
  }
  return { text, ground }
}

describe('the states of a clock', () => {
  it.each(Object.entries(stateWords))('%s can be read: contrast of at least 4.5 to 1', (_state, { tag }) => {
    expect(css).toContain(`.${tag}`)
    const { text, ground } = coloursOf(tag)
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('gives each state its own name', () => {
    const names = Object.values(stateWords).map((each) => each.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('says the reason aloud where the eye sees a dash', () => {
    expect(spokenWords(cell('not_applicable', '–', 'Only for children under 5.'))).toBe(
      'Does not apply: Only for children under 5.',
    )
    expect(spokenWords(cell('overdue', 'Overdue by 2 days', 'x'))).toBe('Overdue by 2 days')
  })

  it.each([
    ['unknown', 'Second planning meeting date not known', 'Date not known'],
    ['unknown', 'Permanence plan date not known: ask A. Khan', 'Date not known: ask A. Khan'],
    ['unknown', 'Birth not recorded', 'Birth not recorded'],
    ['overdue', 'Overdue, date not known', 'Overdue, date not known'],
  ] as const)('%s under its title: %s', (state, words, short) => {
    expect(shortWords(cell(state, words))).toBe(short)
  })

  it('always says late in bold, since grey does not', () => {
    const { container } = render(<ClockTag cell={cell('met_late', 'Late: took 34 working days, limit 10')} />)
    expect(container).toHaveTextContent('Late: took 34 working days, limit 10')
    expect(container.querySelector('strong')).toHaveTextContent('Late')
  })

  it('shows why on focus and puts it away on Escape', async () => {
    render(
      <ClockWithReason cell={cell('running', 'Due Fri 6 Mar', 'Within 4 months of coming into care.')} />,
    )
    await userEvent.tab()
    const reason = screen.getByRole('tooltip')
    expect(reason).toHaveClass('because__text')
    expect(screen.getByRole('button')).toHaveAccessibleDescription('Within 4 months of coming into care.')
    await userEvent.keyboard('{Escape}')
    expect(reason).not.toHaveClass('because__text')
    await userEvent.keyboard('?')
    expect(reason).toHaveClass('because__text')
  })

  it('asks for a reason that did not come along when it is first wanted, and says it', async () => {
    const asked: string[] = []
    const ask = () => {
      asked.push('why')
      return Promise.resolve('Within 4 months of coming into care.')
    }
    render(<ClockWithReason cell={cell('running', 'Due Fri 6 Mar', null)} ask={ask} />)
    expect(asked).toEqual([])
    await userEvent.tab()
    await screen.findByText('Within 4 months of coming into care.')
    expect(screen.getByRole('tooltip')).toHaveAttribute('aria-live', 'polite')
    expect(screen.getByRole('button')).toHaveAccessibleDescription('Within 4 months of coming into care.')
    await userEvent.keyboard('{Escape}?')
    expect(asked).toEqual(['why'])
  })
})
