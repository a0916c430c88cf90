// How long a judge and the student's code have waited for a processor: a busy machine must cost nobody a point.
import { waitsInTree } from './process-tree.cjs';

/**
 * Adds up what a process and all below it wait for a processor; as a rule one of them waits for another's answer. What has ended takes its own
 * figure along, so this must look more often than it is asked: at most the time since the last look is lost.
 */
export class WaitingTime {
  private before = new Map<number, number>();
  private waited = 0;

  constructor(private readonly pid: number) {
    this.taken();
  }

  look(): void {
    const { before } = this;
    this.before = waitsInTree(this.pid);
    for (const [pid, waited] of this.before) this.waited += Math.max(0, waited - (before.get(pid) ?? 0));
  }

  /** Milliseconds since it was asked last. */
  taken(): number {
    this.look();
    const { waited } = this;
    this.waited = 0;
    return waited;
  }
}
