// script/check-layers against small made-up trees: each rule must catch its violation, and a tree
// that keeps them all must pass.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../script/check-layers');
const made = [];
after(() => made.forEach((dir) => fs.rmSync(dir, { recursive: true })));

const table = `
homeward_room(base PURE LIBRARIES fmt::fmt)
homeward_room(care PURE
  ROOMS base)  # ROOMS http
homeward_room(journey ROOMS care)
homeward_room(store ROOMS care PRIVATE_LIBRARIES SQLite::SQLite3)
homeward_room(http ROOMS care)
`;

// A tree with the table above and one harmless file in each room, laid over with `files`.
function tree(files, rooms = table) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'check-layers-'));
  made.push(root);
  const all = {
    'CMakeLists.txt': rooms,
    'src/base/date.hpp': '#include <chrono>\n// fopen, getenv and system_clock are only words here\n',
    'src/care/record.cpp': '#include "base/date.hpp"\nconst char* word = "std::cout";\n',
    'src/store/sqlite.cpp': '#include <sqlite3.h>\n#include "base/date.hpp"\n#include "care/record.hpp"\n',
    'src/http/server.cpp': '#include <boost/beast.hpp>\n#include <thread>\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return root;
}

function check(root, ...more) {
  const run = spawnSync(script, ['--root', root, ...more], { encoding: 'utf8' });
  return { status: run.status, lines: run.stdout.trim().split('\n'), said: run.stdout + run.stderr };
}

test('a tree that keeps every rule passes', () => {
  const { status, said } = check(tree({}));
  assert.equal(status, 0, said);
});

const one = 'namespace homeward {\nnamespace {\n\nint twice(int n) {\n  return 2 * n;\n}\n\n}  // namespace\n}\n';

test('two rooms, and a room and its tests, may use one name', () => {
  const files = { 'src/care/x.cpp': one, 'src/base/x.cpp': one, 'src/care/x_test.cpp': one, 'tests/care/x_test.cpp': one };
  assert.equal(check(tree(files)).status, 0);
});

const violations = [
  ['a room above', { 'src/base/date.cpp': '#include "care/record.hpp"\n' }, /src\/base\/date.cpp:1: base may not know care/],
  ['a sister room', { 'src/http/x.cpp': '\n#include "store/open.hpp"\n' }, /src\/http\/x.cpp:2: http may not know store/],
  ['a test that reaches up', { 'src/care/x_test.cpp': '#include "http/x.hpp"\n' }, /care may not know http/],
  ['a header without its room', { 'src/care/x.cpp': '#include "record.hpp"\n' }, /not written as "room\/file.hpp"/],
  ['files in a pure room', { 'src/care/x.cpp': '#include <fstream>\n' }, /care is pure and may not include <fstream>/],
  ['C files in a pure room', { 'src/base/x.cpp': '#include <cstdio>\n' }, /base is pure and may not include <cstdio>/],
  ['sockets in a pure room', { 'src/base/x.cpp': '#include <sys/socket.h>\n' }, /base is pure/],
  ['a clock in a pure room', { 'src/care/x.cpp': 'auto t = std::chrono::system_clock::now();\n' }, /care is pure and may not use system_clock/],
  ['the environment in a pure room', { 'src/care/x.cpp': 'auto v = std::getenv("HOME");\n' }, /may not use getenv/],
  ['randomness in a pure room', { 'src/care/x.hpp': 'std::random_device device;\n' }, /may not use random_device/],
  ['a file read by a library', { 'src/care/x.cpp': 'document.load_file(name);\n' }, /may not use load_file/],
  ['SQL outside store', { 'src/http/x.cpp': '#include <sqlite3.h>\n' }, /<sqlite3.h> belongs in src\/store/],
  ['Beast in a header', { 'src/http/x.hpp': '#include <boost/beast.hpp>\n' }, /belongs in a .cpp file of src\/http/],
  ['Beast in another room', { 'src/store/x.cpp': '#include <boost/beast.hpp>\n' }, /belongs in a .cpp file of src\/http/],
  ['Asio in another room', { 'src/store/x.hpp': '#include <boost/asio.hpp>\n' }, /belongs in src\/http/],
  [
    'a journey that comes to know the record, through another header',
    {
      'src/care/record.hpp': '',
      'src/care/told.hpp': '#include "care/record.hpp"\n',
      'src/journey/x.cpp': '#include "care/told.hpp"\n',
      'src/journey/testing.hpp': '#include "care/record.hpp"\n',
    },
    /src\/journey\/x.cpp: journey may not come to know care\/record.hpp$/m,
  ],
  [
    'a fourth file that meets Boost, through a header of ours',
    {
      'src/http/inner.hpp': '#include <boost/asio.hpp>\n',
      'src/http/outer.hpp': '#include "http/inner.hpp"\n#include "http/outer.hpp"\n',
      'src/http/b.cpp': '#include "http/outer.hpp"\n',
      'src/http/c.cpp': '#include "http/inner.hpp"\n',
      'src/http/d.cpp': '#include "http/outer.hpp"\n',
    },
    /src\/http\/d.cpp: 4 .cpp files meet Boost, and 3 may/,
  ],
  [
    'a name in the sentence of an Error',
    {
      'src/store/x.cpp':
        'int f() {\n  return fail(ErrorKind::conflict,\n    words("There is (already)", account.name.reveal()));\n}\n',
    },
    /src\/store\/x.cpp:2: the sentence of an Error may reach a log/,
  ],
  [
    'one function in two files of a room',
    { 'src/care/list.cpp': one, 'src/care/x.cpp': one },
    /src\/care\/x.cpp: twice stands in an unnamed namespace of src\/care\/list.cpp too/,
  ],
  [
    'one constant in two files of a room',
    {
      'src/care/x.cpp': 'namespace homeward {\nnamespace {\nconstexpr int kMost[] = {1};\n}  // namespace\n}\n',
      'src/care/y.cpp': 'namespace homeward {\nnamespace {\nconstexpr std::string_view kMost = "x";\n}  // namespace\n}\n',
    },
    /kMost stands in an unnamed namespace/,
  ],
  [
    'one static function in two files of a room',
    {
      'src/care/x.cpp': 'namespace homeward {\nstatic int half(int n) {\n  return n / 2;\n}\n}\n',
      'src/care/y.cpp': 'namespace homeward {\nstatic int half(int n) {\n  return n / 2;\n}\n}\n',
    },
    /half stands in an unnamed namespace/,
  ],
  ['a folder that is no room', { 'src/extra/x.cpp': '\n' }, /src\/extra: is no room/],
];
for (const [what, files, sentence] of violations) {
  test(`caught: ${what}`, () => {
    const { status, lines } = check(tree(files));
    assert.equal(status, 1);
    assert.match(lines.join('\n'), sentence);
  });
}

