// Stands in for a topic when a suite is run on one of its variants: the solution, with the variant's exports in place of its own.
// VARIANT says which, in JSON; the resolver puts this file in the topic's place.
import type { Alternative } from '../suite/variants';

interface Variant {
  /** The course's folder. */
  course: string;
  topic: string;
  kind: 'mistakes' | 'alternatives';
  id: string;
}

const { course, topic, kind, id } = JSON.parse(process.env.VARIANT ?? '{}') as Variant;
const solution = require(`${course}/solutions/${topic}`) as object;
const variants = (require(`${course}/test/${kind}/${topic}`) as Record<string, Alternative<object>[]>)[kind];
const variant = variants.find((candidate) => candidate.id === id);
if (variant === undefined) throw new Error(`test/${kind}/${topic}.ts has no variant ${id}`);

module.exports = { ...solution, ...variant.answer };
