import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Route, Routes } from 'react-router-dom'
import { describe, expect, it } from 'vitest'
import type { ReturnFinding, ReturnFindings, ReturnCheck, SessionInfo } from '../../api/types'
import CheckPage from './CheckPage'
import { checkOf, findingOf, openAt, ruleOf } from './testing'

type Answers = Parameters<typeof openAt>[2]
const open = (
  path: string,
  check: ReturnCheck = checkOf(),
  answers: Answers = {},
  account: Partial<SessionInfo['account']> = {},
) =>
  openAt(
    path,
    <Routes>
      <Route path="/return-check/:check" element={<CheckPage />} />
      <Route path="/return-check" element={<h1>All checks</h1>} />
    </Routes>,
    { 'GET /api/return-checks/5': { body: check }, ...answers },
    account,
  )
const found = (...findings: ReturnFindings['findings']): { body: ReturnFindings } => ({
  body: {
    total: findings.length,
    folded: findings.filter(({ under }) => findings.some(({ id }) => id === under)).length,
    findings,
  },
})
const ofRule = 'GET /api/return-checks/5/findings?rule=101&state=open&offset=0&limit=25'

describe('a check', () => {
  it('tells what is new and what is gone before anything else', async () => {
    await open('/return-check/5')
    const headings = screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)
    expect(headings[0]).toBe('Since the last check: 6 new, 4 gone')
    const changes = within(screen.getByRole('region', { name: /Since the last check/ }))
    const link = changes.getByRole('link', { name: '2 new of rule 101' })
    expect(link.getAttribute('href')).toBe('/return-check/5?rule=101&show=new')
    expect(changes.getByText('Health check must be given.').closest('li')?.textContent).toContain('4 gone')
  })

  it('does not call the first check unchanged', async () => {
    await open('/return-check/5', checkOf({ previous_check_id: null, new: 0, gone: 0, gone_rules: [] }))
    expect(screen.getByText(/no earlier check of the 2025-26 return to compare with/)).toBeTruthy()
    expect(screen.queryByText(/Nothing has changed/)).toBeNull()
  })

  it('counts what was not run apart from what passed, with the reason and the way to mend it', async () => {
    await open('/return-check/5')
    expect(screen.getByText('rules passed').textContent).toMatch(/^310 rules passed/)
    expect(screen.getByText('rule not run').textContent).toMatch(/^1 rule not run/)
    const notRun = screen.getByRole('region', { name: 'Not run: 1 rule' })
    expect(notRun.textContent).toContain('neither passed nor failed')
    expect(notRun.textContent).toContain("It needs last year's return")
    expect(notRun.textContent).toContain("Add last year's files and check again.")
  })

  it('does not say that all passed when some rules were not run', async () => {
    await open('/return-check/5', checkOf({ rules: [] }))
    expect(screen.getByText(/Every rule that could be run passed\. Some could not be run/)).toBeTruthy()
  })

  it('lists the rules, each with a way to its findings', async () => {
    await open('/return-check/5', checkOf({ rules: [ruleOf({ severity: 'query', accepted: 1, new: 2 })] }))
    const row = within(screen.getByRole('table', { name: /By rule/ })).getAllByRole('row')[1]!
    expect(within(row).getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
      '101', '3', 'Query', '3', '2', '1',
    ]) // prettier-ignore
    expect(within(row).getByRole('link').getAttribute('href')).toBe('/return-check/5?rule=101')
  })

  it('counts errors with a note as errors, and says so beside the count and the rule', async () => {
    await open('/return-check/5', checkOf({ errors: 42574, noted: 3, rules: [ruleOf({ noted: 3 })] }))
    const errors = screen.getByText('errors').closest('li')!
    expect(errors.textContent).toMatch(/^42,574 errors.*3 accepted here, still errors for the DfE$/)
    const table = screen.getByRole('table', { name: /By rule/ })
    expect(within(table).getByText('3 accepted here, still errors for the DfE')).toBeTruthy()
    expect(within(table).getAllByRole('cell')[1]?.textContent).toBe('4')
  })

  it('shows one wrong start as one fault', async () => {
    const rules = [
      ruleOf({ rule: '502', findings: 2 }),
      ruleOf({ rule: '503A', findings: 3, folded: 2 }),
      ruleOf({ rule: '503B', findings: 2, folded: 2 }),
    ]
    await open('/return-check/5', checkOf({ rules }))
    expect(screen.getByText('must be put right; 4 of them go with a wrong start (502)')).toBeTruthy()
    const lines = within(screen.getByRole('table', { name: /By rule/ }))
      .getAllByRole('row')
      .slice(1)
    expect(lines.map((line) => within(line).getAllByRole('cell').slice(0, 2).map((cell) => cell.textContent))).toEqual([
      ['502', '2'], ['503A', '1'],
    ]) // prettier-ignore
    expect(lines[0]!.textContent).toContain('In the same episodes 4 more items differ from last year')
    expect(within(lines[0]!).getByRole('link', { name: '503B' }).getAttribute('href')).toBe(
      '/return-check/5?rule=503B',
    )
  })

  it('folds what goes with a wrong start below it, and can be opened and accepted there', async () => {
    const start = findingOf({ id: 1, rule: '502', sentence: 'Starts on the same date.', table: 'Episodes' })
    const reason = findingOf({
      id: 2,
      rule: '503A',
      severity: 'query',
      sentence: 'The same reason.',
      table: 'Episodes',
      under: 1,
    })
    const alone = findingOf({ id: 3, rule: '503B', sentence: 'The same status.', table: 'Episodes', row: 9 })
    await open('/return-check/5?child=9', checkOf(), {
      'GET /api/return-checks/5/findings?child_key=9&state=open&offset=0&limit=25': found(
        start,
        reason,
        alone,
      ),
    })
    const summary = await screen.findByText(/1 more item of this episode differs from last year/)
    expect(screen.getByRole('heading', { level: 2 }).textContent).toMatch(
      /^\d findings?, and 1 more that most likely goes with a wrong start$/,
    )
    expect(summary.textContent).toContain('503A')
    const folded = within(summary.closest('details')!)
    expect(folded.getByText('The same reason.')).toBeTruthy()
    expect(screen.queryByText(/Mend the start first/)).toBeNull()
    expect(folded.queryByText('The same status.')).toBeNull()
    expect(folded.getByRole('button', { name: /Accept with a reason/ })).toBeTruthy()
  })

  it('says beside a finding that stands alone which start it goes with', async () => {
    const reason = findingOf({ id: 2, rule: '503A', table: 'Episodes', under: 1 })
    await open('/return-check/5?rule=503A', checkOf({ rules: [ruleOf({ rule: '503A', folded: 1 })] }), {
      'GET /api/return-checks/5/findings?rule=503A&state=open&offset=0&limit=25': found(reason),
    })
    expect(await screen.findByText(/\(rule 502\). Mend the start first/)).toBeTruthy()
  })

  it('lists the children by a number of its own, so that no child’s number stands in an address', async () => {
    const child = {
      child_key: 9,
      child: '566910',
      child_id: null,
      errors: 3,
      queries: 0,
      folded: 2,
      accepted: 0,
      new: 1,
    }
    await open('/return-check/5?by=child', checkOf(), {
      'GET /api/return-checks/5/children?offset=0&limit=100': { body: { total: 1, children: [child] } },
    })
    const link = await screen.findByRole('link', { name: '566910' })
    expect(link.getAttribute('href')).toBe('/return-check/5?child=9')
    expect(screen.getByText('not in Homeward')).toBeTruthy()
  })

  it('can be taken away as a workbook and as CSV, and says when the server refuses', async () => {
    const asked = await open('/return-check/5')
    for (const [name, path] of [
      [/workbook/, '/api/return-checks/5/workbook'],
      [/CSV/, '/api/return-checks/5/findings.csv'],
    ] as const) {
      await userEvent.click(screen.getByRole('button', { name }))
      expect(asked.at(-1)).toMatchObject({ method: 'GET', path })
    }
    expect(await screen.findByRole('alert')).toHaveTextContent('There is nothing at GET')
  })

  it('is deleted only after a question', async () => {
    const asked = await open('/return-check/5', checkOf(), {
      'DELETE /api/return-checks/5': { status: 204 },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Delete this check' }))
    expect(screen.getByRole('dialog').textContent).toContain('What was accepted stays accepted')
    expect(asked.some((each) => each.method === 'DELETE')).toBe(false)
    await userEvent.click(screen.getByRole('button', { name: 'Delete the check' }))
    expect(await screen.findByRole('heading', { name: 'All checks' })).toBeTruthy()
  })

  it('says kindly that it is not here', async () => {
    await openAt('/return-check/6', <Routes><Route path="/return-check/:check" element={<><h1>x</h1><CheckPage /></>} /></Routes>, {}) // prettier-ignore
    expect(await screen.findByRole('heading', { name: 'No such check here' })).toBeTruthy()
  })
})

