// Wrong answers to topic 03 · mini-batches.
import { NDArray, zeros } from '#lib/ndarray';
import { seededRandom, type Random } from '#lib/random';
import { miniBatch, randomChoice } from '../../solutions/03-mini-batch';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/03-mini-batch');

/** `size` numbers made one by one. */
const fill = (size: number, make: (i: number) => number): number[] =>
  Array.from({ length: size }, (_, i) => make(i));

/** Different indices in random order, as many as there are. */
function withoutReplacement(populationSize: number, size: number, random: Random): number[] {
  const pool = fill(populationSize, (i) => i);
  return fill(Math.min(size, populationSize), () => pool.splice(Math.floor(random() * pool.length), 1)[0]);
}

/** miniBatch, with another way to choose the rows. */
function choosing(choose: (x: NDArray, batchSize: number, random: Random) => number[]): Partial<Topic> {
  return {
    miniBatch(x, t, batchSize, random) {
      const batchMask = choose(x, batchSize, random);
      return { x: x.take(batchMask), t: t.take(batchMask) };
    },
  };
}

/** miniBatch, with its rows out of these two arrays. */
function taking(from: (x: NDArray, t: NDArray) => [NDArray, NDArray]): Partial<Topic> {
  return {
    miniBatch(x, t, batchSize, random) {
      const batchMask = randomChoice(x.shape[0], batchSize, random);
      const [first, second] = from(x, t);
      return { x: first.take(batchMask), t: second.take(batchMask) };
    },
  };
}

