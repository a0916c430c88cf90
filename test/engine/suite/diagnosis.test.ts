// Which mistake is named, and when none is: small suites about one function of numbers, whose right answer is the number itself.
import { describe, expect, test } from '@jest/globals';
import { todo } from '#lib/todo';
import type { Diagnosis } from '#engine/suite/diagnosis';
import { runTests } from '../../../engine/runner/runner';
import {
  describeFunction,
  example,
  expect as expectOfSuite,
  fc,
  gate,
  law,
  underTest,
} from '../../../engine/suite';
import { LawError } from '../../../engine/suite/law';
import type { MistakeInOneWay, Probes } from '../../../engine/suite/variants';

type Answer = (x: number) => number;
interface Topic {
  f: Answer;
  g?: Answer;
}

const right: Topic = { f: (x) => x };
const text = (words: string) => ({ en: words, ko: '말' });
const mistake = (
  id: string,
  f: Answer,
  more: Partial<MistakeInOneWay<Topic>> = {},
): MistakeInOneWay<Topic> => ({
  ...{ id, name: text(`is ${id}`), explanation: text(`You are ${id}.`) },
  ...{ answer: { f }, ...more },
});

const [positive, negative] = [
  fc.record({ x: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ x: fc.integer({ min: -40, max: -1 }) }),
];
const isItself = (f: Answer) => ({ x }: { x: number }) => expectOfSuite(f(x)).toAgreeWith(x); // prettier-ignore

/** As most suites are: a gate, an example, and laws that see other numbers. */
function usual(f: Answer): void {
  gate('returns one finite number', () => expectOfSuite(f(4)).toBeOneFiniteNumber());
  example('of 5 is 5', () => expectOfSuite(f(5)).toAgreeWith(5));
  law('keeps what is positive', positive, isItself(f));
  law('keeps what is negative', negative, isItself(f));
}

interface Setting {
  mistakes: MistakeInOneWay<Topic>[];
  probes?: Probes<Topic>;
  suite?: (f: Answer) => void;
  block?: string;
}

/** What is said about each test that fails. */
async function diagnosesOf(
  student: Answer,
  setting: Setting,
): Promise<Record<string, Diagnosis | undefined>> {
  const { mistakes, probes = {}, suite = usual, block = 'f' } = setting;
  const modules = { student: { ...right, f: student }, solution: right, catalogue: { mistakes, probes } };
  const tests = await runTests(
    () => {
      const { f } = underTest(modules.student);
      describeFunction(block, f, () => suite(f));
    },
    { seed: 5, modules },
  );
  const failed = tests.filter(({ error }) => error instanceof LawError); // and not where it is not written yet
  return Object.fromEntries(
    failed.map(({ sentence, error }) => [sentence, (error as LawError).finding.diagnosis]),
  );
}

/** The names in their order; undefined for a test that fails and has none. */
async function namesOf(student: Answer, setting: Setting): Promise<(string | undefined)[]> {
  return Object.values(await diagnosesOf(student, setting)).map((diagnosis) => diagnosis?.id);
}

const MORE = ' There may be more than this.';
const doubled = mistake('doubled', (x) => 2 * x);

