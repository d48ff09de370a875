import type { Catalogue, Tracker } from '../../api/types'

// A tracker as its page holds it: as the server sends it, with the names that the configuration gives. Its
// rows hold the cells of the columns that have been asked for.
export type NamedTracker = Tracker & Catalogue

export const isDated = ({ show }: Tracker['columns'][number]): boolean =>
  show === 'clock' || show === 'milestone'
