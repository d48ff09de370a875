import { waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepFocus } from './keepFocus'

let end: () => void
beforeEach(() => {
  document.body.innerHTML = `<div id="root"><main><h1>Data</h1>
    <section><h2>Bring data in</h2><p id="row"><button id="cancel">Cancel</button></p></section>
    <p id="status"><button id="undo">Undo</button></p></main></div>`
  end = keepFocus()
})
afterEach(() => {
  end()
  document.body.innerHTML = ''
})

const at = (id: string) => document.getElementById(id) as HTMLElement
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
const focused = () => document.activeElement

it('gives the focus of a part that is gone to the heading of what it stood in', async () => {
  at('cancel').focus()
  at('row').remove()
  await waitFor(() => expect(focused()?.textContent).toBe('Bring data in'))
})

it('or to that itself, where it has no heading', async () => {
  at('undo').focus()
  at('undo').remove()
  await waitFor(() => expect(focused()).toBe(at('status')))
})

it('waits for the heading of another page', async () => {
  at('undo').focus()
  at('root').innerHTML = '<main><p>Loading</p></main>'
  await settled()
  expect(focused()).toBe(document.body)
  at('root').innerHTML = '<main><h1>Mia Jones</h1></main>'
  await waitFor(() => expect(focused()?.textContent).toBe('Mia Jones'))
})

it('leaves it where somebody put it, or gave it up', async () => {
  at('undo').focus()
  at('undo').remove()
  at('cancel').focus()
  await settled()
  expect(focused()).toBe(at('cancel'))
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  at('cancel').blur()
  at('row').remove()
  await settled()
  expect(focused()).toBe(document.body)
})

it('goes to the heading of another page that was opened from what stays, as the search does', async () => {
  window.history.pushState(null, '', '/trackers/joint')
  end()
  end = keepFocus()
  at('cancel').focus()
  at('cancel').blur()
  window.history.pushState(null, '', '/children/7')
  at('status').remove()
  await waitFor(() => expect(focused()?.textContent).toBe('Data'))
})
