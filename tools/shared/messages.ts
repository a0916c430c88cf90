// What the commands say, in English and Korean. The site says it, too: nothing here needs Node.
import type { Language } from '#engine/course/course';
import { wordsIn } from '#engine/words/words';

const en = {
  score: (passed: number, total: number) =>
    passed === total ? `all ${total} laws hold` : `${passed} of ${total} laws hold`,
  given: 'for',
  returned: (name: string, received: string, expected: string) =>
    `your ${name} returned ${received}, expected ${expected}`,
  measured: (subject: string, received: string, expected: string) =>
    `${subject}: received ${received}, expected ${expected}`,
  compared: (received: string, expected: string) => `it is ${received}, expected ${expected}`,
  at: (place: string) => `at ${place}`,
  replay: (command: string) => `replay: ${command}`,
  printed: 'it printed:',
  printedMore: (count: number) => `… and ${count} more ${count === 1 ? 'line' : 'lines'}`,
  gained: (count: number) =>
    `${count > 0 ? '+' : '−'}${Math.abs(count)} ${Math.abs(count) === 1 ? 'law' : 'laws'} since the last run`,
  polling: 'This computer has no file watchers left, so your file is checked every half second instead.',
  unwritten: (name: string) => `${name} is not written yet`,
  cannotRun: 'the file cannot be run',

  progress: (done: number, total: number) => `${done} of ${total} topics`,
  goal: 'Goal',
  lesson: 'Lesson',
  file: 'Your file',
  checking: 'checking …',
  more: (isRunAgain: boolean) => `more: ${isRunAgain ? 'r, or ' : ''}a taller window`,
  finished: (next: string | undefined) =>
    next === undefined ? 'Every topic is finished.' : `Done! Press n for ${next}.`,
  compare: 's shows your code beside the solution.',
  menu: 'h hint · l list · n next · p previous · r run · x reset · s solution · q quit',
  menuHint:
    'Type a letter and Enter: h hint, l list, n next, p previous, r run, x reset, s solution, q quit.',
  hint: (name: string, number: number, of: number) => `Hint ${number} of ${of} for ${name}`,
  noMoreHints: (name: string) => `That was the last hint for ${name}. Ask again to start over.`,
  noHints: 'This lesson has no hints.',
  noHintsFor: (name: string, names: string[]) =>
    `there are no hints for ${name}; hints exist for ${names.join(', ')}`,
  manual: 'Press r to run your file.',
  watching: 'Save the file to run it.',
  askReset: (topic: string) =>
    `Reset exercises/${topic}.ts to the original? Your version will be kept. (y/n)`,
  notRemembered: (reason: string) => `Could not save your progress to .dojo/: ${reason}`,
  wasReset: (copy: string | undefined) =>
    copy === undefined
      ? 'This is the original. There was nothing of yours to keep.'
      : `Reset. What you wrote is kept in ${copy}.`,
  setAside: (path: string) =>
    `.dojo/progress.json was damaged, and is kept as ${path}. Check your topics again to restore their marks.`,
  unreadable: (reason: string) => `Could not read .dojo/, so your progress is not remembered: ${reason}`,
  keptAnswers: (paths: string[]) =>
    `An older version of the course mistook edited files for the originals. They are kept: ${paths.join(', ')}.`,
  unchecked: (command: string) => `Written, but not yet checked on this computer: ${command}`,
  checkingWritten: (topic: string) => `checking what you have already written: ${topic} …`,
  isMissing: (file: string, command: string) => `${file} is missing: ${command} restores it.`,
  wasRenamed: (file: string) => `If you renamed it to ${file}, rename it back.`,
  resting: (seconds: number) =>
    `Your file changes again and again while it runs or right after. Does your code write to it? It now runs at most every ${seconds} seconds; press r to run it at once.`,
  askSolution: 'Not all laws hold yet. Show the solution anyway? (y/n)',
  keptAsIs: 'Nothing was changed.',
  solution: (path: string) => `The solution, ${path}:`,
  beside: (mine: string, solution: string) => `What you wrote in ${mine}, and the solution, ${solution}:`,
  yours: 'yours',
  theirs: 'the solution',
  sameCode: (name: string) => `${name}: identical`,
  noSolution: 'This copy of the course has no solutions. The hints (h) lead almost to the answer.',
  states: {
    open: 'not started',
    missing: 'its file is missing',
    unchecked: 'written, not checked yet',
    started: 'in progress',
    finished: 'finished',
    changed: 'changed since finished',
  },
  firstTopic: 'This is the first topic.',
  lastTopic: 'This is the last topic.',
  overviewHint: 'Run `npm start` in a terminal for the guided course.',
  goodbye: 'Your progress is saved. Run `npm start` to continue.',
};

