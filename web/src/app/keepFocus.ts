// Where the keyboard goes when what had the focus is gone from the page: to the heading of the part of
// the page in which it stood, or to that part itself; to the heading of the page when all of it is
// another one. A browser would begin at the top again. The tracker's grid looks after its own cells.

const headings = 'h1, h2, h3'

function take(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex') && element.tabIndex < 0) element.tabIndex = -1
  element.focus({ preventScroll: true })
}

// Begins to look after the focus; gives what ends it.
export function keepFocus(): () => void {
  let held: { element: Element; parents: HTMLElement[] } | null = null
  let waiting = false
  let path = window.location.pathname
  let arrived = false // on another page, whose heading has not been there yet

  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return
    arrived = false
    const parents: HTMLElement[] = []
    for (let each = target.parentElement; each; each = each.parentElement) parents.push(each)
    held = { element: target, parents }
  }
  // A press on an empty place gives the focus up; on another it gives it there.
  const onPress = () => {
    held = null
    arrived = false
  }

  const look = () => {
    waiting = false
    const { activeElement } = document
    const lost = !activeElement || activeElement === document.body
    if (arrived && lost) {
      const heading = document.querySelector<HTMLElement>('main h1')
      if (heading) return take(heading)
    }
    if (!lost || !held || held.element.isConnected) return
    const near = held.parents.find((each) => each.isConnected)
    if (!near || near.closest('.ag-root-wrapper')) return
    const main = document.querySelector('main')
    const within = main && near !== main && main.contains(near)
    const heading = (within ? near : (main ?? document)).querySelector<HTMLElement>(within ? headings : 'h1')
    // A page that is still being read has no heading yet.
    if (heading) take(heading)
    else if (within) take(near)
  }
  const observer = new MutationObserver(() => {
    if (window.location.pathname !== path) {
      arrived = path !== '/' // from there everybody is sent on
      path = window.location.pathname
    }
    if (waiting || !(arrived || (held && !held.element.isConnected))) return
    waiting = true
    // Whoever took the thing away may give the focus to another.
    setTimeout(look)
  })
  document.addEventListener('focusin', onFocus)
  document.addEventListener('pointerdown', onPress, true)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('pointerdown', onPress, true)
    observer.disconnect()
  }
}
