// What the picture of the reader's own digits says.
import { short } from '../../components/numbers';

const en = {
  title: 'Draw a digit',
  see: 'Draw a digit with your mouse or finger. It is scaled to 20×20 pixels and centered by its mass, like the digits that the network learned from, and the network reads it at once. Then turn it, or change the pen: a network knows only what it has seen.',
  turn: 'Turn the drawing',
  degrees: (value: number) => `${value}°`,
  width: 'Pen width',
  pixels: (value: number) => `${value} px`,
  network: 'Network',
  networks: { file: 'from npm run train', here: 'trained in this browser (topic 12)' },
  noneHere: 'Train one in lesson 12 first.',
  clear: 'Clear',
  invitation: 'Draw a digit with your mouse or finger. You will write the network that reads it.',
  pad: 'Canvas for drawing a digit. With the keyboard, the arrow keys move the pen, and the space bar puts it down and lifts it.',
  padHelp: 'Keyboard: the arrow keys move the pen; the space bar puts it down and lifts it.',
  seen: 'What the network sees: 28×28 pixels',
  chanceChart: 'The probability that the network assigns to each digit',
  digit: 'digit',
  chance: 'probability',
  loading: 'Loading the network …',
  empty: 'Draw a digit.',
  says: (digit: number, chance: number) =>
    `The network reads ${article(digit)} ${digit}, with probability ${short(chance)}.`,
  fetch: 'Download the test images (1.6 MB) and see its mistakes',
  fetching: 'Downloading the test images …',
  matrixTitle: 'What the network takes for what',
  matrixChart: 'The confusion matrix: a row for each actual digit, a column for each predicted one',
  actual: 'actual',
  predicted: 'predicted',
  mistakes: 'Misread digits, most confident first',
  mistake: (actual: number, predicted: number) => `${article(actual, 'A')} ${actual}, read as ${predicted}`,
  pairs: (pairs: string) => `Most often mixed up (actual → predicted, how often): ${pairs}.`,
};

/** "An" before eight, "a" before every other digit. */
function article(digit: number, a: 'a' | 'A' = 'a'): string {
  return digit === 8 ? `${a}n` : a;
}

/** 로 after a vowel or ㄹ, as in 일로 and 이로; 으로 after another consonant, as in 영으로, 삼으로, 육으로. */
function particle(digit: number): string {
  return [0, 3, 6].includes(digit) ? '으로' : '로';
}

const ko: typeof en = {
  title: '숫자를 그려 보세요',
  see: '마우스나 손가락으로 숫자를 그려 보세요. 신경망이 학습한 숫자들과 똑같이 20×20 픽셀에 맞추고 무게 중심을 가운데에 둔 다음 곧바로 읽습니다. 그다음에는 그림을 돌리거나 펜 굵기를 바꿔 보세요. 신경망은 본 것만 압니다.',
  turn: '그림 돌리기',
  degrees: (value) => `${value}°`,
  width: '펜 굵기',
  pixels: (value) => `${value}픽셀`,
  network: '신경망',
  networks: { file: 'npm run train으로 학습한 것', here: '이 브라우저에서 학습한 것 (12번 주제)' },
  noneHere: '먼저 12번 수업에서 학습시켜 주세요.',
  clear: '지우기',
  invitation: '마우스나 손가락으로 숫자를 그려 보세요. 이것을 읽는 신경망을 여러분이 직접 작성하게 됩니다.',
  pad: '숫자를 그리는 그림판. 키보드에서는 화살표 키로 펜을 옮기고 스페이스 바로 펜을 내리거나 듭니다.',
  padHelp: '키보드: 화살표 키로 펜을 옮기고, 스페이스 바로 내리거나 듭니다.',
  seen: '신경망이 보는 28×28 픽셀',
  chanceChart: '신경망이 숫자마다 매긴 확률',
  digit: '숫자',
  chance: '확률',
  loading: '신경망을 불러오고 있습니다 …',
  empty: '숫자를 그려 보세요.',
  says: (digit, chance) => `신경망은 ${digit}${particle(digit)} 읽었고, 그 확률은 ${short(chance)}입니다.`,
  fetch: '시험 이미지(1.6 MB)를 받아 틀린 숫자 보기',
  fetching: '시험 이미지를 받고 있습니다 …',
  matrixTitle: '무엇을 무엇으로 읽는가',
  matrixChart: '혼동 행렬: 행은 실제 숫자, 열은 예측한 숫자',
  actual: '실제',
  predicted: '예측',
  mistakes: '틀리게 읽은 숫자. 확신이 컸던 것부터 보여 줍니다',
  mistake: (actual, predicted) => `${actual}인데 ${predicted}${particle(predicted)} 읽음`,
  pairs: (pairs) => `가장 자주 혼동하는 쌍(실제 → 예측, 횟수): ${pairs}.`,
};

export const words = { en, ko };
