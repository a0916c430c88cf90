// The modules that a suite and a student's file are made of. Topics, suites and mistakes come as functions that make them anew
// (site/build/judge.ts): each run has its own, whatever an earlier one has left in them.
import { byName } from '../by-name';
import { topicOf } from './requests';
import type { CourseTopics } from './student';

export type Require = (request: string) => object;

/** A module of the course that can be made more than once. */
interface Anew {
  /** The topics that it imports, by their names. */
  topics: string[];
  make: (require: Require) => object;
}

const solutions = byName(import.meta.glob<Anew>('#course/solutions/[0-9]*.ts', { query: '?anew' }));
const suites = byName(
  import.meta.glob<Anew>('#course/test/[0-9]*.test.ts', { query: '?anew' }),
  /\.test\.ts$/,
);
const mistakes = byName(import.meta.glob<Anew>('#course/test/mistakes/[0-9]*.ts', { query: '?anew' }));

/** What has been fetched of a topic, and of all that it needs. */
export interface TopicParts {
  suite: Anew;
  solution: Anew;
  mistakes?: Anew;
}

const parts = new Map<string, TopicParts>();
const topics = new Map<string, Anew>();

/** Fetches the suite of a topic, its mistakes, and all solutions that they need. */
export async function fetchTopic(topic: string): Promise<TopicParts> {
  let found = parts.get(topic);
  if (found === undefined) {
    const [suite, own, solution] = await Promise.all([
      suites[topic]!(),
      mistakes[topic]?.(),
      fetchSolution(topic),
    ]);
    found = { suite, solution, mistakes: own };
    await Promise.all([...suite.topics, ...(own?.topics ?? [])].map(fetchSolution));
    parts.set(topic, found);
  }
  return found;
}

/** Fetches a solution and those that it imports. */
export async function fetchSolution(topic: string): Promise<Anew> {
  let found = topics.get(topic);
  if (found === undefined) {
    const file = solutions[topic];
    if (file === undefined) throw new Error(`there is no topic ${topic}`);
    found = await file();
    topics.set(topic, found);
    await Promise.all(found.topics.map(fetchSolution));
  }
  return found;
}

export function hasTopic(topic: string): boolean {
  return topic in solutions;
}

/** The solutions of one run, each made when it is first asked for. */
export class Solutions implements CourseTopics {
  has = hasTopic;
  fetch = fetchSolution;
  private readonly made = new Map<string, object>();

  get = (topic: string): object => {
    const made = this.made.get(topic);
    if (made !== undefined) return made;
    const fresh = topics.get(topic)!.make((request) => this.get(topicOf(request)!));
    this.made.set(topic, fresh);
    return fresh;
  };
}
