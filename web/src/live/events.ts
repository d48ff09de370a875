import type { ChangeEvent } from '../api/types'

// One event stream per browser: the tab that holds the lock listens to the server and passes every
// event to the other tabs (browsers open few connections per origin). Without locks or channels
// each tab listens for itself.

export type LiveEvent =
  | { kind: 'change'; change: ChangeEvent }
  | { kind: 'reload'; sequence: number } // many rows changed
  | { kind: 'hello'; sequence: number } // connected; anything after `sequence` will be told
  | { kind: 'state'; connected: boolean }
  | { kind: 'signed-out' } // in another tab
  | { kind: 'authority' } // another tab went to another authority

type Listener = (event: LiveEvent) => void

const channelName = 'homeward-live'
const lockName = 'homeward-live-leader'
const firstRetryMilliseconds = 4_000
const lastRetryMilliseconds = 60_000

export class LiveEvents {
  private readonly listeners = new Set<Listener>()
  private channel: BroadcastChannel | null = null
  private source: EventSource | null = null
  private retry: ReturnType<typeof setTimeout> | null = null
  private retryMilliseconds = firstRetryMilliseconds
  private release: (() => void) | null = null
  private stopped = true

  constructor(private readonly url: string) {}

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  start(): void {
    if (!this.stopped || typeof EventSource === 'undefined') return
    this.stopped = false
    if (typeof BroadcastChannel !== 'undefined') {
      this.channel = new BroadcastChannel(channelName)
      this.channel.onmessage = (message: MessageEvent<LiveEvent>) => this.tell(message.data)
    }
    if (this.channel && typeof navigator !== 'undefined' && navigator.locks) {
      void navigator.locks.request(lockName, () => {
        if (this.stopped) return undefined
        this.connect()
        return new Promise<void>((resolve) => {
          this.release = resolve
        })
      })
    } else {
      this.connect()
    }
  }

  stop(): void {
    this.stopped = true
    this.source?.close()
    this.source = null
    if (this.retry) clearTimeout(this.retry)
    this.channel?.close()
    this.channel = null
    this.release?.()
    this.release = null
  }

  // Tells the other tabs only.
  announce(event: LiveEvent): void {
    this.channel?.postMessage(event)
  }

  private tell(event: LiveEvent): void {
    for (const listener of [...this.listeners]) listener(event)
  }

  private pass(event: LiveEvent): void {
    this.announce(event)
    this.tell(event)
  }

  private connect(): void {
    const source = new EventSource(this.url)
    this.source = source
    source.onopen = () => {
      this.retryMilliseconds = firstRetryMilliseconds
      this.pass({ kind: 'state', connected: true })
    }
    source.addEventListener('hello', (event) => this.heard('hello', event))
    source.addEventListener('change', (event) => this.heard('change', event))
    source.addEventListener('reload', (event) => this.heard('reload', event))
    source.onerror = () => {
      this.pass({ kind: 'state', connected: false })
      // While connecting, the browser comes back by itself with Last-Event-ID.
      if (source.readyState !== EventSource.CLOSED || this.stopped) return
      source.close()
      this.retry = setTimeout(() => this.connect(), this.retryMilliseconds)
      this.retryMilliseconds = Math.min(this.retryMilliseconds * 2, lastRetryMilliseconds)
    }
  }

  private heard(kind: 'hello' | 'change' | 'reload', event: Event): void {
    const live = readEvent(kind, (event as MessageEvent<string>).data)
    if (live) this.pass(live)
  }
}

// null when the data is not what the contract says; a later reload mends the view.
export function readEvent(kind: 'hello' | 'change' | 'reload', data: string): LiveEvent | null {
  try {
    const body = JSON.parse(data) as Record<string, unknown>
    const sequence = body['sequence']
    if (typeof sequence !== 'number') return null
    if (kind !== 'change') return { kind, sequence }
    return typeof body['child'] === 'number' ? { kind, change: body as unknown as ChangeEvent } : null
  } catch {
    return null
  }
}

export const liveEvents = new LiveEvents('/api/events')
