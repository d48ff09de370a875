// Twenty people who edit all the time, through kills of their server, and keep account of what they
// were told. Part of the milestones are each person's own; the rest are contested: everybody edits
// them, and whoever starts from a version that is past is refused and goes on from what is there.
import { randomInt } from 'node:crypto';
import { dayAfter } from './client.mjs';

const confirmed = ['order', 'same_day', 'skips', 'before_birth', 'before_care'];
const pauseMilliseconds = 10; // before trying again when nobody answers
const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
const notSent = (error) => error.cause?.code === 'ECONNREFUSED';

export class Writers {
  counts = { attempts: 0, acknowledged: 0, refused: 0, turnedAway: 0, unanswered: 0 };
  acknowledged = []; // what the journal must hold
  unanswered = []; // what it may hold
  told = []; // what a refused person was shown
  faults = [];
  #cells;
  #people;
  #clients;
  #today;
  #running = null;
  #stopping = false;
  #fatal = null;

  // cells: { child, type, nth, column } each, nobody else edits them. clients: of each server, one or
  // more. The last `contested` cells are everybody's.
  constructor({ cells, contested, people, clients, today }) {
    this.#cells = cells.map((key, at) => {
      const shared = at >= cells.length - contested;
      return { ...key, name: `${key.child} ${key.type} ${key.nth}`, shared, known: Array(people).fill(0) };
    });
    this.#people = people;
    this.#clients = clients;
    this.#today = today;
  }

  get cells() {
    return this.#cells;
  }

  start() {
    this.#stopping = false;
    this.#running = Promise.all(Array.from({ length: this.#people }, (_, person) => this.#work(person)));
    this.#running.catch((error) => (this.#fatal = error));
  }

  // Returns when every edit under way has had its answer or has lost its connection.
  async stop() {
    this.#stopping = true;
    await this.#running;
  }

  // Until so many edits more have been acknowledged.
  async until(more) {
    const enough = this.counts.acknowledged + more;
    while (this.counts.acknowledged < enough && !this.#fatal) await wait(1);
    if (this.#fatal) throw this.#fatal;
  }

  async #work(person) {
    const own = this.#cells.filter((cell, at) => !cell.shared && at % this.#people === person);
    const shared = this.#cells.filter((cell) => cell.shared);
    while (!this.#stopping) {
      const from = randomInt(3) === 0 ? shared : own;
      const cell = from[randomInt(from.length)];
      const client = this.#clients[(person + randomInt(2)) % this.#clients.length];
      await this.#edit(person, cell, client);
    }
  }

  // One edit of a kind that people make: a date and a note, one of them alone, or all taken away.
  #edit_of(person) {
    const planned_on = dayAfter(this.#today, randomInt(30));
    const note = `person ${person}, edit ${this.counts.attempts}`;
    const kind = randomInt(20);
    if (kind < 1) return { planned_on: null, happened_on: null, outcome: null, note: null };
    if (kind < 8) return { planned_on };
    if (kind < 12) return { note };
    return { planned_on, note };
  }

  async #edit(person, cell, client) {
    const values = this.#edit_of(person);
    const from = cell.known[person];
    const attempt = { cell, from, values };
    let answer;
    try {
      answer = await client.put(cell, { ...values, confirmed }, from);
    } catch (error) {
      if (!notSent(error)) {
        this.counts.attempts++;
        this.#unanswered(attempt);
      }
      return wait(pauseMilliseconds);
    }
    this.counts.attempts++;
    const { status, body } = answer;
    if (status === 200) {
      this.counts.acknowledged++;
      this.acknowledged.push({ ...attempt, sequence: body.sequence, version: body.version });
      cell.known[person] = body.version;
      cell.doubted = false;
    } else if (status === 409) {
      this.counts.refused++;
      this.told.push({ cell, ...body.theirs });
      if (!cell.shared && !cell.doubted)
        this.faults.push(`${cell.name}: refused although nobody else edits it`);
      cell.known[person] = body.theirs.version;
      cell.doubted = false;
    } else if (status === 503 || status === 429) {
      this.counts.turnedAway++;
      this.#unanswered(attempt);
      return wait(pauseMilliseconds);
    } else {
      this.faults.push(`${cell.name}: answered with ${status}: ${JSON.stringify(body)}`);
      return wait(pauseMilliseconds);
    }
    return undefined;
  }

  #unanswered(attempt) {
    attempt.cell.doubted = true;
    this.counts.unanswered++;
    this.unanswered.push(attempt);
  }
}
