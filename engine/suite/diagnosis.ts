// Which mistake was made: the one that answers like the student wherever a test has looked, where there is exactly one. Otherwise no guess.
import { wordsIn, type Words } from '../words/words';
import { NAME_OF_PROBLEM } from './caught';
import { copyOf } from './copies';
import { CHANGES_BY_ITSELF, growthOf, KEEPS_ADDING } from './growing';
import { host } from './host';
import { lookAlike, plain, type Sight } from './sights';
import { looksLike, underTest, watch } from './under-test';
import { type Problem } from './problem';
import { mistakeId, type MistakeInOneWay, type Probes, type Text } from './variants';

/** A named mistake, in words for the student. */
export interface Diagnosis {
  id: string;
  name: Text;
  explanation: Text;
}

/** A test of a block, as the diagnosis repeats it. */
export interface RepeatableTest {
  isLaw: boolean;
  /** At most so many inputs like those that the test is made with, others in each round; a worked example has one, without anything in it. */
  draw(count: number, round?: number): object[];
  /** Throws where the test fails. */
  body(inputs: object): void;
}

/** A test that failed, and the inputs that are shown. */
export interface Failure {
  test: RepeatableTest;
  inputs: object;
  problem?: Problem;
}

type Topic = Record<string, unknown>;
type KnownMistake = MistakeInOneWay<Topic>;

/** So many inputs of the law that failed first, or of all when none was tried; and of each other test. */
const [DRAWS_OF_FIRST_LAW, DRAWS_OF_OTHERS] = [12, 3];

/** On fewer inputs, a wrong answer may look like another by chance. */
const FEWEST_DIFFERENCES = 2;

/** Where an answer is right but for rare inputs, they are looked for in so many rounds of so many. */
const [ROUNDS, DRAWS_OF_ROUND] = [10, 40];

/** So often a mistake that draws numbers of its own is tried where it may fail. */
const TRIES_OF_CHANCE = 20;

/** The first tests of a block show whether its answer depends on what earlier calls left. */
const TESTS_TO_GROW_IN = 6;

/** Said where the mistake is what the first failing law shows, but other tests show something else. */
const MAYBE_MORE: Words<string> = {
  en: 'There may be more than this.',
  ko: '다른 실수가 더 있을 수 있습니다.',
};

/**
 * Names the mistakes that were made in a block of the tested topic: those that {@link knownMistakes} recognizes; and where it recognizes
 * none, but a law has caught a call that changes what belongs to others, that itself.
 *
 * @param failures the tests that failed, in their order
 * @returns the diagnosis for each failure: none where the mistake doesn't show
 */
export function diagnose(
  blockName: string,
  tests: RepeatableTest[],
  failures: Failure[],
): (Diagnosis | undefined)[] {
  const known = knownMistakes(blockName, tests, failures);
  const ownNames = failures.map(({ problem }) => problem && NAME_OF_PROBLEM[problem.kind]);
  const more = ownNames.includes(undefined) ? MAYBE_MORE : undefined;
  return failures.map((_, i) => known[i] ?? (ownNames[i] && named(ownNames[i], more)));
}

/**
 * Names the mistake that was made in a block of the tested topic: in a function, or in a class (`SimpleNet.loss`).
 *
 * Whatever is named answers like the student on the counterexample that is shown first. It answers like the student in all tests of the
 * block, which are repeated with drawn inputs; or, where two mistakes were made, at least in the law that fails first. Of several such
 * mistakes, that is named which answers like the student in most tests, and none if that is not exactly one.
 *
 * @param failures the tests that failed, in their order
 * @returns the diagnosis for each failure: none where the mistake doesn't show
 */
