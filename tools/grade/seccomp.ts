// A filter of system calls for the confined process, as the kernel reads it: no new process, no network, no way into the kernel that a
// student's arithmetic could need. Threads stay allowed, Node lives on them.

/** System calls by their number, for each machine: `AUDIT_ARCH_…` in linux/audit.h, the numbers in asm/unistd.h. */
const MACHINES: Record<string, { arch: number; clone: number; clone3: number; denied: number[] }> = {
  x64: {
    arch: 0xc000003e,
    clone: 56,
    clone3: 435,
    denied: [
      57, // fork
      58, // vfork
      41, // socket
      42, // connect
      101, // ptrace
      155, // pivot_root
      161, // chroot
      165, // mount
      248, // add_key
      249, // request_key
      250, // keyctl
      272, // unshare
      298, // perf_event_open
      308, // setns
      310, // process_vm_readv
      311, // process_vm_writev
      319, // memfd_create: its memory would not be counted
      321, // bpf
      323, // userfaultfd
      425, // io_uring_setup
    ],
  },
  arm64: {
    arch: 0xc00000b7,
    clone: 220,
    clone3: 435,
    denied: [
      198, // socket
      203, // connect
      117, // ptrace
      41, // pivot_root
      51, // chroot
      40, // mount
      217, // add_key
      218, // request_key
      219, // keyctl
      97, // unshare
      241, // perf_event_open
      268, // setns
      270, // process_vm_readv
      271, // process_vm_writev
      279, // memfd_create
      280, // bpf
      282, // userfaultfd
      425, // io_uring_setup
    ],
  },
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

// Where they stand in struct seccomp_data.
const NUMBER = 0;
const ARCH = 4;
const FIRST_ARGUMENT = 16;

const CLONE_THREAD = 0x10000;

/** The filter for this machine, or undefined for one that is not known here. */
export function seccompFilter(machine: string = process.arch): Buffer | undefined {
  const known = MACHINES[machine];
  if (known === undefined) return undefined;
  const { arch, clone, clone3, denied } = known;
  const x32 = 0x40000000; // the second set of numbers that x64 has
  return assemble([
    [LOAD_WORD, 0, 0, ARCH],
    [JUMP_IF_EQUAL, 1, 0, arch],
    [RETURN, 0, 0, KILL],
    [LOAD_WORD, 0, 0, NUMBER],
    [JUMP_IF_AT_LEAST, 0, 1, x32],
    [RETURN, 0, 0, KILL],
    [JUMP_IF_EQUAL, 0, 1, clone3],
    [RETURN, 0, 0, REFUSE | ENOSYS], // its flags lie in memory, out of reach: the C library takes clone instead
    ...denied.flatMap((number): Instruction[] => [
      [JUMP_IF_EQUAL, 0, 1, number],
      [RETURN, 0, 0, REFUSE | EPERM],
    ]),
    [JUMP_IF_EQUAL, 0, 3, clone],
    [LOAD_WORD, 0, 0, FIRST_ARGUMENT],
    [JUMP_IF_ANY_BIT, 1, 0, CLONE_THREAD],
    [RETURN, 0, 0, REFUSE | EPERM],
    [RETURN, 0, 0, ALLOW],
  ]);
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
