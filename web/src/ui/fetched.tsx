import { useState, type ComponentType } from 'react'
import { useRead } from '../api/useRead'
import { ErrorPanel, Skeleton } from './ui'

// Style sheets that could not be fetched. Neither the browser nor the bundle asks for them again.
const missing = new Set<HTMLLinkElement>()
document.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missing.add(target)
  },
  true, // errors of links do not bubble
)

async function fetchStyles(): Promise<void> {
  const links = [...missing]
  missing.clear()
  await Promise.all(
    links.map(
      (link) =>
        new Promise((resolve, reject) => {
          const again = link.cloneNode() as HTMLLinkElement
          again.onload = resolve
          again.onerror = reject
          link.replaceWith(again)
        }),
    ),
  )
}

// A page, or a large part of one, that the browser fetches when it is first shown. Where it cannot be
// fetched, that is said and it can be asked for again, also by coming back; React's lazy() asks once.
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  label = '', // of a part of a page; a page says Loading
): ComponentType<Props> {
  let part: ComponentType<Props> | null = null
  const read = async () => {
    const found = await load()
    await fetchStyles()
    part = found
    return found
  }
  function Fetching(props: Props) {
    const { state, reload } = useRead(read)
    if (state.kind === 'loading') return <Skeleton label={label || 'Loading'} />
    if (state.kind === 'failed')
      return (
        <ErrorPanel page={label === ''} title="This page could not be fetched" onRetry={reload}>
          Homeward cannot be reached, or it was brought up to date meanwhile. Check your connection and try
          again; if that does not help, reload the page.
        </ErrorPanel>
      )
    const Part = state.value
    return <Part {...props} />
  }
  return function Fetched(props: Props) {
    const [Part] = useState(() => part ?? Fetching)
    return <Part {...props} />
  }
}
