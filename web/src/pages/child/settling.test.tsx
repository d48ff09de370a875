import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { open, reads, writes } from './opened'
import { conflict, pageOf } from './testing'

it.each([
  [/Use the imported date/, 'imported'],
  [/Keep the entered date/, 'entered'],
])('%s settles exactly the values shown and reads the page again', async (button, counts) => {
  const asked = await open(pageOf({ conflicts: [conflict] }), {
    'POST /api/conflicts/settle': { status: 204 },
  })
  const before = reads(asked)
  await userEvent.click(screen.getByRole('button', { name: button }))
  await waitFor(() => expect(reads(asked)).toBe(before + 1))
  const { child, milestone, imported_on, entered_on } = conflict
  expect(writes(asked)[0]?.body).toEqual({ child, milestone, imported_on, entered_on, counts })
})

it('says what went wrong and keeps both values in sight', async () => {
  await open(pageOf({ conflicts: [conflict] }), {
    'POST /api/conflicts/settle': {
      status: 409,
      body: { title: 'x', status: 409, detail: 'The values have changed since; nothing was settled.' },
    },
  })
  await userEvent.click(screen.getByRole('button', { name: /Use the imported date/ }))
  expect((await screen.findByRole('alert')).textContent).toContain('nothing was settled')
  expect(screen.getByRole('button', { name: /Keep the entered date/ })).toBeTruthy()
})
