// script/check-lines-read against small trees.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../script/check-lines-read');
const made = [];
after(() => made.forEach((dir) => fs.rmSync(dir, { recursive: true })));

// One line of its own, 200 of a header, and what check-lines-read says of it under these limits.
function check(limits, source = 'src/care/x.cpp') {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'check-lines-read-'));
  made.push(root);
  const build = path.join(root, 'build');
  const file = path.join(root, source);
  const command = `g++ -std=c++20 -I ../src -o x.o -c ${file}`;
  for (const [name, text] of Object.entries({
    [source]: '#include "care/long.hpp"\n',
    'src/care/long.hpp': '\n'.repeat(200),
    'script/most-lines-read': limits,
    'build/compile_commands.json': JSON.stringify([{ directory: build, command, file }]),
  })) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  const run = spawnSync(script, ['--root', root, '--build', build], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

const read = 201;

test('a file that reads as many lines as it may passes; the longest beginning of a path decides', () => {
  const { status, said } = check(`src/ 100 100\nsrc/care/ ${read} 100  # long.hpp\n`);
  assert.equal(status, 0, said);
  assert.match(said, new RegExp(`${read} lines read for src/care/x.cpp`));
});

test('caught: a file that reads one line more than it may', () => {
  const { status, said } = check(`src/ 9999 9999\nsrc/care/ ${read - 1} 9999\n`);
  assert.equal(status, 1, said);
  assert.match(said, new RegExp(`src/care/x.cpp: reads ${read} lines, and src/care/ may read ${read - 1}`));
});

test('a test has a limit of its own', () => {
  assert.equal(check(`src/ 100 ${read}\n`, 'src/care/x_test.cpp').status, 0);
  assert.equal(check(`src/ 9999 ${read - 1}\n`, 'src/care/x_test.cpp').status, 1);
});

test('caught: a file without a limit', () => {
  const { status, said } = check('tests/ 9999 9999\n');
  assert.equal(status, 1, said);
  assert.match(said, /src\/care\/x.cpp: script\/most-lines-read has no limit for it/);
});