describe('the mistake that answers like the student wherever a test has looked', () => {
  test('is named, at each test that fails', async () => {
    const mistakes = [mistake('negated', (x) => -x), doubled, mistake('positive', Math.abs)];
    expect(await namesOf((x) => x + x, { mistakes })).toEqual(['doubled', 'doubled', 'doubled']);
    expect(await namesOf(Math.abs, { mistakes })).toEqual(['positive']);
    expect(await namesOf((x) => x * x, { mistakes })).toEqual([undefined, undefined, undefined]);
    expect(await namesOf((x) => x, { mistakes })).toEqual([]);
  });

  test('is named in its own words, and one of its ways by the same name', async () => {
    const mistakes = [mistake('doubled~2', (x) => 2 * x), mistake('doubled', (x) => x + x)];
    const [{ id, name, explanation } = {}] = Object.values(await diagnosesOf((x) => 2 * x, { mistakes }));
    expect({ id, name, explanation }).toEqual({
      id: 'doubled',
      name: text('is doubled~2'),
      explanation: text('You are doubled~2.'),
    });
  });

  test('says that there may be more, where another mistake comes with it', async () => {
    const mistakes = [mistake('doubled', (x) => 2 * x, { hasAnother: true })];
    const [diagnosis] = Object.values(await diagnosesOf((x) => 2 * x, { mistakes }));
    expect(diagnosis?.explanation.en).toBe(`You are doubled.${MORE}`);
  });

  test('is one of the export that the block is about', async () => {
    const ofAnother = { ...mistake('of-another', (x) => 2 * x), answer: { g: (x: number) => 2 * x } };
    expect(await namesOf((x) => 2 * x, { mistakes: [ofAnother, doubled] })).toContain('doubled');
    expect(await namesOf((x) => 2 * x, { mistakes: [ofAnother] })).not.toContain('of-another');
    expect(await namesOf((x) => 2 * x, { mistakes: [doubled], block: 'f.call' })).toContain('doubled');
    expect(await namesOf((x) => 2 * x, { mistakes: [doubled], block: 'g' })).not.toContain('doubled');
  });

  test('is not named by a single difference', async () => {
    const suite = (f: Answer): void => example('of 5 is 5', () => expectOfSuite(f(5)).toAgreeWith(5));
    expect(await namesOf((x) => 2 * x, { mistakes: [doubled], suite })).toEqual([undefined]);
  });

  test('is found by rare inputs, where it is right for most', async () => {
    const inputs = fc.record({ x: fc.integer({ min: 0, max: 300 }) });
    const suite = (f: Answer): void => law('keeps all', inputs, isItself(f), { runs: 200 });
    const mistakes = [mistake('clipped', (x) => Math.min(x, 294)), mistake('cut', (x) => (x > 294 ? 0 : x))];
    expect(await namesOf((x) => (x > 294 ? 294 : x), { mistakes, suite })).toEqual(['clipped']);
    expect(await namesOf((x) => (x > 294 ? 1 : x), { mistakes, suite })).toEqual([undefined]);
  });

  test('is named where it fails at the gate', async () => {
    const mistakes = [mistake('nothing', () => NaN), mistake('endless', () => Infinity)];
    expect(await namesOf(() => NaN, { mistakes })).toEqual(['nothing']);
    expect(await namesOf(() => Infinity, { mistakes })).toEqual(['endless']);
  });
});

