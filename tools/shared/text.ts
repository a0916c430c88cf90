// What the commands say, in English and Korean.
import type { Language } from '#engine/suite/variants';

const en = {
  score: (passed: number, total: number) =>
    passed === total ? `all ${total} laws hold` : `${passed} of ${total} laws hold`,
  given: 'for',
  returned: (name: string, received: string, expected: string) =>
    `your ${name} returned ${received}, expected ${expected}`,
  measured: (subject: string, received: string, expected: string) =>
    `${subject}: received ${received}, expected ${expected}`,
  compared: (received: string, expected: string) => `it is ${received}, expected ${expected}`,
  didNotThrow: (name: string) => `your ${name} returned, but an error was expected`,
  at: (place: string) => `at ${place}`,
  whereToLook: (lesson: string, replay: string) => `→ ${lesson} · replay: ${replay}`,
  unwritten: (name: string) => `${name} is not written yet`,
  cannotRun: 'the file cannot be run',

  progress: (done: number, total: number) => `${done} of ${total} topics`,
  goal: 'Goal',
  lesson: 'Lesson',
  file: 'Your file',
  checking: 'checking …',
  finished: (next: string | undefined) =>
    next === undefined
      ? 'Every topic is finished. `npm run train -- --mine` trains your network on MNIST.'
      : `Done! Press n for ${next}.`,
  menu: 'h hint · l list · n next · p previous · r run · x reset · s solution · q quit',
  menuHint:
    'Type a letter and Enter: h hint, l list, n next, p previous, r run, x reset, s solution, q quit.',
  hint: (name: string, number: number, of: number) => `Hint ${number} of ${of} for ${name}`,
  noMoreHints: (name: string) => `That was the last hint for ${name}. The next h starts again.`,
  noHints: 'This lesson has no hints.',
  noHintsFor: (name: string, names: string[]) =>
    `there are no hints for ${name}, but for ${names.join(', ')}`,
  manual: 'Press r to run your file.',
  watching: 'Save your file, and it is run.',
  askReset: (topic: string) =>
    `Put exercises/${topic}.ts back as it was at first? A copy of yours is kept. (y/n)`,
  notRemembered: (topic: string, reason: string) =>
    `It could not be kept in .dojo/ that ${topic} is finished: ${reason}`,
  wasReset: (copy: string) => `Put back. What you wrote is kept in ${copy}.`,
  askSolution: 'Not all laws hold yet. Look at the solution anyway? (y/n)',
  keptAsIs: 'Nothing was changed.',
  solution: (path: string) => `The solution, ${path}:`,
  states: {
    open: 'not begun',
    started: 'begun',
    finished: 'finished',
    changed: 'edited since it was finished',
  },
  firstTopic: 'This is the first topic.',
  lastTopic: 'This is the last topic.',
  overviewHint: 'In a terminal, `npm start` leads through the course.',
  goodbye: 'Your progress is kept. `npm start` goes on here.',
};

const ko: typeof en = {
  score: (passed, total) =>
    passed === total ? `법칙 ${total}개가 모두 성립` : `법칙 ${total}개 중 ${passed}개 성립`,
  given: '입력',
  returned: (name, received, expected) => `${name}의 결과는 ${received}, 기댓값은 ${expected}`,
  measured: (subject, received, expected) => `${subject}: 결과는 ${received}, 기댓값은 ${expected}`,
  compared: (received, expected) => `결과는 ${received}, 기댓값은 ${expected}`,
  didNotThrow: (name) => `${name}에서 오류가 나야 하는데 값을 돌려주었습니다`,
  at: (place) => `위치: ${place}`,
  whereToLook: (lesson, replay) => `→ ${lesson} · 다시 실행: ${replay}`,
  unwritten: (name) => `${name}: 아직 작성하지 않았습니다`,
  cannotRun: '파일을 실행할 수 없습니다',

  progress: (done, total) => `${total}개 주제 중 ${done}개`,
  goal: '목표',
  lesson: '강의',
  file: '작성할 파일',
  checking: '확인하는 중 …',
  finished: (next) =>
    next === undefined
      ? '모든 주제를 마쳤습니다. `npm run train -- --mine`으로 직접 만든 신경망을 MNIST로 학습시켜 보세요.'
      : `완료! n을 누르면 ${next}(으)로 넘어갑니다.`,
  menu: 'h 힌트 · l 목록 · n 다음 · p 이전 · r 실행 · x 되돌리기 · s 해답 · q 끝내기',
  menuHint:
    '글자 하나와 Enter를 입력하세요: h 힌트, l 목록, n 다음, p 이전, r 실행, x 되돌리기, s 해답, q 끝내기.',
  hint: (name, number, of) => `${name} 힌트 ${of}개 중 ${number}번`,
  noMoreHints: (name) => `${name}의 마지막 힌트였습니다. h를 누르면 처음부터 다시 보여 줍니다.`,
  noHints: '이 강의에는 힌트가 없습니다.',
  noHintsFor: (name, names) => `${name}의 힌트는 없습니다. 힌트가 있는 함수: ${names.join(', ')}`,
  manual: 'r을 누르면 파일을 실행합니다.',
  watching: '파일을 저장하면 바로 실행합니다.',
  askReset: (topic) =>
    `exercises/${topic}.ts를 처음 상태로 되돌릴까요? 지금까지 쓴 것은 따로 보관합니다. (y/n)`,
  notRemembered: (topic, reason) => `${topic}을 완료했다는 것을 .dojo/에 적지 못했습니다: ${reason}`,
  wasReset: (copy) => `되돌렸습니다. 쓰던 파일은 ${copy}에 보관했습니다.`,
  askSolution: '아직 모든 법칙이 성립하지는 않습니다. 그래도 해답을 볼까요? (y/n)',
  keptAsIs: '바뀐 것은 없습니다.',
  solution: (path) => `해답 ${path}:`,
  states: { open: '시작 전', started: '진행 중', finished: '완료', changed: '완료한 뒤 수정함' },
  firstTopic: '첫 번째 주제입니다.',
  lastTopic: '마지막 주제입니다.',
  overviewHint: '터미널에서 `npm start`를 실행하면 강의를 차례로 안내합니다.',
  goodbye: '진행 상황을 저장했습니다. `npm start`로 이어서 할 수 있습니다.',
};

export const TEXT: Record<Language, typeof en> = { en, ko };

/** The language that was asked for, or that of the computer: Korean where its locale is Korean, else English. */
export function languageOf(asked?: string): Language {
  const locale =
    asked ?? process.env.LC_ALL ?? process.env.LANG ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
