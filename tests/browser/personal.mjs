// Whose data a text holds: every name, number, UPN, postcode and date of birth of an authority, and the
// forms in which each may be written.

// The rows of a question, one text each.
const texts = async (database, home, sql) => (await database.query(home, sql)).map(([text]) => text);

// Everything personal that the database holds, each once: { value, kind }.
export async function personalIn(database, home) {
  const postcodes = (column, table) =>
    `SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL AND ${column} <> ''`;
  const kinds = {
    'name of a child': 'SELECT given_name FROM child UNION SELECT family_name FROM child',
    'number of a child': 'SELECT number FROM child',
    UPN: 'SELECT upn FROM child',
    postcode: `${postcodes('home_postcode', 'episode')} UNION ${postcodes('placement_postcode', 'episode')}`,
    'date of birth': 'SELECT born_on FROM child UNION SELECT first_child_born_on FROM child',
    'name of a worker': 'SELECT name FROM worker',
    'name of an account': 'SELECT name FROM account UNION SELECT sign_in_name FROM account',
  };
  const values = new Map();
  for (const [kind, sql] of Object.entries(kinds))
    for (const value of await texts(database, home, sql)) if (value) values.set(`${kind} ${value}`, { value, kind });
  return [...values.values()];
}

const months = 'January February March April May June July August September October November December'.split(' ');

// How a value may stand in a text, in lower case.
function formsOf({ value, kind }) {
  const forms = [value];
  if (kind === 'date of birth') {
    const [year, month, day] = value.split('-');
    const name = months[Number(month) - 1];
    forms.push(`${day}/${month}/${year}`, `${day}-${month}-${year}`, `${year}${month}${day}`);
    forms.push(`${Number(day)} ${name} ${year}`, `${Number(day)} ${name.slice(0, 3)} ${year}`);
  }
  if (kind === 'postcode') forms.push(value.replaceAll(' ', ''));
  const escaped = forms.flatMap((form) => [
    form,
    form.replaceAll(' ', '+'),
    encodeURIComponent(form),
    JSON.stringify(form).slice(1, -1),
  ]);
  return [...new Set(escaped.map((form) => form.toLowerCase()))];
}

const inWord = /[\p{L}\p{N}]/u;
function standsIn(text, form) {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + form.length] ?? ' '];
    if (!inWord.test(before) && !inWord.test(after)) return at;
  }
  return -1;
}

// What of `personal` stands in the text as a whole word: "name of a child: Ada, in “… Ada …”" each.
export function found(text, personal) {
  const lower = text.toLowerCase();
  return personal.flatMap((one) => {
    const at = Math.max(...formsOf(one).map((form) => standsIn(lower, form)));
    return at < 0 ? [] : [`${one.kind}: ${one.value}, in “${text.slice(Math.max(0, at - 60), at + 60)}”`];
  });
}
