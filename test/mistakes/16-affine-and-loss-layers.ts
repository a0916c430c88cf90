// Wrong answers to topic 16 · affine and loss layers.
import { array, NDArray, oneHot, randn, zerosLike } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { meanSquaredError } from '../../solutions/01-mean-squared-error';
import { crossEntropyError } from '../../solutions/02-cross-entropy-error';
import { softmax } from '../../solutions/08-activations';
import { Affine, SoftmaxWithLoss } from '../../solutions/16-affine-and-loss-layers';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/16-affine-and-loss-layers');

// ── affine layers ────────────────────────────────────────────────────────────────────────────────────────────────

/** What a wrong layer has at hand on the way back. */
interface AtHand {
  layer: Affine;
  x: NDArray;
  out: NDArray;
  dout: NDArray;
}

/** The ways through a layer; whichever is left out is right. `backward` changes what the right one returns and leaves behind. */
interface Ways {
  forward?: (layer: Affine, x: NDArray) => NDArray;
  backward?: (atHand: AtHand, right: { dx: NDArray; dW: NDArray; db: NDArray }) => Partial<typeof right>;
}

function going({ forward, backward }: Ways): Partial<Topic> {
  return {
    Affine: class extends Affine {
      private last?: { x: NDArray; out: NDArray };

      override forward(x: NDArray): NDArray {
        const out = super.forward(x);
        this.last = { x: x.copy(), out };
        return forward === undefined ? out : forward(this, x);
      }

      override backward(dout: NDArray): NDArray {
        const dx = super.backward(dout);
        const right = { dx, dW: this.dW, db: this.db };
        const left = { ...right, ...backward?.({ layer: this, ...this.last!, dout }, right) };
        [this.dW, this.db] = [left.dW, left.db];
        return left.dx;
      }
    },
  };
}

/** A layer that holds these instead of what it was given. */
function holding(held: (W: NDArray, b: NDArray) => [W: NDArray, b: NDArray]): Partial<Topic> {
  return {
    Affine: class extends Affine {
      constructor(W: NDArray, b: NDArray) {
        super(...held(W, b));
      }
    },
  };
}

/** Where all layers keep what they hold, in a class that has one place for it. */
const onePlace: { W?: NDArray; b?: NDArray; x?: NDArray } = {};

// ── loss layers ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Scores {
  a: NDArray;
  y: NDArray;
  t: NDArray;
  /** The targets as they were given. */
  given: NDArray | number[];
}

interface LossWays {
  forward?: (scores: Scores) => number;
  backward?: (scores: Scores, dout: number) => NDArray;
}

const isLabels = (t: NDArray | number[]): t is number[] => Array.isArray(t);
const oneHotOf = (t: NDArray | number[], classCount: number): NDArray =>
  isLabels(t) ? oneHot(t, classCount) : t;

function losing({ forward, backward }: LossWays): Partial<Topic> {
  return {
    SoftmaxWithLoss: class extends SoftmaxWithLoss {
      private scores?: Scores;

      override forward(a: NDArray, t: NDArray | number[]): number {
        const loss = super.forward(a, t);
        this.scores = { a, y: softmax(a), t: oneHotOf(t, a.shape[1]), given: t };
        return forward === undefined ? loss : forward(this.scores);
      }

      override backward(dout = 1): NDArray {
        const da = super.backward(dout); // throws as it should
        return backward === undefined ? da : backward(this.scores!, dout);
      }
    },
  };
}

/** As many columns as the largest label asks for. */
const oneHotByLabels = (labels: number[]): NDArray => oneHot(labels, Math.max(...labels) + 1);

const lossOf = ({ t }: Scores, y: NDArray): number => crossEntropyError(y, t);

/** The answer for labels only, or only for one-hot targets. */
const forLabels = (
  wrong: (scores: Scores & { given: number[] }, dout: number) => NDArray,
): LossWays['backward'] => {
  return (scores, dout) =>
    isLabels(scores.given)
      ? wrong(scores as Scores & { given: number[] }, dout)
      : scores.y.sub(scores.t).mul(dout / scores.a.shape[0]);
};