const ko: typeof en = {
  score: (passed, total) =>
    passed === total ? `법칙 ${total}개가 모두 성립` : `법칙 ${total}개 중 ${passed}개 성립`,
  given: '입력',
  returned: (name, received, expected) => `${name}의 결과는 ${received}, 기대한 값은 ${expected}`,
  measured: (subject, received, expected) => `${subject}: 결과는 ${received}, 기대한 값은 ${expected}`,
  compared: (received, expected) => `결과는 ${received}, 기대한 값은 ${expected}`,
  at: (place) => `위치: ${place}`,
  replay: (command) => `다시 실행: ${command}`,
  printed: '출력한 것:',
  printedMore: (count) => `… 그리고 ${count}줄 더`,
  gained: (count) =>
    `지난 실행보다 성립하는 법칙이 ${Math.abs(count)}개 ${count > 0 ? '늘었습니다' : '줄었습니다'}`,
  polling: '이 컴퓨터의 파일 감시 한도를 다 써서, 대신 0.5초마다 파일을 확인합니다.',
  unwritten: (name) => `${name}: 아직 작성하지 않았습니다`,
  cannotRun: '파일을 실행할 수 없습니다',

  progress: (done, total) => `${total}개 주제 중 ${done}개`,
  goal: '목표',
  lesson: '수업',
  file: '작성할 파일',
  checking: '확인하는 중 …',
  more: (isRunAgain) => `더 보기: ${isRunAgain ? 'r 키 또는 ' : ''}더 높은 창`,
  finished: (next) =>
    next === undefined ? '모든 주제를 마쳤습니다.' : `완료! n을 누르면 ${next}(으)로 넘어갑니다.`,
  compare: 's를 누르면 내 코드와 해답을 나란히 보여 줍니다.',
  menu: 'h 힌트 · l 목록 · n 다음 · p 이전 · r 실행 · x 되돌리기 · s 해답 · q 끝내기',
  menuHint:
    '글자 하나와 Enter를 입력하세요: h 힌트, l 목록, n 다음, p 이전, r 실행, x 되돌리기, s 해답, q 끝내기.',
  hint: (name, number, of) => `${name} 힌트 ${of}개 중 ${number}번`,
  noMoreHints: (name) => `${name}의 마지막 힌트였습니다. 다시 물으면 처음부터 보여 줍니다.`,
  noHints: '이 수업에는 힌트가 없습니다.',
  noHintsFor: (name, names) => `${name}의 힌트는 없습니다. 힌트가 있는 함수: ${names.join(', ')}`,
  manual: 'r을 누르면 파일을 실행합니다.',
  watching: '파일을 저장하면 바로 실행합니다.',
  askReset: (topic) =>
    `exercises/${topic}.ts를 처음 상태로 되돌릴까요? 지금까지 쓴 것은 따로 보관합니다. (y/n)`,
  notRemembered: (reason) => `진행 상황을 .dojo/에 저장하지 못했습니다: ${reason}`,
  wasReset: (copy) =>
    copy === undefined
      ? '강의에서 제공한 그대로입니다. 따로 보관할 것은 없었습니다.'
      : `되돌렸습니다. 쓰던 파일은 ${copy}에 보관했습니다.`,
  setAside: (path) =>
    `.dojo/progress.json이 손상되어 ${path}(으)로 보관했습니다. 주제를 다시 확인하면 표시가 돌아옵니다.`,
  unreadable: (reason) => `.dojo/를 읽을 수 없어 진행 상황을 기억하지 못합니다: ${reason}`,
  keptAnswers: (paths) =>
    `이전 버전의 강의가 수정한 파일을 원본으로 잘못 알았습니다. 그 파일은 보관했습니다: ${paths.join(', ')}.`,
  unchecked: (command) => `작성했지만 이 컴퓨터에서 아직 확인하지 않았습니다: ${command}`,
  checkingWritten: (topic) => `이미 작성한 것을 확인하는 중: ${topic} …`,
  isMissing: (file, command) => `${file} 파일이 없습니다. ${command}(으)로 되살릴 수 있습니다.`,
  wasRenamed: (file) => `${file}(으)로 이름을 바꾸었다면 원래 이름으로 되돌리세요.`,
  resting: (seconds) =>
    `실행하는 동안 또는 바로 뒤에 파일이 계속 바뀝니다. 코드가 그 파일에 쓰고 있지 않나요? 이제 ${seconds}초에 한 번만 실행합니다. r을 누르면 바로 실행합니다.`,
  askSolution: '아직 모든 법칙이 성립하지는 않습니다. 그래도 해답을 볼까요? (y/n)',
  keptAsIs: '바뀐 것은 없습니다.',
  solution: (path) => `해답 ${path}:`,
  beside: (mine, solution) => `직접 작성한 ${mine}, 그리고 해답 ${solution}:`,
  yours: '내 코드',
  theirs: '해답',
  sameCode: (name) => `${name}: 해답과 똑같습니다`,
  noSolution: '이 강의 자료에는 해답이 없습니다. 힌트(h)를 따라가면 답에 가까이 갈 수 있습니다.',
  states: {
    open: '시작 전',
    missing: '파일 없음',
    unchecked: '작성함, 확인 전',
    started: '진행 중',
    finished: '완료',
    changed: '완료한 뒤 수정함',
  },
  firstTopic: '첫 번째 주제입니다.',
  lastTopic: '마지막 주제입니다.',
  overviewHint: '터미널에서 `npm start`를 실행하면 강의를 차례로 안내합니다.',
  goodbye: '진행 상황을 저장했습니다. `npm start`로 이어서 할 수 있습니다.',
};

/** What the commands say in a language. */
export const textIn = (language: Language): typeof en => wordsIn({ en, ko }, language);