test('caught: a pure room that is given an impure one', () => {
  const { status, lines } = check(tree({}, table.replace('ROOMS base)', 'ROOMS base store)').replace('ROOMS care PRIV', 'ROOMS base PRIV')));
  assert.equal(status, 1);
  assert.match(lines[0], /care is PURE but knows store/);
});

test('a test of a pure room may read its data from a file', () => {
  assert.equal(check(tree({ 'src/care/x_test.cpp': '#include <fstream>\n' })).status, 0);
});

test('no table, no verdict', () => {
  assert.equal(check(tree({}, 'project(x)\n')).status, 2);
});

// The symbols: what the text does not show, the objects do.
function library(root, name, code) {
  const source = path.join(root, `${name}_x.cpp`);
  fs.writeFileSync(source, code);
  fs.mkdirSync(path.join(root, 'build'), { recursive: true });
  execFileSync('g++', ['-std=c++20', '-c', source, '-o', `${source}.o`]);
  execFileSync('ar', ['rc', path.join(root, 'build', `lib${name}.a`), `${source}.o`]);
}

for (const [what, code, sentence] of [
  ['a clock', '#include <chrono>\nlong f() { return std::chrono::steady_clock::now().time_since_epoch().count(); }', /libcare.a.*steady_clock::now/],
  ['a file', '#include <fstream>\nvoid f() { std::ofstream("x") << 1; }', /libcare.a.*may not call std::basic_(ofstream|filebuf)/],
  ['the environment', '#include <cstdlib>\nchar* f() { return getenv("x"); }', /libcare.a.*may not call getenv/],
  ['a socket', '#include <sys/socket.h>\nint f() { return socket(1, 2, 3); }', /libcare.a.*may not call socket/],
  ['a database', 'extern "C" int sqlite3_open(const char*, void*);\nint f() { return sqlite3_open("x", 0); }', /may not call sqlite3_open/],
]) {
  test(`caught in the object: ${what}`, () => {
    const root = tree({});
    library(root, 'base', '#include <string>\nstd::string f(int i) { return std::to_string(i); }');
    library(root, 'care', code);
    const { status, lines } = check(root, '--build', path.join(root, 'build'));
    assert.equal(status, 1);
    assert.match(lines.join('\n'), sentence);
  });
}

test('objects that only calculate pass', () => {
  const root = tree({});
  for (const name of ['base', 'care'])
    library(root, name, '#include <algorithm>\n#include <string>\nvoid f(std::string& s) { std::sort(s.begin(), s.end()); }');
  const { status, said } = check(root, '--build', path.join(root, 'build'));
  assert.equal(status, 0, said);
  assert.match(said, /2 pure rooms/);
});
