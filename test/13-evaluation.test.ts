// The laws of topic 13 · evaluation.
import {
  ANY_INPUT,
  describeFunction,
  differs,
  example,
  expect,
  expectKept,
  expectUntouched,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/13-evaluation';
import type { Confusion } from '#topics/13-evaluation';
import { array, NDArray, oneHot, zeros } from '#lib/ndarray';
import { labelsOf, sizes } from './support/arbitraries';
import { show } from '#engine/suite/matchers';
import { ReferenceNet } from './support/reference-net';

const { accuracyByClass, confusionMatrix, mostConfused } = underTest(topic);

/** Samples: the actual class of each, and the class that the network takes it for. */
interface Samples {
  classCount: number;
  labels: number[];
  predicted: number[];
  /** Which input the network takes for each class: only it knows. The next class's, unless it is drawn. */
  inputs?: number[];
}

/** The inputs of so many classes, in any order. */
function inputsOf(classCount: number): fc.Arbitrary<number[]> {
  return fc.shuffledSubarray([...Array(classCount).keys()], { minLength: classCount });
}

function samplesOf({ maxRows = 8, maxClasses = 4 } = {}): fc.Arbitrary<Samples> {
  return fc.tuple(sizes(maxClasses, 2), sizes(maxRows)).chain(([classCount, rows]) =>
    fc.record({
      classCount: fc.constant(classCount),
      labels: labelsOf(rows, classCount),
      predicted: labelsOf(rows, classCount),
      inputs: inputsOf(classCount),
    }),
  );
}

/** Several hundred samples of a few classes, so that some counts are larger than a byte. */
const manySamples = fc
  .constantFrom(2, 3, 11)
  .chain((classCount) =>
    fc.record({
      classCount: fc.constant(classCount),
      inputs: inputsOf(classCount),
      labels: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 900, maxLength: 1000, size: 'max' }),
      predicted: fc.array(fc.constantFrom(1, 1, 1, 0), { minLength: 1000, maxLength: 1000, size: 'max' }),
    }),
  )
  .map(({ labels, predicted, ...others }) => ({
    ...others,
    labels,
    predicted: predicted.slice(0, labels.length),
  }));

/** Samples that are all recognized. */
const alwaysRight = samplesOf().map((samples) => ({ ...samples, predicted: [...samples.labels] }));

/** The same, none of them recognized. */
function neverRight(samples: Samples): Samples {
  return { ...samples, predicted: samples.labels.map((label) => (label + 1) % samples.classCount) };
}

/**
 * A network, and inputs for which it predicts just these classes: unit vectors, which it takes for classes in an order of its own. Its
 * margin is narrow, so that the probability of what it predicts may lie below ½, and it has two inputs and three hidden units more than
 * classes.
 */
function predicting({ classCount, predicted, inputs: given }: Samples): { net: ReferenceNet; x: NDArray } {
  const [inputSize, hiddenSize] = [classCount + 2, classCount + 3];
  const classes = Array.from({ length: classCount }, (_, k) => k);
  const inputs = given ?? classes.map((label) => (label + classCount - 1) % classCount);
  const W1 = zeros([inputSize, hiddenSize]);
  for (const k of classes) W1.set(k, k, 2);
  const W2 = zeros([hiddenSize, classCount]); // the last three hidden units have no say
  for (const label of classes) W2.set(inputs[label], label, 1);
  const net = new ReferenceNet({ W1, b1: zeros([hiddenSize]), W2, b2: zeros([classCount]) });
  const rows = predicted.map((label) => inputs[label]);
  return { net, x: oneHot(rows, inputSize) };
}

/** How often each class is taken for each, counted one by one. */
function countsOf({ classCount, labels, predicted }: Samples): number[][] {
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  labels.forEach((label, n) => counts[label][predicted[n]]++);
  return counts;
}

const sumOf = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** The share of right answers in each class. */
function sharesOf(samples: Samples): number[] {
  return countsOf(samples).map((row, c) => row[c] / sumOf(row));
}

