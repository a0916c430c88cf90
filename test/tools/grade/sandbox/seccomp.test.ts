// The filter of system calls, run as the kernel would run it.
import { describe, expect, test } from '@jest/globals';
import { seccompFilter } from '../../../../tools/grade/sandbox/seccomp';

interface Call {
  arch: number;
  number: number;
  args?: number[];
}

/** What the filter returns for a system call. Its few instructions are those of linux/bpf_common.h. */
function run(program: Buffer, { arch, number, args = [] }: Call): number {
  const words: Record<number, number> = { 0: number, 4: arch }; // struct seccomp_data
  for (let i = 0; i < 6; i++) words[16 + 8 * i] = args[i] ?? 0;
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const [code, ifTrue, ifFalse] = [program.readUInt16LE(8 * at), program[8 * at + 2], program[8 * at + 3]];
    const value = program.readUInt32LE(8 * at + 4);
    const jump = (condition: boolean): void => void (at += condition ? ifTrue : ifFalse);
    if (code === 0x06) return value;
    if (code === 0x20) accumulator = words[value];
    else if (code === 0x15) jump(accumulator === value);
    else if (code === 0x35) jump(accumulator >= value);
    else if (code === 0x45) jump((accumulator & value) !== 0);
    else throw new Error(`no instruction ${code}`);
  }
}

const [allowed, killed, forbidden, unknown] = [0x7fff0000, 0x80000000, 0x00050001, 0x00050026];

/** Numbers of system calls, as in asm/unistd.h. */
const machines = {
  x64: {
    arch: 0xc000003e,
    clone: 56,
    harmless: {
      read: 0,
      mmap: 9,
      getpid: 39,
      exit: 60,
      futex: 202,
      open: 2,
      openat: 257,
      execve: 59,
      prctl: 157,
      getrandom: 318,
    },
    denied: {
      fork: 57, vfork: 58, socket: 41, connect: 42, ptrace: 101, pivot_root: 155, chroot: 161, mount: 165, add_key: 248,
      request_key: 249, keyctl: 250, unshare: 272, perf_event_open: 298, setns: 308, process_vm_readv: 310,
      process_vm_writev: 311, memfd_create: 319, bpf: 321, userfaultfd: 323, io_uring_setup: 425, execveat: 322,
      socketpair: 53, memfd_secret: 447, shmget: 29, semget: 64, msgget: 68, mq_open: 240, creat: 85, mkdir: 83,
      mkdirat: 258, mknod: 133, mknodat: 259, symlink: 88, symlinkat: 266, link: 86, linkat: 265, pidfd_getfd: 438,
      fsopen: 430, open_tree: 428, move_mount: 429, setpriority: 141, sched_setparam: 142, sched_setscheduler: 144,
      sched_setaffinity: 203, sched_setattr: 314, kill: 62, rt_sigqueueinfo: 129, rt_tgsigqueueinfo: 297,
      pidfd_send_signal: 424,
    }, // prettier-ignore
  },
  arm64: {
    arch: 0xc00000b7,
    clone: 220,
    harmless: {
      read: 63,
      mmap: 222,
      getpid: 172,
      exit: 93,
      futex: 98,
      openat: 56,
      execve: 221,
      prctl: 167,
      getrandom: 278,
    },
    denied: {
      socket: 198, connect: 203, ptrace: 117, pivot_root: 41, chroot: 51, mount: 40, add_key: 217, request_key: 218,
      keyctl: 219, unshare: 97, perf_event_open: 241, setns: 268, process_vm_readv: 270, process_vm_writev: 271,
      memfd_create: 279, bpf: 280, userfaultfd: 282, io_uring_setup: 425, execveat: 281, socketpair: 199,
      memfd_secret: 447, shmget: 194, semget: 190, msgget: 186, mq_open: 180, mkdirat: 34, mknodat: 33, symlinkat: 36,
      linkat: 37, pidfd_getfd: 438, fsopen: 430, open_tree: 428, move_mount: 429, setpriority: 140, sched_setparam: 118,
      sched_setscheduler: 119, sched_setaffinity: 122, sched_setattr: 274, kill: 129, rt_sigqueueinfo: 138,
      rt_tgsigqueueinfo: 240, pidfd_send_signal: 424,
    }, // prettier-ignore
  },
};

describe.each(Object.entries(machines))('on %s', (machine, { arch, clone, harmless, denied }) => {
  const filter = seccompFilter(machine)!;
  const outcome = (number: number, ...args: number[]): number => run(filter, { arch, number, args });

  test.each(Object.entries(harmless))('%s is allowed', (_, number) => {
    expect(outcome(number)).toBe(allowed);
  });

  test.each(Object.entries(denied))('%s is forbidden', (_, number) => {
    expect(outcome(number)).toBe(forbidden);
  });

  test('what is forbidden is that and no more', () => {
    const numbers = Array.from({ length: 500 }, (_, number) => number).filter(
      (number) => outcome(number) !== allowed,
    );
    expect(numbers).toEqual([...Object.values(denied), clone, 435, 437].sort((a, b) => a - b));
  });

  test('threads are allowed, processes are not', () => {
    expect(outcome(clone, 0x3d0f00)).toBe(allowed); // as pthread_create calls it: with CLONE_THREAD, 0x10000
    expect(outcome(clone, 0x10000)).toBe(allowed);
    expect(outcome(clone, 17)).toBe(forbidden); // as fork calls it: SIGCHLD
  });

  test('clone3 and openat2, whose arguments are in memory, are said not to exist', () => {
    expect(outcome(435)).toBe(unknown);
    expect(outcome(437)).toBe(unknown);
  });

  test('files are opened for reading only', () => {
    const { openat } = harmless;
    const [readOnly, writeOnly, readWrite, create, truncate, closeOnExec] = [
      0, 1, 2, 0o100, 0o1000, 0o2000000,
    ];
    for (const flags of [readOnly, closeOnExec]) expect(outcome(openat, 9, 9, flags)).toBe(allowed);
    for (const flags of [writeOnly, readWrite, create, truncate, writeOnly | closeOnExec])
      expect(outcome(openat, 0, 0, flags)).toBe(forbidden);
    if ('open' in harmless) {
      expect(outcome(harmless.open, 9, readOnly)).toBe(allowed);
      expect(outcome(harmless.open, 0, readWrite)).toBe(forbidden);
    }
  });

  test('the first call of the machine is another one than those, whatever its arguments', () => {
    expect(outcome(0, 0xffff, 0xffff, 0xffff, 0xffff)).toBe(allowed); // read, or io_setup
  });

  test('no memory is shared that is not a file', () => {
    const [shared, hidden, validated, anonymous] = [1, 2, 3, 0x20];
    const map = (flags: number): number => outcome(harmless.mmap, 0, 0, 0, flags);
    for (const flags of [shared, hidden, validated, hidden | anonymous]) expect(map(flags)).toBe(allowed);
    for (const flags of [shared | anonymous, validated | anonymous]) expect(map(flags)).toBe(forbidden);
  });

  test('the calls of another machine, and the second set of numbers, end the process', () => {
    expect(run(filter, { arch: 0x40000003, number: 0 })).toBe(killed);
    expect(outcome(0x40000000)).toBe(killed);
    expect(outcome(0x40000039)).toBe(killed);
    expect(outcome(0x3fffffff)).toBe(allowed);
  });
});

test('there is none for a machine that is not known', () => {
  expect(seccompFilter('mips')).toBeUndefined();
  expect(seccompFilter()).toEqual(seccompFilter(process.arch));
});
