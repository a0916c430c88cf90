// Wrong answers to topic 12 · training.
import { array, oneHot, zeros, type NDArray } from '#lib/ndarray';
import { seededRandom, type Random } from '#lib/random';
import { miniBatch } from '../../solutions/03-mini-batch';
import { backpropGradient } from '../../solutions/11-backpropagation';
import type { EpochReport, History, TrainingData, TrainingOptions } from '../../solutions/12-training';
import { ReferenceNet, type Params } from '../support/reference-net';
import { inEachWay, type Mistake, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/12-training');
type Net = Parameters<Topic['train']>[0];

// ── wrong steps ──────────────────────────────────────────────────────────────────────────────────────────────────

/** sgdStep, with another rule for each parameter. */
function stepBy(rule: (param: NDArray, grad: NDArray, learningRate: number) => NDArray): Topic['sgdStep'] {
  return (params, grads, learningRate) => ({
    W1: rule(params.W1, grads.W1, learningRate),
    b1: rule(params.b1, grads.b1, learningRate),
    W2: rule(params.W2, grads.W2, learningRate),
    b2: rule(params.b2, grads.b2, learningRate),
  });
}

const sgdStep = stepBy((param, grad, learningRate) => param.sub(grad.mul(learningRate)));

const wrongSteps: Mistake<Topic>[] = [
  {
    id: 'uphill',
    name: { en: 'a step uphill', ko: '오르막으로 한 걸음' },
    explanation: {
      en: 'This is what you get when the gradient is added: it points uphill, where the loss grows. Subtract it.',
      ko: '기울기를 더하면 이 값이 나옵니다. 기울기는 손실이 커지는 오르막을 가리키므로 빼야 합니다.',
    },
    answer: { sgdStep: stepBy((param, grad, learningRate) => param.add(grad.mul(learningRate))) },
    together: [{ sgdStep: stepBy((param, grad) => param.add(grad)) }],
  },
  {
    id: 'learning-rate-missing',
    name: { en: 'the learning rate is missing', ko: '학습률이 빠졌다' },
    explanation: {
      en: 'This is what you get when the whole gradient is subtracted: multiply it by the learning rate first.',
      ko: '기울기를 그대로 빼면 이 값이 나옵니다. 먼저 학습률을 곱하세요.',
    },
    answer: { sgdStep: stepBy((param, grad) => param.sub(grad)) },
  },
  {
    id: 'learning-rate-times-all',
    name: { en: 'the parameter is multiplied by the learning rate, too', ko: '매개변수에도 학습률을 곱했다' },
    explanation: {
      en: 'This is what you get with param.sub(grad).mul(learningRate): it scales the parameter as well. Only the gradient is multiplied by the learning rate.',
      ko: 'param.sub(grad).mul(learningRate)로 쓰면 이 값이 나옵니다. 매개변수까지 줄어듭니다. 학습률은 기울기에만 곱합니다.',
    },
    answer: { sgdStep: stepBy((param, grad, learningRate) => param.sub(grad).mul(learningRate)) },
  },
  {
    id: 'divided-by-the-learning-rate',
    name: { en: 'divided by the learning rate', ko: '학습률로 나누었다' },
    explanation: {
      en: 'This is what you get when the gradient is divided by the learning rate: a small rate would then take large steps. Multiply.',
      ko: '기울기를 학습률로 나누면 이 값이 나옵니다. 그러면 학습률이 작을수록 걸음이 커집니다. 곱하세요.',
    },
    answer: { sgdStep: stepBy((param, grad, learningRate) => param.sub(grad.div(learningRate))) },
  },
  {
    id: 'only-the-step-returned',
    name: { en: 'the step instead of the parameters', ko: '매개변수가 아니라 걸음을 돌려주었다' },
    explanation: {
      en: 'This is what you get when the step −learningRate · grad itself is returned. Return the parameters after the step.',
      ko: '걸음 −learningRate · grad 자체를 돌려주면 이 값이 나옵니다. 구할 것은 한 걸음 나아간 뒤의 매개변수입니다.',
    },
    answer: { sgdStep: stepBy((_param, grad, learningRate) => grad.mul(-learningRate)) },
  },
  {
    id: 'biases-forgotten',
    name: { en: 'the biases stay where they were', ko: '편향이 그대로다' },
    explanation: {
      en: 'This is what you get when only W1 and W2 take a step: the biases b1 and b2 learn in the same way.',
      ko: 'W1과 W2만 갱신하면 이 값이 나옵니다. 편향 b1과 b2도 같은 방식으로 학습합니다.',
    },
    answer: {
      sgdStep: (params, grads, learningRate) => ({
        ...sgdStep(params, grads, learningRate),
        b1: params.b1.copy(),
        b2: params.b2.copy(),
      }),
    },
  },
  {
    id: 'first-layer-forgotten',
    name: { en: 'the first layer stays where it was', ko: '첫 번째 층이 그대로다' },
    explanation: {
      en: 'This is what you get when only W2 and b2 take a step: the first layer, W1 and b1, has its own gradients and learns, too.',
      ko: 'W2와 b2만 갱신하면 이 값이 나옵니다. 첫 번째 층의 W1과 b1에도 기울기가 있고, 함께 학습합니다.',
    },
    answer: {
      sgdStep: (params, grads, learningRate) => ({
        ...sgdStep(params, grads, learningRate),
        W1: params.W1.copy(),
        b1: params.b1.copy(),
      }),
    },
  },
  {
    id: 'gradient-of-the-other-bias',
    name: { en: 'b2 steps by the gradient of b1', ko: 'b2를 b1의 기울기로 갱신했다' },
    explanation: {
      en: 'This is what you get when a line was copied and one name in it was not changed: b2 takes a step along the gradient of b1.',
      ko: '줄을 복사하고 이름 하나를 바꾸지 않으면 이렇게 됩니다. b2가 b1의 기울기로 갱신됩니다.',
    },
    answer: {
      sgdStep: (params, grads, learningRate) => ({
        ...sgdStep(params, grads, learningRate),
        b2: params.b2.sub(grads.b1.mul(learningRate)),
      }),
    },
  },
  {
    id: 'parameters-changed-in-place',
    name: { en: 'the given parameters are changed', ko: '넘겨받은 매개변수를 바꾸었다' },
    explanation: {
      en: 'This is what you get when the step is written into the arrays that were passed in. Return new arrays: the caller may still need the old ones.',
      ko: '넘겨받은 배열에 결과를 쓰면 이렇게 됩니다. 새 배열을 돌려주세요. 호출한 쪽에서 이전 값이 아직 필요할 수 있습니다.',
    },
    answer: {
      sgdStep: stepBy((param, grad, learningRate) => {
        param.data.set(param.sub(grad.mul(learningRate)).data);
        return param;
      }),
    },
  },
  {
    id: 'parameters-object-changed',
    name: { en: 'the new arrays are put into the given object', ko: '새 배열을 넘겨받은 객체에 넣었다' },
    explanation: {
      en: 'This is what you get with params.W1 = …: the arrays are new, but they were stored in the object that was passed in. Return a new object.',
      ko: 'params.W1 = …로 쓰면 이렇게 됩니다. 배열은 새것이지만 넘겨받은 객체가 바뀝니다. 새 객체를 만들어 돌려주세요.',
    },
    answer: {
      sgdStep: (params, grads, learningRate) => Object.assign(params, sgdStep(params, grads, learningRate)),
    },
  },
  {
    id: 'gradients-scaled-in-place',
    name: { en: 'the given gradients are changed', ko: '넘겨받은 기울기를 바꾸었다' },
    explanation: {
      en: 'This is what you get when the gradients are multiplied in place: the caller’s gradients become smaller. `grad.mul(learningRate)` makes a new array.',
      ko: '기울기 배열에 직접 곱하면 이렇게 됩니다. 다음에 볼 때는 이미 작아져 있습니다. `grad.mul(learningRate)`는 새 배열을 만듭니다.',
    },
    answer: {
      sgdStep: stepBy((param, grad, learningRate) => {
        grad.data.set(grad.mul(learningRate).data);
        return param.sub(grad);
      }),
    },
  },
  {
    id: 'learning-rate-squared',
    name: { en: 'multiplied by the learning rate twice', ko: '학습률을 두 번 곱했다' },
    explanation: {
      en: 'This is what you get when the gradient is multiplied by the learning rate twice: with a rate of 0.1, each step is ten times too short.',
      ko: '기울기에 학습률을 두 번 곱하면 이 값이 나옵니다. 학습률이 0.1이면 걸음이 모두 열 배 짧아집니다.',
    },
    answer: { sgdStep: stepBy((param, grad, learningRate) => param.sub(grad.mul(learningRate ** 2))) },
  },
  {
    id: 'learning-rate-subtracted',
    name: { en: 'the learning rate is subtracted', ko: '학습률을 뺐다' },
    explanation: {
      en: 'This is what you get when the learning rate and the gradient are both subtracted: the learning rate is a factor. Multiply the gradient by it.',
      ko: '학습률과 기울기를 둘 다 빼면 이 값이 나옵니다. 학습률은 곱하는 수입니다. 기울기에 곱하세요.',
    },
    answer: { sgdStep: stepBy((param, grad, learningRate) => param.sub(learningRate).sub(grad)) },
    also: [{ sgdStep: stepBy((param, grad, learningRate) => param.sub(grad.sub(learningRate))) }],
  },
];

// ── wrong training ───────────────────────────────────────────────────────────────────────────────────────────────

/** What goes on in one iteration, for a variant to do otherwise. */
interface Moment {
  net: Net;
  data: TrainingData;
  options: TrainingOptions;
  history: History;
  iteration: number;
  iterationsPerEpoch: number;
}

/** Where a report is made that should have been made at the epoch's start. */
const isLastOfEpoch = ({ iteration, iterationsPerEpoch }: Moment): boolean =>
  (iteration + 1) % iterationsPerEpoch === 0;

/** How train is written, part by part; each part as in the solution unless it is replaced. */
interface Parts {
  iterationsPerEpoch: (sampleCount: number, batchSize: number) => number;
  isEpochStart: (moment: Moment) => boolean;
  report: (moment: Moment) => EpochReport;
  announce: (report: EpochReport, moment: Moment) => void;
  draw: (moment: Moment) => { x: NDArray; t: NDArray };
  step: (x: NDArray, t: NDArray, moment: Moment) => void;
  loss: (x: NDArray, t: NDArray, moment: Moment) => number;
  reportsAfterTheStep: boolean;
  recordsBeforeTheStep: boolean;
  lastIteration: (iterations: number) => number;
}

const parts: Parts = {
  iterationsPerEpoch: (sampleCount, batchSize) => Math.max(1, Math.floor(sampleCount / batchSize)),
  isEpochStart: ({ iteration, iterationsPerEpoch }) => iteration % iterationsPerEpoch === 0,
  report: ({ net, data, iteration }) => ({
    iteration,
    trainAccuracy: net.accuracy(data.xTrain, data.tTrain),
    testAccuracy: net.accuracy(data.xTest, data.tTest),
  }),
  announce: (report, { options }) => options.onEpoch?.({ ...report }),
  draw: ({ data, options }) => miniBatch(data.xTrain, data.tTrain, options.batchSize, options.random),
  step: (x, t, { net, options }) => {
    net.params = sgdStep(net.params, backpropGradient(net, x, t), options.learningRate);
  },
  loss: (x, t, { net }) => net.loss(x, t),
  reportsAfterTheStep: false,
  recordsBeforeTheStep: false,
  lastIteration: (iterations) => iterations - 1,
};

function trainBy(replaced: Partial<Parts>): Topic['train'] {
  const by = { ...parts, ...replaced };
  return (net, data, options) => {
    const iterationsPerEpoch = by.iterationsPerEpoch(data.xTrain.shape[0], options.batchSize);
    const history: History = { losses: [], epochs: [] };
    for (let iteration = 0; iteration <= by.lastIteration(options.iterations); iteration++) {
      const moment: Moment = { net, data, options, history, iteration, iterationsPerEpoch };
      const reportIfDue = (): void => {
        if (!by.isEpochStart(moment)) return;
        const report = by.report(moment);
        history.epochs.push(report);
        by.announce(report, moment);
      };
      if (!by.reportsAfterTheStep) reportIfDue();
      const { x, t } = by.draw(moment);
      if (by.recordsBeforeTheStep) history.losses.push(by.loss(x, t, moment));
      by.step(x, t, moment);
      if (!by.recordsBeforeTheStep) history.losses.push(by.loss(x, t, moment));
      if (by.reportsAfterTheStep) reportIfDue();
    }
    return history;
  };
}

/** train, run with other data or options than those given. */
function trainWith(
  change: (data: TrainingData, options: TrainingOptions) => [TrainingData, TrainingOptions],
): Topic['train'] {
  return (net, data, options) => trainBy({})(net, ...change(data, options));
}

/** A report whose trainAccuracy is that of these samples. */
function reportOf(moment: Moment, { x, t }: { x: NDArray; t: NDArray }): EpochReport {
  const { iteration, net, data } = moment;
  return { iteration, trainAccuracy: net.accuracy(x, t), testAccuracy: net.accuracy(data.xTest, data.tTest) };
}

const drawn = new WeakMap<Moment, { x: NDArray; t: NDArray }>();

/** The batch of an iteration, drawn before its report. */
function drawnBefore(moment: Moment): { x: NDArray; t: NDArray } {
  const batch = drawn.get(moment) ?? parts.draw(moment);
  drawn.set(moment, batch);
  return batch;
}

function swapRows(a: NDArray, i: number, j: number): void {
  for (let column = 0; column < a.shape[1]; column++) {
    const kept = a.at(i, column);
    a.set(i, column, a.at(j, column));
    a.set(j, column, kept);
  }
}

const wrongTraining: Mistake<Topic>[] = [
  {
    id: 'loss-before-the-step',
    name: { en: 'the loss is taken before the step', ko: '갱신하기 전의 손실을 기록했다' },
    explanation: {
      en: 'This is what you get when the loss is recorded before the parameters change: record it after the step.',
      ko: '매개변수를 갱신하기 전에 손실을 기록하면 이 값이 나옵니다. 손실은 갱신한 뒤에 기록합니다.',
    },
    answer: { train: trainBy({ recordsBeforeTheStep: true }) },
    together: [
      { train: trainBy({ recordsBeforeTheStep: true, lastIteration: (iterations) => iterations }) },
      {
        train: trainBy({
          recordsBeforeTheStep: true,
          iterationsPerEpoch: (sampleCount, batchSize) => Math.ceil(sampleCount / batchSize),
        }),
      },
    ],
  },
  {
    id: 'loss-of-all-training-data',
    name: { en: 'the loss of all training data', ko: '훈련 데이터 전체의 손실' },
    explanation: {
      en: 'This is what you get when each iteration records the loss of all training samples: record the loss of the batch, which costs far less.',
      ko: '반복할 때마다 훈련 데이터 전체의 손실을 기록하면 이 값이 나옵니다. 구할 것은 미니배치의 손실이고, 계산도 훨씬 가볍습니다.',
    },
    answer: {
      train: trainBy({ loss: (_x, _t, { net, data }) => net.loss(data.xTrain, data.tTrain) }),
    },
  },
  {
    id: 'loss-once-an-epoch',
    name: { en: 'a loss for each epoch only', ko: '에폭마다 한 번만 손실을 기록했다' },
    explanation: {
      en: 'This is what you get when the loss is recorded once per epoch, with the accuracies: record it in every iteration.',
      ko: '손실을 정확도와 함께 에폭마다 한 번만 기록하면 이렇게 됩니다. 손실은 반복할 때마다 기록합니다.',
    },
    answer: {
      train(net, data, options) {
        const { losses, epochs } = trainBy({})(net, data, options);
        const starts = epochs.map(({ iteration }) => iteration);
        return { losses: losses.filter((_, i) => starts.includes(i)), epochs };
      },
    },
  },
  {
    id: 'test-accuracy-on-training-data',
    name: { en: 'the test accuracy is taken on the training data', ko: '시험 정확도를 훈련 데이터로 구했다' },
    explanation: {
      en: 'This is what you get when testAccuracy is measured on xTrain and tTrain: measure it on xTest and tTest, which the network has never seen.',
      ko: 'testAccuracy를 xTrain과 tTrain으로 구하면 이 값이 나옵니다. 신경망이 본 적 없는 xTest와 tTest로 구하세요.',
    },
    answer: {
      train: trainBy({
        report(moment) {
          const report = parts.report(moment);
          return { ...report, testAccuracy: report.trainAccuracy };
        },
      }),
    },
  },
  {
    id: 'accuracies-exchanged',
    name: { en: 'the two accuracies are exchanged', ko: '두 정확도가 바뀌었다' },
    explanation: {
      en: 'This is what you get when trainAccuracy holds the accuracy on the test data, and testAccuracy the one on the training data.',
      ko: 'trainAccuracy에 시험 데이터의 정확도를, testAccuracy에 훈련 데이터의 정확도를 넣으면 이 값이 나옵니다.',
    },
    answer: {
      train: trainBy({
        report(moment) {
          const { iteration, trainAccuracy, testAccuracy } = parts.report(moment);
          return { iteration, trainAccuracy: testAccuracy, testAccuracy: trainAccuracy };
        },
      }),
    },
  },
  {
    id: 'accuracy-in-percent',
    name: { en: 'accuracies in percent', ko: '퍼센트로 나타낸 정확도' },
    explanation: {
      en: 'This is what you get when the accuracies are multiplied by 100: they are shares, from 0 to 1.',
      ko: '정확도에 100을 곱하면 이 값이 나옵니다. 정확도는 0에서 1까지의 비율입니다.',
    },
    answer: {
      train: trainBy({
        report(moment) {
          const { iteration, trainAccuracy, testAccuracy } = parts.report(moment);
          return { iteration, trainAccuracy: 100 * trainAccuracy, testAccuracy: 100 * testAccuracy };
        },
      }),
    },
  },
  {
    id: 'trains-on-the-test-data',
    name: { en: 'the network learns from the test data', ko: '시험 데이터로 학습했다' },
    explanation: {
      en: 'This is what you get when the batches are drawn from xTest and tTest: data that the network has learned from can no longer test it.',
      ko: '미니배치를 xTest와 tTest에서 뽑으면 이 값이 나옵니다. 학습에 쓴 데이터로는 더 이상 시험할 수 없습니다.',
    },
    answer: {
      train: trainBy({
        draw: ({ data, options }) => miniBatch(data.xTest, data.tTest, options.batchSize, options.random),
      }),
    },
  },
  {
    id: 'no-report-before-training',
    name: { en: 'the first report comes too late', ko: '첫 보고가 늦다' },
    explanation: {
      en: 'This is what you get when the reports come at the end of each epoch: they come at the start, so that the first one shows the untrained network.',
      ko: '에폭이 끝날 때 보고하면 이렇게 됩니다. 에폭이 시작될 때 보고해야 첫 보고가 학습 전의 신경망을 보여 줍니다.',
    },
    answer: {
      train: trainBy({
        reportsAfterTheStep: true,
        isEpochStart: isLastOfEpoch,
        report: (moment) => parts.report({ ...moment, iteration: moment.iteration + 1 }),
      }),
    },
    also: [
      { train: trainBy({ isEpochStart: isLastOfEpoch }) },
      { train: trainBy({ reportsAfterTheStep: true, isEpochStart: isLastOfEpoch }) },
    ],
  },
  {
    id: 'reports-one-iteration-late',
    name: { en: 'each report comes one iteration late', ko: '보고가 한 반복씩 늦다' },
    explanation: {
      en: 'This is what you get when a report is made after the first iteration of an epoch, at 1, 1 + epoch and so on: make it at the start, when `iteration % iterationsPerEpoch === 0`.',
      ko: '에폭의 첫 반복이 끝난 다음, 곧 1, 1 + 에폭, …에서 보고하면 이렇게 됩니다. 에폭이 시작될 때, 곧 `iteration % iterationsPerEpoch === 0`일 때 보고하세요.',
    },
    answer: {
      train: trainBy({
        isEpochStart: ({ iteration, iterationsPerEpoch }) =>
          iteration % iterationsPerEpoch === 1 % iterationsPerEpoch,
      }),
    },
  },
  {
    id: 'train-accuracy-of-a-batch',
    name: { en: 'trainAccuracy is that of a batch', ko: 'trainAccuracy가 미니배치의 정확도이다' },
    explanation: {
      en: 'This is what you get when trainAccuracy is measured on some of the training samples, such as a batch: measure it on all of them.',
      ko: 'trainAccuracy를 미니배치 같은 일부 훈련 샘플로 구하면 이렇게 됩니다. 훈련 샘플 전체로 구하세요.',
    },
    answer: { train: trainBy({ report: (moment) => reportOf(moment, parts.draw(moment)) }) },
    also: [
      { train: trainBy({ draw: drawnBefore, report: (moment) => reportOf(moment, drawnBefore(moment)) }) },
      {
        train: trainBy({
          report: (moment) => {
            const { xTrain, tTrain } = moment.data;
            const rows = Math.min(moment.options.batchSize, xTrain.shape[0]);
            const first = Array.from({ length: rows }, (_, n) => n);
            return reportOf(moment, { x: xTrain.take(first), t: tTrain.take(first) });
          },
        }),
      },
    ],
  },
  {
    id: 'report-after-the-step',
    name: { en: 'the report comes after the step', ko: '갱신한 뒤에 보고했다' },
    explanation: {
      en: 'This is what you get when the accuracies are measured after the step of their iteration: at iteration 0 they belong to the untrained network.',
      ko: '그 반복의 갱신이 끝난 뒤에 정확도를 구하면 이 값이 나옵니다. 반복 0의 정확도는 학습 전 신경망의 것입니다.',
    },
    answer: { train: trainBy({ reportsAfterTheStep: true }) },
  },
  {
    id: 'report-each-iteration',
    name: { en: 'a report in each iteration', ko: '반복할 때마다 보고했다' },
    explanation: {
      en: 'This is what you get when every iteration is reported. Measuring all of the data costs more than a step: once per epoch is enough.',
      ko: '반복할 때마다 보고하면 이렇게 됩니다. 데이터 전체의 정확도를 구하는 일은 한 번의 갱신보다 무거우므로 에폭마다 한 번이면 됩니다.',
    },
    answer: { train: trainBy({ isEpochStart: () => true }) },
  },
  {
    id: 'epoch-not-rounded',
    name: { en: 'the length of an epoch is not rounded down', ko: '에폭의 길이를 내림하지 않았다' },
    explanation: {
      en: 'This is what you get when an epoch is N / batchSize iterations, and that is not a whole number: iteration % 2.5 is rarely 0. Use Math.floor.',
      ko: '에폭의 길이 N / batchSize가 정수가 아니면 이렇게 됩니다. iteration % 2.5는 좀처럼 0이 되지 않습니다. Math.floor를 쓰세요.',
    },
    answer: {
      train: trainBy({
        iterationsPerEpoch: (sampleCount, batchSize) => Math.max(1, sampleCount / batchSize),
      }),
    },
  },
  {
    id: 'epoch-rounded-up',
    name: { en: 'the length of an epoch is rounded up', ko: '에폭의 길이를 올림했다' },
    explanation: {
      en: 'This is what you get when N / batchSize is rounded up: an epoch is ⌊N / batchSize⌋ iterations, rounded down, and at least one.',
      ko: 'N / batchSize를 올림하면 이렇게 됩니다. 에폭은 ⌊N / batchSize⌋번, 곧 내림한 횟수의 반복이고 적어도 한 번입니다.',
    },
    answer: {
      train: trainBy({ iterationsPerEpoch: (sampleCount, batchSize) => Math.ceil(sampleCount / batchSize) }),
    },
  },
  {
    id: 'epoch-of-no-iterations',
    name: {
      en: 'no reports when the batch is larger than the data',
      ko: '배치가 데이터보다 크면 보고가 없다',
    },
    explanation: {
      en: 'This is what you get when ⌊N / batchSize⌋ is 0: iteration % 0 is NaN and never equal to 0. An epoch is at least one iteration: Math.max(1, …).',
      ko: '⌊N / batchSize⌋가 0이면 이렇게 됩니다. iteration % 0은 NaN이라 0과 같을 수 없습니다. 에폭은 적어도 한 번의 반복입니다. Math.max(1, …)를 쓰세요.',
    },
    answer: {
      train: trainBy({ iterationsPerEpoch: (sampleCount, batchSize) => Math.floor(sampleCount / batchSize) }),
    },
  },
  {
    id: 'epochs-counted',
    name: { en: 'the number of the epoch instead of the iteration', ko: '반복 횟수 대신 에폭 번호' },
    explanation: {
      en: 'This is what you get when a report says 0, 1, 2, … for the epochs: its `iteration` is the number of iterations done so far.',
      ko: '보고에 에폭 번호 0, 1, 2, …를 넣으면 이렇게 됩니다. `iteration`은 그때까지 끝난 반복의 수입니다.',
    },
    answer: {
      train: trainBy({
        report: (moment) => ({ ...parts.report(moment), iteration: moment.history.epochs.length }),
      }),
    },
  },
  {
    id: 'one-report-for-all',
    name: { en: 'all reports are one object', ko: '모든 보고가 한 객체다' },
    explanation: {
      en: 'This is what you get when one report object is filled again and again: the list then holds the same object many times, with the last values. Make a new one each time.',
      ko: '보고 객체 하나를 계속 고쳐 쓰면 이렇게 됩니다. 목록에는 같은 객체가 여러 번 들어가고 모두 마지막 값이 됩니다. 매번 새 객체를 만드세요.',
    },
    answer: {
      train: trainBy({
        report: (moment) => Object.assign(moment.history.epochs[0] ?? {}, parts.report(moment)),
      }),
    },
  },
  {
    id: 'onEpoch-never-called',
    name: { en: 'onEpoch is never called', ko: 'onEpoch을 부르지 않았다' },
    explanation: {
      en: 'This is what you get when onEpoch is forgotten: call it with each report, if it was given: `onEpoch?.(report)`.',
      ko: 'onEpoch을 잊으면 이렇게 됩니다. 주어졌다면 보고할 때마다 부르세요: `onEpoch?.(report)`.',
    },
    answer: { train: trainBy({ announce: () => {} }) },
    together: [{ train: trainBy({ announce: () => {}, recordsBeforeTheStep: true }) }],
  },
  {
    id: 'onEpoch-taken-for-granted',
    name: { en: 'onEpoch is called even when it was not given', ko: 'onEpoch이 없어도 불렀다' },
    explanation: {
      en: 'This is what you get when onEpoch is called without checking: it is optional, and undefined cannot be called. `onEpoch?.(report)` skips it.',
      ko: 'onEpoch이 있는지 보지 않고 부르면 이렇게 됩니다. onEpoch은 선택 사항이고 undefined는 부를 수 없습니다. `onEpoch?.(report)`는 없으면 건너뜁니다.',
    },
    answer: { train: trainBy({ announce: (report, { options }) => options.onEpoch!({ ...report }) }) },
  },
  {
    id: 'onEpoch-at-the-end',
    name: { en: 'onEpoch is called when all is over', ko: '학습이 끝난 뒤에 onEpoch을 불렀다' },
    explanation: {
      en: 'This is what you get when all reports are handed to onEpoch after the training: call it as soon as there is a report, so that you can watch the training.',
      ko: '학습이 모두 끝난 뒤에 onEpoch을 부르면 이렇게 됩니다. 학습 과정을 지켜볼 수 있도록 보고가 생기는 즉시 부르세요.',
    },
    answer: {
      train(net, data, options) {
        const history = trainBy({ announce: () => {} })(net, data, options);
        history.epochs.forEach((report) => options.onEpoch?.({ ...report }));
        return history;
      },
    },
  },
  {
    id: 'new-parameters-dropped',
    name: { en: 'the network never changes', ko: '신경망이 바뀌지 않는다' },
    explanation: {
      en: 'This is what you get when the result of sgdStep is not used: it returns new parameters, and they take effect with `net.params = …`.',
      ko: 'sgdStep의 결과를 쓰지 않으면 이렇게 됩니다. sgdStep은 새 매개변수를 돌려줄 뿐이므로 `net.params = …`로 넣어 주어야 합니다.',
    },
    answer: { train: trainBy({ step: () => {} }) },
  },
  {
    id: 'uphill-training',
    name: { en: 'training goes uphill', ko: '오르막으로 학습한다' },
    explanation: {
      en: 'This is what you get when each step goes along the gradient instead of against it: the loss grows.',
      ko: '기울기의 반대쪽이 아니라 기울기 방향으로 나아가면 이렇게 됩니다. 손실이 점점 커집니다.',
    },
    answer: {
      train: trainWith((data, options) => [data, { ...options, learningRate: -options.learningRate }]),
    },
  },
  {
    id: 'learning-rate-fixed',
    name: { en: 'the learning rate is always 0.1', ko: '학습률이 항상 0.1이다' },
    explanation: {
      en: 'This is what you get when the learning rate is written into the loop as 0.1: use the one in the options.',
      ko: '학습률을 반복문 안에 0.1로 써 두면 이렇게 됩니다. 옵션으로 받은 학습률을 쓰세요.',
    },
    answer: { train: trainWith((data, options) => [data, { ...options, learningRate: 0.1 }]) },
  },
  {
    id: 'one-iteration-too-many',
    name: { en: 'one iteration too many', ko: '반복이 한 번 많다' },
    explanation: {
      en: 'This is what you get when the loop runs while i <= iterations: counted from 0, that is one too many.',
      ko: 'i <= iterations인 동안 반복하면 이렇게 됩니다. 0부터 세므로 한 번 많습니다.',
    },
    answer: { train: trainBy({ lastIteration: (iterations) => iterations }) },
  },
  {
    id: 'always-the-same-batch',
    name: { en: 'the same batch in each iteration', ko: '매번 같은 미니배치' },
    explanation: {
      en: 'This is what you get when the batch is drawn before the loop: the network then memorizes these few samples. Draw a new one in each iteration.',
      ko: '반복문 앞에서 미니배치를 한 번만 뽑으면 이렇게 됩니다. 신경망이 그 몇 개만 외우게 됩니다. 반복할 때마다 새로 뽑으세요.',
    },
    answer: {
      train(net, data, options) {
        const { x, t } = miniBatch(data.xTrain, data.tTrain, options.batchSize, options.random);
        return trainBy({ draw: () => ({ x, t }) })(net, data, options);
      },
    },
  },
  {
    id: 'always-all-the-data',
    name: { en: 'all training data instead of a batch', ko: '미니배치 대신 훈련 데이터 전체' },
    explanation: {
      en: 'This is what you get when each step uses all training samples: draw a batch of batchSize with miniBatch.',
      ko: '갱신할 때마다 훈련 데이터 전체를 쓰면 이렇게 됩니다. miniBatch로 batchSize개를 뽑으세요.',
    },
    answer: { train: trainBy({ draw: ({ data }) => ({ x: data.xTrain, t: data.tTrain }) }) },
  },
  {
    id: 'the-first-rows-in-turn',
    name: { en: 'batches in turn instead of at random', ko: '무작위가 아니라 차례대로 뽑은 미니배치' },
    explanation: {
      en: 'This is what you get when the batches are cut from the data in order, and `random` is not used: draw them with miniBatch.',
      ko: '데이터를 앞에서부터 차례대로 잘라 쓰고 `random`을 쓰지 않으면 이렇게 됩니다. miniBatch로 뽑으세요.',
    },
    answer: {
      train: trainBy({
        draw({ data, options, iteration }) {
          const rows = Array.from(
            { length: options.batchSize },
            (_, k) => (iteration * options.batchSize + k) % data.xTrain.shape[0],
          );
          return { x: data.xTrain.take(rows), t: data.tTrain.take(rows) };
        },
      }),
    },
  },
  {
    id: 'targets-of-another-draw',
    name: { en: 'the targets are drawn apart from the samples', ko: '샘플과 정답을 따로 뽑았다' },
    explanation: {
      en: 'This is what you get when x and t come from two different draws: the samples get the targets of others. Draw once and take both from it.',
      ko: 'x와 t를 따로 뽑으면 이렇게 됩니다. 샘플에 다른 샘플의 정답이 붙습니다. 한 번 뽑아서 둘 다 거기에서 꺼내세요.',
    },
    answer: {
      train: trainBy({ draw: (moment) => ({ x: parts.draw(moment).x, t: parts.draw(moment).t }) }),
    },
  },
  {
    id: 'Math.random',
    ownNumbers: true,
    name: { en: 'Math.random instead of random', ko: 'random 대신 Math.random' },
    explanation: {
      en: 'This is what you get when the batches are drawn with Math.random: two runs with the same seed then differ. Pass on the `random` in the options.',
      ko: 'Math.random으로 미니배치를 뽑으면 이렇게 됩니다. 같은 시드로 두 번 실행해도 결과가 다릅니다. 옵션으로 받은 `random`을 넘겨주세요.',
    },
    answer: { train: trainWith((data, options) => [data, { ...options, random: Math.random }]) },
  },
  {
    id: 'learning-rate-twice',
    name: { en: 'the learning rate is used twice', ko: '학습률을 두 번 썼다' },
    explanation: {
      en: 'This is what you get when the gradient is multiplied by the learning rate before it is passed to `sgdStep`, which multiplies it once more.',
      ko: '기울기에 학습률을 곱해서 `sgdStep`에 넘기면 이렇게 됩니다. `sgdStep`이 한 번 더 곱합니다.',
    },
    answer: {
      train: trainBy({
        step: (x, t, { net, options }) => {
          const gradient = backpropGradient(net, x, t);
          net.params = sgdStep(net.params, gradient, options.learningRate ** 2);
        },
      }),
    },
  },
  {
    id: 'own-source',
    ownNumbers: true,
    name: { en: 'its own random source, with a fixed seed', ko: '고정된 시드로 만든 별도의 난수' },
    explanation: {
      en: 'This is what you get when `train` makes its own random source from a fixed seed: each run draws the same batches. Pass on the `random` in the options.',
      ko: '`train` 안에서 고정된 시드로 난수를 새로 만들면 이렇게 됩니다. 실행할 때마다 같은 미니배치를 뽑습니다. 옵션으로 받은 `random`을 넘겨주세요.',
    },
    answer: {
      train: (net, data, options) => trainBy({})(net, data, { ...options, random: seededRandom(42) }),
    },
  },
  {
    id: 'data-put-in-another-order',
    ownNumbers: true,
    name: { en: 'the data are shuffled in place', ko: '데이터를 그 자리에서 섞었다' },
    explanation: {
      en: 'This is what you get when the training data themselves are reordered: the caller’s data change, and the next run differs. Draw batches with miniBatch, which does not modify the data.',
      ko: '훈련 데이터 자체의 순서를 바꾸면 이렇게 됩니다. 호출한 쪽의 데이터가 바뀌고, 다음 실행의 결과도 달라집니다. 데이터를 그대로 두는 miniBatch로 뽑으세요.',
    },
    answer: {
      train(net, data, options) {
        const { xTrain, tTrain } = data;
        for (let i = xTrain.shape[0] - 1; i > 0; i--) {
          const j = Math.floor(options.random() * (i + 1));
          swapRows(xTrain, i, j);
          swapRows(tTrain, i, j);
        }
        return trainBy({})(net, data, options);
      },
    },
  },
  {
    id: 'one-iteration-too-few',
    name: { en: 'one iteration too few', ko: '한 번 적게 반복했다' },
    explanation: {
      en: 'This is what you get when the loop ends one iteration early: begin at 0 and go on while iteration < iterations.',
      ko: '반복문이 한 번 일찍 끝나면 이렇게 됩니다. 0에서 시작해 iteration < iterations인 동안 반복하세요.',
    },
    answer: { train: trainBy({ lastIteration: (iterations) => iterations - 2 }) },
  },
  {
    id: 'untrained-network-not-reported',
    name: { en: 'no report before the first step', ko: '첫 단계 전의 보고가 없다' },
    explanation: {
      en: 'This is what you get when the report at iteration 0 is left out: each epoch begins with one, the first included, so that the first shows the untrained network.',
      ko: '0번째 반복의 보고를 빼면 이렇게 됩니다. 첫 에폭까지 모든 에폭은 보고로 시작하므로, 첫 보고는 학습 전의 신경망을 보여 줍니다.',
    },
    answer: {
      train: trainBy({
        isEpochStart: ({ iteration, iterationsPerEpoch }) =>
          iteration > 0 && iteration % iterationsPerEpoch === 0,
      }),
    },
  },
];

export const mistakes = inEachWay<Topic>([...wrongSteps, ...wrongTraining]);

// ── what tells them apart ────────────────────────────────────────────────────────────────────────────────────────

const params = (): Params => ({
  W1: array([
    [0.5, -0.3],
    [0.2, 0.4],
  ]),
  b1: array([0.1, -0.2]),
  W2: array([
    [0.3, -0.1, 0.2],
    [-0.4, 0.5, 0.1],
  ]),
  b2: array([0, 0.1, -0.1]),
});
const squareParams = (): Params => ({
  W1: array([[1]]),
  b1: array([0.5]),
  W2: array([[-1]]),
  b2: array([2]),
});
const grads = (): Params => ({
  W1: array([
    [1, 2],
    [-1, 0.5],
  ]),
  b1: array([0.3, 0.6]),
  W2: array([
    [0.2, 0.4, -0.6],
    [1, -1, 2],
  ]),
  b2: array([-2, 1, 0.5]),
});
const squareGrads = (): Params => ({
  W1: array([[2]]),
  b1: array([-1]),
  W2: array([[0.5]]),
  b2: array([3]),
});

/** What is left of the arguments after a step: of the objects, and of the arrays that were in them. */
const objectsAfter = (topic: Topic, given: Params, slopes: Params): object => {
  topic.sgdStep(given, slopes, 0.5);
  return { given, slopes };
};
const arraysAfter = (topic: Topic, given: Params, slopes: Params): object => {
  const arrays = { given: { ...given }, slopes: { ...slopes } };
  topic.sgdStep(given, slopes, 0.5);
  return arrays;
};

/** `count` samples that are all the same, so that it does not matter which are drawn; and others to test with. */
const equalSamples = (count: number): TrainingData => ({
  xTrain: array(Array.from({ length: count }, () => [1, -0.5])),
  tTrain: oneHot(new Array<number>(count).fill(2), 3),
  xTest: array([
    [0.5, 1],
    [-2, 1],
    [1, -1],
  ]),
  tTest: oneHot([1, 0, 2], 3),
});

/** Three samples, each with its own class. */
const differentSamples = (): TrainingData => ({
  ...equalSamples(3),
  xTrain: array([
    [1, 0],
    [-1, 2],
    [0.5, 3],
  ]),
  tTrain: oneHot([0, 2, 1], 3),
});

interface Numbers {
  iterations: number;
  batchSize: number;
  learningRate: number;
}

/** A run: what it returns, what the network is like afterwards, and what onEpoch was told meanwhile. */
function runOf(topic: Topic, data: TrainingData, numbers: Numbers, random: Random = seededRandom(1)): object {
  const net = new ReferenceNet(params());
  const calls: object[] = [];
  const onEpoch = (report: EpochReport): void => {
    calls.push({ ...report, b2: net.params.b2.copy() });
  };
  const history = topic.train(net, data, { ...numbers, random, onEpoch });
  return { history, calls, params: net.params };
}

/** With learning rate 0 and batches of one, the losses show which samples were drawn: each loss once, in order of size. */
function samplesSeen(topic: Topic, seed: number): number[] {
  const net = new ReferenceNet(params());
  const options = { iterations: 60, batchSize: 1, learningRate: 0, random: seededRandom(seed) };
  const { losses } = topic.train(net, differentSamples(), options);
  return [...new Set(losses.map((loss) => loss.toFixed(9)))].map(Number).sort((a, b) => a - b);
}

/** Whether two runs, with these seeds, have the same losses. */
function repeats(topic: Topic, seeds: [number, number]): boolean {
  const losses = seeds.map((seed) => {
    const options = { iterations: 12, batchSize: 2, learningRate: 0.5, random: seededRandom(seed) };
    return topic.train(new ReferenceNet(params()), differentSamples(), options).losses.join();
  });
  return losses[0] === losses[1];
}

/** Whether the samples come in the order in which they stand, again and again. */
function comesInTurn(topic: Topic, seed: number): boolean {
  const net = new ReferenceNet(params());
  const options = { iterations: 12, batchSize: 1, learningRate: 0, random: seededRandom(seed) };
  const { losses } = topic.train(net, differentSamples(), options);
  return losses.every((loss, i) => i < 3 || loss === losses[i - 3]);
}

/** Whether the data are the same after a run. */
function leavesTheData(topic: Topic, seed: number): boolean {
  const data = differentSamples();
  const options = { iterations: 2, batchSize: 2, learningRate: 0.5, random: seededRandom(seed) };
  topic.train(new ReferenceNet(params()), data, options);
  return String(data.xTrain) === String(differentSamples().xTrain);
}

const withoutOnEpoch = (topic: Topic, iterations: number): unknown =>
  topic.train(new ReferenceNet({ ...params(), b2: zeros([3]) }), equalSamples(3), {
    iterations,
    batchSize: 2,
    learningRate: 0.5,
    random: seededRandom(1),
  });

export const probes: Probes<Topic> = {
  sgdStep: [
    (topic) => topic.sgdStep(params(), grads(), 0.5),
    (topic) => topic.sgdStep(params(), grads(), 0.25),
    (topic) => topic.sgdStep(squareParams(), squareGrads(), 0.1),
    (topic) => topic.sgdStep(squareParams(), squareGrads(), 2),
    (topic) => objectsAfter(topic, params(), grads()),
    (topic) => objectsAfter(topic, squareParams(), squareGrads()),
    (topic) => arraysAfter(topic, params(), grads()),
    (topic) => arraysAfter(topic, squareParams(), squareGrads()),
  ],
  train: [
    (topic) => runOf(topic, equalSamples(4), { iterations: 5, batchSize: 2, learningRate: 0.5 }),
    (topic) => runOf(topic, equalSamples(5), { iterations: 6, batchSize: 2, learningRate: 1 }),
    (topic) => runOf(topic, equalSamples(7), { iterations: 8, batchSize: 3, learningRate: 0.3 }),
    (topic) => runOf(topic, equalSamples(2), { iterations: 4, batchSize: 3, learningRate: 1 }),
    (topic) => runOf(topic, equalSamples(1), { iterations: 3, batchSize: 5, learningRate: 2 }),
    (topic) => samplesSeen(topic, 1),
    (topic) => samplesSeen(topic, 2),
    (topic) => comesInTurn(topic, 1),
    (topic) => comesInTurn(topic, 2),
    (topic) => leavesTheData(topic, 1),
    (topic) => leavesTheData(topic, 4),
    (topic) => repeats(topic, [1, 1]),
    (topic) => repeats(topic, [5, 5]),
    (topic) => repeats(topic, [1, 2]),
    (topic) => repeats(topic, [3, 4]),
    (topic) => withoutOnEpoch(topic, 2),
    (topic) => withoutOnEpoch(topic, 3),
  ],
};
