// How a process is confined: which command starts it, with what it may see and use.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { release, tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { ENGINE_ROOT } from '#engine/course/link';
import { seccompFilter } from './seccomp';
import { temporaryFolder } from './temporary';

/**
 * `bubblewrap`: namespaces of its own, nothing of the file system but what is named. `user`: another user, from whom the course's files
 * are kept, where a container allows no namespaces. Both: limits, and a filter of system calls that cuts off the network and lets no file be
 * opened for writing. `none`: not at all.
 */
export type ConfinementKind = 'bubblewrap' | 'user' | 'none';

/** What a confined process may use. */
export interface Limits {
  /** Bytes of memory, typed arrays included. */
  memory: number;
  /** Seconds on a processor. */
  cpu: number;
}

/** A program to be confined. */
export interface Program {
  /** The executable, by its path outside. */
  executable: string;
  args: string[];
  /** Further files that it reads, by the path under which it sees them. */
  files: Record<string, string>;
  limits: Limits;
}

/** A command, and what goes to file descriptors of it. */
export interface Command {
  command: string;
  args: string[];
  /** It writes to {@link STATUS_FD} which process it has started, and how that one ended. */
  saysStatus: boolean;
  /** Files that the command reads from a descriptor of its own, by the descriptor's number. */
  inputs: Record<number, string>;
}

/** Starts a command with the files that it reads open at their descriptors; here they are closed again. */
export function withInputs<Started>(
  { inputs }: Command,
  stdio: ('pipe' | 'ignore' | number)[],
  start: () => Started,
): Started {
  const files = Object.entries(inputs).map(([fd, path]) => (stdio[Number(fd)] = openSync(path, 'r')));
  try {
    return start();
  } finally {
    for (const file of files) closeSync(file);
  }
}

/** Where bubblewrap writes. */
export const STATUS_FD = 5;
const ARGS_FD = 6;
const SECCOMP_FD = 7;

const NOBODY = '65534';

/** Not its own name of the machine: some containers allow namespaces, but no change of that name. */
const ALONE = [
  ...['--unshare-all', '--unshare-user', '--die-with-parent', '--new-session'],
  ...['--uid', NOBODY, '--gid', NOBODY, '--cap-drop', 'ALL'],
];

/** Node itself has about a dozen threads. Processes count as well. */
const THREADS = 64;

/** It ends with the thread of the judge that has started it, however that ends. */
const UNTIL_THE_JUDGE_ENDS = ['--pdeathsig', 'KILL'];

/** A separate user for each judge: processes are counted by user, and one student's threads must not be in another's way. */
const SANDBOX_UID = String(20_000 + (process.pid % 40_000));
const AS_SANDBOX_USER = [
  ...[
    'setpriv',
    '--reuid',
    SANDBOX_UID,
    '--regid',
    SANDBOX_UID,
    '--clear-groups',
    '--no-new-privs',
    '--inh-caps=-all',
  ],
  ...[...UNTIL_THE_JUDGE_ENDS, '--'],
];

/**
 * Sets the filter of system calls and becomes the program. bubblewrap does that by itself; elsewhere Perl can, which every Debian and
 * Ubuntu has: prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &{length, filter}).
 */
const SET_FILTER = `
  my ($prctl, $path) = splice(@ARGV, 0, 2);
  open(my $file, "<:raw", $path) or die "$path: $!";
  my $filter = do { local $/; <$file> };
  my $program = pack("S x![P] P", length($filter) / 8, $filter);
  syscall($prctl, 22, 2, $program) == 0 or die "prctl: $!";
  exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!";`;
const PRCTL: Record<string, string> = { x64: '157', arm64: '167' };

/** Makes the commands that start confined programs; what it needs on disk is in `folder`. */
export class Confinement {
  private filter: string | undefined;

  constructor(
    readonly kind: ConfinementKind,
    private readonly folder: string,
  ) {
    if (kind === 'user') chmodSync(folder, 0o711); // the other user finds what it is told of, and sees no more
    const filter = seccompFilter();
    if (kind !== 'none' && filter !== undefined) {
      this.filter = join(folder, 'seccomp');
      writeFileSync(this.filter, filter);
    }
  }

  /** @param name a file name for what this program's command is kept in */
  commandFor(name: string, { executable, args, files, limits }: Program): Command {
    const limited = limitArguments(limits);
    if (this.kind === 'bubblewrap') {
      const argsFile = join(this.folder, `${name}.args`);
      const prlimit = realpathSync(pathOf('prlimit'));
      writeFileSync(
        argsFile,
        this.bubblewrapArguments({ '/program': executable, '/limits': prlimit }, files).join('\0'),
      );
      const inner = Object.keys(files);
      const translated = args.map((arg) => inner.find((path) => files[path] === arg) ?? arg);
      // Inside, because the number of threads is counted for each namespace of users, and outside for all that this user runs.
      const threads = countsThreadsByNamespace() ? [`--nproc=${THREADS}`] : [];
      return {
        command: 'bwrap',
        args: [
          '--args',
          `${ARGS_FD}`,
          '--',
          '/limits',
          ...limited,
          ...threads,
          '--',
          '/program',
          ...translated,
        ],
        saysStatus: true,
        inputs:
          this.filter === undefined
            ? { [ARGS_FD]: argsFile }
            : { [ARGS_FD]: argsFile, [SECCOMP_FD]: this.filter },
      };
    }
    const silent = { saysStatus: false, inputs: {} };
    if (this.kind === 'user') {
      const [command, ...asSandboxUser] = AS_SANDBOX_USER;
      const filtered = ['perl', '-e', SET_FILTER, PRCTL[process.arch], this.filter!];
      const run = [
        'prlimit',
        ...limited,
        `--nproc=${THREADS}`,
        '--',
        ...filtered,
        this.open(executable),
        ...args,
      ];
      return { ...silent, command, args: [...asSandboxUser, ...run] };
    }
    const [command, ...rest] = [
      ...(isInstalled('setpriv') ? ['setpriv', ...UNTIL_THE_JUDGE_ENDS, '--'] : []),
      ...(isInstalled('prlimit') ? ['prlimit', ...limited, '--'] : []),
      ...[executable, ...args],
    ];
    return { ...silent, command, args: rest };
  }

