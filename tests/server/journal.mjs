// The journal of the milestones, read from the database itself and replayed: what it says must be
// what the rows are, and what everybody was told.

const dated = ['planned_on', 'happened_on', 'outcome', 'note'];
const parse = (json) => (json === '' ? null : JSON.parse(json));

// A milestone as { planned_on, happened_on, outcome, note }; null is nothing.
const valuesOf = (columns) => Object.fromEntries(dated.map((name) => [name, columns[name] ?? null]));

// A milestone belongs to one course (a period of care), or to none before care.
const cellName = (child, { type, nth, course_id }) =>
  `${child} ${type} ${nth} ${course_id ?? ''}`.trim();

// The entries after a sequence, in their order. `ask` is a database's query() (databases.mjs).
export async function journalAfter(ask, sequence) {
  const lines = await ask(
    'SELECT sequence, operation, row_id, child_id, before_json, after_json FROM journal ' +
      `WHERE table_name = 'milestone' AND sequence > ${Number(sequence)} ORDER BY sequence`,
  );
  return lines.map(([at, operation, row, child, before, after]) => ({
    sequence: Number(at),
    operation,
    row: Number(row),
    child: Number(child),
    before: parse(before),
    after: parse(after),
  }));
}

// The rows as they stand: name of the cell -> { version, values }.
export async function milestoneRows(ask) {
  const lines = await ask(
    'SELECT child_id, type, nth, course_id, version, planned_on, happened_on, outcome, note FROM milestone',
  );
  return new Map(
    lines.map(([child, type, nth, course_id, version, ...held]) => [
      cellName(child, { type, nth, course_id }),
      {
        version: Number(version),
        values: valuesOf(Object.fromEntries(dated.map((name, at) => [name, held[at] || null]))),
      },
    ]),
  );
}

// A milestone's history as the journal tells it. A later change holds only the columns that differ;
// whatever it does not name stays as it was.
export class Replay {
  sequence = 0;
  faults = [];
  cells = new Map(); // name -> { row, version, values, highest, past: version -> values }
  #names = new Map(); // row -> name

  // Takes further entries. Gives each as { sequence, cell, from, version, values }: the version it
  // started from (0: there was none) and what it left (version 0: nothing).
  take(entries) {
    return entries.map((entry) => this.#take(entry)).filter(Boolean);
  }

  #fault(entry, sentence) {
    this.faults.push(`entry ${entry.sequence} of the journal: ${sentence}`);
    return null;
  }

  #take(entry) {
    if (entry.sequence <= this.sequence) return this.#fault(entry, 'it is not later than the one before');
    this.sequence = entry.sequence;
    if (entry.operation === 'insert') return this.#insert(entry);
    const name = this.#names.get(entry.row);
    const cell = this.cells.get(name);
    if (!cell || cell.version === 0 || cell.row !== entry.row)
      return this.#fault(entry, `${entry.operation} of a row that is not there`);
    const from = cell.version;
    if (entry.before.version !== from)
      this.#fault(entry, `it started from version ${entry.before.version}, but ${from} was there`);
    for (const column of dated.filter((each) => each in entry.before))
      if ((entry.before[column] ?? null) !== cell.values[column])
        this.#fault(entry, `the ${column} it replaced was not there`);
    if (entry.operation === 'remove') {
      cell.version = 0;
      cell.values = valuesOf({});
    } else {
      const named = Object.fromEntries(dated.filter((each) => each in entry.after).map((each) => [each, entry.after[each]]));
      cell.values = valuesOf({ ...cell.values, ...named });
      this.#reach(entry, cell, entry.after.version);
    }
    return { sequence: entry.sequence, cell: name, from, version: cell.version, values: cell.values };
  }

  #insert(entry) {
    const name = cellName(entry.child, entry.after);
    const cell = this.cells.get(name) ?? { version: 0, highest: 0, past: new Map() };
    if (cell.version !== 0) this.#fault(entry, 'a second row for one milestone');
    cell.row = entry.row;
    cell.values = valuesOf(entry.after);
    this.cells.set(name, cell);
    this.#names.set(entry.row, name);
    this.#reach(entry, cell, entry.after.version);
    return { sequence: entry.sequence, cell: name, from: 0, version: cell.version, values: cell.values };
  }

  // A version that was given once, be it before a removal, is not given again.
  #reach(entry, cell, version) {
    if (version <= cell.highest)
      this.#fault(entry, `version ${version} of one milestone is given twice (${cell.highest} was reached)`);
    cell.version = version;
    cell.highest = Math.max(cell.highest, version);
    cell.past.set(version, cell.values);
  }

  // Compares with the rows of the database.
  meet(rows) {
    for (const [name, cell] of this.cells) {
      const row = rows.get(name);
      const same = (row?.version ?? 0) === cell.version && dated.every((each) => (row?.values[each] ?? null) === cell.values[each]);
      if (!same) this.faults.push(`the row of ${name} is not what the journal tells`);
    }
    for (const name of rows.keys())
      if (!this.cells.has(name)) this.faults.push(`the journal does not know the row of ${name}`);
  }
}
