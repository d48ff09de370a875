// Compares what people were told with what is there: the journal, the rows, and what the server shows.
import { Replay, journalAfter, milestoneRows } from './journal.mjs';

const holds = (values, named) => Object.entries(named).every(([name, value]) => values[name] === value);
const of = (entry, attempt) => `${entry.cell} `.startsWith(`${attempt.cell.name} `);

export class Account {
  counts = { lost: 0, versionsTwice: 0, keptUnanswered: 0, unexplained: 0 };
  faults = [];
  #replay = new Replay();
  #all = []; // every acknowledged edit
  #given = new Set(); // cell and version
  #known = new Map(); // writers' cell -> name in the journal
  #unanswered = []; // PostgreSQL may end a commit after the server that asked for it has died

  constructor(writers) {
    this.writers = writers;
  }

  // What is there before anybody edits.
  async begin(ask) {
    this.#replay.take(await journalAfter(ask, 0));
    await this.#rows(ask);
  }

  // After a restart, with nobody at work. `clients` see what each server shows.
  async meet(ask, clients) {
    const entries = this.#replay.take(await journalAfter(ask, this.#replay.sequence));
    this.#acknowledged(new Map(entries.map((entry) => [entry.sequence, entry])));
    this.#others(entries);
    this.#told();
    await this.#rows(ask);
    for (const client of clients) await this.#shown(client);
    this.faults.push(...this.writers.faults.splice(0));
  }

  // The whole journal once more from its beginning: nothing that was there has gone since.
  async end(ask) {
    const replay = new Replay();
    const entries = new Map(replay.take(await journalAfter(ask, 0)).map((entry) => [entry.sequence, entry]));
    replay.meet(await milestoneRows(ask));
    this.faults.push(...replay.faults);
    for (const edit of this.#all) this.#find(edit, entries);
  }

  #find(edit, entries) {
    const entry = entries.get(edit.sequence);
    const { from, version } = edit;
    const there = entry && of(entry, edit) && entry.from === from && entry.version === version;
    if (there && holds(entry.values, edit.values)) return entry;
    this.counts.lost++;
    this.faults.push(`lost: ${edit.cell.name}, version ${version}, entry ${edit.sequence} of the journal`);
    return null;
  }

  #acknowledged(entries) {
    for (const edit of this.writers.acknowledged.splice(0)) {
      // A save that changed nothing has no entry, and its version was there.
      if (!edit.sequence) {
        this.writers.told.push({ cell: edit.cell, version: edit.version, ...edit.values });
        continue;
      }
      const entry = this.#find(edit, entries);
      if (!entry) continue;
      this.#all.push(edit);
      this.#known.set(edit.cell, entry.cell);
      const version = `${entry.cell} ${edit.version}`;
      if (edit.version > 0 && this.#given.has(version)) {
        this.counts.versionsTwice++;
        this.faults.push(`acknowledged twice: ${version}`);
      }
      this.#given.add(version);
      entries.delete(entry.sequence);
      entry.explained = true;
    }
  }

  // Whatever else was written must be an edit that got no answer, each at most once.
  #others(entries) {
    const latest = this.writers.unanswered.splice(0);
    const unanswered = [...this.#unanswered, ...latest];
    for (const entry of entries.filter((each) => !each.explained)) {
      const at = unanswered.findIndex(
        (edit) => of(entry, edit) && edit.from === entry.from && holds(entry.values, edit.values),
      );
      if (at < 0) {
        this.counts.unexplained++;
        this.faults.push(`entry ${entry.sequence} of the journal is nobody's edit`);
        continue;
      }
      const [edit] = unanswered.splice(at, 1);
      this.counts.keptUnanswered++;
      this.#known.set(edit.cell, entry.cell);
    }
    this.#unanswered = latest.filter((edit) => unanswered.includes(edit));
  }

  // What somebody was shown who was refused must have been there.
  #told() {
    for (const { cell, version, ...shown } of this.writers.told.splice(0)) {
      if (version === 0) continue;
      const past = this.#replay.cells.get(this.#known.get(cell))?.past.get(version);
      const named = Object.entries(shown).filter(([name]) => past && name in past);
      if (!past || !named.every(([name, value]) => past[name] === (value || null)))
        this.faults.push(`${cell.name}: version ${version} was shown, and was never there like that`);
    }
  }

  async #rows(ask) {
    this.#replay.meet(await milestoneRows(ask));
    this.counts.versionsTwice += this.#replay.faults.filter((fault) => fault.includes('given twice')).length;
    this.faults.push(...this.#replay.faults.splice(0));
  }

  async #shown(client) {
    const { status, body: tracker } = await client.get('/api/trackers/joint');
    if (status !== 200) {
      this.faults.push(`the tracker is answered with ${status}`);
      return;
    }
    const rows = new Map(tracker.rows.map((row) => [row.child, row]));
    for (const [cell, name] of this.#known) {
      const held = this.#replay.cells.get(name);
      const shown = rows.get(cell.child)?.cells[cell.column];
      if (!shown) this.faults.push(`the tracker does not show ${cell.name}`);
      else if (held.version !== 0 && shown.edit.version !== held.version)
        this.faults.push(`${cell.name}: version ${shown.edit.version} is shown, ${held.version} is there`);
      else if ((shown.planned_on ?? null) !== held.values.planned_on)
        this.faults.push(`${cell.name}: another date is shown than is there`);
    }
  }
}