describe('the findings of a rule', () => {
  it('show the row as it was sent, and which cells fail, in words too', async () => {
    await open('/return-check/5?rule=101', checkOf(), { [ofRule]: found(findingOf()) })
    const row = await screen.findByRole('table', { name: 'Header: header.csv, row 214' })
    const cells = within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent)
    expect(cells).toEqual(['566910', '✕fails: blank', '19/05/2020'])
    expect(screen.getByText('Put the sex into the header.', { exact: false })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Child 566910' }).getAttribute('href')).toBe('/children/7')
  })

  it('frame only the cells at fault, heading and value, and no other that the rule is about', async () => {
    const cells = [
      { column: 'CHILD', value: '566910', failing: false },
      { column: 'RNE', value: 'P', failing: false },
      { column: 'LS', value: 'E1', failing: true },
      { column: 'PLACE', value: 'U5', failing: false },
    ]
    await open('/return-check/5?rule=101', checkOf(), { [ofRule]: found(findingOf({ cells })) })
    const row = within(await screen.findByRole('table', { name: 'Header: header.csv, row 214' }))
    const framed = [...row.getAllByRole('columnheader'), ...row.getAllByRole('cell')]
      .filter((cell) => cell.classList.contains('check-cell--failing'))
      .map((cell) => cell.textContent)
    expect(framed).toEqual(['LS', '✕fails: E1'])
  })

  it('say so when no one cell is at fault', async () => {
    const cells = [{ column: 'CHILD', value: '566910', failing: false }]
    await open('/return-check/5?rule=101', checkOf(), { [ofRule]: found(findingOf({ cells })) })
    expect(await screen.findByText(/No cell is marked/)).toBeTruthy()
  })

  it('hide birth dates and postcodes in discreet mode, but not what fails', async () => {
    localStorage.setItem('homeward-discreet', 'on')
    const cells = [
      { column: 'DOB', value: '19/05/2020', failing: true },
      { column: 'HOME_POST', value: 'AB1 2CD', failing: false },
    ]
    await open('/return-check/5?rule=101', checkOf(), { [ofRule]: found(findingOf({ cells })) })
    expect((await screen.findAllByRole('cell')).map((cell) => cell.textContent)).toEqual([
      '✕fails: (birth date hidden)',
      '(place hidden)',
    ])
  })

  it('can be narrowed to what is new or accepted, and paged', async () => {
    const many = { body: { total: 30, folded: 0, findings: [findingOf({ new: true })] } }
    const asked = await open('/return-check/5?rule=101', checkOf(), {
      [ofRule]: many,
      'GET /api/return-checks/5/findings?rule=101&state=open&offset=25&limit=25': many,
      'GET /api/return-checks/5/findings?rule=101&state=new&offset=0&limit=25': many,
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }))
    expect(screen.getByText(/Page 2 of 2/)).toBeTruthy()
    await waitFor(() => expect(asked.at(-1)?.path).toContain('offset=25'))
    await userEvent.click(screen.getByRole('link', { name: 'New 2' }))
    await waitFor(() => expect(asked.at(-1)?.path).toContain('state=new&offset=0'))
    expect(screen.getByRole('link', { name: 'New 2' }).getAttribute('aria-current')).toBe('page')
  })

  it('say that they cannot be read, and are read again on request', async () => {
    await open('/return-check/5?rule=101', checkOf(), {
      [ofRule]: [{ status: 503, body: {} }, found(findingOf())],
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: 'Child 566910' })).toBeTruthy()
  })
})