export const mistakes = inEachWay<Topic>([
  // Affine
  {
    id: 'affine-own-weights',
    name: { en: 'the layer draws weights of its own', ko: '계층이 가중치를 스스로 뽑음' },
    explanation: {
      en: 'This is what you get when the constructor draws its own weights: the layer receives its W and b, and must keep these.',
      ko: '생성자에서 가중치를 새로 뽑으면 이렇게 됩니다. 계층은 W와 b를 받아서 그것을 가집니다.',
    },
    answer: holding((W, b) => [randn(W.shape, seededRandom(1)), b]),
  },
  {
    id: 'affine-zeros',
    name: { en: 'W and b are zeros', ko: 'W와 b가 0' },
    explanation: {
      en: 'This is what you get when the constructor makes zeros in the right shapes: the layer receives its W and b, and must keep these.',
      ko: '생성자에서 형상만 맞는 0을 만들면 이렇게 됩니다. 계층은 W와 b를 받아서 그것을 가집니다.',
    },
    answer: holding((W, b) => [zerosLike(W), zerosLike(b)]),
  },
  {
    id: 'affine-biases-start-at-zero',
    name: { en: 'b is thrown away', ko: '받은 b를 버림' },
    explanation: {
      en: 'This is what you get when the constructor sets b to zeros. The biases of a new network are zeros, but the layer receives them from outside: keep the b that was passed in.',
      ko: '생성자에서 b를 0으로 두면 이렇게 됩니다. 새 신경망의 편향은 0에서 시작하지만, 계층은 그것을 받습니다. 받은 b를 가지세요.',
    },
    answer: holding((W, b) => [W, zerosLike(b)]),
  },
  {
    id: 'affine-exchanged',
    name: { en: 'W and b are exchanged', ko: 'W와 b가 뒤바뀜' },
    explanation: {
      en: 'This is what you get when the fields are filled the wrong way around: `this.W = W; this.b = b;`.',
      ko: '필드를 거꾸로 채우면 이렇게 됩니다. `this.W = W; this.b = b;`로 쓰세요.',
    },
    answer: holding((W, b) => [b, W]),
  },
  {
    id: 'affine-transposed',
    name: { en: 'W is held transposed', ko: 'W를 전치해서 가짐' },
    explanation: {
      en: 'This is what you get when the layer keeps Wᵀ. W is (D, H), a row for each input: keep it as it is, and transpose it in `backward`.',
      ko: 'Wᵀ를 가지면 이렇게 됩니다. W는 입력마다 행이 하나인 (D, H)입니다. 그대로 가지고, 역전파에서만 전치하세요.',
    },
    answer: holding((W, b) => [W.T, b]),
  },
  {
    id: 'affine-shares',
    name: { en: 'all affine layers have the same W and b', ko: '모든 Affine 계층이 W와 b를 함께 씀' },
    explanation: {
      en: 'This is what you get from `static` fields, or from variables outside the class: each new layer overwrites the weights of the others. Keep W, b and x in `this`.',
      ko: '`static` 필드나 파일의 변수에 두면 이렇게 됩니다. 새 계층을 만들 때마다 다른 계층의 가중치를 덮어씁니다. W, b, x를 `this`에 두세요.',
    },
    answer: {
      Affine: class {
        dW!: NDArray;
        db!: NDArray;

        constructor(W: NDArray, b: NDArray) {
          Object.assign(onePlace, { W, b, x: undefined });
        }

        get W(): NDArray {
          return onePlace.W!;
        }

        set W(W: NDArray) {
          onePlace.W = W;
        }

        get b(): NDArray {
          return onePlace.b!;
        }

        set b(b: NDArray) {
          onePlace.b = b;
        }

        forward(x: NDArray): NDArray {
          onePlace.x = x;
          return x.dot(this.W).add(this.b);
        }

        backward(dout: NDArray): NDArray {
          this.dW = onePlace.x!.T.dot(dout);
          this.db = dout.sum(0);
          return dout.dot(this.W.T);
        }
      } as unknown as typeof Affine,
    },
  },

  // Affine.forward
  {
    id: 'affine-bias-missing',
    name: { en: 'b is not added', ko: 'b를 더하지 않음' },
    explanation: {
      en: 'This is what you get when b is not added: the layer computes x·W + b.',
      ko: 'b를 더하지 않으면 이 값이 나옵니다. 계층은 x·W + b를 계산합니다.',
    },
    answer: going({ forward: ({ W }, x) => x.dot(W) }),
  },
  {
    id: 'affine-bias-subtracted',
    name: { en: 'b is subtracted', ko: 'b를 뺌' },
    explanation: {
      en: 'This is what you get when b is subtracted: the layer computes x·W + b.',
      ko: 'b를 빼면 이 값이 나옵니다. 계층은 x·W + b를 계산합니다.',
    },
    answer: going({ forward: ({ W, b }, x) => x.dot(W).sub(b) }),
  },
  {
    id: 'affine-bias-added-to-weights',
    name: { en: 'b is added to W', ko: 'b를 W에 더함' },
    explanation: {
      en: 'This is what you get from x·(W + b): then each bias is multiplied by the inputs as well. The product comes first, and b is added to it.',
      ko: 'x·(W + b)를 계산하면 이 값이 나옵니다. 그러면 편향에도 입력이 곱해집니다. 곱을 먼저 구하고 b를 더하세요.',
    },
    answer: going({ forward: ({ W, b }, x) => x.dot(W.add(b)) }),
  },
  {
    id: 'affine-bias-multiplied',
    name: { en: 'multiplied by b instead of added', ko: 'b를 더하지 않고 곱함' },
    explanation: {
      en: 'This is what you get from (x·W)∘b: a bias shifts the weighted sum and does not scale it. Add b.',
      ko: '(x·W)∘b를 계산하면 이 값이 나옵니다. 편향은 가중합을 늘이지 않고 옮깁니다. b를 더하세요.',
    },
    answer: going({ forward: ({ W, b }, x) => x.dot(W).mul(b) }),
  },
  {
    id: 'affine-bias-first',
    name: { en: 'the first bias for all outputs', ko: '모든 출력에 첫째 편향을 더함' },
    explanation: {
      en: 'This is what you get from `b.at(0)`: each output has a bias of its own. `add(this.b)` adds the whole vector to each row.',
      ko: '`b.at(0)`을 더하면 이 값이 나옵니다. 출력마다 자기 편향이 있습니다. `add(this.b)`는 벡터를 행마다 더합니다.',
    },
    answer: going({ forward: ({ W, b }, x) => x.dot(W).add(b.at(0)) }),
  },
  {
    id: 'affine-bias-twice',
    name: { en: 'b is added twice', ko: 'b를 두 번 더함' },
    explanation: {
      en: 'This is what you get when b is added twice: the layer computes x·W + b.',
      ko: 'b를 두 번 더하면 이 값이 나옵니다. 계층은 x·W + b를 계산합니다.',
    },
    answer: going({ forward: ({ W, b }, x) => x.dot(W).add(b).add(b) }),
  },
  {
    id: 'affine-activated',
    name: { en: 'ReLU is applied in the affine layer', ko: 'Affine 계층에서 ReLU까지 적용' },
    explanation: {
      en: 'This is what you get when negative sums become 0: that is the job of the activation layer that follows. The affine layer returns the sums as they are.',
      ko: '음수인 합을 0으로 만들면 이 값이 나옵니다. 그것은 뒤에 오는 활성화 계층의 일입니다. Affine 계층은 합을 그대로 돌려줍니다.',
    },
    answer: going({
      forward: ({ W, b }, x) =>
        x
          .dot(W)
          .add(b)
          .map((value) => Math.max(0, value)),
    }),
  },
  {
    id: 'affine-old-weights',
    name: { en: 'new weights are not used', ko: '새 가중치를 쓰지 않음' },
    explanation: {
      en: 'This is what you get when the layer computes with copies that it took in its constructor: learning replaces W and b. Read `this.W` and `this.b` in each call.',
      ko: '생성자에서 만든 복사본으로 계산하면 이렇게 됩니다. 학습은 W와 b를 바꿉니다. 부를 때마다 `this.W`와 `this.b`를 읽으세요.',
    },
    answer: {
      Affine: class extends Affine {
        private readonly atFirst: [NDArray, NDArray];

        constructor(W: NDArray, b: NDArray) {
          super(W, b);
          this.atFirst = [W.copy(), b.copy()];
        }

        override forward(x: NDArray): NDArray {
          super.forward(x);
          return x.dot(this.atFirst[0]).add(this.atFirst[1]);
        }
      },
    },
  },

  // Affine.backward
  {
    id: 'affine-dx-is-dout',
    name: { en: 'dout is returned as it is', ko: 'dout을 그대로 돌려줌' },
    explanation: {
      en: 'This is what you get when backward returns dout. Each input leads to all outputs, with the weights of its row: dx is dout·Wᵀ.',
      ko: 'backward가 dout을 돌려주면 이 값이 나옵니다. 입력은 자기 행의 가중치로 모든 출력에 이어집니다. dx는 dout·Wᵀ입니다.',
    },
    answer: going({ backward: ({ dout }) => ({ dx: dout.copy() }) }),
  },
  {
    id: 'affine-dx-by-weights-not-transposed',
    name: { en: 'W is not transposed in dx', ko: 'dx에서 W를 전치하지 않음' },
    explanation: {
      en: 'This is what you get from dout·W. Forward, W leads from D inputs to H outputs; backward, it must lead from H to D: dout·Wᵀ.',
      ko: 'dout·W를 계산하면 이렇게 됩니다. 순전파에서 W는 입력 D개에서 출력 H개로 갑니다. 역전파에서는 H에서 D로 가야 하므로 dout·Wᵀ입니다.',
    },
    answer: going({ backward: ({ layer, dout }) => ({ dx: dout.dot(layer.W) }) }),
  },
  {
    id: 'affine-dx-is-dw',
    name: { en: 'dW is returned', ko: 'dW를 돌려줌' },
    explanation: {
      en: 'This is what you get when backward returns dW. The layer before needs the slopes with respect to x, dout·Wᵀ; dW stays in the layer.',
      ko: 'backward가 dW를 돌려주면 이렇게 됩니다. 앞의 계층에는 x의 기울기 dout·Wᵀ가 필요하고, dW는 계층에 남습니다.',
    },
    answer: going({ backward: (_, { dW }) => ({ dx: dW }) }),
  },
  {
    id: 'affine-dx-mean',
    name: { en: 'dx is divided by the number of samples', ko: 'dx를 샘플의 수로 나눔' },
    explanation: {
      en: 'This is what you get when dx is divided by N. The loss layer has already divided by N, and dout contains that factor.',
      ko: 'dx를 N으로 나누면 이 값이 나옵니다. 손실 계층에서 이미 N으로 나누었고, dout에 들어 있습니다.',
    },
    answer: going({ backward: ({ dout }, { dx }) => ({ dx: dx.div(dout.shape[0]) }) }),
  },
  {
    id: 'affine-dw-mean',
    name: { en: 'dW is divided by the number of samples', ko: 'dW를 샘플의 수로 나눔' },
    explanation: {
      en: 'This is what you get when dW is divided by N. The loss layer has already divided by N, and dout contains that factor. Here, the samples are added up.',
      ko: 'dW를 N으로 나누면 이 값이 나옵니다. 손실 계층에서 이미 N으로 나누었고, dout에 들어 있습니다. 여기서는 샘플에 대해 더합니다.',
    },
    answer: going({ backward: ({ dout }, { dW }) => ({ dW: dW.div(dout.shape[0]) }) }),
  },
  {
    id: 'affine-db-mean',
    name: { en: 'db is the mean of the rows', ko: 'db가 행의 평균' },
    explanation: {
      en: 'This is what you get from `dout.mean(0)`. A bias takes part in each sample, and its effects add up: `dout.sum(0)`. The loss layer has already divided by N.',
      ko: '`dout.mean(0)`을 쓰면 이 값이 나옵니다. 편향은 모든 샘플에 들어가고 그 영향은 더해집니다. `dout.sum(0)`입니다. N으로는 손실 계층에서 이미 나누었습니다.',
    },
    answer: going({ backward: ({ dout }) => ({ db: dout.mean(0) }) }),
  },
  {
    id: 'affine-both-mean',
    name: { en: 'dW and db are divided by the number of samples', ko: 'dW와 db를 샘플의 수로 나눔' },
    explanation: {
      en: 'This is what you get when dW and db are divided by N. The loss layer has already divided by N, and dout contains that factor. Here, the samples are added up.',
      ko: 'dW와 db를 N으로 나누면 이 값이 나옵니다. 손실 계층에서 이미 N으로 나누었고, dout에 들어 있습니다. 여기서는 샘플에 대해 더합니다.',
    },
    answer: going({
      backward: ({ dout }, { dW, db }) => ({ dW: dW.div(dout.shape[0]), db: db.div(dout.shape[0]) }),
    }),
  },
  {
    id: 'affine-dw-transposed',
    name: { en: 'dW is transposed', ko: 'dW가 전치됨' },
    explanation: {
      en: 'This is what you get from doutᵀ·x. A gradient has the shape of its parameter: (D, H) comes from xᵀ·dout.',
      ko: 'doutᵀ·x를 계산하면 이렇게 됩니다. 기울기의 형상은 매개변수의 형상과 같습니다. (D, H)는 xᵀ·dout에서 나옵니다.',
    },
    answer: going({ backward: ({ x, dout }) => ({ dW: dout.T.dot(x) }) }),
  },
  {
    id: 'affine-dw-not-transposed',
    name: { en: 'x is not transposed in dW', ko: 'dW에서 x를 전치하지 않음' },
    explanation: {
      en: 'This is what you get from x·dout: (N, D) and (N, H) don’t fit. With xᵀ, (D, N)·(N, H) is (D, H), and the samples are added up.',
      ko: 'x·dout을 계산하면 이렇게 됩니다. (N, D)와 (N, H)는 맞지 않습니다. xᵀ를 쓰면 (D, N)·(N, H)가 (D, H)가 되고, 샘플에 대해 더해집니다.',
    },
    answer: going({ backward: ({ x, dout }) => ({ dW: x.dot(dout) }) }),
  },
  {
    id: 'affine-dw-from-out',
    name: { en: 'dW is made of the output', ko: 'dW를 출력으로 계산' },
    explanation: {
      en: 'This is what you get from outᵀ·dout. A weight is multiplied by the input: keep x, not the output.',
      ko: 'outᵀ·dout을 계산하면 이렇게 됩니다. 가중치에는 들어오는 수가 곱해집니다. 결과가 아니라 x를 남기세요.',
    },
    answer: going({ backward: ({ out, dout }) => ({ dW: out.T.dot(dout) }) }),
  },
  {
    id: 'affine-db-is-dout',
    name: { en: 'db is not added up', ko: 'db를 더하지 않음' },
    explanation: {
      en: 'This is what you get when db is dout itself, one row for each sample. A bias takes part in each sample: add up the rows, `dout.sum(0)`.',
      ko: 'db에 dout을 그대로 두면 이렇게 됩니다. 샘플마다 행이 하나입니다. 편향은 모든 샘플에 들어가므로 행을 더하세요. `dout.sum(0)`입니다.',
    },
    answer: going({ backward: ({ dout }) => ({ db: dout.copy() }) }),
  },
  {
    id: 'affine-db-along-the-rows',
    name: { en: 'db is summed along the rows', ko: 'db를 행을 따라 더함' },
    explanation: {
      en: 'This is what you get from `dout.sum(1)`: a number for each sample. A bias belongs to an output, so add up over the samples: `dout.sum(0)`.',
      ko: '`dout.sum(1)`을 쓰면 이렇게 됩니다. 샘플마다 수 하나가 됩니다. 편향은 출력에 속하므로 샘플에 대해 더하세요. `dout.sum(0)`입니다.',
    },
    answer: going({ backward: ({ dout }) => ({ db: dout.sum(1) }) }),
  },
  {
    id: 'affine-db-is-a-row',
    name: { en: 'db is a matrix of one row', ko: 'db가 한 행짜리 행렬' },
    explanation: {
      en: 'This is what you get with `keepdims`: (1, H). A gradient has the shape of its parameter, and b is a vector, (H).',
      ko: '`keepdims`를 쓰면 (1, H)가 됩니다. 기울기의 형상은 매개변수의 형상과 같고, b는 벡터 (H)입니다.',
    },
    answer: going({ backward: ({ dout }) => ({ db: dout.sum(0, { keepdims: true }) }) }),
  },
  {
    id: 'affine-db-one-sum',
    name: { en: 'one sum for all biases', ko: '모든 편향에 합 하나' },
    explanation: {
      en: 'This is what you get when all of dout is added up for each bias. A bias moves its own output only: the sum of its column.',
      ko: '편향마다 dout 전체를 더하면 이 값이 나옵니다. 편향은 자기 출력만 움직입니다. 자기 열의 합이어야 합니다.',
    },
    answer: going({ backward: ({ dout }, { db }) => ({ db: db.map(() => dout.sum()) }) }),
  },
  {
    id: 'affine-db-of-the-first-sample',
    name: { en: 'db is the first row of dout', ko: 'db가 dout의 첫째 행' },
    explanation: {
      en: 'This is what you get when db is the first row of dout: the slopes of the first sample. A bias takes part in each sample: add up the rows, `dout.sum(0)`.',
      ko: 'db에 dout의 첫째 행만 두면 이렇게 됩니다. 첫째 샘플의 기울기일 뿐입니다. 편향은 모든 샘플에 들어가므로 행을 더하세요. `dout.sum(0)`입니다.',
    },
    answer: going({ backward: ({ dout }) => ({ db: dout.row(0) }) }),
  },
  {
    id: 'affine-dw-with-bias',
    name: { en: 'b is added to dW', ko: 'dW에 b를 더함' },
    explanation: {
      en: 'This is what you get when b is added in `backward`, too. dW is xᵀ·dout, without b; the slope for b is db.',
      ko: '역전파에서도 b를 더하면 이 값이 나옵니다. 기울기만 구하세요. dW는 xᵀ·dout입니다.',
    },
    answer: going({ backward: ({ layer }, { dW }) => ({ dW: dW.add(layer.b) }) }),
  },
  {
    id: 'affine-dx-with-bias',
    name: { en: 'backward goes forward: x·W + b of dout', ko: '역전파에서 순전파의 식을 씀' },
    explanation: {
      en: 'This is what you get from dout·Wᵀ with a bias added. Adding b shifts the output by the same amount for every x, so it plays no part in dx.',
      ko: 'dout·Wᵀ에 편향을 더하면 이렇게 됩니다. b를 더하는 것은 x가 어디에 있든 출력을 같은 만큼 옮길 뿐이어서 dx에는 들어가지 않습니다.',
    },
    answer: going({ backward: ({ layer }, { dx }) => ({ dx: dx.add(layer.b.at(0)) }) }),
  },
  {
    id: 'affine-downhill',
    name: { en: 'dW and db have the wrong sign', ko: 'dW와 db의 부호가 반대' },
    explanation: {
      en: 'This is what you get with a minus in front of dW and db. A gradient points uphill; the step down comes later, with its own minus.',
      ko: 'dW와 db 앞에 음의 부호를 붙이면 이 값이 나옵니다. 기울기는 손실이 커지는 쪽을 가리키고, 내려가는 걸음은 나중에 빼면서 합니다.',
    },
    answer: going({ backward: (_, { dW, db }) => ({ dW: dW.mul(-1), db: db.mul(-1) }) }),
  },
  {
    id: 'affine-adds-up',
    name: { en: 'dW and db grow from batch to batch', ko: 'dW와 db가 배치마다 쌓임' },
    explanation: {
      en: 'This is what you get when the slopes are added to those of the last batch. Each call of backward leaves the slopes of this batch only.',
      ko: '기울기를 지난 배치의 것에 더하면 이렇게 됩니다. backward를 부를 때마다 이번 배치의 기울기만 남겨야 합니다.',
    },
    answer: {
      Affine: class extends Affine {
        override backward(dout: NDArray): NDArray {
          const [dW, db] = [this.dW, this.db] as (NDArray | undefined)[];
          const dx = super.backward(dout);
          if (dW && db) [this.dW, this.db] = [this.dW.add(dW), this.db.add(db)];
          return dx;
        }
      },
    },
  },
  {
    id: 'affine-keeps-the-first',
    name: { en: 'dW is made of the first batch', ko: 'dW를 첫 배치로 계산' },
    explanation: {
      en: 'This is what you get when forward keeps x only once, as in `this.x ??= x`. Each forward must replace what the last one kept.',
      ko: '`this.x ??= x`처럼 처음 한 번만 x를 남기면 이렇게 됩니다. forward를 부를 때마다 앞의 것을 바꿔야 합니다.',
    },
    answer: {
      Affine: class extends Affine {
        private first?: NDArray;

        override forward(x: NDArray): NDArray {
          this.first ??= x.copy();
          return super.forward(x);
        }

        override backward(dout: NDArray): NDArray {
          const dx = super.backward(dout);
          this.dW = this.first!.T.dot(dout);
          return dx;
        }
      },
    },
  },
  {
    id: 'affine-one-array-for-all',
    name: { en: 'the old dW is overwritten', ko: '앞서 남긴 dW를 덮어씀' },
    explanation: {
      en: 'This is what you get when new slopes are written into the old array: code that still holds the previous dW sees it change. Assign a new array.',
      ko: '새 기울기를 앞의 배열에 써넣으면 이렇게 됩니다. 지난 dW를 가진 쪽에서 값이 바뀝니다. 새 배열을 넣으세요.',
    },
    answer: {
      Affine: class extends Affine {
        private place?: NDArray;

        override backward(dout: NDArray): NDArray {
          const dx = super.backward(dout);
          this.place ??= this.dW.copy();
          this.place.data.set(this.dW.data);
          this.dW = this.place;
          return dx;
        }
      },
    },
  },
  {
    id: 'affine-takes-a-step',
    name: { en: 'backward already learns', ko: 'backward에서 벌써 학습함' },
    explanation: {
      en: 'This is what you get when backward changes W and b by a step. It only finds the slopes; the training loop takes the step.',
      ko: 'backward에서 W와 b를 한 걸음 옮기면 이렇게 됩니다. 여기서는 기울기만 구합니다. 걸음은 신경망을 학습시키는 쪽에서 옮깁니다.',
    },
    answer: {
      Affine: class extends Affine {
        override backward(dout: NDArray): NDArray {
          const dx = super.backward(dout);
          this.W = this.W.sub(this.dW.mul(0.1));
          this.b = this.b.sub(this.db.mul(0.1));
          return dx;
        }
      },
    },
  },
  {
    id: 'affine-overwrites-dout',
    name: { en: 'Affine changes dout', ko: 'Affine이 dout을 바꿈' },
    explanation: {
      en: 'This is what you get when backward writes to dout: the array belongs to the caller. Methods such as `mul` and `dot` make new arrays.',
      ko: 'backward가 dout에 써넣으면 이렇게 됩니다. 뒤의 계층이 dout을 다시 써야 합니다. `mul`이나 `dot` 같은 메서드는 새 배열을 만듭니다.',
    },
    answer: going({
      backward: ({ dout }) => {
        dout.data.fill(0);
        return {};
      },
    }),
  },
  {
    id: 'affine-slopes-returned-only',
    name: { en: 'dW and db are not left in the layer', ko: 'dW와 db를 계층에 남기지 않음' },
    explanation: {
      en: 'This is what you get when dW and db are local variables of the method: they are lost when it returns. Store them in `this.dW` and `this.db`.',
      ko: 'dW와 db를 메서드의 변수로만 두면 이렇게 됩니다. 끝난 뒤에는 아무도 볼 수 없습니다. `this.dW`와 `this.db`에 넣으세요.',
    },
    answer: {
      Affine: class extends Affine {
        override backward(dout: NDArray): NDArray {
          const dx = super.backward(dout);
          Object.assign(this, { dW: undefined, db: undefined });
          return dx;
        }
      },
    },
  },
  {
    id: 'affine-answers-always',
    name: { en: 'Affine: backward works without forward', ko: 'forward 없이 Affine의 backward가 답함' },
    explanation: {
      en: 'This is what you get when backward returns something although forward has not been called yet. There is no x then: throw an Error.',
      ko: '아직 아무것도 지나가지 않았는데 backward가 답하면 이렇게 됩니다. 그때는 x가 없습니다. Error를 던지세요.',
    },
    answer: {
      Affine: class extends Affine {
        private hasPassed = false;

        override forward(x: NDArray): NDArray {
          this.hasPassed = true;
          return super.forward(x);
        }

        override backward(dout: NDArray): NDArray {
          return this.hasPassed ? super.backward(dout) : dout.dot(this.W.T);
        }
      },
    },
  },

  // SoftmaxWithLoss.forward
  {
    id: 'loss-without-softmax',
    name: { en: 'no softmax before the loss', ko: '손실 앞에 소프트맥스가 없음' },
    explanation: {
      en: 'This is what you get when the cross-entropy error is computed from the scores. They must become probabilities first: softmax(a).',
      ko: '점수의 교차 엔트로피 오차를 구하면 이렇게 됩니다. 먼저 softmax(a)로 확률을 만들어야 합니다.',
    },
    answer: losing({ forward: (scores) => lossOf(scores, scores.a) }),
  },
  {
    id: 'loss-softmax-twice',
    name: { en: 'softmax is applied twice', ko: '소프트맥스를 두 번 적용' },
    explanation: {
      en: 'This is what you get from the softmax of probabilities: once is enough.',
      ko: '확률에 소프트맥스를 다시 적용하면 이 값이 나옵니다. 한 번이면 됩니다.',
    },
    answer: losing({ forward: (scores) => lossOf(scores, softmax(scores.y)) }),
  },
  {
    id: 'loss-down-the-columns',
    name: { en: 'softmax runs down the columns', ko: '열 방향의 소프트맥스' },
    explanation: {
      en: 'This is what you get when softmax runs down the columns, over the samples. Each row, a sample, must add up to 1.',
      ko: '소프트맥스를 열 방향으로, 곧 샘플들에 걸쳐 계산하면 이 값이 나옵니다. 샘플인 각 행의 합이 1이어야 합니다.',
    },
    answer: losing({ forward: (scores) => lossOf(scores, softmax(scores.a.T).T) }),
  },
  {
    id: 'loss-overflows',
    name: { en: 'exp of large scores overflows', ko: '큰 점수에서 exp가 넘침' },
    explanation: {
      en: 'This is what you get from exp(a) over its sum: exp of a large score is infinite, and exp of very negative ones is 0, which gives NaN. `softmax` of topic 08 subtracts the largest score of each row first.',
      ko: 'exp(a)를 그 합으로 나누면 이렇게 됩니다. 큰 점수의 exp는 무한대가 되고, 아주 작은 점수만 있으면 모두 0이 되어 NaN이 나옵니다. 08번 주제의 `softmax`는 먼저 행마다 가장 큰 점수를 뺍니다.',
    },
    answer: losing({
      forward: (scores) => lossOf(scores, scores.a.exp().div(scores.a.exp().sum(1, { keepdims: true }))),
    }),
  },
  {
    id: 'loss-summed',
    name: { en: 'the sum over the batch, not the mean', ko: '배치의 평균이 아닌 합' },
    explanation: {
      en: 'This is what you get when the errors of the samples are added up. The loss is their mean: divide by the number of samples.',
      ko: '샘플의 오차를 더하기만 하면 이 값이 나옵니다. 손실은 그 평균입니다. 샘플의 수로 나누세요.',
    },
    answer: losing({ forward: (scores) => lossOf(scores, scores.y) * scores.a.shape[0] }),
  },
  {
    id: 'loss-over-all-numbers',
    name: { en: 'divided by the number of scores', ko: '점수의 개수로 나눔' },
    explanation: {
      en: 'This is what you get when the sum is divided by `a.size`, N times C. The mean is taken over the samples: divide by N.',
      ko: '합을 `a.size`, 곧 N×C로 나누면 이 값이 나옵니다. 평균은 샘플에 대해 구합니다. N으로 나누세요.',
    },
    answer: losing({ forward: (scores) => lossOf(scores, scores.y) / scores.a.shape[1] }),
  },
  {
    id: 'loss-sign',
    name: { en: 'the minus is missing', ko: '음의 부호가 빠짐' },
    explanation: {
      en: 'This is what you get without the minus: the logarithm of a probability is negative, and a loss is not.',
      ko: '음의 부호가 없으면 이 값이 나옵니다. 확률의 로그는 음수이지만 손실은 음수가 아닙니다.',
    },
    answer: losing({ forward: (scores) => -lossOf(scores, scores.y) }),
  },
  {
    id: 'loss-squared',
    name: { en: 'the squared error instead of the cross-entropy', ko: '교차 엔트로피 대신 오차제곱합' },
    explanation: {
      en: 'This is what you get from the squared error of the probabilities. This layer ends a classifier, so it uses the cross-entropy error; topic 14 explains why.',
      ko: '확률의 오차제곱합을 구하면 이 값이 나옵니다. 이 계층은 분류기를 끝맺습니다. 14번 주제에서 본 까닭으로 교차 엔트로피 오차를 씁니다.',
    },
    answer: losing({ forward: ({ y, t }) => meanSquaredError(y, t) / y.shape[0] }),
  },
  {
    id: 'loss-without-1e-7',
    name: { en: 'the 1e-7 is missing', ko: '1e-7이 빠짐' },
    explanation: {
      en: 'This is what you get without the 1e-7 inside the logarithm, which prevents log(0) = −∞. `crossEntropyError` of topic 02 has it.',
      ko: '로그 안의 1e-7이 없으면 이 값이 나옵니다. 이 수는 log(0) = −∞를 막아 줍니다. 02번 주제의 `crossEntropyError`에 들어 있습니다.',
    },
    answer: losing({ forward: ({ y, t }) => -t.mul(y.log()).sum() / y.shape[0] }),
  },
  {
    id: 'loss-labels-from-one',
    name: { en: 'labels are counted from 1', ko: '레이블을 1부터 셈' },
    explanation: {
      en: 'This is what you get when the label 1 means the first class: labels are counted from 0, like columns.',
      ko: '레이블 1을 첫째 클래스로 보면 이렇게 됩니다. 레이블은 열처럼 0부터 셉니다.',
    },
    answer: losing({
      forward: ({ y, t, given }) => {
        const classCount = y.shape[1];
        if (!isLabels(given)) return crossEntropyError(y, t);
        return crossEntropyError(
          y,
          oneHot(
            given.map((label) => (label + classCount - 1) % classCount),
            classCount,
          ),
        );
      },
    }),
  },
  {
    id: 'loss-classes-from-the-labels',
    name: { en: 'the number of classes is taken from the labels', ko: '클래스 수를 레이블에서 셈' },
    explanation: {
      en: 'This is what you get when the largest label says how many classes there are: a batch need not hold a sample of the last class. The columns of the scores say it.',
      ko: '가장 큰 레이블로 클래스 수를 정하면 이렇게 됩니다. 미니배치에 마지막 클래스의 샘플이 없을 수도 있습니다. 클래스 수는 점수의 열 수입니다.',
    },
    answer: losing({
      forward: ({ y, t, given }) => crossEntropyError(y, isLabels(given) ? oneHotByLabels(given) : t),
      backward: ({ y, t, given }, dout) =>
        y.sub(isLabels(given) ? oneHotByLabels(given) : t).mul(dout / y.shape[0]),
    }),
    also: [
      losing({
        forward: ({ y, t, given }) =>
          crossEntropyError(y, isLabels(given) ? oneHot(given, new Set(given).size) : t),
        backward: ({ y, t, given }, dout) =>
          y.sub(isLabels(given) ? oneHot(given, new Set(given).size) : t).mul(dout / y.shape[0]),
      }),
    ],
  },
  {
    id: 'loss-one-label-for-all',
    name: { en: 'the first label for all samples', ko: '모든 샘플에 첫째 레이블을 씀' },
    explanation: {
      en: 'This is what you get when the loss looks at `t[0]` for each sample. Sample n has the label `t[n]`.',
      ko: '샘플마다 `t[0]`을 보면 이렇게 됩니다. n번 샘플의 레이블은 `t[n]`입니다.',
    },
    answer: losing({
      forward: ({ y, t, given }) =>
        crossEntropyError(
          y,
          isLabels(given)
            ? oneHot(
                given.map(() => given[0]),
                y.shape[1],
              )
            : t,
        ),
    }),
  },

  // SoftmaxWithLoss.backward
  {
    id: 'loss-slope-turned',
    name: { en: 't − y instead of y − t', ko: 'y − t 대신 t − y' },
    explanation: {
      en: 'This is what you get from t − y: every slope has the wrong sign, and the network would learn the opposite.',
      ko: 't − y를 계산하면 이 값이 나옵니다. 기울기의 부호가 모두 반대여서 신경망이 거꾸로 배웁니다.',
    },
    answer: losing({ backward: ({ y, t }, dout) => t.sub(y).mul(dout / y.shape[0]) }),
  },
  {
    id: 'loss-slope-summed',
    name: { en: 'not divided by the number of samples', ko: '샘플의 수로 나누지 않음' },
    explanation: {
      en: 'This is what you get from y − t. The loss is the mean over the batch, so each sample contributes 1/N of its own loss: divide by N.',
      ko: 'y − t만 계산하면 이 값이 나옵니다. 손실은 배치의 평균이므로 샘플마다 1/N만큼 들어갑니다. N으로 나누세요.',
    },
    answer: losing({ backward: ({ y, t }, dout) => y.sub(t).mul(dout) }),
  },
  {
    id: 'loss-slope-over-classes',
    name: { en: 'divided by the number of classes', ko: '클래스의 수로 나눔' },
    explanation: {
      en: 'This is what you get when y − t is divided by `shape[1]`, the number of classes. The number of samples is `shape[0]`.',
      ko: 'y − t를 클래스의 수 `shape[1]`로 나누면 이 값이 나옵니다. 샘플의 수는 `shape[0]`입니다.',
    },
    answer: losing({ backward: ({ y, t }, dout) => y.sub(t).mul(dout / y.shape[1]) }),
  },
  {
    id: 'loss-slope-over-all-numbers',
    name: { en: 'the slopes are divided by the number of scores', ko: '기울기를 점수의 개수로 나눔' },
    explanation: {
      en: 'This is what you get when y − t is divided by `size`, N times C. The loss is a mean over the samples: divide by N.',
      ko: 'y − t를 `size`, 곧 N×C로 나누면 이 값이 나옵니다. 손실은 샘플에 대한 평균입니다. N으로 나누세요.',
    },
    answer: losing({ backward: ({ y, t }, dout) => y.sub(t).mul(dout / y.size) }),
  },
  {
    id: 'loss-slope-of-softmax-again',
    name: {
      en: 'the slope of softmax is multiplied in once more',
      ko: '소프트맥스의 기울기를 한 번 더 곱함',
    },
    explanation: {
      en: 'This is what you get from (y − t)·(1 − y)·y. y − t already includes the slope of softmax: that is why the two are one layer.',
      ko: '(y − t)·(1 − y)·y를 계산하면 이 값이 나옵니다. y − t에는 소프트맥스의 기울기가 이미 들어 있습니다. 그래서 둘을 한 계층으로 묶습니다.',
    },
    answer: losing({
      backward: ({ y, t }, dout) =>
        y
          .sub(t)
          .mul(y.map((value) => (1 - value) * value))
          .mul(dout / y.shape[0]),
    }),
  },
  {
    id: 'loss-slope-of-the-logarithm',
    name: { en: 'the slope of the logarithm only', ko: '로그의 기울기만 구함' },
    explanation: {
      en: 'This is what you get from −t / y: these are the slopes with respect to the probabilities. The way back through softmax, to the scores, is still missing; with it, the result is y − t.',
      ko: '−t / y를 계산하면 이 값이 나옵니다. 그것은 확률에 대한 기울기입니다. 점수에 대한 기울기에는 소프트맥스를 지나는 길이 더 있고, 둘을 합치면 y − t입니다.',
    },
    answer: losing({ backward: ({ y, t }, dout) => t.div(y).mul(-dout / y.shape[0]) }),
  },
  {
    id: 'loss-slope-of-scores',
    name: { en: 'a − t instead of y − t', ko: 'y − t 대신 a − t' },
    explanation: {
      en: 'This is what you get from the scores minus the targets. Keep the probabilities: y = softmax(a).',
      ko: '점수에서 정답을 빼면 이 값이 나옵니다. 확률 y = softmax(a)를 남기세요.',
    },
    answer: losing({ backward: ({ a, t }, dout) => a.sub(t).mul(dout / a.shape[0]) }),
  },
  {
    id: 'loss-slope-without-targets',
    name: { en: 't is not subtracted', ko: 't를 빼지 않음' },
    explanation: {
      en: 'This is what you get from y / N. For the true class, the slope is y − 1: a larger score makes the loss smaller.',
      ko: 'y / N을 계산하면 이 값이 나옵니다. 정답 클래스의 기울기는 y − 1입니다. 그 점수가 커지면 손실이 작아집니다.',
    },
    answer: losing({ backward: ({ y }, dout) => y.mul(dout / y.shape[0]) }),
  },
  {
    id: 'loss-predicted-class-for-the-true-one',
    name: { en: '1 is subtracted at the predicted class', ko: '예측한 클래스에서 1을 뺌' },
    explanation: {
      en: 'This is what you get when 1 is subtracted where y is largest: the network would be told that it is always right. Subtract it at the true class.',
      ko: 'y가 가장 큰 곳에서 1을 빼면 이렇게 됩니다. 신경망에 언제나 맞았다고 알려 주는 셈입니다. 정답 클래스에서 빼세요.',
    },
    answer: losing({
      backward: ({ y }, dout) => y.sub(oneHot(y.argmax(1), y.shape[1])).mul(dout / y.shape[0]),
    }),
  },
  {
    id: 'loss-dout-ignored',
    name: { en: 'dout is ignored', ko: 'dout을 쓰지 않음' },
    explanation: {
      en: 'This is what you get when the slopes are not multiplied by dout. It is 1 if the loss itself is minimized, but twice the loss has twice the slopes.',
      ko: 'dout을 곱하지 않으면 이 값이 나옵니다. 손실이 끝이면 1이지만, 손실의 두 배에는 두 배의 기울기가 있습니다.',
    },
    answer: losing({ backward: ({ y, t }) => y.sub(t).div(y.shape[0]) }),
  },
  {
    id: 'loss-dout-added',
    name: { en: 'dout is added', ko: 'dout을 더함' },
    explanation: {
      en: 'This is what you get when dout is added to the slopes. Along a chain, slopes multiply.',
      ko: '기울기에 dout을 더하면 이 값이 나옵니다. 사슬을 따라 기울기는 곱해집니다.',
    },
    answer: losing({ backward: ({ y, t }, dout) => y.sub(t).div(y.shape[0]).add(dout) }),
  },
  {
    id: 'loss-dout-zero',
    name: { en: 'dout is 0 by default', ko: 'dout을 주지 않으면 0' },
    explanation: {
      en: 'This is what you get when dout is 0 by default: then nothing comes back. The slope of the loss with respect to itself is 1.',
      ko: 'dout의 기본값이 0이면 이렇게 됩니다. 아무것도 되돌아오지 않습니다. 손실이 끝이면 손실에 대한 손실의 기울기는 1입니다.',
    },
    answer: {
      SoftmaxWithLoss: class extends SoftmaxWithLoss {
        override backward(dout = 0): NDArray {
          return super.backward(dout);
        }
      },
    },
  },
  {
    id: 'loss-slope-times-loss',
    name: { en: 'the slopes are multiplied by the loss', ko: '기울기에 손실을 곱함' },
    explanation: {
      en: 'This is what you get when the slopes are multiplied by the loss itself. The size of the loss doesn’t matter, only how it changes.',
      ko: '기울기에 손실을 곱하면 이 값이 나옵니다. 손실이 얼마나 큰지가 아니라 어떻게 움직이는지만 봅니다.',
    },
    answer: losing({
      backward: (scores, dout) =>
        scores.y.sub(scores.t).mul((dout * lossOf(scores, scores.y)) / scores.a.shape[0]),
    }),
  },
  {
    id: 'loss-labels-subtracted',
    name: { en: 'the label itself is subtracted', ko: '레이블 자체를 뺌' },
    explanation: {
      en: 'This is what you get when y − label is computed for each class of a sample. A label is a position: subtract 1 there, or make it one-hot first.',
      ko: '샘플의 클래스마다 y − 레이블을 계산하면 이 값이 나옵니다. 레이블은 자리입니다. 그 자리에서 1을 빼거나, 먼저 원-핫으로 바꾸세요.',
    },
    answer: losing({
      backward: forLabels(({ y, given }, dout) =>
        y.sub(array(given.map((label) => [label]))).mul(dout / y.shape[0]),
      ),
    }),
  },
  {
    id: 'loss-slope-labels-from-one',
    name: { en: '1 is subtracted at the wrong class', ko: '엉뚱한 클래스에서 1을 뺌' },
    explanation: {
      en: 'This is what you get when labels are counted from 1 in `backward`: they are counted from 0, like columns.',
      ko: '역전파에서 레이블을 1부터 세면 이렇게 됩니다. 레이블은 열처럼 0부터 셉니다.',
    },
    answer: losing({
      backward: forLabels(({ y, given }, dout) => {
        const classCount = y.shape[1];
        const shifted = given.map((label) => (label + classCount - 1) % classCount);
        return y.sub(oneHot(shifted, classCount)).mul(dout / y.shape[0]);
      }),
    }),
    also: [
      losing({
        backward: forLabels(({ y, given }, dout) =>
          y
            .sub(
              oneHot(
                given.map((label) => Math.max(0, label - 1)),
                y.shape[1],
              ),
            )
            .mul(dout / y.shape[0]),
        ),
      }),
    ],
  },
  {
    id: 'loss-labels-not-subtracted',
    name: { en: 'labels are left out in backward', ko: '역전파에서 레이블을 빠뜨림' },
    explanation: {
      en: 'This is what you get when nothing is subtracted if the targets are labels. They count in `forward`, so they count in `backward`, too.',
      ko: '정답이 레이블일 때 아무것도 빼지 않으면 이렇게 됩니다. 순전파에서 쓰였으므로 역전파에서도 쓰입니다.',
    },
    answer: losing({ backward: forLabels(({ y }, dout) => y.mul(dout / y.shape[0])) }),
  },
  {
    id: 'loss-y-overwritten',
    name: { en: '1 is subtracted from the kept y itself', ko: '남겨 둔 y 자체에서 1을 뺌' },
    explanation: {
      en: 'This is what you get when each call subtracts 1 from the kept y itself: the second call subtracts it again. Work on a copy, `y.copy()`.',
      ko: '부를 때마다 남겨 둔 y에서 1을 빼면 이렇게 됩니다. 두 번째에는 한 번 더 빼게 됩니다. 복사본 `y.copy()`에서 계산하세요.',
    },
    answer: losing({
      backward: ({ y, t }, dout) => {
        const slopes = y.sub(t);
        y.data.set(slopes.data);
        return slopes.mul(dout / y.shape[0]);
      },
    }),
  },
  {
    id: 'loss-keeps-the-first',
    name: { en: 'the loss layer goes back through its first batch', ko: '손실 계층이 첫 배치를 씀' },
    explanation: {
      en: 'This is what you get when forward keeps y and t only once, as in `this.y ??= …`. Each forward must replace what the last one kept.',
      ko: '`this.y ??= …`처럼 처음 한 번만 y와 t를 남기면 이렇게 됩니다. forward를 부를 때마다 앞의 것을 바꿔야 합니다.',
    },
    answer: {
      SoftmaxWithLoss: class extends SoftmaxWithLoss {
        private first?: SoftmaxWithLoss;

        override forward(a: NDArray, t: NDArray | number[]): number {
          if (this.first === undefined) {
            this.first = new SoftmaxWithLoss();
            this.first.forward(a, t);
          }
          return super.forward(a, t);
        }

        override backward(dout = 1): NDArray {
          return (this.first ?? new SoftmaxWithLoss()).backward(dout);
        }
      },
    },
  },
  {
    id: 'loss-shares',
    name: { en: 'all loss layers keep one y', ko: '모든 손실 계층이 y 하나를 함께 씀' },
    explanation: {
      en: 'This is what you get when y and t are kept in variables outside the class or in static fields: each layer overwrites those of the others. Keep them in `this`.',
      ko: 'y와 t를 파일의 변수나 static 필드에 두면 이렇게 됩니다. 계층마다 다른 계층의 것을 덮어씁니다. `this`에 두세요.',
    },
    answer: {
      SoftmaxWithLoss: class extends SoftmaxWithLoss {
        static readonly one = new SoftmaxWithLoss();

        override forward(a: NDArray, t: NDArray | number[]): number {
          return (this.constructor as unknown as { one: SoftmaxWithLoss }).one.forward(a, t);
        }

        override backward(dout = 1): NDArray {
          return (this.constructor as unknown as { one: SoftmaxWithLoss }).one.backward(dout);
        }
      },
    },
  },
  {
    id: 'loss-answers-always',
    name: {
      en: 'the loss layer: backward works without forward',
      ko: 'forward 없이 손실 계층의 backward가 답함',
    },
    explanation: {
      en: 'This is what you get when backward returns something although forward has not been called yet. There is no y then: throw an Error.',
      ko: '아직 배치가 지나가지 않았는데 backward가 답하면 이렇게 됩니다. 그때는 y가 없습니다. Error를 던지세요.',
    },
    answer: {
      SoftmaxWithLoss: class extends SoftmaxWithLoss {
        private hasPassed = false;

        override forward(a: NDArray, t: NDArray | number[]): number {
          this.hasPassed = true;
          return super.forward(a, t);
        }

        override backward(dout = 1): NDArray {
          return this.hasPassed ? super.backward(dout) : array([[0]]);
        }
      },
    },
  },
  {
    id: 'loss-dout-zero-taken-for-missing',
    name: { en: 'a dout of 0 is taken for 1', ko: 'dout이 0이면 1로 봄' },
    explanation: {
      en: 'This is what you get with `dout || 1`: 0 counts as false, and 1 takes its place. A slope of 0 is a slope. `backward(dout = 1)` puts 1 only where nothing is given.',
      ko: '`dout || 1`을 쓰면 이렇게 됩니다. 0은 거짓이므로 1로 바뀝니다. 0도 기울기입니다. `backward(dout = 1)`은 주어지지 않았을 때에만 1을 넣습니다.',
    },
    answer: losing({ backward: ({ y, t, a }, dout) => y.sub(t).mul((dout || 1) / a.shape[0]) }),
  },
]);