export const mistakes = inEachWay<Topic>([
  {
    id: 'rounded',
    name: { en: 'rounded to the nearest instead of down', ko: '내림 대신 반올림' },
    explanation: {
      en: 'This is what you get when random() · populationSize is rounded to the nearest: half of index 0’s share goes to populationSize, which is not an index. Round down.',
      ko: 'random() · populationSize를 반올림하면 이렇게 됩니다. 인덱스 0의 몫의 절반이 존재하지 않는 인덱스 populationSize로 갑니다. 내림하세요.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.round(random() * n)) },
    together: [{ randomChoice: (n, size, random) => fill(size + 1, () => Math.round(random() * n)) }],
  },
  {
    id: 'half-shares-at-the-ends',
    name: {
      en: 'the first and the last index get half a share',
      ko: '첫 인덱스와 마지막 인덱스의 몫이 절반',
    },
    explanation: {
      en: 'This is what you get when random() · (populationSize − 1) is rounded to the nearest: no index is out of range, but the first and the last are drawn half as often as the others.',
      ko: 'random() · (populationSize − 1)을 반올림하면 이렇게 됩니다. 범위는 벗어나지 않지만, 첫 인덱스와 마지막 인덱스가 다른 인덱스의 절반만 나옵니다.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.round(random() * (n - 1))) },
  },
  {
    id: 'last-index-never-drawn',
    name: { en: 'the last index is never drawn', ko: '마지막 인덱스가 나오지 않는다' },
    explanation: {
      en: 'This is what you get with Math.floor(random() · (populationSize − 1)). As random() stays below 1, there is no need to subtract 1: rounding down never reaches populationSize.',
      ko: 'Math.floor(random() · (populationSize − 1))로 구하면 이렇게 됩니다. random()은 1보다 작으므로 1을 뺄 필요가 없습니다. 내림하면 populationSize에 닿지 않습니다.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.floor(random() * (n - 1))) },
  },
  {
    id: 'counted-from-one',
    name: { en: 'indices from 1 to populationSize', ko: '1부터 populationSize까지의 인덱스' },
    explanation: {
      en: 'This is what you get when 1 is added, as for a die: indices begin at 0 and end at populationSize − 1.',
      ko: '주사위처럼 1을 더하면 이렇게 됩니다. 인덱스는 0에서 시작해 populationSize − 1에서 끝납니다.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.floor(random() * n) + 1) },
  },
  {
    id: 'rounded-up',
    name: { en: 'rounded up instead of down', ko: '내림 대신 올림' },
    explanation: {
      en: 'This is what you get with Math.ceil: almost always an index from 1 to populationSize, and the last of them does not exist. Round down.',
      ko: 'Math.ceil을 쓰면 이렇게 됩니다. 거의 언제나 1부터 populationSize까지의 값이 나오는데, 마지막 값은 인덱스가 아닙니다. 내림하세요.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.ceil(random() * n)) },
    together: [{ randomChoice: (n, size, random) => fill(size + 1, () => Math.ceil(random() * n)) }],
  },
  {
    id: 'not-rounded',
    name: { en: 'not rounded', ko: '내림하지 않았다' },
    explanation: {
      en: 'This is what you get when random() · populationSize is not rounded down: an index is a whole number.',
      ko: 'random() · populationSize를 내림하지 않으면 이렇게 됩니다. 인덱스는 정수여야 합니다.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => random() * n) },
  },
  {
    id: 'rounded-too-early',
    name: { en: 'rounded down before multiplying', ko: '곱하기 전에 내림했다' },
    explanation: {
      en: 'This is what you get with Math.floor(random()) · populationSize: random() is below 1, so rounding it down always gives 0. Multiply first.',
      ko: 'Math.floor(random()) · populationSize로 구하면 이렇게 됩니다. random()은 1보다 작으므로 내림하면 언제나 0입니다. 먼저 곱하세요.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.floor(random()) * n) },
  },
  {
    id: 'without-replacement',
    name: { en: 'no index comes twice', ko: '같은 인덱스가 두 번 나오지 않는다' },
    explanation: {
      en: 'This is what you get when a drawn index is not put back. Here every draw is from the whole population, so an index may be drawn again.',
      ko: '뽑은 인덱스를 되돌려 놓지 않으면 이렇게 됩니다. 여기서는 매번 전체에서 뽑으므로 같은 인덱스가 다시 나올 수 있습니다.',
    },
    answer: {
      randomChoice: withoutReplacement,
      ...choosing((x, batchSize, random) => withoutReplacement(x.shape[0], batchSize, random)),
    },
  },
  {
    id: 'duplicates-thrown-away',
    name: { en: 'an index that comes again is left out', ko: '다시 나온 인덱스를 버렸다' },
    explanation: {
      en: 'This is what you get when duplicates are removed after the draw: some batches come out too small. An index may be drawn twice.',
      ko: '뽑은 뒤에 중복을 없애면 이렇게 됩니다. 배치가 너무 작아질 때가 있습니다. 같은 인덱스가 두 번 나와도 됩니다.',
    },
    answer: {
      randomChoice: (n, size, random) => [...new Set(randomChoice(n, size, random))],
      ...choosing((x, batchSize, random) => [...new Set(randomChoice(x.shape[0], batchSize, random))]),
    },
  },
  {
    id: 'one-number-for-all',
    name: { en: 'one random number for the whole batch', ko: '배치 전체에 난수 하나' },
    explanation: {
      en: 'This is what you get when random is called once, before the loop: every index is the same. Call it once for each index.',
      ko: 'random을 반복문 앞에서 한 번만 부르면 이렇게 됩니다. 모든 인덱스가 같아집니다. 인덱스마다 새로 부르세요.',
    },
    answer: {
      randomChoice(n, size, random) {
        const index = Math.floor(random() * n);
        return fill(size, () => index);
      },
      ...choosing((x, batchSize, random) => {
        const index = Math.floor(random() * x.shape[0]);
        return fill(batchSize, () => index);
      }),
    },
  },
  {
    id: 'the-same-batch-each-time',
    ownNumbers: true,
    name: { en: 'the same batch each time', ko: '매번 같은 배치' },
    explanation: {
      en: 'This is what you get when the indices are fixed, or come from a source of your own with a fixed seed: every call gives the same batch. Use the `random` that is passed in.',
      ko: '인덱스가 정해져 있거나 고정된 시드로 만든 별도의 난수에서 나오면 이렇게 됩니다. 부를 때마다 같은 배치가 나옵니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: {
      randomChoice: (n, size) => randomChoice(n, size, seededRandom(42)),
      ...choosing((x, batchSize) => randomChoice(x.shape[0], batchSize, seededRandom(42))),
    },
  },
  {
    id: 'another-source',
    ownNumbers: true,
    name: { en: '`random` is not used', ko: '`random`을 쓰지 않았다' },
    explanation: {
      en: 'This is what you get with Math.random(): the batches are random, but no seed can repeat them. Use the `random` that is passed in.',
      ko: 'Math.random()을 쓰면 이렇게 됩니다. 배치가 무작위이긴 하지만 시드로 재현할 수 없습니다. 인수로 받은 `random`을 쓰세요.',
    },
    answer: {
      randomChoice: (n, size) => randomChoice(n, size, Math.random),
      ...choosing((x, batchSize) => randomChoice(x.shape[0], batchSize, Math.random)),
    },
  },
  {
    id: 'drawn-apart',
    name: { en: 'x and t are drawn apart', ko: 'x와 t를 따로 뽑았다' },
    explanation: {
      en: 'This is what you get when x and t each draw their own indices: the samples get the targets of others. Draw once, and take the same rows of both.',
      ko: 'x와 t의 인덱스를 따로 뽑으면 이렇게 됩니다. 샘플에 다른 샘플의 정답이 붙습니다. 한 번만 뽑아서 둘 다 같은 행을 가져오세요.',
    },
    answer: {
      miniBatch: (x, t, batchSize, random) => ({
        x: x.take(randomChoice(x.shape[0], batchSize, random)),
        t: t.take(randomChoice(t.shape[0], batchSize, random)),
      }),
    },
  },
  {
    id: 'first-rows',
    name: { en: 'always the first rows', ko: '언제나 처음 몇 행' },
    explanation: {
      en: 'This is what you get when the first batchSize rows are taken: the network never sees the others. Draw the indices at random.',
      ko: '처음 batchSize개의 행만 가져오면 이렇게 됩니다. 신경망이 나머지를 보지 못합니다. 인덱스를 무작위로 뽑으세요.',
    },
    answer: choosing((x, batchSize) => fill(Math.min(batchSize, x.shape[0]), (i) => i)),
  },
  {
    id: 'last-rows',
    name: { en: 'always the last rows', ko: '언제나 마지막 몇 행' },
    explanation: {
      en: 'This is what you get when the last batchSize rows are taken: the network never sees the others. Draw the indices at random.',
      ko: '마지막 batchSize개의 행만 가져오면 이렇게 됩니다. 신경망이 나머지를 보지 못합니다. 인덱스를 무작위로 뽑으세요.',
    },
    answer: choosing((x, batchSize) => {
      const [rows] = x.shape;
      const size = Math.min(batchSize, rows);
      return fill(size, (i) => rows - size + i);
    }),
    also: [
      choosing((x, batchSize) => fill(batchSize, (i) => Math.max(0, x.shape[0] - 1 - (i % x.shape[0])))),
      choosing((x, batchSize) => fill(Math.min(batchSize, x.shape[0]), (i) => x.shape[0] - 1 - i)),
    ],
  },
  {
    id: 'neighbours-in-a-row',
    name: { en: 'a random start, and the rows after it', ko: '시작만 무작위이고 이어지는 행을 가져왔다' },
    explanation: {
      en: 'This is what you get when a random start is drawn and the rows that follow it are taken: neighbors always come together. Draw each row independently.',
      ko: '시작 위치만 무작위로 뽑고 이어지는 행을 가져오면 이렇게 됩니다. 이웃한 행이 늘 함께 나옵니다. 행마다 따로 뽑으세요.',
    },
    answer: choosing((x, batchSize, random) => {
      const start = Math.floor(random() * x.shape[0]);
      return fill(batchSize, (i) => (start + i) % x.shape[0]);
    }),
  },
  {
    id: 'drawn-from-the-columns',
    name: { en: 'indices up to the number of columns', ko: '열의 수까지의 인덱스' },
    explanation: {
      en: 'This is what you get when the indices are drawn below x.shape[1], the size of one sample. The number of samples is x.shape[0].',
      ko: '샘플 하나의 크기인 x.shape[1]보다 작은 인덱스를 뽑으면 이렇게 됩니다. 샘플의 수는 x.shape[0]입니다.',
    },
    answer: choosing((x, batchSize, random) => randomChoice(x.shape[1], batchSize, random)),
    also: [
      choosing((x, batchSize, random) =>
        randomChoice(x.shape[1], batchSize, random).map((i) => Math.min(i, x.shape[0] - 1)),
      ),
    ],
  },
  {
    id: 'drawn-from-the-batch-size',
    name: { en: 'indices up to batchSize', ko: 'batchSize까지의 인덱스' },
    explanation: {
      en: 'This is what you get when the indices are drawn below batchSize: rows beyond it are never drawn. Draw them below the number of samples, x.shape[0].',
      ko: 'batchSize보다 작은 인덱스를 뽑으면 이렇게 됩니다. 그 뒤의 행은 나오지 않습니다. 샘플의 수인 x.shape[0]보다 작은 인덱스를 뽑으세요.',
    },
    answer: choosing((x, batchSize, random) => randomChoice(batchSize, batchSize, random)),
  },
  {
    id: 'targets-not-taken',
    name: { en: 'all targets instead of those of the batch', ko: '배치의 정답 대신 정답 전체' },
    explanation: {
      en: 'This is what you get when all of t is returned: the batch needs the same rows of t as of x.',
      ko: 't를 그대로 돌려주면 이렇게 됩니다. 배치에는 x와 같은 행의 t가 필요합니다.',
    },
    answer: { miniBatch: (x, t, batchSize, random) => ({ ...miniBatch(x, t, batchSize, random), t }) },
  },
  {
    id: 'every-second-number',
    name: {
      en: 'two random numbers for each index, one of them lost',
      ko: '인덱스마다 난수 두 개, 하나는 버림',
    },
    explanation: {
      en: 'This is what you get when `random` is called twice for each index and one of the numbers is not used. Call it once for each index, and keep the number in a variable.',
      ko: '인덱스마다 `random`을 두 번 부르고 하나를 버리면 이렇게 됩니다. 인덱스마다 한 번만 부르고, 받은 값을 변수에 담으세요.',
    },
    answer: {
      randomChoice: (n, size, random) =>
        fill(size, () => {
          random();
          return Math.floor(random() * n);
        }),
    },
    also: [
      {
        randomChoice: (n, size, random) =>
          fill(size, () => {
            const index = Math.floor(random() * n);
            random();
            return index;
          }),
      },
    ],
  },
  {
    id: 'two-numbers-in-one-index',
    name: { en: 'two random numbers in one index', ko: '인덱스 하나에 난수 두 개' },
    explanation: {
      en: 'This is what you get when two random numbers are averaged, or multiplied, to make one index: some indices then come more often than others. One number makes one index.',
      ko: '난수 두 개를 평균 내거나 곱해서 인덱스 하나를 만들면 이렇게 됩니다. 어떤 인덱스는 다른 것보다 자주 나옵니다. 난수 하나로 인덱스 하나를 만드세요.',
    },
    answer: {
      randomChoice: (n, size, random) => fill(size, () => Math.floor(((random() + random()) / 2) * n)),
    },
    also: [{ randomChoice: (n, size, random) => fill(size, () => Math.floor(random() * random() * n)) }],
  },
  {
    id: 'one-index-too-few',
    name: { en: 'one index too few or too many', ko: '인덱스가 하나 적거나 많다' },
    explanation: {
      en: 'This is what you get when the loop begins at 1 and ends before size, or ends at size itself: it draws one index too few, or one too many. Starting at 0, while i < size, it draws size of them.',
      ko: '반복문이 1부터 size 앞까지, 또는 0부터 size까지 돌면 인덱스를 하나 적게, 또는 하나 많이 뽑습니다. 0부터 i < size인 동안 돌면 size개입니다.',
    },
    answer: {
      randomChoice: (n, size, random) => fill(Math.max(0, size - 1), () => Math.floor(random() * n)),
    },
    also: [
      { randomChoice: (n, size, random) => fill(size + 1, () => Math.floor(random() * n)) },
      choosing((x, batchSize, random) => randomChoice(x.shape[0], batchSize + 1, random)),
      choosing((x, batchSize, random) => randomChoice(x.shape[0], Math.max(0, batchSize - 1), random)),
    ],
  },
  {
    id: 'x-and-t-exchanged',
    name: { en: 'x and t are exchanged', ko: 'x와 t가 바뀌었다' },
    explanation: {
      en: 'This is what you get when the rows of t are returned as x, and those of x as t: check the names in the object that you return.',
      ko: 't의 행을 x로, x의 행을 t로 돌려주면 이렇게 됩니다. 돌려주는 객체에서 저마다 제 이름을 갖습니다.',
    },
    answer: {
      miniBatch(x, t, batchSize, random) {
        const batchMask = randomChoice(x.shape[0], batchSize, random);
        return { x: t.take(batchMask), t: x.take(batchMask) };
      },
    },
  },
  {
    id: 'size-taken-for-the-population',
    name: {
      en: 'indices up to size, not up to populationSize',
      ko: 'populationSize가 아니라 size까지의 인덱스',
    },
    explanation: {
      en: 'This is what you get when random() is multiplied by size: that is how many indices are drawn. They are drawn from populationSize.',
      ko: 'random()에 size를 곱하면 이렇게 됩니다. size는 뽑을 개수입니다. 인덱스는 populationSize개 중에서 뽑습니다.',
    },
    answer: { randomChoice: (_, size, random) => fill(size, () => Math.floor(random() * size)) },
  },
  {
    id: 'targets-in-another-order',
    name: { en: 'x and t are taken in different orders', ko: 'x와 t의 순서가 다르다' },
    explanation: {
      en: 'This is what you get when the indices are sorted between x and t: `sort` changes the list itself, and the samples get the targets of others. Take the same list for both.',
      ko: 'x와 t를 꺼내는 사이에 인덱스를 정렬하면 이렇게 됩니다. `sort`는 목록 자체를 바꾸므로, 샘플에 다른 샘플의 정답이 붙습니다. 둘 다 같은 목록으로 꺼내세요.',
    },
    answer: {
      miniBatch(x, t, batchSize, random) {
        const batchMask = randomChoice(x.shape[0], batchSize, random);
        return { x: x.take(batchMask), t: t.take(batchMask.sort((a, b) => a - b)) };
      },
    },
    also: [
      {
        miniBatch(x, t, batchSize, random) {
          const batchMask = randomChoice(x.shape[0], batchSize, random);
          return { x: x.take([...batchMask].sort((a, b) => a - b)), t: t.take(batchMask) };
        },
      },
    ],
  },
  {
    id: 'first-index-never-drawn',
    name: { en: 'index 0 is never drawn', ko: '인덱스 0이 나오지 않는다' },
    explanation: {
      en: 'This is what you get when the indices begin at 1: index 0 is never drawn. Math.floor(random() · populationSize) gives every index from 0 on.',
      ko: '인덱스를 1부터 뽑으면 이렇게 됩니다. 인덱스 0은 나오지 않습니다. Math.floor(random() · populationSize)가 0부터 모든 인덱스를 줍니다.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => 1 + Math.floor(random() * (n - 1))) },
    also: [{ randomChoice: (n, size, random) => fill(size, () => Math.ceil(random() * (n - 1))) }],
  },
  {
    id: 'one-index-beyond',
    name: { en: 'one index beyond the last', ko: '마지막을 하나 넘는 인덱스' },
    explanation: {
      en: 'This is what you get with Math.floor(random() · (populationSize + 1)): populationSize comes up, too, which is not an index. The last one is populationSize − 1.',
      ko: 'Math.floor(random() · (populationSize + 1))로 구하면 이렇게 됩니다. 인덱스가 아닌 populationSize도 나옵니다. 마지막 인덱스는 populationSize − 1입니다.',
    },
    answer: { randomChoice: (n, size, random) => fill(size, () => Math.floor(random() * (n + 1))) },
  },
  {
    id: 'indices-sorted',
    name: { en: 'the indices are sorted', ko: '인덱스를 정렬했다' },
    explanation: {
      en: 'This is what you get when the indices are put in ascending order: then the first is small and the last is large, and not all pairs are equally likely. Return them as they were drawn.',
      ko: '인덱스를 작은 것부터 정렬하면 이렇게 됩니다. 앞은 작고 뒤는 커져서, 모든 쌍이 같은 확률로 나오지 않습니다. 뽑은 순서대로 돌려주세요.',
    },
    answer: { randomChoice: (n, size, random) => randomChoice(n, size, random).sort((a, b) => a - b) },
    also: [{ randomChoice: (n, size, random) => randomChoice(n, size, random).sort() }],
  },
  {
    id: 'arguments-exchanged',
    name: { en: 'population and size are exchanged', ko: '모집단과 크기가 바뀌었다' },
    explanation: {
      en: 'This is what you get with randomChoice(batchSize, N): N rows, drawn only among the first batchSize. How many there are to choose from comes first, and then how many to draw.',
      ko: 'randomChoice(batchSize, N)으로 부르면 이렇게 됩니다. 처음 batchSize개의 행에서만 N개를 뽑습니다. 먼저 몇 개 중에서 고르는지, 그다음에 몇 개를 뽑는지 넘기세요.',
    },
    answer: choosing((x, batchSize, random) => randomChoice(batchSize, x.shape[0], random)),
    also: [
      choosing((x, batchSize, random) =>
        randomChoice(batchSize, x.shape[0], random).map((i) => i % x.shape[0]),
      ),
    ],
  },
  {
    id: 'both-from-one-array',
    name: { en: 'x and t come from the same array', ko: 'x와 t를 같은 배열에서 꺼냈다' },
    explanation: {
      en: 'This is what you get when rows of x are returned as t, or rows of t as x: take the same rows out of both, `x.take(…)` and `t.take(…)`.',
      ko: 'x의 행을 t로, 또는 t의 행을 x로 돌려주면 이렇게 됩니다. 두 배열에서 각각 같은 행을 꺼내세요. `x.take(…)`와 `t.take(…)`입니다.',
    },
    answer: taking((x) => [x, x]),
    also: [taking((_, t) => [t, t])],
  },
]);

/** A source that gives these numbers in turn, and counts how often it was asked. */
function counting(numbers: number[]): { random: Random; calls: () => number } {
  let calls = 0;
  return { random: () => numbers[calls++ % numbers.length], calls: () => calls };
}

/** What a call gives; or, where it does not ask `random` at all, only that, because then the values say nothing. */
function seen(numbers: number[], call: (random: Random) => unknown): unknown {
  const { random, calls } = counting(numbers);
  const result = call(random);
  return calls() === 0 ? 'random is not used' : result;
}

/** Whether two calls with one source give the same. */
function same(call: (random: Random) => unknown): boolean {
  const random = seededRandom(3);
  return JSON.stringify(call(random)) === JSON.stringify(call(random));
}

const numbers = [0.3, 0.95, 0.6, 0.05, 0.95, 0.5, 0.75];

/** x (rows, columns) and t (rows, 1), each row with its number in it. */
function numbered(rows: number, columns: number): [x: NDArray, t: NDArray] {
  const x = zeros([rows, columns]).map((_, i) => Math.floor(i / columns) + (i % columns) / 10);
  return [x, zeros([rows, 1]).map((_, i) => i)];
}

/** Whether the last three rows are those of their own numbers: more than one, because a random row is now and then. */
function inOrder(x: NDArray): boolean {
  const rows = x.shape[0];
  return [rows - 3, rows - 2, rows - 1].every((row) => x.at(row, 0) === row);
}

export const probes: Probes<Topic> = {
  randomChoice: [
    ...[1, 2, 5, 10].map((populationSize) => (topic: Topic) => {
      return seen(numbers, (random) => topic.randomChoice(populationSize, 7, random));
    }),
    (topic) => seen([0], (random) => topic.randomChoice(10, 3, random)),
    (topic) => seen([0.999], (random) => topic.randomChoice(4, 6, random)),
    (topic) => same((random) => topic.randomChoice(1000, 20, random)),
    (topic) => same((random) => topic.randomChoice(10000, 10, random)),
  ],
  miniBatch: [
    ...[2, 5, 9].map((rows) => (topic: Topic) => {
      return seen(numbers, (random) => topic.miniBatch(...numbered(rows, 3), 3, random));
    }),
    (topic) => seen(numbers, (random) => topic.miniBatch(...numbered(3, 5), 7, random)),
    (topic) => seen([0.4], (random) => topic.miniBatch(...numbered(6, 2), 4, random)),
    (topic) => same((random) => topic.miniBatch(...numbered(1000, 2), 20, random)),
    (topic) => same((random) => topic.miniBatch(...numbered(2000, 1), 15, random)),
    (topic) => inOrder(topic.miniBatch(...numbered(50, 2), 12, seededRandom(5)).x),
    (topic) => inOrder(topic.miniBatch(...numbered(70, 2), 10, seededRandom(6)).x),
  ],
};
