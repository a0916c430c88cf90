// What the pictures of the losses say.
import { short } from '../../components/numbers';
import type { Language } from '../../words';

interface Words {
  title: string;
  compareTitle: string;
  see: string;
  compareSee: string;
  ofTrue: string;
  ofRest: string;
  classes: string[];
  barsLabel: string;
  curveLabel: string;
  slopeLabel: string;
  prediction: string;
  target: string;
  squared: string;
  crossEntropy: string;
  probability: string;
  loss: string;
  slope: string;
  now: (p: number) => string;
  says: (p: number, squared: number) => string;
  compareSays: (p: number, losses: [number, number], slopes: [number, number]) => string;
}

/** Where a slope to both sides would ask for a probability that there is not. */
const isEnd = (p: number): boolean => p === 0 || p === 1;

export const words: Record<Language, Words> = {
  en: {
    title: 'How wrong is this prediction?',
    compareTitle: 'Two losses, one prediction',
    see: 'Move the probability of the true class: the error falls to 0 as the probability approaches 1. Then leave it there, and change how the rest is shared: the error is smallest when the two wrong classes get the same share.',
    compareSee:
      'Move the probability of the true class toward 0. Both losses grow, but only the cross-entropy becomes steep, and the slope (how much the loss changes as the probability moves) is what a network learns from.',
    ofTrue: 'Probability of the true class',
    ofRest: 'Share of the rest that goes to “dog”',
    classes: ['cat (true)', 'dog', 'fox'],
    barsLabel: 'Bars: the prediction for each of three classes, with the target as a line',
    curveLabel: 'The loss at each probability of the true class, with a dot at the current one',
    slopeLabel: 'How steep each loss is at each probability of the true class',
    prediction: 'prediction y',
    target: 'target t',
    squared: 'squared error',
    crossEntropy: 'cross-entropy error',
    probability: 'probability of the true class',
    loss: 'loss',
    slope: 'slope',
    now: (p) => `At ${short(p)}`,
    says: (p, squared) => `With ${short(p)} for the true class, the squared error is ${short(squared)}.`,
    compareSays: (p, [squared, crossEntropy], [squaredSlope, crossEntropySlope]) =>
      `With ${short(p)} for the true class, the squared error is ${short(squared)} and its slope ${short(squaredSlope)}; the cross-entropy error is ${short(crossEntropy)} and its slope ${short(crossEntropySlope)}${isEnd(p) ? ', measured over the last 0.0001' : ''}.`,
  },
  ko: {
    title: '이 예측은 얼마나 틀렸을까요?',
    compareTitle: '예측 하나, 손실 함수 둘',
    see: '정답 클래스의 확률을 움직여 보세요. 1에 가까워질수록 오차가 0으로 줄어듭니다. 이번에는 그 확률을 그대로 두고 나머지를 나누는 비율을 움직여 보세요. 틀린 두 클래스가 똑같이 나누어 가질 때 오차가 가장 작습니다.',
    compareSee:
      '정답 클래스의 확률을 0 쪽으로 움직여 보세요. 두 손실이 모두 커지지만, 가팔라지는 것은 교차 엔트로피 오차뿐입니다. 신경망은 바로 이 기울기, 곧 확률이 움직일 때 손실이 변하는 정도를 보고 배웁니다.',
    ofTrue: '정답 클래스의 확률',
    ofRest: '나머지 중 ‘개’의 비율',
    classes: ['고양이(정답)', '개', '여우'],
    barsLabel: '세 클래스에 대한 예측을 막대로, 정답을 선으로 나타낸 그림',
    curveLabel: '정답 클래스의 확률에 따른 손실. 지금 위치에 점이 있습니다',
    slopeLabel: '정답 클래스의 확률에 따른 두 손실의 기울기',
    prediction: '예측 y',
    target: '정답 t',
    squared: '오차제곱합',
    crossEntropy: '교차 엔트로피 오차',
    probability: '정답 클래스의 확률',
    loss: '손실',
    slope: '기울기',
    now: (p) => `${short(p)}일 때`,
    says: (p, squared) => `정답 클래스의 확률이 ${short(p)}일 때 오차제곱합은 ${short(squared)}입니다.`,
    compareSays: (p, [squared, crossEntropy], [squaredSlope, crossEntropySlope]) =>
      `정답 클래스의 확률이 ${short(p)}일 때 오차제곱합은 ${short(squared)}(기울기 ${short(squaredSlope)}), 교차 엔트로피 오차는 ${short(crossEntropy)}(기울기 ${short(crossEntropySlope)})입니다.${isEnd(p) ? ' 끝에서는 마지막 0.0001 동안의 기울기를 잽니다.' : ''}`,
  },
};