  /** A program of the course that other users can't read, placed where that user can run it. */
  private open(executable: string): string {
    if (!executable.startsWith(ENGINE_ROOT)) return executable;
    const copy = join(this.folder, basename(executable));
    copyFileSync(executable, copy);
    chmodSync(copy, 0o755);
    return copy;
  }

  /** Nothing in there can be written to, and nothing but the programs is executable. */
  private bubblewrapArguments(programs: Record<string, string>, files: Record<string, string>): string[] {
    const libraries = Object.assign({}, ...Object.values(programs).map(sharedLibraries)) as Record<
      string,
      string
    >;
    const executables = Object.entries(programs).map(([path, file]) => [path, realpathSync(file)]);
    const readable = { ...libraries, ...files, ...Object.fromEntries(executables) } as Record<string, string>;
    return [
      [...ALONE, '--clearenv'],
      ['--json-status-fd', `${STATUS_FD}`],
      this.filter === undefined ? [] : ['--seccomp', `${SECCOMP_FD}`],
      ...Object.entries(readable).map(([path, file]) => ['--ro-bind', file, path]),
      ['--remount-ro', '/', '--chdir', '/'],
    ].flat();
  }
}

function limitArguments({ memory, cpu }: Limits): string[] {
  return [
    `--data=${memory}`,
    `--cpu=${cpu}:${cpu + 1}`, // first a signal that says why; a second later, for who ignores it, the end
    '--fsize=0',
    '--core=0',
    '--nofile=64',
    '--memlock=0',
    '--msgqueue=0',
    '--sigpending=256',
  ];
}

/** Since Linux 5.14. Before, one limit counts what a user runs anywhere, and a teacher's own programs would use it up. */
function countsThreadsByNamespace(): boolean {
  const [major, minor] = release().split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}

/** The shared libraries that a program is started with, by the path under which it looks for them. */
function sharedLibraries(executable: string): Record<string, string> {
  const { stdout, status } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  if (status !== 0) return {}; // a program without any
  const paths = [...stdout.matchAll(/(\/\S+)/g)].map(([path]) => path);
  return Object.fromEntries(
    paths.filter((path) => path !== executable).map((path) => [path, realpathSync(path)]),
  );
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** Where the shell would find it. */
function pathOf(command: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const path = folders.map((folder) => join(folder, command)).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`${command} is not installed`);
  return path;
}

/** Whether a program can be confined like this on this machine, and if not, what is in the way. */
export function whyUnavailable(kind: ConfinementKind): string | undefined {
  if (kind === 'none') return undefined;
  if (kind === 'bubblewrap') {
    return failureOf(['prlimit', '--nofile=64', 'bwrap', ...ALONE, '--ro-bind', '/', '/', 'true']);
  }
  if (seccompFilter() === undefined) return `there is no filter of system calls for ${process.arch}`;
  const failure = failureOf([...AS_SANDBOX_USER, 'prlimit', `--nproc=${THREADS}`, 'perl', '-e', '1']);
  if (failure !== undefined) return failure;
  if (!canRunFromTemporary())
    return `other users can’t run programs in ${tmpdir()}: set TMPDIR to a folder where they can, such as /tmp`;
  const canRead =
    failureOf([...AS_SANDBOX_USER, 'test', '-r', join(ENGINE_ROOT, 'package.json')]) === undefined;
  return canRead ? `other users can read ${ENGINE_ROOT}: chmod 700 ${ENGINE_ROOT}` : undefined;
}

/** The sandbox's user is given programs there: every folder above it must let them in, and its file system must have programs run. */
function canRunFromTemporary(): boolean {
  const { path, remove } = temporaryFolder('gradient-dojo-');
  try {
    const program = join(path, 'true');
    chmodSync(path, 0o711);
    copyFileSync(pathOf('true'), program);
    chmodSync(program, 0o755);
    return failureOf([...AS_SANDBOX_USER, 'prlimit', '--nofile=64', program]) === undefined; // setpriv itself may still enter as root
  } finally {
    remove();
  }
}

function failureOf([command, ...args]: string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined) return `${command} is not installed`;
  return status === 0 ? undefined : stderr.trim() || `${command} ends with status ${status}`;
}