describe('the findings of a child', () => {
  it('say under each rule what is asked and what to do', async () => {
    const other = { id: 72, rule: '143', sentence: 'A listed code.', remedy: 'Correct the code.' }
    await open('/return-check/5?child=9', checkOf(), {
      'GET /api/return-checks/5/findings?child_key=9&state=open&offset=0&limit=25': found(
        findingOf(),
        findingOf({ id: 73, row: 215 }),
        findingOf(other),
      ),
    })
    const rules = (await screen.findAllByRole('heading', { level: 3 })).map((each) => each.textContent)
    expect(rules).toEqual(['101 Sex must be given. Error', '143 A listed code. Error'])
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Child 566910')
  })
})

describe('accepting', () => {
  const path = '/api/return-checks/5/findings/71/acceptance'
  const accept = () => screen.findByRole('button', { name: /^Accept with a reason/ })
  const query = (more: Partial<ReturnFinding> = {}) => findingOf({ severity: 'query', ...more })
  const ofQuery = checkOf({ rules: [ruleOf({ severity: 'query', new: 2 })] })

  it('asks for the reason, keeps it in sight with who and when, and counts anew', async () => {
    const asked = await open('/return-check/5?rule=101', ofQuery, {
      [ofRule]: found(query()),
      [`PUT ${path}`]: { body: { accepted: 1 } },
      [`DELETE ${path}`]: { status: 204 },
    })
    await userEvent.click(await accept())
    const field = screen.getByRole('textbox', { name: 'Why is this right as it is?' })
    expect(document.activeElement).toBe(field)
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }))
    expect(screen.getByRole('alert').textContent).toContain('Write the reason first')
    await userEvent.type(field, 'Seen the birth certificate.')
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }))
    const said = await screen.findByText('Seen the birth certificate.', { exact: false })
    expect(said.textContent).toContain('AK, 11 Feb 2026')
    expect(asked.find((each) => each.method === 'PUT')).toMatchObject({
      path,
      body: { reason: 'Seen the birth certificate.' },
    })
    await waitFor(() => expect(asked.filter((each) => each.path === '/api/return-checks/5')).toHaveLength(2))
    await userEvent.click(screen.getByRole('button', { name: /^Withdraw/ }))
    expect(await accept()).toBeTruthy()
    expect(asked.some((each) => each.method === 'DELETE' && each.path === path)).toBe(true)
  })

  it('leaves out no finding of the next page, which moves up meanwhile', async () => {
    const asked = await open('/return-check/5?rule=101', ofQuery, {
      [ofRule]: { body: { total: 30, folded: 0, findings: [query(), query({ id: 73 })] } },
      [`PUT ${path}`]: { body: { accepted: 1 } },
    })
    await userEvent.click((await screen.findAllByRole('button', { name: /^Accept with a reason/ }))[0]!)
    await userEvent.type(screen.getByRole('textbox'), 'Seen.')
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }))
    await screen.findByText('Seen.', { exact: false })
    await userEvent.click(screen.getByRole('button', { name: 'Next' }))
    await waitFor(() => expect(asked.at(-1)?.path).toContain('offset=24&limit=25'))
  })

  it('keeps what was typed when the server refuses', async () => {
    await open('/return-check/5?rule=101', ofQuery, {
      [ofRule]: found(query()),
      [`PUT ${path}`]: { status: 403, body: { detail: 'Only a manager may accept findings.' } },
    })
    await userEvent.click(await accept())
    await userEvent.type(screen.getByRole('textbox'), 'Seen.')
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Only a manager may accept findings.')
    expect(screen.getByRole('textbox')).toHaveProperty('value', 'Seen.')
  })

  it('can be done for all that is open of a rule, with one reason', async () => {
    const asked = await open('/return-check/5?rule=101', ofQuery, {
      [ofRule]: [found(query(), query({ id: 73 })), found()],
      [`PUT ${path}`]: { body: { accepted: 4 } },
    })
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept all 4 open findings of rule 101' }),
    )
    await userEvent.type(screen.getByRole('textbox'), 'Agreed with the DfE.')
    await userEvent.click(screen.getByRole('button', { name: 'Accept all' }))
    expect(await screen.findByText(/Nothing is open here/)).toBeTruthy()
    expect(asked.find((each) => each.method === 'PUT')?.body).toEqual({
      reason: 'Agreed with the DfE.',
      all_of_rule: true,
    })
  })

  it('gives the focus back when people think better of it', async () => {
    await open('/return-check/5?rule=101', ofQuery, { [ofRule]: found(query()) })
    const all = () => screen.findByRole('button', { name: /^Accept all 4/ })
    await userEvent.click(await all())
    await userEvent.keyboard('{Escape}')
    expect(document.activeElement).toBe(await all())
    await userEvent.click(await accept())
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(document.activeElement?.contains(await accept())).toBe(true)
  })

  it('is not offered for an error, and the page says why', async () => {
    await open('/return-check/5?rule=101', checkOf(), { [ofRule]: found(findingOf(), findingOf({ id: 73 })) })
    await screen.findAllByRole('link', { name: 'Child 566910' })
    expect(
      screen.getByText(/An error cannot be accepted here, since the DfE does not accept it/),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Accept/ })).toBeNull()
    expect(screen.queryByRole('link', { name: /^Accepted/ })).toBeNull()
  })

  it('of an error in former days is shown as a note, which can be withdrawn, and the error stays open', async () => {
    const note = { reason: 'Seen by the panel.', by: 'AK', on: '2026-02-11' }
    const rules = [ruleOf({ noted: 1 })]
    const asked = await open('/return-check/5?rule=101', checkOf({ rules }), {
      [ofRule]: found(findingOf({ note })),
      [`DELETE ${path}`]: { status: 204 },
    })
    const said = await screen.findByText('Accepted here, still an error for the DfE:')
    expect(said.closest('p')?.textContent).toContain('Seen by the panel. AK, 11 Feb 2026')
    expect(screen.getByText(/^1 accepted here, still an error for the DfE: the reason stands/)).toBeTruthy()
    expect(screen.queryByText('Accepted', { exact: true })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: /^Withdraw/ }))
    await waitFor(() => expect(screen.queryByText(/Seen by the panel/)).toBeNull())
    expect(asked.some((each) => each.method === 'DELETE' && each.path === path)).toBe(true)
    expect(screen.getByRole('table', { name: 'Header: header.csv, row 214' })).toBeTruthy()
  })

  it('is not offered to those who may only look', async () => {
    await open('/return-check/5?rule=101', ofQuery, { [ofRule]: found(query()) }, { can_import: false })
    await screen.findByRole('link', { name: 'Child 566910' })
    expect(screen.queryByRole('button', { name: /Accept|Withdraw|Delete/ })).toBeNull()
  })
})
