import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { AnnounceProvider } from '../../ui/announce'
import { FilterLine, type FiltersFrom } from './FilterLine'
import { filterWords } from './filterWords'
import { rowWith, trackerWith } from './fixtures'
import { noFilters, type Filters } from './rows'

const tracker = trackerWith([rowWith({ child: 1 }), rowWith({ child: 2 }), rowWith({ child: 3 })])

it.each<[Partial<Filters>, string[]]>([
  [{}, []],
  [{ show: 'overdue', team: 1 }, ['overdue', 'team East']],
  [{ worker: 2, text: 'jones' }, ['text “jones”', 'worker B. Osei']],
  [
    { team: 0, worker: 0, plan: 'none', stage: 'none' },
    ['no team', 'no worker', 'no plan agreed', 'stage not known'],
  ],
  [{ team: 99 }, ['team that is no longer here']],
])('names the filters %j', (filters, words) => {
  expect(filterWords(tracker, { ...noFilters, ...filters })).toEqual(words)
})

function show(filters: Partial<Filters>, whence: FiltersFrom, shown: number) {
  let cleared = false
  const line = (change: Partial<Filters>, from: FiltersFrom, count: number) => (
    <AnnounceProvider>
      <FilterLine
        {...{ tracker, whence: from, shown: count, named: false }}
        filters={{ ...noFilters, ...change }}
        onClear={() => (cleared = true)}
      />
    </AnnounceProvider>
  )
  const { container, rerender } = render(line(filters, whence, shown))
  return {
    text: () => container.querySelector('.hw-shown')?.textContent?.trim(),
    change: (change: Partial<Filters>, count: number) => rerender(line(change, 'now', count)),
    cleared: () => cleared,
  }
}

describe('the line over the list', () => {
  it('says which filters of last time hide children, aloud too, and takes them away', async () => {
    const { text, cleared } = show({ team: 1 }, 'last time', 2)
    expect(text()).toBe('Filters from last time: team East. 2 of 3 children shown. Clear filters')
    const said = 'Filters from last time: team East. 2 of 3 children shown.'
    expect(await screen.findByText(said, { selector: '[role=status] *' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(cleared()).toBe(true)
    expect(document.activeElement?.className).toBe('hw-shown')
  })

  it('names filters that came with an address', () => {
    expect(show({ show: 'stuck' }, 'the address', 1).text()).toMatch(
      /^Filters from the address of this page: stuck\. 1 of 3 children shown\./,
    )
  })

  it('stands there without a filter too, and then says nothing aloud until one is chosen', async () => {
    const { text, change } = show({}, 'last time', 3)
    expect(text()).toBe('All 3 children shown.')
    expect(screen.getByRole('status').textContent).toBe('')
    change({ worker: 1 }, 1)
    expect(text()).toBe('1 of 3 children shown. Clear filters')
    expect(await screen.findByText('1 of 3 children shown.', { selector: '[role=status] *' })).toBeTruthy()
  })
})
