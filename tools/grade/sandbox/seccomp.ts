// A filter of system calls for the confined process, as the kernel reads it: no new process, no network, no file opened for writing, no
// memory that is not counted, no way into the kernel that a student's arithmetic could need. Threads stay allowed, Node lives on them.

/** `AUDIT_ARCH_…` in linux/audit.h. */
type Machine = 'x64' | 'arm64';
const ARCHES: Record<Machine, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };

type Numbers = Partial<Record<Machine, number>>;

/** Refused whatever their arguments are; the numbers are those of asm/unistd.h. arm64 lacks the older ones. */
const DENIED: Record<string, Numbers> = {
  // New processes, and what would outlive the one that is killed.
  fork: { x64: 57 },
  vfork: { x64: 58 },
  execveat: { x64: 322, arm64: 281 },

  // The network.
  socket: { x64: 41, arm64: 198 },
  socketpair: { x64: 53, arm64: 199 },
  connect: { x64: 42, arm64: 203 },

  // Memory and queues that no limit of the process counts, or that stay when it has ended.
  memfd_create: { x64: 319, arm64: 279 },
  memfd_secret: { x64: 447, arm64: 447 },
  shmget: { x64: 29, arm64: 194 },
  semget: { x64: 64, arm64: 190 },
  msgget: { x64: 68, arm64: 186 },
  mq_open: { x64: 240, arm64: 180 },

  // Files that would stay, or that could be written and then executed; opening for writing is refused below.
  creat: { x64: 85 },
  mkdir: { x64: 83 },
  mkdirat: { x64: 258, arm64: 34 },
  mknod: { x64: 133 },
  mknodat: { x64: 259, arm64: 33 },
  symlink: { x64: 88 },
  symlinkat: { x64: 266, arm64: 36 },
  link: { x64: 86 },
  linkat: { x64: 265, arm64: 37 },

  // Signals, to others and to itself: how a process ends says why, and V8's own end, when memory runs out, comes by another call.
  kill: { x64: 62, arm64: 129 },
  rt_sigqueueinfo: { x64: 129, arm64: 138 },
  rt_tgsigqueueinfo: { x64: 297, arm64: 240 },
  pidfd_send_signal: { x64: 424, arm64: 424 },

  // Other processes.
  ptrace: { x64: 101, arm64: 117 },
  process_vm_readv: { x64: 310, arm64: 270 },
  process_vm_writev: { x64: 311, arm64: 271 },
  pidfd_getfd: { x64: 438, arm64: 438 },

  // Its own turn: what is lowest waits for a processor, and time spent waiting is nobody's fault.
  setpriority: { x64: 141, arm64: 140 },
  sched_setparam: { x64: 142, arm64: 118 },
  sched_setscheduler: { x64: 144, arm64: 119 },
  sched_setaffinity: { x64: 203, arm64: 122 },
  sched_setattr: { x64: 314, arm64: 274 },

  // The kernel.
  pivot_root: { x64: 155, arm64: 41 },
  chroot: { x64: 161, arm64: 51 },
  mount: { x64: 165, arm64: 40 },
  fsopen: { x64: 430, arm64: 430 },
  open_tree: { x64: 428, arm64: 428 },
  move_mount: { x64: 429, arm64: 429 },
  add_key: { x64: 248, arm64: 217 },
  request_key: { x64: 249, arm64: 218 },
  keyctl: { x64: 250, arm64: 219 },
  unshare: { x64: 272, arm64: 97 },
  setns: { x64: 308, arm64: 268 },
  perf_event_open: { x64: 298, arm64: 241 },
  bpf: { x64: 321, arm64: 280 },
  userfaultfd: { x64: 323, arm64: 282 },
  io_uring_setup: { x64: 425, arm64: 425 },
};

/** Said not to exist: their arguments are in memory, out of the filter's reach, and the C library then takes the older call. */
const UNKNOWN: Record<string, Numbers> = {
  clone3: { x64: 435, arm64: 435 },
  openat2: { x64: 437, arm64: 437 },
};

/** Refused when one of their arguments has certain bits. */
interface Conditional {
  numbers: Numbers;
  /** Which argument, counted from 0. */
  argument: number;
  /** Of each of these masks, the argument has a bit. */
  whenAnyOf: number[];
  /** Of this mask it has none. */
  unless?: number;
}

