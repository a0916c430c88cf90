// What the pictures of surfaces say.
import { counted, short } from '../../components/numbers';

const en = {
  title: 'The gradient on a surface',
  descentTitle: 'Walking downhill',
  see: 'Each small arrow points downhill, against the gradient; the steeper the slope, the longer the arrow. Move the point, and watch the large arrow cross the lines of equal height at right angles. On the saddle, find the point where it vanishes although there is no valley.',
  descentSee:
    'Raise the learning rate, or drag the point of its curve. On the bowl, the path first jumps across the bottom, and above 1 it leaps farther out with every step. In the valley, it zigzags between the steep sides while it creeps along the floor. On the saddle, it slides down forever.',
  surface: 'Surface',
  surfaces: { bowl: 'bowl', valley: 'valley', saddle: 'saddle' },
  learningRate: 'Learning rate',
  steps: 'Steps',
  place: (axis: number) => `Point x${'₀₁'[axis]}`,
  start: (axis: number) => `Start x${'₀₁'[axis]}`,
  mapChart: 'The surface from above, as lines of equal height, with arrows that point downhill',
  pathChart: 'The surface from above, as lines of equal height, with the path of the descent',
  heightChart: 'The height f(x) after each step',
  rateChart: (steps: number) => `The height f(x) after ${counted(steps, 'step')}, for each learning rate`,
  rate: 'learning rate',
  step: 'step',
  height: 'f(x)',
  says: (x: number[], gradient: number[]) =>
    `At (${x.map(short).join(', ')}) the gradient is (${gradient.map(short).join(', ')}).`,
  descentSays: (steps: number, x: number[], height: number) =>
    `After ${counted(steps, 'step')}, the path is at (${x.map(short).join(', ')}), at height ${short(height)}.`,
  diverges: 'It has diverged: it is farther away than where it began.',
  lost: 'So far out, the computer rounds x + h and x − h to the same number. The gradient comes out as 0, and the path stops.',
};

const ko: typeof en = {
  title: '곡면 위의 기울기',
  descentTitle: '내리막을 따라 걷기',
  see: '작은 화살표는 기울기의 반대 방향, 곧 내리막을 가리키고 가파를수록 깁니다. 점을 옮기면서 큰 화살표가 등고선과 직각으로 만나는 것을 보세요. 안장에서는 골짜기가 아닌데도 화살표가 사라지는 곳을 찾아보세요.',
  descentSee:
    '학습률을 높이거나, 그 곡선의 점을 끌어 보세요. 그릇에서는 경로가 바닥을 건너뛰다가, 1을 넘으면 한 걸음마다 더 멀리 튀어 나갑니다. 골짜기에서는 가파른 벽 사이를 오가며 바닥을 따라 조금씩만 나아갑니다. 안장에서는 아래로 끝없이 미끄러집니다.',
  surface: '곡면',
  surfaces: { bowl: '그릇', valley: '골짜기', saddle: '안장' },
  learningRate: '학습률',
  steps: '걸음 수',
  place: (axis) => `점 x${'₀₁'[axis]}`,
  start: (axis) => `출발점 x${'₀₁'[axis]}`,
  mapChart: '위에서 내려다본 곡면. 등고선과 내리막을 가리키는 화살표가 있습니다',
  pathChart: '위에서 내려다본 곡면. 등고선과 경사 하강법의 경로가 있습니다',
  heightChart: '걸음마다의 높이 f(x)',
  rateChart: (steps) => `학습률에 따른 ${steps}걸음 뒤의 높이 f(x)`,
  rate: '학습률',
  step: '걸음',
  height: 'f(x)',
  says: (x, gradient) =>
    `점 (${x.map(short).join(', ')})에서 기울기는 (${gradient.map(short).join(', ')})입니다.`,
  descentSays: (steps, x, height) =>
    `${steps}걸음 뒤의 위치는 (${x.map(short).join(', ')}), 높이는 ${short(height)}입니다.`,
  diverges: '발산했습니다. 출발점보다 더 멀어졌습니다.',
  lost: '이렇게 먼 곳에서는 컴퓨터에서 x + h와 x − h가 같은 수가 됩니다. 그래서 기울기가 0으로 나오고 경로가 멈춥니다.',
};

export const words = { en, ko };
