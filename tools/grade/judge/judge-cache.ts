// Judges files and remembers: the same file gets the same answer, so it is judged once. In a class that is mostly the file as it was at
// first, of a topic that no one has begun.
import { createHash } from 'node:crypto';
import type { TopicName } from '#engine/course/course';
import type { Files, JudgedTopic, Helpers } from './judge';

/** What could be found out, and for each topic where the grader itself failed, why. */
export interface JudgeResult {
  findings: JudgedTopic[];
  failures: string[];
}

export class JudgeCache {
  private readonly known = new Map<string, JudgedTopic>();

  constructor(private readonly judgeFiles: (files: Files, helpers: Helpers) => Promise<JudgedTopic[]>) {}

  /** Judges the files of a submission together; if the grader fails at that, each by itself, so that one costs the others nothing. */
  async judge(files: Files, helpers: Helpers = {}): Promise<JudgeResult> {
    const entries = Object.entries(files);
    const known = entries.flatMap(
      ([topic, text]) => this.known.get(keyOf(topic, text, helpers[topic])) ?? [],
    );
    const isKnown = new Set(known.map(({ topic }) => topic));
    const fresh = entries.filter(([topic]) => !isKnown.has(topic));
    const { findings, failures } =
      fresh.length === 0 ? { findings: [], failures: [] } : await this.judgeFresh(fresh, helpers);
    for (const finding of findings) {
      if (!finding.crashed && finding.failure === undefined)
        this.known.set(keyOf(finding.topic, files[finding.topic], helpers[finding.topic]), finding);
    }
    const again = known.map((finding) => ({ ...finding, seconds: 0 }));
    return { findings: [...again, ...findings], failures };
  }

  private async judgeFresh(entries: [TopicName, string][], helpers: Helpers): Promise<JudgeResult> {
    try {
      const findings = await this.judgeFiles(Object.fromEntries(entries), helpers);
      const failures = findings.flatMap(({ topic, failure }) => (failure ? [`${topic}: ${failure}`] : []));
      return { findings, failures };
    } catch (error) {
      if (entries.length === 1)
        return { findings: [], failures: [`${entries[0][0]}: ${(error as Error).message}`] };
    }
    const answers = await Promise.all(entries.map((entry) => this.judgeFresh([entry], helpers)));
    return {
      findings: answers.flatMap(({ findings }) => findings),
      failures: answers.flatMap(({ failures }) => failures),
    };
  }
}

/** Of everything that is run: the topic's file, and each file that it imports. */
export function keyOf(topic: TopicName, text: string, helpers: Helpers[TopicName] = {}): string {
  const hash = createHash('sha256').update(`${topic}\n${text.length}\n`).update(text);
  // Each with its length: a name may hold anything, and one student's file must not pass for another's.
  for (const name of Object.keys(helpers).sort())
    hash.update(`\n${name.length} ${name}\n${helpers[name].length}\n`).update(helpers[name]);
  return hash.digest('hex');
}