// ── probes ───────────────────────────────────────────────────────────────────────────────────────────────────────

const batches: { W: NDArray; b: NDArray; x: NDArray; dout: NDArray }[] = [
  {
    W: array([
      [1, -2, 0.5],
      [0.3, 2, -1],
    ]),
    b: array([0.5, -0.7, 1]),
    x: array([
      [1, 2],
      [-1, 0.5],
      [0.2, 3],
    ]),
    dout: array([
      [1, 2, -3],
      [0.5, -1, 1],
      [-2, 0, 0.4],
    ]),
  },
  {
    W: array([
      [2, 1],
      [-1, 3],
    ]),
    b: array([-1, 0.4]),
    x: array([[0.6, -2]]),
    dout: array([[1.5, -0.3]]),
  },
  {
    W: array([[0.7], [-1.1]]),
    b: array([0.2]),
    x: array([
      [3, 1],
      [1, -1],
    ]),
    dout: array([[2], [-5]]),
  },
];

/** What a layer gives in both directions, and what it holds by then. */
function walk(topic: Topic, { W, b, x, dout }: (typeof batches)[number]): unknown {
  const layer = new topic.Affine(W.copy(), b.copy());
  const held = [layer.W, layer.b];
  const [out, passedBack] = [layer.forward(x.copy()), dout.copy()];
  const dx = layer.backward(passedBack);
  return { held, out, dx, dW: layer.dW, db: layer.db, passedBack, W: layer.W, b: layer.b };
}