function knownMistakes(
  blockName: string,
  tests: RepeatableTest[],
  failures: Failure[],
): (Diagnosis | undefined)[] {
  const context = contextOf(blockName);
  if (context === undefined) return failures.map(() => undefined);
  const comparison = new Comparison(context.solution, failures);

  const [first] = failures;
  const suspects = context.mistakes.filter((mistake) => comparison.fits(mistake, first.test, [first.inputs]));
  const everywhere = suspects.filter(
    (mistake) =>
      tests.every((test) => comparison.fitsTest(mistake, test)) && comparison.isSure(mistake, tests),
  );
  const all = (mistake: KnownMistake | undefined, more?: Words<string>): (Diagnosis | undefined)[] =>
    failures.map(({ test, inputs }) =>
      mistake && (!more || comparison.fits(mistake, test, [inputs])) ? named(mistake, more) : undefined,
    );
  if (differentOnes(everywhere).length === 1) return all(everywhere[0]);
  if (everywhere.length > 1) return all(mostExplaining(everywhere, context));

  const law = failures.find(({ test }) => test.isLaw)?.test ?? tests.find((test) => comparison.isWrong(test));
  const here = suspects.filter(
    (mistake) => law?.isLaw && comparison.fitsTest(mistake, law) && comparison.isSure(mistake, [law]),
  );
  const counts = here.map((mistake) => tests.filter((test) => comparison.fitsTest(mistake, test)).length);
  const best = here.filter((_, i) => counts[i] === Math.max(...counts));
  if (differentOnes(best).length === 1) return all(best[0], MAYBE_MORE);
  if (here.length > 0) return failures.map(() => undefined);

  const ofTheirOwn = context.mistakes.filter(
    (mistake) => mistake.ownNumbers && comparison.failsToo(mistake, first),
  );
  const known = mostExplaining(ofTheirOwn, context);
  if (known) return all(known);
  if (comparison.keepsAdding(tests)) return all(KEEPS_ADDING);
  return all(comparison.changesByItself(tests) ? CHANGES_BY_ITSELF : undefined);
}

/** Each mistake once, whatever the ways in which it was made. */
function differentOnes(mistakes: KnownMistake[]): KnownMistake[] {
  return [...new Map(mistakes.map((mistake) => [mistakeId(mistake.id), mistake])).values()];
}

function named(
  {
    id: way,
    name,
    explanation,
    hasAnother,
  }: Pick<KnownMistake, 'id' | 'name' | 'explanation' | 'hasAnother'>,
  more = hasAnother ? MAYBE_MORE : undefined,
): Diagnosis {
  const id = mistakeId(way);
  if (more === undefined) return { id, name, explanation };
  return {
    id,
    name,
    explanation: Object.fromEntries(
      Object.entries(explanation).map(([language, text]) => [language, `${text} ${wordsIn(more, language)}`]),
    ),
  };
}

// ── tests, repeated ──────────────────────────────────────────────────────────────────────────────────────────────

/** Repeats tests with the student's answer, the solution and mistakes, and compares what is seen of them. */
class Comparison {
  private readonly inputs = new Map<RepeatableTest, object[]>();
  private readonly ofStudent = new Map<object, Sight[] | undefined>();
  private readonly ofSolution = new Map<object, Sight[]>();
  private readonly alike = new Map<object, Map<KnownMistake, boolean>>();

  constructor(
    private readonly solution: Topic,
    private readonly failures: Failure[],
  ) {}

  /** Whether the mistake answers like the student in a test, on all inputs. */
  fitsTest(mistake: KnownMistake, test: RepeatableTest): boolean {
    return this.fits(mistake, test, this.inputsOf(test));
  }

  fits(mistake: KnownMistake, test: RepeatableTest, list: object[]): boolean {
    return list.every((inputs) => {
      const student = this.studentOn(test, inputs);
      return student === undefined || this.looksLikeStudent(mistake, test, inputs, student);
    });
  }