/** All pairs that are mixed up, in the order in which they are to be named. */
function confusionsOf(samples: Samples): Confusion[] {
  const counts = countsOf(samples);
  const largest = Math.max(...counts.flat());
  const confusions: Confusion[] = [];
  for (let count = largest; count > 0; count--) {
    counts.forEach((row, actual) =>
      row.forEach((value, predicted) => {
        if (value === count && actual !== predicted) confusions.push({ actual, predicted, count });
      }),
    );
  }
  return confusions;
}

/** The same samples from the last one to the first. */
function backwards({ labels, predicted, ...others }: Samples): Samples {
  return { ...others, labels: [...labels].reverse(), predicted: [...predicted].reverse() };
}

/** Checks that a call changes neither the samples nor the network. */
function expectAllUntouched(
  samples: Samples,
  call: (net: ReferenceNet, x: NDArray, labels: number[]) => unknown,
): void {
  const { net, x } = predicting(samples);
  expectUntouched({ x, labels: samples.labels, ...net.params }, () => call(net, x, samples.labels));
}

// Two 0s, of which one is taken for a 1; one 1; three 2s, of which one is taken for a 0; and no 3 at all.
const worked: Samples = { classCount: 4, labels: [0, 2, 1, 2, 0, 2], predicted: [1, 2, 1, 0, 0, 2] };

describeFunction('confusionMatrix', confusionMatrix, () => {
  const matrixOf = (samples: Samples): NDArray => {
    const { net, x } = predicting(samples);
    return confusionMatrix(net, x, samples.labels);
  };

  gate('returns finite numbers, a row and a column for each class of the network', () => {
    expect(matrixOf(worked)).toHaveShape([4, 4]);
    expect(matrixOf(worked)).toBeFinite();
  });

  example('six samples, counted by hand', () => {
    expect(matrixOf(worked)).toAgreeWith([
      [1, 1, 0, 0],
      [0, 1, 0, 0],
      [1, 0, 2, 0],
      [0, 0, 0, 0],
    ]);
  });

  law(
    'does not modify the network, x or labels',
    samplesOf(),
    (samples) => {
      expectAllUntouched(samples, confusionMatrix);
    },
    ANY_INPUT,
  );

  law('counts each sample once', samplesOf(), (samples) => {
    expect(matrixOf(samples).sum()).toAgreeWith(samples.labels.length, { of: 'the sum of all counts' });
  });

  law('has the right answers on the diagonal', samplesOf(), (samples) => {
    const matrix = matrixOf(samples);
    countsOf(samples).forEach((row, c) => {
      expect(matrix.at(c, c)).toAgreeWith(row[c], { of: phrase`how often class ${{ c }} is recognized` });
    });
  });

  law('has a row for each actual class, and a column for each predicted one', samplesOf(), (samples) => {
    expect(matrixOf(samples)).toAgreeWith(countsOf(samples));
  });

  law('does not depend on the order of the samples', samplesOf(), (samples) => {
    expect(matrixOf(backwards(samples))).toAgreeWith(countsOf(samples));
  });

  law('of a network that is always right has counts only on the diagonal', alwaysRight, (samples) => {
    expect(matrixOf(samples)).toAgreeWith(countsOf(samples));
    // Who never asks the network has counts there in any case.
    const wrong = neverRight(samples);
    expect(matrixOf(wrong)).toAgreeWith(countsOf(wrong));
  });

  law(
    'counts beyond ten',
    samplesOf({ maxRows: 40, maxClasses: 2 }),
    (samples) => {
      expect(matrixOf(samples)).toAgreeWith(countsOf(samples));
    },
    { runs: 20 },
  );

  law(
    'keeps an earlier result unchanged when it is called again',
    samplesOf(),
    (samples) => {
      expectKept(
        () => matrixOf(samples),
        () => matrixOf({ ...samples, labels: samples.predicted }),
      );
    },
    ANY_INPUT,
  );

  law(
    'counts several hundred samples as well as a few',
    manySamples,
    (samples) => {
      expect(matrixOf(samples)).toAgreeWith(countsOf(samples));
    },
    { runs: 3 },
  );
});

