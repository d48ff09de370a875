import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { fetched } from './fetched'

function Page({ name }: { name: string }) {
  return <h1>{name}</h1>
}

// Away at first, as long as `away` says.
function part() {
  const connection = { away: true, asked: 0 }
  const Fetched = fetched<{ name: string }>(() => {
    connection.asked++
    return connection.away ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(Page)
  })
  return { connection, Fetched }
}
const panel = () => screen.findByRole('heading', { name: 'This page could not be fetched' })

it('says that it could not be fetched, and is there once it is asked for again', async () => {
  const { connection, Fetched } = part()
  render(<Fetched name="Data" />)
  await panel()
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await panel()
  connection.away = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Data' })).toBeTruthy()
})

it('is asked for again when somebody comes back to it, and once it is there never more', async () => {
  const { connection, Fetched } = part()
  render(<Fetched name="Data" />).unmount()
  connection.away = false
  const again = render(<Fetched name="Data" />)
  await screen.findByRole('heading', { name: 'Data' })
  again.rerender(<Fetched name="Imports" />)
  expect(screen.getByRole('heading', { name: 'Imports' })).toBeTruthy()
  again.unmount()
  render(<Fetched name="Data" />)
  expect(screen.getByRole('heading', { name: 'Data' })).toBeTruthy() // at once
  expect(connection.asked).toBe(2)
})

it('is shown with its looks: a style sheet that could not be fetched is asked for again first', async () => {
  const sheets = () => [...document.head.querySelectorAll('link')]
  const missing = document.createElement('link')
  missing.rel = 'stylesheet'
  document.head.append(missing)
  missing.dispatchEvent(new Event('error'))
  const { connection, Fetched } = part()
  connection.away = false
  render(<Fetched name="Data" />)
  await waitFor(() => expect(sheets()[0]).not.toBe(missing))
  expect(sheets()).toHaveLength(1)
  expect(screen.queryByRole('heading')).toBeNull()
  sheets()[0]?.dispatchEvent(new Event('load'))
  expect(await screen.findByRole('heading', { name: 'Data' })).toBeTruthy()
})
