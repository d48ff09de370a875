// A real server on a synthetic authority of its own, in a folder that goes away with it.
// HOMEWARD_BINARY and HOMEWARD_WEB name another program and other built pages.
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const binary = path.resolve(root, process.env.HOMEWARD_BINARY ?? 'build/debug/homeward');
const web = path.resolve(root, process.env.HOMEWARD_WEB ?? 'web/dist');
const config = path.join(root, 'config');
const run = promisify(execFile);
const startMilliseconds = 60_000;

// One command of the program, to its end; what it printed. Throws when it exits with another code
// than 0.
export async function homeward(...words) {
  const { stdout } = await run(binary, [...words, '--config', config], { maxBuffer: 1 << 26 });
  return stdout;
}

function accountIn(printed) {
  const found = /Sign-in name: (\S+)\nPassword: +(\S+)/.exec(printed);
  if (!found) throw new Error('No sign-in name and password were printed.');
  return { name: found[1], password: found[2] };
}

// Makes the authority and starts the server.
//   children, seed   of the synthetic authority, whose last day is today
//   db               URL of an empty database; without it a new SQLite file
//   fileBlocks       largest file the server may write, in blocks of 1,024 bytes (a full disk)
//   config           another folder of configuration for this server
//   beside           another home whose database this server shares; it makes no authority
// Gives { base, db, folder, account, … }; see the methods below.
export async function startHomeward(options = {}) {
  const { children = 300, seed = 1, db, fileBlocks, beside } = options;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-test-'));
  const url = beside?.db ?? db ?? `sqlite:${path.join(folder, 'h.db')}`;
  let child = null;
  let said = '';
  let written = '';

  const home = {
    folder,
    db: url,
    base: '',
    account: null, // of the administrator the synthetic authority comes with

    // A further account: { name, password }. With a first password that is still to be changed if
    // `first`.
    async addAccount(name, person, role, { first = false } = {}) {
      const words = ['user', 'add', name, '--name', person, '--role', role, '--generate'];
      if (!first) words.push('--password-stays');
      return accountIn(await homeward(...words, '--db', url));
    },

    // Starts the server, at the port it had before if it had one.
    async start({ fileBlocks: blocks } = {}) {
      const listen = home.base ? new URL(home.base).host : '127.0.0.1:0';
      const words = ['serve', '--listen', listen, '--db', url, '--web', web];
      words.push('--config', options.config ?? config);
      const limited = ['-c', `ulimit -f ${blocks}; trap '' XFSZ; exec "$0" "$@"`, binary, ...words];
      child = blocks ? spawn('bash', limited) : spawn(binary, words);
      said = '';
      child.stderr.setEncoding('utf8').on('data', (text) => {
        said += text;
        written += text;
      });
      const printed = await Promise.race([
        new Promise((resolve) => {
          let text = '';
          child.stdout.setEncoding('utf8').on('data', (more) => {
            text += more;
            written += more;
            const found = /listens on (http:\/\/\S+)/.exec(text);
            if (found) resolve(found[1]);
          });
        }),
        once(child, 'exit').then(() => null),
        new Promise((resolve) => setTimeout(resolve, startMilliseconds, null).unref()),
      ]);
      if (!printed) throw new Error(`The server did not start. ${said}`);
      home.base = printed;
    },

    // As a power cut ends it: at once, with whatever it was doing.
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },

    // Holds it still, and lets it go on.
    pause: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),

    // Ends the server as an administrator does; its exit code.
    async end() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      const [code] = await gone;
      clearTimeout(late);
      return code;
    },

    async stop() {
      await home.end();
      fs.rmSync(folder, { recursive: true, force: true });
    },

    // How it ended by itself: an exit code or the name of a signal; null while it runs.
    exit: () => child.exitCode ?? child.signalCode,
    pid: () => child.pid,
    said: () => said, // what the server wrote to its log since it was started
    written: () => written, // all that it ever wrote, to either of its outputs
  };

  try {
    const size = ['--children', String(children), '--seed', String(seed)];
    home.account = beside?.account ?? accountIn(await homeward('demo', ...size, '--sign-in', '--db', url));
    await home.start({ fileBlocks });
  } catch (error) {
    await home.stop();
    throw error;
  }
  return home;
}