const CLONE_THREAD = 0x10000;
const OPEN_FOR_WRITING = 0o1 | 0o2 | 0o100 | 0o1000; // O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
const MAP_SHARED = 0x1; // also a bit of MAP_SHARED_VALIDATE
const MAP_ANONYMOUS = 0x20;

const CONDITIONAL: Record<string, Conditional> = {
  clone: { numbers: { x64: 56, arm64: 220 }, argument: 0, whenAnyOf: [], unless: CLONE_THREAD },
  open: { numbers: { x64: 2 }, argument: 1, whenAnyOf: [OPEN_FOR_WRITING] },
  openat: { numbers: { x64: 257, arm64: 56 }, argument: 2, whenAnyOf: [OPEN_FOR_WRITING] },
  // The limit of a process's data does not count memory that is shared.
  mmap: { numbers: { x64: 9, arm64: 222 }, argument: 3, whenAnyOf: [MAP_SHARED, MAP_ANONYMOUS] },
};

const LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const JUMP_IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const JUMP_IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const JUMP_IF_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const REFUSE = 0x00050000; // with the error number in the low half
const EPERM = 1;
const ENOSYS = 38;

// Where they are in struct seccomp_data.
const NUMBER = 0;
const ARCH = 4;
const ARGUMENTS = 16; // eight bytes each; the lower half of an argument comes first

/** The filter for this machine, or undefined for one that is not known here. */
export function seccompFilter(machine: string = process.arch): Buffer | undefined {
  if (!Object.hasOwn(ARCHES, machine)) return undefined;
  const known = machine as Machine;
  const numbersOf = (calls: Record<string, Numbers>): number[] =>
    Object.values(calls).flatMap((numbers) => numbers[known] ?? []);
  const x32 = 0x40000000; // the second set of numbers that x64 has
  return assemble([
    [LOAD_WORD, 0, 0, ARCH],
    [JUMP_IF_EQUAL, 1, 0, ARCHES[known]],
    [RETURN, 0, 0, KILL],
    [LOAD_WORD, 0, 0, NUMBER],
    [JUMP_IF_AT_LEAST, 0, 1, x32],
    [RETURN, 0, 0, KILL],
    ...numbersOf(UNKNOWN).flatMap((number) => refuse(number, ENOSYS)),
    ...numbersOf(DENIED).flatMap((number) => refuse(number, EPERM)),
    ...Object.values(CONDITIONAL).flatMap((conditional) => refuseSometimes(conditional, known)),
    [RETURN, 0, 0, ALLOW],
  ]);
}

/** The number is loaded before and after. */
function refuse(number: number, error: number): Instruction[] {
  return [
    [JUMP_IF_EQUAL, 0, 1, number],
    [RETURN, 0, 0, REFUSE | error],
  ];
}

function refuseSometimes(
  { numbers, argument, whenAnyOf, unless }: Conditional,
  machine: Machine,
): Instruction[] {
  const number = numbers[machine];
  if (number === undefined) return [];
  const checks = whenAnyOf.length + (unless === undefined ? 0 : 1);
  const conditions = whenAnyOf.map((mask, i): Instruction => [JUMP_IF_ANY_BIT, 0, checks - i, mask]);
  if (unless !== undefined) conditions.push([JUMP_IF_ANY_BIT, 1, 0, unless]);
  return [
    [JUMP_IF_EQUAL, 0, checks + 3, number],
    [LOAD_WORD, 0, 0, ARGUMENTS + 8 * argument],
    ...conditions,
    [RETURN, 0, 0, REFUSE | EPERM],
    [LOAD_WORD, 0, 0, NUMBER],
  ];
}

type Instruction = [code: number, ifTrue: number, ifFalse: number, value: number];

/** struct sock_filter, one after another. */
function assemble(instructions: Instruction[]): Buffer {
  const program = Buffer.alloc(8 * instructions.length);
  instructions.forEach(([code, ifTrue, ifFalse, value], i) => {
    program.writeUInt16LE(code, 8 * i);
    program.writeUInt8(ifTrue, 8 * i + 2);
    program.writeUInt8(ifFalse, 8 * i + 3);
    program.writeUInt32LE(value >>> 0, 8 * i + 4);
  });
  return program;
}