  /** Whether the mistake differs from the solution on enough inputs of these tests. */
  isSure(mistake: KnownMistake, tests: RepeatableTest[]): boolean {
    let differences = 0;
    for (const test of tests) {
      for (const inputs of this.inputsOf(test)) {
        const right = this.solutionOn(test, inputs);
        // Where the student's answer can be seen, the mistake looks like it: only such mistakes come here.
        const seen = this.studentOn(test, inputs) ?? repeat(test, inputs, this.with(mistake));
        if (lookAlike(seen, right, right)) continue;
        if (++differences >= FEWEST_DIFFERENCES) return true;
      }
    }
    return false;
  }

  /** Whether the student's answer differs from the solution in a law. */
  isWrong(test: RepeatableTest): boolean {
    return test.isLaw && this.inputsOf(test).some((inputs) => this.isWrongOn(test, inputs));
  }

  private isWrongOn(test: RepeatableTest, inputs: object): boolean {
    const [student, right] = [this.studentOn(test, inputs), this.solutionOn(test, inputs)];
    return student !== undefined && !lookAlike(student, right, right);
  }

  /** Whether the same call of the student's answer gives more each time, in two tests at least, and nothing but that. */
  keepsAdding(tests: RepeatableTest[]): boolean {
    const growths = tests.slice(0, TESTS_TO_GROW_IN).map((test) => {
      const [inputs] = this.inputsOf(test);
      const seen = [1, 2, 3].map(() => this.sightsOfStudent(test, inputs));
      return seen.every((sights) => sights !== undefined) ? growthOf(seen) : 'same';
    });
    return !growths.includes('other') && growths.filter((growth) => growth === 'grows').length >= 2;
  }

  /** Whether the same test, repeated, sees something else of the student's answer, in two tests at least. */
  changesByItself(tests: RepeatableTest[]): boolean {
    const changing = tests.slice(0, TESTS_TO_GROW_IN).filter((test) => {
      const [inputs] = this.inputsOf(test);
      const [first, second] = [1, 2].map(() => this.sightsOfStudent(test, inputs));
      return first !== undefined && second !== undefined && !lookAlike(first, second, second);
    });
    return changing.length >= FEWEST_DIFFERENCES;
  }

  /** Whether a mistake that draws numbers of its own can fail there: by chance it gives the right answer, too, on a small input often. */
  failsToo(mistake: KnownMistake, { test, inputs }: Failure): boolean {
    const fails = (): boolean => repeat(test, inputs, this.with(mistake)).at(-1)![0] === 'fails';
    return Array.from({ length: TRIES_OF_CHANCE }).some(fails);
  }

  /** What was shown, and what else is drawn. */
  private inputsOf(test: RepeatableTest): object[] {
    let list = this.inputs.get(test);
    if (list === undefined) {
      const shown = this.failures.filter((failure) => failure.test === test).map(({ inputs }) => inputs);
      const firstLaw = this.failures.find((failure) => failure.test.isLaw)?.test;
      const isFirstLaw = firstLaw === test;
      // Where a gate has kept all laws from being tried, any of them may be the one that is looked at.
      const isLookedAt = isFirstLaw || firstLaw === undefined;
      list = [...shown, ...test.draw(isLookedAt ? DRAWS_OF_FIRST_LAW : DRAWS_OF_OTHERS)];
      if (!test.isLaw) list = list.slice(0, 1);
      else if (isFirstLaw) list.push(...this.rareInputs(test, list));
      this.inputs.set(test, list);
    }
    return list;
  }

  /** Inputs on which the student's answer is wrong, where too few of these are. */
  private rareInputs(test: RepeatableTest, drawn: object[]): object[] {
    const isWrongOn = (inputs: object): boolean => this.isWrongOn(test, inputs);
    let missing = FEWEST_DIFFERENCES;
    for (let i = 0; i < drawn.length && missing > 0; i++) if (isWrongOn(drawn[i])) missing--;
    const rare: object[] = [];
    for (let round = 1; round <= ROUNDS && rare.length < missing; round++)
      rare.push(...test.draw(DRAWS_OF_ROUND, round).filter(isWrongOn));
    return rare;
  }

