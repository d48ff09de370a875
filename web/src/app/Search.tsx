import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router-dom'
import { api, isAborted, sentenceOf } from '../api/client'
import { formatNumber } from '../dates/format'
import { useAsOf, withAsOf } from './asOf'
import { useDiscreet } from './discreet'

interface Found {
  child: number
  name: string
  initials: string
  number: string
  age: string | null
  worker: string
}

const waitMilliseconds = 200
const shortestText = 2

function messageOf(shown: number, total: number): string {
  if (total === 0) return 'No child you may see has this name, number or day of birth.'
  if (total <= shown) return ''
  return `The first ${shown} of ${formatNumber(total)}. Type more to narrow it down.`
}

// Finds a child by name, number or day of birth. What is typed goes in a POST body, never an address.
export function Search() {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const { asOf } = useAsOf()
  const { discreet } = useDiscreet()
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found[] | null>(null)
  const [message, setMessage] = useState('')
  const [active, setActive] = useState(0)

  useEffect(() => {
    const focusOnSlash = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement | null
      const typing = target?.closest('input, textarea, select, [contenteditable="true"], dialog')
      if (
        event.key !== '/' ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        typing
      )
        return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focusOnSlash)
    return () => document.removeEventListener('keydown', focusOnSlash)
  }, [])

  useEffect(() => {
    const wanted = text.trim()
    if (wanted.length < shortestText) {
      setFound(null)
      setMessage('')
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(() => {
      api
        .post<{ total: number; children: Found[] }>('/api/search', { text: wanted }, { signal: abort.signal })
        .then((answer) => {
          setFound(answer.children)
          setActive(0)
          setMessage(messageOf(answer.children.length, answer.total))
        })
        .catch((error: unknown) => {
          if (!isAborted(error)) setMessage(sentenceOf(error))
        })
    }, waitMilliseconds)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [text])

  const close = () => {
    setText('')
    setFound(null)
    setMessage('')
  }
  const open = (child: number) => {
    close()
    input.current?.blur()
    navigate(withAsOf(`/children/${child}`, asOf))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = (found?.length ?? 0) - 1
    if (event.key === 'ArrowDown') setActive((index) => Math.min(index + 1, last))
    else if (event.key === 'ArrowUp') setActive((index) => Math.max(index - 1, 0))
    else if (event.key === 'Enter' && found?.[active]) open(found[active].child)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  }
  const listed = found && found.length > 0
  return (
    <div
      className="hw-search"
      role="search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFound(null)
      }}
    >
      <label className="govuk-visually-hidden" htmlFor={id}>
        Find a child by name, number or day of birth (key: slash)
      </label>
      <input
        ref={input}
        id={id}
        className="hw-search__input"
        type="text"
        placeholder="Find a child   /"
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={Boolean(listed)}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={listed ? `${id}-${active}` : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={found || message ? 'hw-search__panel' : undefined}>
        <ul id={`${id}-list`} role="listbox" aria-label="Children found">
          {(found ?? []).map((child, index) => (
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the input holds the keys
            <li
              key={child.child}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => open(child.child)}
            >
              <strong>{discreet ? child.initials : child.name}</strong> {child.number}
              <span className="hw-muted">
                {' '}
                {child.age ?? 'age not known'}, {child.worker || 'no worker'}
              </span>
            </li>
          ))}
        </ul>
        {message && (
          <p className="hw-search__message" role="status">
            {message}
          </p>
        )}
      </div>
    </div>
  )
}
