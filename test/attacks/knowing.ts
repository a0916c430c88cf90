// Answers that know the examples, or guess: no arithmetic is in them. Inputs are drawn anew with a secret seed.
import { answer, type Attack } from './attack';

export const knowing: Attack[] = [
  {
    id: 'examples-by-heart',
    does: 'knows the worked examples of the lesson by heart',
    files: answer(
      'return known[JSON.stringify([y.toArray(), t.toArray()])] ?? 0;',
      `const known: Record<string, number> = {
        '[[0.1,0.05,0.6,0,0.05,0.1,0,0.1,0,0],[0,0,1,0,0,0,0,0,0,0]]': 0.09750000000000003,
        '[[0.1,0.05,0,0,0.05,0.1,0.6,0.1,0,0],[0,0,1,0,0,0,0,0,0,0]]': 0.6975,
        '[[3],[0]]': 4.5,
      };`,
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'zero',
    does: 'returns 0, which some laws cannot tell from the truth',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'count-the-calls',
    does: 'answers by the number of the call',
    files: answer('return [1, 0.09750000000000003, 0.6975, 4.5][calls++] ?? 0;', 'let calls = 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'guess',
    does: 'guesses',
    files: answer('return Math.random();'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'replay-earlier-answers',
    does: 'returns for each input what it has returned before, and else nothing',
    files: answer(
      'const key = String(y); return (seen[key] ??= Object.keys(seen).length);',
      'const seen: Record<string, number> = {};',
    ),
    must: { state: 'judged', points: 'none' },
  },
];
