import { expect, it, vi } from 'vitest'
import { becauseOf } from './because'
import { cellWith, rowWith } from './fixtures'

const serve = (...answers: { status?: number; body: unknown }[]) => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path)
    const { status = 200, body } = answers[Math.min(asked.length, answers.length) - 1] ?? { body: {} }
    return Promise.resolve(new Response(JSON.stringify(body), { status }))
  })
  return asked
}
const why = (row = rowWith({ child: 7 })) => becauseOf('joint', null, row, 'meeting')

it('asks once why a date is as it is, and again when its row has changed', async () => {
  const asked = serve({ body: { because: 'Came into care.' } }, { body: { because: 'Held.' } })
  const row = rowWith({ child: 7 })
  expect(await why(row)).toBe('Came into care.')
  expect(await why(row)).toBe('Came into care.')
  expect(asked).toEqual(['/api/trackers/joint/rows/7/because/meeting'])
  expect(await why({ ...row })).toBe('Held.')
})

it('asks nothing where the reason came along, and on a past day for that day', async () => {
  const asked = serve({ body: { because: 'As it was.' } })
  const row = rowWith({ child: 7, cells: { meeting: cellWith({ words: '–', because: 'Another plan.' }) } })
  expect(await why(row)).toBe('Another plan.')
  expect(asked).toEqual([])
  await becauseOf('joint', '2026-02-03', rowWith({ child: 7 }), 'meeting')
  expect(asked).toEqual(['/api/trackers/joint/rows/7/because/meeting?as_of=2026-02-03'])
})

it('asks again after it could not be told', async () => {
  serve(
    { status: 503, body: { title: 'x', detail: 'Try again in a minute.' } },
    { body: { because: 'Held.' } },
  )
  const row = rowWith({ child: 7 })
  await expect(why(row)).rejects.toThrow('Try again in a minute.')
  expect(await why(row)).toBe('Held.')
})
