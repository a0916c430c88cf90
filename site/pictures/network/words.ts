// What the pictures of the two-layer network say.
import { short } from '../../components/numbers';

const en = {
  title: 'Forward, number by number',
  backwardTitle: 'There and back',
  see: 'Follow one sample from the input to the probabilities. Then move the weight W1[0][0], and compare: does the loss rise or fall? The gradient, at the same position, told you so before.',
  backwardSee:
    'Read the backward pass from the right: dy is prediction minus target, and each gradient is computed from those to its right. The numerical gradient, which knows nothing about any of this, finds the same numbers. Set the input x₀ to 0, and the first row of the gradient of W1 vanishes.',
  input: (i: number) => `Input x${'₀₁'[i]}`,
  weight: 'Weight W1[0][0]',
  target: 'True class',
  targets: { '0': '0', '1': '1' },
  forward: 'Forward',
  back: 'Backward',
  numerical: 'Numerical gradient',
  analytic: 'Gradient by backpropagation',
  drawing:
    'The network: inputs on the left, hidden units in the middle, probabilities on the right. The tables below hold all of its numbers.',
  slopesByDifferences: 'the slope of the loss with respect to the weight above it, by numericalGradient',
  slopesByBackprop: 'the backward pass: da1 and dy, and on each edge the gradient, by backpropGradient',
  targetName: 'true',
  tables: 'All numbers as tables',
  lossChart:
    'The loss against the weight W1[0][0], with a dot at the current value and a line with the slope there',
  weightAxis: 'W1[0][0]',
  loss: 'loss',
  slopeLine: 'line with the slope from the gradient',
  says: (loss: number, slope: number, chance: number) =>
    `The true class has probability ${short(chance)}, so the loss is ${short(loss)}. If W1[0][0] grows, the loss ${slope > 0 ? 'rises' : slope < 0 ? 'falls' : 'stays the same'}: its slope is ${short(slope)}.`,
  backwardSays: (loss: number, difference: number) =>
    `The loss is ${short(loss)}. The largest difference between the two gradients is ${short(difference)}.`,
};

const ko: typeof en = {
  title: '순전파를 숫자 하나하나로',
  backwardTitle: '갔다가 되돌아오기',
  see: '샘플 하나가 입력에서 확률이 되기까지 따라가 보세요. 그다음 가중치 W1[0][0]을 움직여 보세요. 손실이 커지나요, 작아지나요? 기울기의 같은 자리에 있는 수가 이미 답을 말해 주었습니다.',
  backwardSee:
    '역전파를 오른쪽부터 읽어 보세요. dy는 예측에서 정답을 뺀 값이고, 각 기울기는 그 오른쪽에 있는 값으로 계산합니다. 이 과정을 전혀 모르는 수치 미분의 기울기도 같은 수를 찾아냅니다. 입력 x₀을 0으로 두면 W1의 기울기에서 첫 행이 사라집니다.',
  input: (i) => `입력 x${'₀₁'[i]}`,
  weight: '가중치 W1[0][0]',
  target: '정답 클래스',
  targets: { '0': '0', '1': '1' },
  forward: '순전파',
  back: '역전파',
  numerical: '수치 미분으로 구한 기울기',
  analytic: '오차역전파법으로 구한 기울기',
  drawing:
    '신경망 그림: 왼쪽은 입력, 가운데는 은닉층 뉴런, 오른쪽은 확률입니다. 모든 수는 아래 표에 있습니다.',
  slopesByDifferences: '바로 위에 적힌 가중치를 따라 손실이 얼마나 가파른지 (numericalGradient)',
  slopesByBackprop: '되돌아가는 값: 뉴런의 da1과 dy, 선마다의 기울기 (backpropGradient)',
  targetName: '정답',
  tables: '모든 수를 표로 보기',
  lossChart: '가중치 W1[0][0]에 따른 손실. 지금 위치의 점과 기울기를 나타내는 직선이 있습니다',
  weightAxis: 'W1[0][0]',
  loss: '손실',
  slopeLine: '기울기를 나타내는 직선',
  says: (loss, slope, chance) =>
    `정답 클래스의 확률이 ${short(chance)}이므로 손실은 ${short(loss)}입니다. W1[0][0]이 커지면 손실은 ${slope > 0 ? '커집니다' : slope < 0 ? '작아집니다' : '그대로입니다'}. 기울기가 ${short(slope)}이기 때문입니다.`,
  backwardSays: (loss, difference) =>
    `손실은 ${short(loss)}입니다. 두 기울기의 가장 큰 차이는 ${short(difference)}입니다.`,
};

export const words = { en, ko };
