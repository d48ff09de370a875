import { expect, it } from 'vitest'
import { exportAddress } from './export'
import { nobody, noFilters, noneYet } from './rows'
import type { TrackerColumn, TrackerRow } from '../../api/types'
import type { NamedTracker } from './named'

const tracker = { id: 'joint' } as NamedTracker
const columns = [{ id: 'child' }, { id: 'age' }] as TrackerColumn[]
const rows = [{ child: 7 }, { child: 9 }] as TrackerRow[]

it('asks the server for what is shown, and for nobody by name', () => {
  const at = (filters: Partial<typeof noFilters>, discreet = false, asOf: string | null = null) =>
    exportAddress(tracker, { asOf, columns, filters: { ...noFilters, ...filters }, rows, discreet })
  const plain = '/api/trackers/joint/export?'
  expect(at({})).toBe(`${plain}columns=child%2Cage`)
  expect(at({ text: 'Larkhurst' })).toBe(`${plain}columns=child%2Cage&children=7%2C9`)
  expect(at({ show: 'overdue', worker: nobody, plan: noneYet, stage: 'planning' }, true, '2026-02-01')).toBe(
    `${plain}as_of=2026-02-01&columns=child%2Cage&show=overdue&worker=none&plan=none&stage=planning&discreet=1`,
  )
})