describeFunction('accuracyByClass', accuracyByClass, () => {
  const accuraciesOf = (samples: Samples): NDArray => {
    const { net, x } = predicting(samples);
    return accuracyByClass(net, x, samples.labels);
  };

  gate('returns a vector, a number for each class of the network', () => {
    expect(accuraciesOf(worked)).toHaveShape([4]);
  });

  example('six samples, counted by hand: there was no 3, so nothing can be said about it', () => {
    expect(accuraciesOf(worked)).toAgreeWith([1 / 2, 1, 2 / 3, NaN]);
  });

  law(
    'does not modify the network, x or labels',
    samplesOf(),
    (samples) => {
      expectAllUntouched(samples, accuracyByClass);
    },
    ANY_INPUT,
  );

  law('is NaN for the classes without samples, and for no others', samplesOf(), (samples) => {
    const accuracies = accuraciesOf(samples).toArray() as number[];
    const unknown = [...accuracies.keys()].filter((c) => Number.isNaN(accuracies[c]));
    const missing = [...Array(samples.classCount).keys()].filter((c) => !samples.labels.includes(c));
    expect(array(unknown)).toAgreeWith(missing, { of: 'the classes with NaN' });
  });

  law('is the share of right answers among the samples of each class', samplesOf(), (samples) => {
    expect(accuraciesOf(samples)).toAgreeWith(sharesOf(samples));
  });

  law('weighted by the class sizes, has the overall accuracy as its mean', samplesOf(), (samples) => {
    const accuracies = accuraciesOf(samples).toArray() as number[];
    const right = sumOf(samples.labels.map((label) => accuracies[label]));
    const expected = samples.labels.filter((label, n) => label === samples.predicted[n]).length;
    expect(right / samples.labels.length).toAgreeWith(expected / samples.labels.length, {
      of: 'the mean over all samples of the accuracy of their class',
    });
    // The overall accuracy in every place has this mean, too.
    expect(array(accuracies)).toAgreeWith(sharesOf(samples));
  });

  law('does not depend on the order of the samples', samplesOf(), (samples) => {
    expect(accuraciesOf(backwards(samples))).toAgreeWith(sharesOf(samples));
  });

  law('of a network that is always right is 1 for each class that occurs', alwaysRight, (samples) => {
    const { classCount, labels } = samples;
    const expected = Array.from({ length: classCount }, (_, c) => (labels.includes(c) ? 1 : NaN));
    expect(accuraciesOf(samples)).toAgreeWith(expected);
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    samplesOf(),
    (samples) => {
      expectKept(
        () => accuraciesOf(samples),
        () => accuraciesOf({ ...samples, labels: samples.predicted }),
      );
    },
    ANY_INPUT,
  );

  law(
    'counts several hundred samples as well as a few',
    manySamples,
    (samples) => {
      expect(accuraciesOf(samples)).toAgreeWith(sharesOf(samples));
    },
    { runs: 3 },
  );
});

describeFunction('mostConfused', mostConfused, () => {
  /** What mostConfused returns, each pair with its fields in one order. */
  const pairsOf = (samples: Samples, howMany: number): Confusion[] => {
    const { net, x } = predicting(samples);
    const pairs = mostConfused(net, x, samples.labels, howMany);
    return pairs.map(({ actual, predicted, count }) => ({ actual, predicted, count }));
  };

  const expectPairs = (received: Confusion[], expected: Confusion[]): void => {
    const [left, right] = [show(received), show(expected)];
    if (left !== right) differs(received, right);
  };

  const anyNumber = 20; // more pairs than four classes have

  gate('returns a list of pairs, each with its count', () => {
    const { net, x } = predicting(worked);
    const pairs = mostConfused(net, x, worked.labels, anyNumber);
    const isPair = (pair?: Confusion): boolean =>
      [pair?.actual, pair?.predicted, pair?.count].every((value) => typeof value === 'number');
    if (!Array.isArray(pairs) || pairs.length === 0 || !pairs.every(isPair)) {
      differs(pairs, phrase`a list of pairs, like ${{ example: '[{ actual: 4, predicted: 9, count: 2 }]' }}`);
    }
  });

  example('six samples, counted by hand: 0 and 1, then 2 and 0, once each', () => {
    expectPairs(pairsOf(worked, anyNumber), [
      { actual: 0, predicted: 1, count: 1 },
      { actual: 2, predicted: 0, count: 1 },
    ]);
  });

  example('9 taken for 4 is a different pair from 4 taken for 9', () => {
    const samples = { classCount: 10, labels: [4, 9, 9, 4, 9], predicted: [9, 4, 4, 4, 4] };
    expectPairs(pairsOf(samples, anyNumber), [
      { actual: 9, predicted: 4, count: 3 },
      { actual: 4, predicted: 9, count: 1 },
    ]);
  });

  law(
    'does not modify the network, x or labels',
    samplesOf(),
    (samples) => {
      expectAllUntouched(samples, (net, x, labels) => mostConfused(net, x, labels, anyNumber));
    },
    ANY_INPUT,
  );

  law('names no pair of a class with itself, and none that never occurs', samplesOf(), (samples) => {
    const strange = ({ actual, predicted, count }: Confusion): boolean => actual === predicted || count === 0;
    expectPairs(pairsOf(samples, anyNumber).filter(strange), []);
  });

  law('names each pair that is mixed up, with its count', samplesOf(), (samples) => {
    const byPlace = (a: Confusion, b: Confusion): number => a.actual - b.actual || a.predicted - b.predicted;
    const pairs = pairsOf(samples, anyNumber).sort(byPlace);
    expectPairs(pairs, confusionsOf(samples).sort(byPlace));
  });

  law('names the most frequent pair first', samplesOf({ maxRows: 40, maxClasses: 3 }), (samples) => {
    const countsIn = (pairs: Confusion[]): NDArray => array(pairs.map(({ count }) => count));
    expect(countsIn(pairsOf(samples, anyNumber))).toAgreeWith(countsIn(confusionsOf(samples)), {
      of: 'the counts',
    });
  });

  law(
    'orders equally frequent pairs by the actual class, then by the predicted one',
    samplesOf({ maxRows: 12 }),
    (samples) => {
      expectPairs(pairsOf(samples, anyNumber), confusionsOf(samples));
    },
  );

  law(
    'names at most as many pairs as requested',
    fc.record({ samples: samplesOf({ maxRows: 12 }), howMany: fc.nat(5) }),
    ({ samples, howMany }) => {
      expectPairs(pairsOf(samples, howMany), confusionsOf(samples).slice(0, howMany));
    },
  );

  law('does not depend on the order of the samples', samplesOf({ maxRows: 12 }), (samples) => {
    expectPairs(pairsOf(backwards(samples), 3), confusionsOf(samples).slice(0, 3));
  });

  law('of a network that is always right names nothing', alwaysRight, (samples) => {
    expectPairs(pairsOf(samples, anyNumber), []);
  });

  law(
    'keeps an earlier result unchanged when it is called again',
    samplesOf({ maxRows: 12 }),
    (samples) => {
      const call = (labels: number[]): Confusion[] => {
        const { net, x } = predicting(samples);
        return mostConfused(net, x, labels, anyNumber);
      };
      expectKept(
        () => call(samples.labels),
        () => call([...samples.labels].reverse()),
      );
    },
    ANY_INPUT,
  );

  law(
    'counts several hundred samples as well as a few',
    manySamples,
    (samples) => {
      expectPairs(pairsOf(samples, anyNumber), confusionsOf(samples));
    },
    { runs: 3 },
  );
});
