// One signed-in browser of the load: its own address on the loopback network, its own connections and
// session, and one event stream. Every answer is timed by kind.
import http from 'node:http'

export class Times {
  pending = 0 // requests under way
  #kinds = new Map() // kind -> { times, statuses: status -> how many, failed: sentence -> how many }

  #of(kind) {
    if (!this.#kinds.has(kind)) this.#kinds.set(kind, { times: [], statuses: new Map(), failed: new Map() })
    return this.#kinds.get(kind)
  }
  asked() {
    this.pending++
  }
  // `asks`: whether it was a request, which then is over.
  answered(kind, milliseconds, status, asks = true) {
    if (asks) this.pending--
    const { times, statuses } = this.#of(kind)
    times.push(milliseconds)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  failed(kind, error, asks = true) {
    if (asks) this.pending--
    const { failed } = this.#of(kind)
    const why = error.code ?? error.message
    failed.set(why, (failed.get(why) ?? 0) + 1)
  }
  // Answers that are no success, and requests without an answer.
  get errors() {
    let errors = 0
    for (const { statuses, failed } of this.#kinds.values()) {
      for (const [status, many] of statuses) if (status >= 400 && status !== 409) errors += many
      for (const many of failed.values()) errors += many
    }
    return errors
  }
  get answers() {
    return [...this.#kinds.values()].reduce((sum, { times }) => sum + times.length, 0)
  }
  print() {
    const head = ['answers', 'p50 ms', 'p99 ms', 'max ms'].map((text) => text.padStart(9)).join('')
    console.log(`${''.padEnd(34)}${head}   statuses, failures`)
    for (const [kind, { times, statuses, failed }] of this.#kinds) {
      const sorted = Float64Array.from(times).sort()
      const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
      const figures = sorted.length ? [at(0.5), at(0.99), at(1)].map((each) => each.toFixed(1)) : ['-', '-', '-']
      const said = [...statuses, ...failed].map(([what, many]) => `${what}: ${many}`).join(', ')
      const columns = [String(sorted.length), ...figures].map((text) => text.padStart(9)).join('')
      console.log(`${kind.padEnd(34)}${columns}   ${said}`)
    }
    if (this.pending > 0) console.log(`without an answer until now: ${this.pending}`)
  }
}

export class Browser {
  times
  heard = () => {} // called with { sequence, child } of a change
  #base
  #address
  #agent = new http.Agent({ keepAlive: true, maxSockets: 5 })
  #cookie = ''
  #csrf = ''
  #stream = null
  #closed = false
  #account

  // `number` gives it its address: behind one address no server lets in so many people.
  constructor(base, number, account, times) {
    this.#base = new URL(base)
    this.#address = `127.1.${number >> 8}.${(number & 255) || 255}`
    this.#account = account
    this.times = times
  }

  #options(method, path, headers) {
    const { hostname, port, origin } = this.#base
    const all = { cookie: this.#cookie, 'x-csrf-token': this.#csrf, origin, 'accept-encoding': 'gzip', ...headers }
    return { host: hostname, port, method, path, localAddress: this.#address, headers: all }
  }

  // { status, headers, body }, or null when there was no answer; both are counted under `kind`. With
  // `apart` it does not wait for one of the browser's five connections.
  ask(kind, method, path, { body, headers = {}, apart = false } = {}) {
    const begun = performance.now()
    const type = body ? { 'content-type': 'application/json' } : {}
    const { times } = this
    times.asked()
    return new Promise((resolve) => {
      const failed = (error) => {
        if (!this.#closed) times.failed(kind, error)
        resolve(null)
      }
      const options = { ...this.#options(method, path, { ...type, ...headers }), agent: apart ? false : this.#agent }
      const request = http.request(options, (response) => {
        const parts = []
        response.on('data', (part) => parts.push(part)).on('error', failed)
        response.on('end', () => {
          times.answered(kind, performance.now() - begun, response.statusCode)
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) })
        })
      })
      request.on('error', failed)
      request.end(body ? JSON.stringify(body) : undefined)
    })
  }

  async signIn() {
    const { name, password } = this.#account
    const answer = await this.ask('sign-in', 'POST', '/api/session', { body: { name, password } })
    if (answer?.status !== 200) throw new Error(`Signing in gave ${answer?.status}: ${answer?.body}`)
    this.#cookie = answer.headers['set-cookie'].map((each) => each.split(';')[0]).join('; ')
    const session = JSON.parse(answer.body)
    this.#csrf = session.csrf_token
    return session
  }

  // Follows the live events, and begins anew when the stream ends, as a browser does.
  listen() {
    if (this.#closed) return
    const options = { ...this.#options('GET', '/api/events', {}), agent: false }
    const again = (why) => {
      if (this.#closed) return
      this.times.failed('event stream', { message: why }, false)
      setTimeout(() => this.listen(), 4000)
    }
    this.#stream = http.get(options, (response) => {
      if (response.statusCode !== 200) return again(`answered ${response.statusCode}`)
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text += part
        for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) this.#event(text.slice(0, end))
      })
      response.on('error', () => {}).on('close', () => again('ended'))
      return undefined
    })
    this.#stream.on('error', (error) => again(error.code))
  }

  #event(text) {
    if (!text.includes('event: change')) return
    const data = /^data: (.*)$/m.exec(text)
    if (data) this.heard(JSON.parse(data[1]))
  }

  close() {
    this.#closed = true
    this.#stream?.destroy()
    this.#agent.destroy()
  }
}
