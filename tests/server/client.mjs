// A program that talks to the API as a page does, with a session of its own. It keeps no connection
// open longer than an answer takes, so that a server that dies is noticed at once.

// Signed in: { get, put, upload, … } over the session's cookie, which outlives the server's restarts.
// Each answers { status, headers, body }; a connection that breaks is thrown.
export async function signIn(home) {
  const first = await fetch(`${home.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: home.base },
    body: JSON.stringify(home.account),
  });
  const session = await first.json();
  if (first.status !== 200) throw new Error(`Signing in gave ${first.status}.`);
  return clientOf(home, session, first.headers.get('set-cookie').split(';')[0]);
}

function clientOf(home, session, cookie) {
  const headers = { Cookie: cookie, 'X-CSRF-Token': session.csrf_token, Origin: home.base };
  const ask = async (method, address, more = {}, body) => {
    const response = await fetch(home.base + address, { method, headers: { ...headers, ...more }, body });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  return {
    headers,
    session,
    // The same session at another server of the same database.
    at: (other) => clientOf(other, session, cookie),
    get: (address) => ask('GET', address),
    signOut: () => ask('DELETE', '/api/session'),
    // A date for a milestone; `version` is the one the edit starts from.
    put: ({ child, type, nth }, edit, version) =>
      ask(
        'PUT',
        `/api/children/${child}/milestones/${type}/${nth}`,
        { 'Content-Type': 'application/json', 'If-Match': `"${version}"` },
        JSON.stringify(edit),
      ),
    // Reads files for an import: [name, bytes or text] each.
    upload(files) {
      const form = new FormData();
      for (const [name, bytes] of files) form.append('files', new Blob([bytes]), name);
      return ask('POST', '/api/import-readings', {}, form);
    },
    // Imports what was read, whatever stands out in its look-over.
    async confirm(reading) {
      const { body } = await ask('GET', `/api/import-readings/${reading}`);
      const confirmed = JSON.stringify({ digest: body.digest, all_the_same: true });
      const json = { 'Content-Type': 'application/json' };
      return ask('POST', `/api/import-readings/${reading}/import`, json, confirmed);
    },
    // The job when it is over.
    async finished(job) {
      for (;;) {
        const { body } = await ask('GET', `/api/jobs/${job}`);
        if (body.state !== 'running') return body;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}

// The milestones of a tracker that nobody has dated yet: { child, type, nth, column } each.
export function undated(tracker) {
  return tracker.rows.flatMap((row) =>
    Object.entries(row.cells).flatMap(([column, cell]) =>
      cell.state === 'none' && cell.edit?.version === 0 && !cell.planned_on && !cell.happened_on
        ? [{ child: row.child, type: cell.edit.type, nth: cell.edit.nth, column }]
        : [],
    ),
  );
}

// A day as 2026-02-03, `days` after another.
export function dayAfter(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
