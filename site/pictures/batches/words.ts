// What the pictures of batches say.
import { short } from '../../components/numbers';

const en = {
  title: 'How good is a batch?',
  compareTitle: 'Three ways to draw a batch',
  see: 'Draw a few batches: the counts of the ten classes differ each time. Then make the batch larger. The mean loss of a batch scatters less and less around the mean loss of all samples: four times the batch size, half the spread.',
  compareSee:
    'Choose how batches are drawn. A stratified batch contains every class equally often. Here the losses differ mostly between the classes, as they do early in training, so the mean loss of a stratified batch hardly scatters. Later they differ within the classes, and little is gained. With random batches, compare the exact probability of missing a class with the share that was counted.',
  batchSize: 'Batch size',
  draw: 'Draw another batch',
  method: 'How to draw',
  methods: {
    random: 'at random (randomChoice)',
    epoch: 'from an epoch (epochBatches)',
    stratified: 'evenly by class (stratifiedChoice)',
  },
  countsChart: 'How many samples of each class are in the batch',
  spreadChart: 'How far the mean loss of a batch is off, against the batch size, both axes logarithmic',
  missChart: 'The probability that a batch misses at least one of ten classes, against the batch size',
  classes: 'class',
  count: 'samples',
  size: 'batch size',
  spread: 'spread of the mean loss',
  measured: 'measured, 200 batches of each size',
  expected: 'one sample’s spread ÷ √size',
  exact: 'exact for random draws (chanceOfMissingAClass)',
  chance: 'probability of missing a class',
  now: (size: number) => `With batches of ${size}`,
  says: (size: number, missing: number, mean: number, all: number) =>
    `This batch of ${size} misses ${missing} of 10 classes. Its mean loss is ${short(mean)}; the mean loss of all samples is ${short(all)}.`,
  chanceSays: (size: number, chance: number, counted: number) =>
    `A random batch of ${size} misses a class with probability ${short(chance)}; of 200 batches drawn this way, ${counted} did.`,
};

const ko: typeof en = {
  title: '배치 하나를 얼마나 믿을 수 있을까요?',
  compareTitle: '배치를 뽑는 세 가지 방법',
  see: '배치를 여러 번 뽑아 보세요. 열 클래스의 개수가 매번 다릅니다. 이제 배치를 키워 보세요. 배치의 평균 손실이 전체의 평균 손실 주위로 점점 모입니다. 배치가 네 배가 되면 흩어진 정도는 절반이 됩니다.',
  compareSee:
    '배치를 뽑는 방법을 골라 보세요. 클래스별로 고르게 뽑은 배치에는 모든 클래스가 똑같이 들어 있습니다. 여기서는 학습 초기처럼 손실이 주로 클래스에 따라 다르므로 평균 손실이 거의 흩어지지 않습니다. 학습이 진행되면 손실이 클래스 안에서 달라지므로 이득이 거의 없습니다. 무작위로 뽑을 때는 클래스를 빠뜨릴 정확한 확률과 실제로 센 비율이 맞아떨어지는 것을 보세요.',
  batchSize: '배치 크기',
  draw: '다른 배치 뽑기',
  method: '뽑는 방법',
  methods: {
    random: '무작위로 (randomChoice)',
    epoch: '에폭에서 차례로 (epochBatches)',
    stratified: '클래스별로 고르게 (stratifiedChoice)',
  },
  countsChart: '배치에 들어 있는 클래스별 샘플의 수',
  spreadChart: '배치 크기에 따라 배치의 평균 손실이 벗어나는 정도. 두 축 모두 로그입니다',
  missChart: '배치 크기에 따라 열 클래스 중 하나라도 빠질 확률',
  classes: '클래스',
  count: '샘플 수',
  size: '배치 크기',
  spread: '평균 손실의 흩어짐',
  measured: '실제로 잰 값 (크기마다 배치 200개)',
  expected: '샘플 하나의 흩어짐 ÷ √크기',
  exact: '무작위로 뽑을 때의 정확한 값 (chanceOfMissingAClass)',
  chance: '클래스가 빠질 확률',
  now: (size) => `배치 크기 ${size}일 때`,
  says: (size, missing, mean, all) =>
    `크기가 ${size}인 이 배치에는 10개 클래스 중 ${missing}개가 빠졌습니다. 평균 손실은 ${short(mean)}이고, 전체의 평균 손실은 ${short(all)}입니다.`,
  chanceSays: (size, chance, counted) =>
    `무작위로 뽑은 크기 ${size}의 배치가 클래스를 빠뜨릴 확률은 ${short(chance)}입니다. 이 방법으로 뽑은 배치 200개 가운데 ${counted}개가 그랬습니다.`,
};

export const words = { en, ko };
