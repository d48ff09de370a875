import { describe, expect, it } from 'vitest'
import { asideOf, layOut, planOf, reportTitle, withoutPlace, type Filling, type Report } from './batch'
import { cellWith, rowWith, trackerWith } from './fixtures'
import type { Line } from './rows'

const today = '2026-11-29'
const tracker = trackerWith([])
const meeting = tracker.columns.find((column) => column.id === 'meeting')
const lineOf = (child: number, cell: Parameters<typeof cellWith>[0] = {}): Line => ({
  kind: 'child',
  id: `c${child}`,
  inGroup: false,
  row: rowWith({ child, cells: { meeting: cellWith(cell) } }),
})
const filling = (text: string, line: Line | undefined = lineOf(1), row: number | null = null): Filling => ({
  line,
  column: meeting,
  row,
  text,
})

describe('a paste', () => {
  it('saves the good, and says of every other cell where it stands and why', () => {
    const texts = ['46296', '2026-10-01 00:00:00', 'n/a', '13/10/2026']
    const plan = planOf(texts.map((text, at) => filling(text, lineOf(at + 1), at + 1)), today) // prettier-ignore
    expect(plan.tasks.map((task) => [task.wish.child, task.wish.edit.happened_on])).toEqual([
      [1, '2026-10-01'],
      [2, '2026-10-01'],
      [4, '2026-10-13'],
    ])
    expect(plan.tasks[0]?.reading).toBe(
      'Happened Thu 1 Oct 2026 (46296 is a spreadsheet’s number for this day)',
    )
    expect(plan.tasks[0]?.note).toBe('46296 is a spreadsheet’s number for this day')
    expect(plan.refused).toEqual([
      {
        row: 3,
        child: 3,
        column: 'meeting',
        why: expect.stringMatching(/^n\/a is not a date/) as string,
        unsaved: true,
      },
    ])
    expect(reportTitle({ asked: plan.asked, refused: plan.refused, id: 1 })).toBe('1 of 4 was not saved')
  })

  it('says what lies outside of the list, and what cannot be filled', () => {
    const group: Line = { kind: 'group', id: 'g1', group: 1, children: [], size: 2, expanded: false }
    const plan = planOf(
      [
        { ...filling('1/11'), line: undefined },
        { ...filling('1/11'), column: undefined },
        filling('1/11', group),
        filling('1/11', lineOf(3, { edit: null })),
        { ...filling('1/11'), column: tracker.columns[0] },
      ],
      today,
    )
    expect(plan.tasks).toEqual([])
    expect(plan.refused.map((each) => each.why)).toEqual([
      'it lies below the last child',
      'it lies to the right of the last column',
      'this row is a group: open it and fill each child',
      'this cell cannot be filled here',
      'this cell cannot be filled here',
    ])
    expect(reportTitle({ id: 1, asked: plan.asked, refused: plan.refused })).toBe('None of the 5 was saved')
  })

  it('counts what is held and would give way, of every kind', () => {
    const plan = planOf(
      [
        filling('1/11/26', lineOf(1)), // nothing is held
        filling('1/11/26', lineOf(2, { happened_on: '2026-10-03' })),
        filling('3/2/27', lineOf(3, { happened_on: '2026-10-03' })),
        filling('3/2/27', lineOf(4, { planned_on: '2027-01-01' })),
        filling('1/11/26', lineOf(5, { planned_on: '2026-11-01' })), // the plan stays beside it
        filling('3/10/26', lineOf(6, { happened_on: '2026-10-03' })), // there already
      ],
      today,
    )
    expect(plan.tasks.map((task) => task.gives)).toEqual([
      '',
      'happened Sat 3 Oct 2026',
      'happened Sat 3 Oct 2026',
      'planned for Fri 1 Jan 2027',
      '',
    ])
    expect(plan.tasks.map((task) => task.objection.replace(/ \(.*/, ''))).toEqual([
      '',
      'would replace what is held',
      'would remove what is held',
      'would replace what is held',
      '',
    ])
    expect(plan.same).toBe(1)
  })

  it('leaves what stands under an empty cell, and says so', () => {
    const plan = planOf([filling(' '), filling(''), filling('1/11', lineOf(2))], today)
    expect(plan.tasks).toHaveLength(1)
    expect(asideOf(plan)).toEqual(['2 empty cells left as they were'])
  })

  it('says what was pasted, also where the reason does not', () => {
    const [refusal] = planOf([filling('2/13')], today).refused
    expect(refusal?.why).toBe('2/13: There is no month 13. Write the day first, as in 13/2.')
  })

  it('is laid out from its place, with its rows numbered', () => {
    const lines = [lineOf(1), lineOf(2)]
    const laid = layOut([['a', 'b'], ['c']], (down) => lines[down], (across) => (across === 0 ? meeting : undefined)) // prettier-ignore
    expect(laid.map(({ line, column, row, text }) => [line?.id, column?.id, row, text])).toEqual([
      ['c1', 'meeting', 1, 'a'],
      ['c1', undefined, 1, 'b'],
      ['c2', 'meeting', 2, 'c'],
    ])
    expect(layOut([['a']], () => lines[0], () => meeting)[0]?.row).toBeNull() // prettier-ignore
  })
})

describe('a report of what was not saved', () => {
  const refusal = (child: number) => ({ row: child, child, column: 'meeting', why: 'n/a is not a date.' })
  const report: Report = { id: 1, asked: 5, refused: [refusal(1), refusal(2)] }

  it('loses a cell once it was saved, and goes when nothing is left', () => {
    const [rest] = withoutPlace([report], 1, 'meeting')
    expect(rest?.refused).toEqual([refusal(2)])
    expect(withoutPlace([rest ?? report], 2, 'meeting')).toEqual([])
    expect(withoutPlace([report], 1, 'panel')).toEqual([report])
  })
})