describe('where another mistake was made as well', () => {
  const asPositive = (f: Answer): Answer => (x) => (x > 0 ? f(x) : 7 - x * x); // prettier-ignore

  test('that of the first law is named, where it shows, and there may be more', async () => {
    const diagnoses = await diagnosesOf(
      asPositive((x) => 2 * x),
      { mistakes: [doubled, mistake('negated', (x) => -x)] },
    );
    expect(diagnoses['of 5 is 5']?.id).toBe('doubled');
    expect(diagnoses['keeps what is positive']?.explanation.en).toBe(`You are doubled.${MORE}`);
    expect(diagnoses).toHaveProperty(['keeps what is negative'], undefined);
  });

  test('that is named which shows in most tests; none, if that is no one', async () => {
    const suite = (f: Answer): void => {
      law('keeps what is positive', positive, isItself(f));
      law('keeps what is negative', negative, isItself(f));
      law('keeps large numbers', fc.record({ x: fc.integer({ min: 1_000, max: 2_000 }) }), isItself(f));
    };
    const parts = (small: Answer, below: Answer, large: Answer): Answer => (x) => (x >= 1_000 ? large(x) : x < 0 ? below(x) : small(x)); // prettier-ignore
    const [twice, zero, half, square] = [
      (x: number) => 2 * x,
      () => 0,
      (x: number) => x / 2,
      (x: number) => x * x,
    ];
    const mistakes = [
      mistake('twice-and-zero', parts(twice, zero, half)),
      mistake('twice-and-half', parts(twice, half, half)),
      mistake('only-zero', zero),
    ];
    expect((await namesOf(parts(twice, zero, square), { mistakes, suite })).slice(0, 2)).toEqual([
      'twice-and-zero',
      'twice-and-zero',
    ]);
    expect(await namesOf(parts(twice, square, square), { mistakes, suite })).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('behind a gate, that of the first law that would fail is named', async () => {
    const atGate = (f: Answer): Answer => (x) => (x === 4 ? NaN : f(x)); // prettier-ignore
    const mistakes = [
      mistake(
        'gate-and-doubled',
        atGate((x) => 2 * x),
      ),
      mistake(
        'gate-and-negated',
        atGate((x) => -x),
      ),
    ];
    const suite = (f: Answer): void => {
      gate('returns one finite number', () => expectOfSuite(f(4)).toBeOneFiniteNumber());
      law(
        'keeps large numbers',
        fc.record({ x: fc.integer({ min: 1_000, max: 2_000 }) }),
        ({ x }) => void f(x),
      );
      law('keeps what is positive', fc.record({ x: fc.integer({ min: 5, max: 40 }) }), isItself(f));
      law('keeps what is negative', negative, isItself(f));
    };
    const diagnoses = await diagnosesOf(atGate(asPositive((x) => (x >= 1_000 ? x : 2 * x))), {
      mistakes,
      suite,
    });
    expect(Object.values(diagnoses).map((one) => one?.id)).toEqual(['gate-and-doubled']);
    expect(Object.values(diagnoses)[0]?.explanation.en).toContain(MORE);
  });
});

describe('mistakes that no test tells apart', () => {
  const suite = (f: Answer): void => {
    law('keeps what is positive', positive, isItself(f));
    law('keeps all positive ones', positive, isItself(f));
  };
  const [negated, below] = [mistake('negated', (x) => -x), mistake('below-zero', (x) => -Math.abs(x))];
  const probes = { f: [-2, -3, 5, 6, 7].map((x) => (topic: Topic) => topic.f(x)) };

  test('are told apart by probes: that is named which explains most', async () => {
    const mistakes = [below, negated];
    expect(await namesOf((x) => -x, { mistakes, probes, suite })).toEqual(['negated', 'negated']);
    expect(await namesOf((x) => -Math.abs(x), { mistakes, probes, suite })).toEqual([
      'below-zero',
      'below-zero',
    ]);
    const strange = (x: number): number => (x > 0 ? -x : 100);
    expect(await namesOf(strange, { mistakes, probes, suite })).toEqual([undefined, undefined]);
  });

  test('have no name where the probes see them alike, too, see one difference only, or there are none', async () => {
    const alike = [negated, mistake('minus', (x) => 0 - x)];
    expect(await namesOf((x) => -x, { mistakes: alike, probes, suite })).toEqual([undefined, undefined]);
    const one = { f: [(topic: Topic) => topic.f(-2), (topic: Topic) => topic.f(0)] };
    expect(await namesOf((x) => -x, { mistakes: [below, negated], probes: one, suite })).toEqual([
      undefined,
      undefined,
    ]);
    expect(await namesOf((x) => -x, { mistakes: [below, negated], suite })).toEqual([undefined, undefined]);
  });

  test('are told apart by what they throw in a probe', async () => {
    const throwing = mistake('throwing', (x) => {
      if (x < 0) throw new RangeError('no');
      return -x;
    });
    const student = (x: number): number => {
      if (x < 0) throw new RangeError('no');
      return 0 - x;
    };
    expect(await namesOf(student, { mistakes: [below, throwing], probes, suite })).toEqual([
      'throwing',
      'throwing',
    ]);
    expect(await namesOf((x) => -Math.abs(x), { mistakes: [below, throwing], probes, suite })).toEqual([
      'below-zero',
      'below-zero',
    ]);
  });
});

describe('a mistake that draws numbers of its own', () => {
  const drawn = mistake('drawn', () => Math.random(), { ownNumbers: true });
  const differs = (topic: Topic): boolean => topic.f(2) !== topic.f(2);
  const small = (topic: Topic): boolean => topic.f(9) < 1;
  const probes = { f: [differs, small] };

  test('is recognized only by the probes', async () => {
    const mistakes = [doubled, drawn];
    expect(await namesOf(() => Math.random() / 2, { mistakes, probes })).toEqual(['drawn', 'drawn', 'drawn']);
    expect(await namesOf(() => 5 + Math.random(), { mistakes, probes })).not.toContain('drawn');
    expect(await namesOf(() => 0.5, { mistakes, probes })).not.toContain('drawn');
  });

  test('is none where it could not fail, or is not known to draw', async () => {
    const harmless = mistake('harmless', (x) => (x === 2 ? Math.random() : x === 9 ? 0.5 : x), {
      ownNumbers: true,
    });
    expect(await namesOf(() => Math.random(), { mistakes: [harmless], probes })).not.toContain('harmless');
    const unknown = mistake('unknown', () => Math.random());
    expect(await namesOf(() => Math.random(), { mistakes: [unknown], probes })).not.toContain('unknown');
  });
});

/** Inputs that are numbered as they are drawn, by whomever, and how many there were. */
function numbered(): { inputs: fc.Arbitrary<{ x: number }>; drawn: () => number } {
  let drawn = 0;
  return { inputs: fc.constant(0).map(() => ({ x: ++drawn })), drawn: () => drawn };
}

describe('what the diagnosis looks at', () => {
  /** Wrong for these numbers, of which the law itself meets the first. */
  const wrongFor =
    (...numbers: number[]): Answer =>
    (x) =>
      numbers.includes(x) ? -x : x;

  /** How many inputs were drawn in all, and what was said of the law that drew them. */
  async function drawnFor(
    student: Answer,
    mistakes = [mistake('wrong', student)],
  ): Promise<[drawn: number, named: string | undefined]> {
    const { inputs, drawn } = numbered();
    const suite = (f: Answer): void => law('keeps all', inputs, isItself(f), { runs: 500 });
    const [name] = await namesOf(student, { mistakes, suite });
    return [drawn(), name];
  }

  const [TO_FAIL, MORE_OF_FIRST, A_ROUND, ROUNDS] = [3, 12, 40, 10];

  test('is twelve more inputs of the first law that fails, where the answer is wrong on enough of them', async () => {
    expect(await drawnFor(wrongFor(3, 10))).toEqual([TO_FAIL + MORE_OF_FIRST, 'wrong']);
    expect(await drawnFor(wrongFor(3, 4, 5, 6, 7))).toEqual([TO_FAIL + MORE_OF_FIRST, 'wrong']);
  });

  test('is as many rounds more as it takes to find one on which it is wrong, and ten at most', async () => {
    expect(await drawnFor(wrongFor(3, 20))).toEqual([TO_FAIL + MORE_OF_FIRST + A_ROUND, 'wrong']);
    expect(await drawnFor(wrongFor(3, 60))).toEqual([TO_FAIL + MORE_OF_FIRST + 2 * A_ROUND, 'wrong']);
    expect(await drawnFor(wrongFor(3, 400))).toEqual([TO_FAIL + MORE_OF_FIRST + ROUNDS * A_ROUND, 'wrong']);
    expect(await drawnFor(wrongFor(3))).toEqual([TO_FAIL + MORE_OF_FIRST + ROUNDS * A_ROUND, undefined]);
  });

  test('is of the rare inputs only those on which it is wrong', async () => {
    const seen: number[] = [];
    const student = wrongFor(3, 20, 30);
    await drawnFor(student, [mistake('watched', (x) => (seen.push(x), student(x)))]);
    expect(seen.sort((a, b) => a - b)).toEqual([3, ...Array.from({ length: 12 }, (_, i) => 4 + i), 20, 30]);
  });

  /** How often a mistake is asked about each number by the tests of a block, where nothing is looked at twice. */
  async function askedBy(
    student: Answer,
    suite: (f: Answer, other: fc.Arbitrary<{ x: number }>) => void,
  ): Promise<number[]> {
    const seen: number[] = [];
    const mistakes = [mistake('watched', (x) => (seen.push(x), student(x)))];
    await namesOf(student, { mistakes, suite: (f) => suite(f, numbered().inputs) });
    return seen;
  }

  test('is three inputs of each other law, and the one of an example', async () => {
    const student = (x: number): number => (x === 5 ? 5 : 2 * x);
    const seen = await askedBy(student, (f) => {
      example('of 5 is 5', () => expectOfSuite(f(5)).toAgreeWith(5));
      law('keeps what is negative', negative, isItself(f));
      law('keeps what is positive', fc.record({ x: fc.integer({ min: 6, max: 40 }) }), isItself(f));
      law('keeps zero', fc.record({ x: fc.constant(0) }), isItself(f));
    });
    const count = (isMeant: (x: number) => boolean): number => seen.filter(isMeant).length;
    expect(count((x) => x < 0)).toBe(1 + 12); // the one that is shown, too
    expect(count((x) => x === 5)).toBe(1);
    expect(count((x) => x > 5)).toBe(1 + 3);
    expect(count((x) => x === 0)).toBe(3);
  });

  test('is twelve inputs of each law where the gate has kept all of them from being tried', async () => {
    const seen = await askedBy(
      () => NaN,
      (f) => {
        gate('returns one finite number', () => expectOfSuite(f(4)).toBeOneFiniteNumber());
        law('keeps what is negative', negative, isItself(f));
        law('keeps large numbers', fc.record({ x: fc.integer({ min: 50, max: 90 }) }), isItself(f));
      },
    );
    expect(seen.filter((x) => x < 0).length).toBe(12);
    expect(seen.filter((x) => x > 4).length).toBe(12);
  });

  test('is looked at once, however many mistakes there are', async () => {
    const asked = { student: new Map<number, number>(), solution: new Map<number, number>(), mistake: new Map<number, number>() }; // prettier-ignore
    const counting =
      (whose: keyof typeof asked, f: Answer): Answer =>
      (x) => {
        asked[whose].set(x, (asked[whose].get(x) ?? 0) + 1);
        return f(x);
      };
    const { inputs } = numbered();
    const student = counting('student', (x) => 2 * x);
    const mistakes = Array.from({ length: 8 }, (_, i) => mistake(`doubled~${i}`, (x) => 2 * x + 0 * i));
    mistakes.push(mistake('counted', counting('mistake', (x) => 2 * x))); // prettier-ignore
    const modules = {
      student: { f: student },
      solution: { f: counting('solution', (x) => x) },
      catalogue: { mistakes, probes: {} },
    };
    await runTests(
      () => {
        const { f } = underTest(modules.student);
        describeFunction('f', f, () => law('keeps all', inputs, isItself(f)));
      },
      { seed: 5, modules },
    );
    expect(Math.max(...asked.student.values())).toBe(2); // of the one that is shown, by the law itself, too
    expect(Math.max(...asked.solution.values())).toBe(1);
    expect(Math.max(...asked.mistake.values())).toBe(1);
  });
});

test('a mistake that is not what is shown first is not named, whatever laws it explains', async () => {
  const suite = (f: Answer): void => {
    example('of 5 is 5', () => expectOfSuite(f(5)).toAgreeWith(5));
    law('keeps what is large', fc.record({ x: fc.integer({ min: 6, max: 40 }) }), isItself(f));
  };
  const student = (x: number): number => (x === 5 ? 6 : 2 * x);
  expect(await namesOf(student, { mistakes: [doubled], suite })).toEqual([undefined, undefined]);
});

describe('an answer that is not written for all numbers', () => {
  const partly = (f: Answer, from: number): Answer => (x) => (x < from ? todo("f") : f(x)); // prettier-ignore

  test('has the mistake that is seen where it is written', async () => {
    const student = partly((x) => 2 * x, 0);
    expect(await namesOf(student, { mistakes: [doubled] })).toEqual(['doubled', 'doubled']);
    expect(await namesOf(student, { mistakes: [mistake('negated', (x) => -x)] })).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('has the one of the first law that can be tried, behind a gate', async () => {
    const student: Answer = (x) => (x === 4 ? NaN : partly((y) => 2 * y, 0)(x));
    const atGate = mistake('gate-and-doubled', (x) => (x === 4 ? NaN : 2 * x));
    const suite = (f: Answer): void => {
      gate('returns one finite number', () => expectOfSuite(f(4)).toBeOneFiniteNumber());
      law('keeps what is negative', negative, isItself(f));
      law('keeps what is positive', fc.record({ x: fc.integer({ min: 5, max: 40 }) }), isItself(f));
    };
    expect(await namesOf(student, { mistakes: [atGate], suite })).toEqual(['gate-and-doubled']);
    expect(await namesOf(student, { mistakes: [doubled], suite })).toEqual([undefined]);
  });
});

test('behind a gate, a law counts as broken on some of its inputs', async () => {
  const student: Answer = (x) => (x === 4 ? NaN : x > 20 ? 2 * x : x === 1 ? 9 : x);
  const large = mistake('large', (x) => (x === 4 ? NaN : x > 20 ? 2 * x : x));
  const suite = (f: Answer): void => {
    gate('returns one finite number', () => expectOfSuite(f(4)).toBeOneFiniteNumber());
    law('keeps what is positive', fc.record({ x: fc.integer({ min: 5, max: 40 }) }), isItself(f));
    law('keeps one', fc.record({ x: fc.constant(1) }), isItself(f));
  };
  expect(await namesOf(student, { mistakes: [large], suite })).toEqual(['large']);
});

describe('where no mistake is known, an answer that depends on earlier calls', () => {
  const others = (f: Answer): void => {
    for (const x of [1, 2, 3, 4, 5, 6]) example(`of ${x} is ${x}`, () => expectOfSuite(f(x)).toAgreeWith(x));
    example('of 70 is 70', () => expectOfSuite(f(70)).toAgreeWith(70));
    example('of 80 is 80', () => expectOfSuite(f(80)).toAgreeWith(80));
  };
  const isSaid = async (student: Answer): Promise<string | undefined> =>
    (await namesOf(student, { mistakes: [], suite: others }))[0];
  const adding = (isMeant: (x: number) => boolean, more: () => number = () => 1): Answer => {
    let kept = 0;
    return (x) => (isMeant(x) ? x + (kept += more()) : x);
  };

  test('keeps adding, where it does in two tests at least, and nothing else', async () => {
    expect(await isSaid(adding((x) => x <= 2))).toBe('keeps-adding');
    expect(await isSaid(adding(() => true))).toBe('keeps-adding');
    expect(await isSaid(adding((x) => x === 2))).toBeUndefined();
    const [even, odd] = [adding((x) => x <= 2), adding((x) => x === 6, () => 1 + Math.random())]; // prettier-ignore
    expect(await isSaid((x) => even(odd(x)))).toBe('changes-by-itself');
  });

  test('is looked at in the first six tests of its block', async () => {
    const [even, odd] = [adding((x) => x <= 2), adding((x) => x >= 70, () => 1 + Math.random())]; // prettier-ignore
    expect(await isSaid((x) => even(odd(x)))).toBe('keeps-adding');
    expect(await isSaid(adding((x) => x >= 70, () => 1 + Math.random()))).toBeUndefined(); // prettier-ignore
  });

  test('changes by itself, where it does in two tests at least', async () => {
    expect(await isSaid(adding((x) => x <= 2, () => 1 + Math.random()))).toBe('changes-by-itself'); // prettier-ignore
    expect(await isSaid(adding((x) => x === 2, () => 1 + Math.random()))).toBeUndefined(); // prettier-ignore
  });

  test('and is not written for some numbers does neither there', async () => {
    const student = adding((x) => x <= 2);
    expect(await isSaid((x) => (x === 4 ? todo('f') : student(x)))).toBe('keeps-adding');
    let calls = 0;
    const now = (x: number): number => (x > 3 && ++calls % 2 === 0 ? todo('f') : x === 1 ? 2 : x);
    expect(await isSaid(now)).toBeUndefined();
  });
});

test('a mistake that draws is recognized where it fails in some of its tries', async () => {
  const half = (): Answer => {
    let calls = 0;
    return (x) => (++calls % 2 === 0 ? 2 * x : x);
  };
  const differs = (at: number) => (topic: Topic) => topic.f(at) !== topic.f(at);
  const suite = (f: Answer): void => {
    example('of 5 is 5, twice', () => {
      expectOfSuite(f(5)).toAgreeWith(5);
      expectOfSuite(f(5)).toAgreeWith(5);
    });
    example('of 6 is 6', () => expectOfSuite(f(6)).toAgreeWith(6));
  };
  const drawn = mistake('drawn', half(), { ownNumbers: true });
  let turn = 0;
  const sometimes = mistake('sometimes', (x) => (x === 5 ? (++turn % 40 === 1 ? 0 : x) : drawn.answer.f!(x)), { ownNumbers: true }); // prettier-ignore
  expect(
    await namesOf(half(), { mistakes: [sometimes], probes: { f: [differs(2), differs(3)] }, suite }),
  ).toContain('sometimes');
});

test('without a catalogue, a solution or an answer, nothing is named', async () => {
  const modules = {
    student: { f: (x: number) => 2 * x },
    solution: right,
    catalogue: { mistakes: [doubled], probes: {} },
  };
  for (const missing of ['catalogue', 'solution'] as const) {
    const tests = await runTests(
      () => {
        const { f } = underTest(modules.student);
        describeFunction('f', f, () => usual(f));
      },
      { seed: 5, modules: { ...modules, [missing]: undefined } },
    );
    const found = tests.flatMap(({ error }) =>
      error === undefined ? [] : [(error as { finding: { diagnosis?: object } }).finding],
    );
    expect(found.length).toBe(3);
    expect(found.filter(({ diagnosis }) => diagnosis !== undefined)).toEqual([]);
  }
});
