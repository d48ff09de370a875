import { describe, expect, it } from 'vitest'
import { byUrgency, counted, howToGet, notRunGroups, onlyTheyCanGive, tableInWords } from './words'
import { ruleOf } from './testing'

describe('the order of the rules', () => {
  it('puts what must be put right first, and what is settled last', () => {
    const rules = [
      ruleOf({ rule: 'query', severity: 'query', findings: 90 }),
      ruleOf({ rule: 'settled', severity: 'query', findings: 50, accepted: 50 }),
      ruleOf({ rule: 'few', findings: 2 }),
      ruleOf({ rule: 'many', findings: 9, noted: 1 }),
    ]
    expect(byUrgency(rules).map(({ rule }) => rule)).toEqual(['many', 'few', 'query', 'settled'])
  })
})

describe('rules that were not run', () => {
  it('are told by what they lacked', () => {
    const last = "It needs last year's return, which was not given."
    const rules = ['1', '2', '3'].map((rule) => ({ rule, sentence: '', why: last }))
    const other = { rule: '4', sentence: '', why: 'It needs a postcode file, which was not given.' }
    const groups = notRunGroups([other, ...rules], 'files')
    expect(groups.map(({ why, rules: held }) => [why, held.length])).toEqual([
      [last, 3],
      [other.why, 1],
    ])
  })

  it.each([
    ["It needs last year's return, which was not given.", /Add last year's files/],
    ['It needs the OC3 file, which was not given.', /Add that file to this year's/],
    ["It needs last year's OC3 file, which was not given.", /^Add last year's files and check again\.$/],
    ["It needs Ofsted's list of providers, which was not given.", /homeward check/],
    ['It is for a return made as XML.', /as XML/],
    ['It cannot be met before 31 March.', /^$/],
  ])('%s', (why, remedy) => expect(howToGet(why, 'files')).toMatch(remedy))
})

describe('rules that were not run over the record', () => {
  it('never ask for files to be checked', () => {
    expect(howToGet("It needs last year's return, which was not given.", 'record')).toBe('')
    expect(howToGet('It needs a postcode file, which was not given.', 'record')).toMatch(/homeward check/)
  })
})

describe('words', () => {
  it('counts', () => {
    expect(counted(1, 'query', 'queries')).toBe('1 query')
    expect(counted(1204, 'error')).toBe('1,204 errors')
  })

  it('says whose the gaps are', () => {
    const worker = { worker_id: 4, name: 'A. Khan', team: '', findings: 3, children: [] }
    expect(onlyTheyCanGive(worker)).toBe('Three things only A. Khan can give')
    expect(onlyTheyCanGive({ ...worker, findings: 1 })).toBe('One thing only A. Khan can give')
    expect(onlyTheyCanGive({ ...worker, worker_id: null, name: '', findings: 14 })).toBe(
      '14 things for children without a worker',
    )
  })

  it("tells last year's file from this year's", () => {
    expect(tableInWords('Episodes_last')).toBe("Last year's Episodes")
  })
})
