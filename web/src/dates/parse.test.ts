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
    ['29/2/24', 'either', '2024-02-29'],
    // two digits of a year
    ['1/1/19', 'past', '2019-01-01'],
    ['1/1/98', 'past', '1998-01-01'],
    // a weekday says which year is meant
    ['tue 3 feb', 'either', '2026-02-03'],
    ['wed 3 feb', 'either', '2027-02-03'],
    ['Mon 3 Feb', 'either', '2025-02-03'],
    ['sat 3 february', 'past', '2024-02-03'],
    // a weekday alone, weeks and days
    ['mon', 'either', '2026-02-09'],
    ['mon', 'future', '2026-02-16'],
    ['Wednesday', 'either', '2026-02-11'],
    ['thu', 'either', '2026-02-12'],
    ['last wed', 'either', '2026-02-04'],
    ['next wed', 'either', '2026-02-18'],
    ['2w', 'either', '2026-02-25'],
    ['-2w', 'either', '2026-01-28'],
    ['in 3 weeks', 'either', '2026-03-04'],
    ['2 weeks ago', 'either', '2026-01-28'],
    ['10d', 'either', '2026-02-21'],
    // as spreadsheets and databases copy them
    ['2026-10-01 00:00:00', 'either', '2026-10-01'],
    ['2026-10-01T00:00:00.000', 'either', '2026-10-01'],
    ['01/10/2026 00:00', 'either', '2026-10-01'],
    ['01/10/2026 14:30:15', 'either', '2026-10-01'],
    ['1/10/2026 12:00:00 AM', 'either', '2026-10-01'],
    ['01-Oct-2026 00:00', 'either', '2026-10-01'],
    ['01-Oct-26', 'either', '2026-10-01'],
    ['2026/10/01', 'either', '2026-10-01'],
    ['2026-01-13T00:00:00Z', 'either', '2026-01-13'],
    ['\u00a013/10/2026\u00a0', 'either', '2026-10-13'],
  ])('%s (%s) is %s', (typed, bias, date) => {
    expect(parseDate(typed, today, bias)).toEqual({ ok: true, date })
  })

  it.each<[typed: string, day: string, note: RegExp]>([
    ['46296', '2026-10-01', /46296 is a spreadsheet’s number/],
    ['46296.5', '2026-10-01', /46296.5 is a spreadsheet’s number/],
    ['2014-06-13T23:00:00Z', '2014-06-14', /day in London/],
  ])('%s is read as %s, and says how', (typed, date, note) => {
    const parsed = parseDate(typed, today)
    expect(parsed).toMatchObject({ ok: true, date })
    expect(parsed.ok && parsed.note).toMatch(note)
  })

  it('tells of 29 February in a year that has none', () => {
    expect(parseDate('29/2', '2026-11-29')).toEqual({
      ok: false,
      message: '2026 has no 29 Feb. Write the year, as in 29/2/24.',
    })
    expect(parseDate('29/2', '2025-01-10', 'past')).toEqual({
      ok: true,
      date: '2024-02-29',
      note: '2025 has no 29 Feb',
    })
    expect(parseDate('29/2', '2024-03-05')).toEqual({ ok: true, date: '2024-02-29' })
  })

  it.each<[typed: string, says: RegExp]>([
    ['n/a', /n\/a is not a date/],
    ['tbc', /not a date/],
    ['31/02/2026 00:00', /31\/02\/2026 00:00 is not a date/],
    ['02/11/2026\nput off once', /02\/11\/2026 put off once is not a date/],
    ['fri 31/2', /not a date/],
    ['4629', /not a date/],
    ['sun 3 feb', /No 3 Feb near today is a Sun/],
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
    ['Mon 3 Feb 2026', /is a Tue, not a Mon/],
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
