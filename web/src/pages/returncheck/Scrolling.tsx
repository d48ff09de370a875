// What may be wider than the screen: reachable by keyboard when it is.
import { useEffect, useRef, useState, type ReactNode } from 'react'

interface Props {
  label: string
  children: ReactNode
  toFailing?: boolean // stands at the first failing cell at the start
}

export function Scrolling({ label, children, toFailing = false }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWide(element.scrollWidth > element.clientWidth + 1)
    measure()
    const failing = element.querySelector<HTMLElement>('.check-cell--failing')
    if (toFailing && failing) {
      const beyond = failing.offsetLeft + failing.offsetWidth - element.clientWidth
      if (beyond > 0) element.scrollLeft = beyond + 12
    }
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [toFailing])
  return (
    <div
      ref={box}
      className="data-scroll"
      {...(wide ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})}
    >
      {children}
    </div>
  )
}
