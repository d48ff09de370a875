import { describe, expect, it } from 'vitest'
import { parseDate, type Bias } from './parse'

const today = '2026-02-11' // a Wednesday

describe('dates as people type them', () => {
  it.each<[typed: string, bias: Bias, date: string]>([
    ['today', 'either', '2026-02-11'],
    [' Today ', 'past', '2026-02-11'],
    ['yesterday', 'past', '2026-02-10'],
    ['tomorrow', 'future', '2026-02-12'],
    ['-2', 'past', '2026-02-09'],
    ['+3', 'either', '2026-02-14'],
    ['−40', 'past', '2026-01-02'],
    // day first, always
    ['3/2', 'past', '2026-02-03'],
    ['3/2/26', 'past', '2026-02-03'],
    ['03/02/2026', 'either', '2026-02-03'],
    ['3.2.2026', 'either', '2026-02-03'],
    ['3-2-26', 'either', '2026-02-03'],
    ['3 2', 'past', '2026-02-03'],
    ['2026-02-03', 'either', '2026-02-03'],
    ['3 feb', 'past', '2026-02-03'],
    ['3feb', 'past', '2026-02-03'],
    ['3rd February 2026', 'either', '2026-02-03'],
    ['Feb 3', 'past', '2026-02-03'],
    ['feb 3, 2026', 'either', '2026-02-03'],
    ['9 sept', 'past', '2025-09-09'],
    ['Tue 3 Feb 2026', 'either', '2026-02-03'],
    ['tuesday 3/2', 'past', '2026-02-03'],
    // no year: what happened lies behind, what is planned lies ahead
    ['20/12', 'past', '2025-12-20'],
    ['12/2', 'past', '2025-02-12'],
    ['11/2', 'past', '2026-02-11'],
    ['10/2', 'future', '2027-02-10'],
    ['6/3', 'future', '2026-03-06'],
    // both may be meant: the nearer one, a day ahead counting twice
    ['6/3', 'either', '2026-03-06'],
    ['20/12', 'either', '2025-12-20'],
    ['1/8', 'either', '2025-08-01'],
    // leap days
    ['29/2', 'past', '2024-02-29'],
    ['29/2', 'future', '2028-02-29'],
    ['29/2/24', 'either', '2024-02-29'],
    // two digits of a year
    ['1/1/19', 'past', '2019-01-01'],
    ['1/1/98', 'past', '1998-01-01'],
  ])('%s (%s) is %s', (typed, bias, date) => {
    expect(parseDate(typed, today, bias)).toEqual({ ok: true, date })
  })

  it.each<[typed: string, says: RegExp]>([
    ['', /Write a date/],
    ['31/2', /31\/2 is not a date/],
    ['29/2/2026', /not a date/],
    ['0/3', /not a date/],
    ['2/13', /no month 13.*day first/],
    ['3/2/2', /two or four digits/],
    ['3/2/202', /two or four digits/],
    ['3/2/1066', /1066 cannot be right/],
    ['3 ma', /Mar or May/],
    ['3 j', /Jan or Jun or Jul/],
    ['soon', /not a date/],
    ['322', /not a date/],
    ['Mon 3 Feb 2026', /is a Tue, not a mon/],
    ['1/2/3/4', /not a date/],
    ['<b>3/2', /not a date/],
  ])('%s is refused in words', (typed, says) => {
    const parsed = parseDate(typed, today, 'either')
    expect(parsed).toMatchObject({ ok: false })
    if (!parsed.ok) expect(parsed.message).toMatch(says)
  })

  it('never reads a date differently from how it was typed with its year', () => {
    for (let day = 0; day < 800; day++) {
      const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)
      const [year, month, dayOfMonth] = date.split('-')
      expect(parseDate(`${dayOfMonth}/${month}/${year}`, today)).toEqual({ ok: true, date })
    }
  })
})
