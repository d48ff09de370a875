// A moment of the server's clock, as people here read it.
import { formatDay } from './format'

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

// "Tue 10 Feb 2026, 14:05" in London; the text itself when it is no moment.
export function momentInWords(at: string): string {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return at
  const parts = new Map(london.formatToParts(moment).map(({ type, value }) => [type, value]))
  const day = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`
  return `${formatDay(day)}, ${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`
}