/** One batch after another, with new weights before the second. */
function inTurn(topic: Topic): unknown {
  const [{ W, b, x, dout }] = batches;
  const layer = new topic.Affine(W.copy(), b.copy());
  layer.forward(x.add(1));
  layer.backward(dout.add(1));
  const first = layer.dW.copy();
  const kept = layer.dW;
  layer.W = W.mul(2);
  layer.b = b.mul(-1);
  const out = layer.forward(x);
  const dx = layer.backward(dout);
  return { out, dx, dW: layer.dW, db: layer.db, isKept: String(kept) === String(first) };
}

/** Two layers at once. */
function sideBySide(topic: Topic): unknown {
  const [one, , two] = batches;
  const [layer, other] = [new topic.Affine(one.W, one.b), new topic.Affine(two.W, two.b)];
  layer.forward(one.x);
  other.forward(two.x);
  return [layer.W, layer.backward(one.dout), other.backward(two.dout), layer.dW, other.dW];
}

const scores: { a: NDArray; labels: number[] }[] = [
  {
    a: array([
      [0.3, 2, -1],
      [1, 0, 0.5],
    ]),
    labels: [2, 0],
  },
  {
    a: array([
      [1, 1],
      [0.5, -2],
      [0, 3],
    ]),
    labels: [1, 1, 0],
  },
  { a: array([[0.2, -0.4, 1.5, 0]]), labels: [1] },
  {
    a: array([
      [800, 801],
      [-900, -899.5],
    ]),
    labels: [0, 1],
  },
];

