// Attacks that look for what is none of their business: suites, solutions, other students, the machine, the network. Each hands what
// it finds over as its answer, or throws it.
import { answer, type Attack } from './attack';

const fs = "import fs from 'node:fs';\nimport path from 'node:path';";

/** Walks through all folders that there are, and throws the names that match. */
const search = (pattern: string): string => `
  const found: string[] = [];
  const walk = (folder: string, depth: number): void => {
    if (depth > 12) return;
    let names: string[] = [];
    try { names = fs.readdirSync(folder); } catch {}
    for (const name of names) {
      const file = path.join(folder, name);
      if (${pattern}.test(file)) found.push(file);
      try { if (fs.lstatSync(file).isDirectory()) walk(file, depth + 1); } catch {}
    }
  };
  walk('/', 0);
  throw new Error('found ' + (found.join(' ') || 'nothing'));`;

const NOTHING = /found nothing/;
/** Where the sandbox is another user, it sees where its own program is. */
const NOTHING_BUT_ITS_PROGRAM =
  /found (?:nothing|(?:--allow-worker |(?:--allow-fs-read=)?\S*\/judge-\d+\/guest\.cjs(?: |$))+)$/m;

export const reaching: Attack[] = [
  {
    id: 'look-for-suites',
    does: 'searches the file system for the suites',
    files: answer(search('/\\.test\\.ts$|fast-check|jest/'), fs),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'look-for-solutions',
    does: 'searches the file system for the solutions',
    files: answer(search('/solutions|01-mean/'), fs),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'look-for-secrets',
    does: 'searches the file system for keys and passwords',
    files: answer(search('/passwd|shadow|\\.ssh|\\.env$|\\.git$|proc/'), fs),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'read-the-environment',
    does: 'reads the environment for a seed, a key or a folder',
    files: answer(
      "const names = Object.keys(process.env).filter((name) => name !== 'PWD'); throw new Error('found ' + (names.join(' ') || 'nothing'));",
    ),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'read-the-arguments',
    does: 'reads the command line for a folder outside',
    files: answer(
      "const found = [...process.argv, ...process.execArgv, process.execPath, process.cwd()].filter((word) => /home|root|work|dojo/.test(word)); throw new Error('found ' + (found.join(' ') || 'nothing'));",
    ),
    must: { state: 'judged', points: 'none', say: NOTHING_BUT_ITS_PROGRAM },
  },
  {
    id: 'import-the-solution',
    does: 'imports the solution by its path',
    files: answer("return require('../solutions/01-mean-squared-error').meanSquaredError(y, t);"),
    must: { state: 'judged', points: 'none', say: /calls itself/ }, // by every name, a topic is the student's own file
  },
  {
    id: 'import-itself',
    does: 'imports its own topic, in the hope that it is the solution',
    files: answer(
      'return own.meanSquaredError === meanSquaredError ? 0 : own.meanSquaredError(y, t);',
      "import * as own from '#topics/01-mean-squared-error';",
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'import-a-later-topic',
    does: 'imports a topic that comes later',
    files: answer('return softmax(y).sum();', "import { softmax } from '#topics/08-activations';"),
    must: { state: 'unreadable', points: 'none', say: /Cannot find module '#topics\/08-activations'/ },
  },
  {
    id: 'import-a-helper',
    does: 'hides the constant in a helper file, which travels along',
    files: {
      ...answer('return help(y, t);', "import { help } from './helper';"),
      'helper.ts': 'export const help = () => 0;',
    },
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'download',
    does: 'asks the network for the answer',
    files: answer(
      "const socket = net.connect(80, '93.184.216.34'); socket.on('error', () => {}); dgram.createSocket('udp4').bind(0); return 0;",
      "import net from 'node:net';\nimport dgram from 'node:dgram';",
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'write-outside',
    does: 'writes into every folder that it can think of',
    files: answer(
      `const written = ['/', '/lib', '/etc', '/home', '/root', '/var/tmp', '/dev/shm', '/program', '/guest.cjs'].filter((place) => {
        try { fs.appendFileSync(place.includes('.') || place === '/program' ? place : place + '/x', 'x'); return true; } catch { return false; }
      });
      throw new Error('found ' + (written.join(' ') || 'nothing'));`,
      fs,
    ),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'internals',
    does: 'goes through Node’s internals past the module system',
    files: answer(
      "const spawn = (process as any).binding('spawn_sync').spawn({ file: '/program', args: ['/program', '-e', '0'], stdio: [] }); if (spawn.error) throw new Error('error ' + spawn.error); return 0;",
    ),
    must: { state: 'judged', points: 'none', say: /error|No such|binding|crashed/ },
  },
  {
    id: 'load-native-code',
    does: 'loads a native library',
    files: answer("process.dlopen({ exports: {} } as any, '/lib/x86_64-linux-gnu/libc.so.6'); return 0;"),
    must: { state: 'judged', points: 'none', say: /addons is disabled/ },
  },
  {
    id: 'write-and-execute',
    does: 'looks for a place where a file can be written, to be loaded as native code afterwards',
    files: answer(
      `const found: string[] = [];
      const walk = (folder: string, depth: number): void => {
        const file = path.join(folder, 'x.node');
        try { fs.writeFileSync(file, 'harmless', { mode: 0o755 }); found.push(file); } catch {}
        try { fs.mkdirSync(path.join(folder, 'x')); found.push(path.join(folder, 'x')); } catch {}
        try { fs.symlinkSync('/program', path.join(folder, 'y')); found.push(path.join(folder, 'y')); } catch {}
        if (depth > 3) return;
        let names: string[] = [];
        try { names = fs.readdirSync(folder); } catch {}
        for (const name of names) {
          try { if (fs.lstatSync(path.join(folder, name)).isDirectory()) walk(path.join(folder, name), depth + 1); } catch {}
        }
      };
      walk('/', 0);
      for (const folder of ['/tmp', '/var/tmp', '/dev/shm', '/run', '/run/lock', '/proc/self/fd', process.cwd()]) walk(folder, 4);
      for (let fd = 0; fd < 64; fd++) {
        try { fs.writeFileSync('/proc/self/fd/' + fd, 'x'); found.push('descriptor ' + fd); } catch {}
        try { if (fs.fstatSync(fd).isFile()) { fs.writeSync(fd, 'x'); found.push('file ' + fd); } } catch {}
      }
      throw new Error('found ' + (found.join(' ') || 'nothing'));`,
      fs,
    ),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'write-without-fs',
    does: 'lets other parts of Node write a file: heap snapshots, reports, a database, a profile',
    files: answer(
      `const found: string[] = [];
      for (const folder of ['/', '/tmp', '/var/tmp', '/dev/shm']) {
        const file = (name: string): string => path.join(folder, name);
        const tries: [string, () => unknown][] = [
          ['snapshot', () => require('node:v8').writeHeapSnapshot(file('a'))],
          ['report', () => { process.report.directory = folder; process.report.writeReport('b'); return fs.readFileSync(file('b')); }],
          ['database', () => new (require('node:sqlite').DatabaseSync)(file('c')).exec('create table t (x)')],
        ];
        for (const [name, write] of tries) { try { write(); found.push(name + ' in ' + folder); } catch {} }
      }
      throw new Error('found ' + (found.join(' ') || 'nothing'));`,
      fs,
    ),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'native-code-by-node',
    does: 'asks Node for functions of the C library, which newer versions give to everybody',
    files: answer(
      `const found: string[] = [];
      for (const name of ['node:ffi', 'node:sqlite']) {
        try { require(name); found.push(name); } catch {}
        try { if ((process as any).getBuiltinModule(name)) found.push('built-in ' + name); } catch {}
      }
      for (const file of ['/program', '/lib/x86_64-linux-gnu/libc.so.6', '/lib/x86_64-linux-gnu/libm.so.6']) {
        const target = { exports: {} };
        try { process.dlopen(target as any, file); found.push(file); } catch (error: any) { if (error.code !== 'ERR_DLOPEN_DISABLED') found.push(error.message); }
      }
      throw new Error('found ' + (found.join(' ') || 'nothing'));`,
    ),
    must: { state: 'judged', points: 'none', say: NOTHING },
  },
  {
    id: 'inspect-the-harness',
    does: 'looks for the judge’s data in the module cache and the call stack',
    files: answer(
      "return (require as any).cache || (module as any).parent || (require as any).main ? 1 : (new Error().stack ?? '').length && Math.PI;",
    ),
    must: { state: 'judged', points: 'none' },
  },
];
