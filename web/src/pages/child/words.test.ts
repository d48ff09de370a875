import { describe, expect, it } from 'vitest'
import { ordinal, withoutNames } from './words'
import { pageOf } from './testing'

it.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [112, '112th'],
])('%i is the %s', (n, words) => expect(ordinal(n)).toBe(words))

describe('sentences in discreet mode', () => {
  const page = pageOf({
    given_name: 'Zoë',
    family_name: "O'Neil",
    initials: 'ZO',
    siblings: [{ child: 8, name: 'Sam Lee', initials: 'SL', age: null, placement: '', together: null }],
  })
  it.each([
    ["Zoë O'Neil came into care.", 'ZO came into care.'],
    ["Zoë's carer knows O'Neil family.", "ZO's carer knows ZO family."],
    ['ZOË moved with Sam; Sam Lee stayed.', 'ZO moved with SL; SL stayed.'],
    // The day of birth to the month is nearly the day itself.
    [
      'Zoë came into care on Tue 16 Apr 2013, at 0 months old, because of abuse.',
      'ZO came into care on Tue 16 Apr 2013, under a year old, because of abuse.',
    ],
    [
      'Zoë came into care on Tue 16 Apr 2013, at 1 month old.',
      'ZO came into care on Tue 16 Apr 2013, under a year old.',
    ],
    ['Zoë came into care on Tue 16 Apr 2013, aged 3.', 'ZO came into care on Tue 16 Apr 2013, aged 3.'],
    ['The same Samira stayed.', 'The same Samira stayed.'],
  ])('%s', (sentence, discreet) => expect(withoutNames(sentence, page)).toBe(discreet))

  it('leave a sentence as it is when no name is known', () => {
    const unnamed = pageOf({ given_name: '', family_name: '', initials: '' })
    expect(withoutNames('Came into care.', unnamed)).toBe('Came into care.')
  })
})