/** What a loss layer gives, for one-hot targets and for labels. */
function ended(topic: Topic, { a, labels }: (typeof scores)[number]): unknown {
  return [oneHot(labels, a.shape[1]), labels].map((t) => {
    const layer = new topic.SoftmaxWithLoss();
    const loss = layer.forward(a.copy(), t);
    return { loss, da: layer.backward(), twice: layer.backward(2) };
  });
}

function endedInTurn(topic: Topic): unknown {
  const [layer, other] = [new topic.SoftmaxWithLoss(), new topic.SoftmaxWithLoss()];
  layer.forward(scores[0].a, scores[0].labels);
  layer.forward(scores[1].a, scores[1].labels);
  other.forward(scores[2].a, scores[2].labels);
  return [layer.backward(), other.backward()];
}

const affineProbes = [
  ...batches.map((batch) => (topic: Topic) => walk(topic, batch)),
  (topic: Topic) => inTurn(topic),
  (topic: Topic) => sideBySide(topic),
];
const lossProbes = [
  ...scores.map((one) => (topic: Topic) => ended(topic, one)),
  (topic: Topic) => endedInTurn(topic),
];

export const probes: Probes<Topic> = {
  Affine: affineProbes,
  'Affine.forward': affineProbes,
  'Affine.backward': affineProbes,
  'SoftmaxWithLoss.forward': lossProbes,
  'SoftmaxWithLoss.backward': lossProbes,
};