  /** What is seen of the student's answer: looked at once. */
  private studentOn(test: RepeatableTest, inputs: object): Sight[] | undefined {
    if (!this.ofStudent.has(inputs)) this.ofStudent.set(inputs, this.sightsOfStudent(test, inputs));
    return this.ofStudent.get(inputs);
  }

  /** What is seen of the solution: looked at once, and only where it is needed. */
  private solutionOn(test: RepeatableTest, inputs: object): Sight[] {
    let right = this.ofSolution.get(inputs);
    if (right === undefined) this.ofSolution.set(inputs, (right = repeat(test, inputs, this.solution)));
    return right;
  }

  /** Undefined where it is not written yet. */
  private sightsOfStudent(test: RepeatableTest, inputs: object): Sight[] | undefined {
    try {
      return repeat(test, inputs);
    } catch {
      return undefined;
    }
  }

  private looksLikeStudent(
    mistake: KnownMistake,
    test: RepeatableTest,
    inputs: object,
    student: Sight[],
  ): boolean {
    let ofMistakes = this.alike.get(inputs);
    if (ofMistakes === undefined) this.alike.set(inputs, (ofMistakes = new Map()));
    let isAlike = ofMistakes.get(mistake);
    if (isAlike === undefined) {
      const right = (): Sight[] => this.solutionOn(test, inputs);
      isAlike = looksLike(bodyOn(test, inputs), this.with(mistake), student, right);
      ofMistakes.set(mistake, isAlike);
    }
    return isAlike;
  }

  private with({ answer }: KnownMistake): Topic {
    return { ...this.solution, ...answer };
  }
}

function repeat(test: RepeatableTest, inputs: object, answer?: Topic): Sight[] {
  return watch(bodyOn(test, inputs), answer);
}

/** The test on a copy of these inputs, which it may change. */
function bodyOn(test: RepeatableTest, inputs: object): () => void {
  return () => test.body(copyOf(inputs));
}

// ── probes ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface Context {
  mistakes: KnownMistake[];
  probes: Probes<Topic>[string];
  student: Topic;
  solution: Topic;
}

function contextOf(blockName: string): Context | undefined {
  const modules = host().topicModules();
  const catalogue = modules.catalogue as { mistakes: KnownMistake[]; probes: Probes<Topic> } | undefined;
  const { student, solution } = modules as { student?: Topic; solution?: Topic };
  if (!catalogue || !student || !solution) return undefined;
  const [exportName] = blockName.split('.');
  const mistakes = catalogue.mistakes.filter(({ answer }) => Object.hasOwn(answer, exportName));
  return { mistakes, probes: catalogue.probes[blockName] ?? [], student, solution };
}

/**
 * That mistake of several which explains most of what the student's answer gives through the probes of the block: it differs from the
 * solution in at least two of them, in these the student's answer agrees with it, and nothing else is wrong.
 */
function mostExplaining(
  mistakes: KnownMistake[],
  { probes, student, solution }: Context,
): KnownMistake | undefined {
  const seenOf = (topic: Topic): Sight[][] => {
    const judged = underTest(topic, { passing: 'originals' });
    return probes.map((probe) => {
      let result: unknown;
      try {
        return [...watch(() => (result = probe(judged))).slice(-1), ['returned', plain(result)]];
      } catch {
        return [['fails']];
      }
    });
  };
  const [right, seen] = [seenOf(solution), seenOf(student)];
  const explained = mistakes.map((mistake) => {
    const values = seenOf({ ...solution, ...mistake.answer });
    const differences = values.filter((value, i) => !lookAlike(value, right[i], right[i])).length;
    const fits = values.every((value, i) => lookAlike(seen[i], value, right[i]));
    return fits && differences >= FEWEST_DIFFERENCES ? differences : 0;
  });
  const most = Math.max(0, ...explained);
  const best = mistakes.filter((_, i) => most > 0 && explained[i] === most);
  return differentOnes(best).length === 1 ? best[0] : undefined;
}
