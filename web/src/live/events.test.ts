import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveEvents, readEvent, type LiveEvent } from './events'

class FakeSource {
  static CLOSED = 2
  static made: FakeSource[] = []
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  private readonly handlers = new Map<string, (event: unknown) => void>()
  constructor(readonly url: string) {
    FakeSource.made.push(this)
  }
  addEventListener(kind: string, handler: (event: unknown) => void) {
    this.handlers.set(kind, handler)
  }
  close() {
    this.readyState = 2
  }
  send(kind: string, body: unknown) {
    this.handlers.get(kind)?.({ data: JSON.stringify(body) })
  }
}

class FakeChannel {
  static all: FakeChannel[] = []
  onmessage: ((message: { data: unknown }) => void) | null = null
  constructor() {
    FakeChannel.all.push(this)
  }
  postMessage(data: unknown) {
    for (const other of FakeChannel.all) if (other !== this) other.onmessage?.({ data })
  }
  close() {
    FakeChannel.all = FakeChannel.all.filter((each) => each !== this)
  }
}

// One lock for all tabs: the next in the queue gets it when the holder lets go.
function fakeLocks() {
  const queue: (() => Promise<void> | undefined)[] = []
  let held = false
  const next = async () => {
    const take = queue.shift()
    if (!take || held) return
    held = true
    await take()
    held = false
    void next()
  }
  return {
    request: (_name: string, take: () => Promise<void> | undefined) => {
      queue.push(take)
      if (!held) void next()
      return Promise.resolve()
    },
  }
}

const change = { sequence: 12, child: 7, table: 'milestone', by: 2, by_initials: 'BO' }

describe('live events', () => {
  beforeEach(() => {
    FakeSource.made = []
    FakeChannel.all = []
    vi.stubGlobal('EventSource', FakeSource)
    vi.stubGlobal('BroadcastChannel', FakeChannel)
    vi.stubGlobal('navigator', { locks: fakeLocks() })
  })

  it('opens one stream for all tabs, and each tab hears of a change once', () => {
    const tabs = [new LiveEvents('/api/events'), new LiveEvents('/api/events')]
    const heard: LiveEvent[][] = [[], []]
    tabs.forEach((tab, index) => {
      tab.subscribe((event) => heard[index]?.push(event))
      tab.start()
    })
    expect(FakeSource.made).toHaveLength(1)
    FakeSource.made[0]?.send('change', change)
    expect(heard).toEqual([[{ kind: 'change', change }], [{ kind: 'change', change }]])
  })

  it('passes the stream to another tab when the first one closes', async () => {
    const first = new LiveEvents('/api/events')
    const second = new LiveEvents('/api/events')
    const heard: LiveEvent[] = []
    second.subscribe((event) => heard.push(event))
    first.start()
    second.start()
    first.stop()
    await vi.waitFor(() => expect(FakeSource.made).toHaveLength(2))
    FakeSource.made[1]?.send('hello', { sequence: 40 })
    expect(heard).toContainEqual({ kind: 'hello', sequence: 40 })
  })

  it('listens for itself where tabs cannot talk to each other', () => {
    vi.stubGlobal('BroadcastChannel', undefined)
    const heard: LiveEvent[] = []
    const tab = new LiveEvents('/api/events')
    tab.subscribe((event) => heard.push(event))
    tab.start()
    FakeSource.made[0]?.send('reload', { sequence: 13 })
    expect(heard).toEqual([{ kind: 'reload', sequence: 13 }])
  })

  it('tells when the connection is lost and comes back by itself', () => {
    vi.useFakeTimers()
    try {
      const heard: LiveEvent[] = []
      const tab = new LiveEvents('/api/events')
      tab.subscribe((event) => heard.push(event))
      tab.start()
      const source = FakeSource.made[0]
      source?.close()
      source?.onerror?.()
      expect(heard).toEqual([{ kind: 'state', connected: false }])
      vi.advanceTimersByTime(60_000)
      expect(FakeSource.made.length).toBeGreaterThan(1)
      tab.stop()
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['change', '{"sequence":1}'],
    ['hello', '{}'],
    ['reload', 'no json'],
    ['hello', 'null'],
  ] as const)('passes over a %s that is not as agreed: %s', (kind, data) =>
    expect(readEvent(kind, data)).toBeNull(),
  )
})
