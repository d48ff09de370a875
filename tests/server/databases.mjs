// The databases a server test runs on: a new SQLite file, and a new database in the PostgreSQL that
// script/with-postgres names in HOMEWARD_TEST_POSTGRES.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);
const postgres = process.env.HOMEWARD_TEST_POSTGRES;

// Without a PostgreSQL its tests are left out, except in CI, where they fail.
const missing = process.env.CI === 'true' ? false : 'HOMEWARD_TEST_POSTGRES is not set';

// make() gives { url, integrity(home), query(home, sql), drop() }: url is undefined where the server's
// own folder holds it; integrity() throws unless the database is sound; query() gives rows of texts,
// NULL as ''.
const most = { maxBuffer: 1 << 30 };
const rowsOf = (text) => text.split('\n').slice(0, -1).map((line) => line.split('\t'));

export const databases = [
  {
    name: 'SQLite',
    skip: false,
    make: async () => ({
      url: undefined,
      async integrity(home) {
        const { stdout } = await run('sqlite3', [home.db.replace('sqlite:', ''), 'PRAGMA integrity_check']);
        if (stdout.trim() !== 'ok') throw new Error(`The database is damaged: ${stdout}`);
      },
      async query(home, sql) {
        const words = ['-separator', '\t', home.db.replace('sqlite:', ''), sql];
        return rowsOf((await run('sqlite3', words, most)).stdout);
      },
      drop: async () => {},
    }),
  },
  {
    name: 'PostgreSQL',
    skip: postgres ? false : missing,
    async make() {
      if (!postgres) throw new Error('HOMEWARD_TEST_POSTGRES is not set; use script/with-postgres.');
      const name = `server_test_${process.pid}_${Date.now()}`;
      await run('psql', [postgres, '-qc', `CREATE DATABASE ${name}`]);
      const url = new URL(postgres);
      url.pathname = `/${name}`;
      return {
        url: url.href,
        integrity: async () => {}, // PostgreSQL checks itself when it recovers
        async query(_home, sql) {
          return rowsOf((await run('psql', [url.href, '-XAtq', '-F', '\t', '-c', sql], most)).stdout);
        },
        // Nobody reaches the database while this runs, and whoever was there is thrown out.
        async away(work) {
          const gate = (open) =>
            run('psql', [postgres, '-qc', `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${open}`]);
          await gate(false);
          try {
            const all = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
            await run('psql', [postgres, '-qc', all]);
            await work();
          } finally {
            await gate(true);
          }
        },
        // Nobody reads or writes the table until the function that it gives is called.
        async hold(table) {
          const psql = spawn('psql', [url.href, '-XAtq'], { stdio: ['pipe', 'pipe', 'inherit'] });
          psql.stdin.write(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n`);
          await once(psql.stdout, 'data');
          const gone = once(psql, 'exit');
          return async () => {
            psql.stdin.end('COMMIT;\n');
            await gone;
          };
        },
        drop: () => run('psql', [postgres, '-qc', `DROP DATABASE ${name} WITH (FORCE)`]),
      };
    },
  },
];
