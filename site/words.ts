// What the site says around the lessons. A course in another language gets English around its lessons. Each picture brings its own words.
export type Language = 'en' | 'ko';

/** The language of the words around a page, by the page's own. */
export function wordsFor(language: string): Language {
  return language === 'ko' ? 'ko' : 'en';
}

const en = {
  site: {
    start: 'Start with the first lesson',
    ways: {
      here: 'Read, write and check everything here in your browser, with nothing to install.',
      terminal: ['Or, with your own editor and Node.js: ', '.'],
    },
    goOn: (lesson: string) => `Continue with ${lesson}`,
    chapter: (number: number) => `Chapter ${number}`,
    marks: { finished: 'finished', begun: 'in progress', read: 'opened' },
    progress: (done: number, total: number) => `${done} of ${total} topics finished`,
    linkToHere: 'Link',
    notFound: {
      title: 'Page not found',
      text: 'The address may be mistyped, or the page may have moved. These are all the pages of the course:',
    },
    notFetched: {
      title: 'This page could not be loaded',
      text: 'The page exists, but it did not arrive. Are you offline?',
      again: 'Try again',
    },
    firstLesson: 'Lessons',
    lessons: 'Lessons',
    glossary: 'Glossary',
    theme: {},
    search: {},
  },
  lesson: {
    hint: (number: number) => `Hint ${number}`,
  },
  picture: {
    heading: 'See it move',
    loading: 'Loading the figure …',
    troubles: {
      code: () => 'The figure stopped, because the code threw an error:',
      unwritten: () => 'This function has not been written yet.',
      unexported: (what: string) => `This is not exported: ${what}.`,
      endless: (seconds: string) =>
        `The code was still running after ${seconds} seconds, so it was stopped. Is there a loop that never ends?`,
      connection: () => 'A file that this page needs could not be loaded. Are you offline?',
    },
    again: 'Try again',
    play: 'Play',
    stop: 'Stop',
    seen: 'What to look for',
    skip: 'Skip to the figure',
    ofReader: (topics: string) => `Your code (${topics.includes(',') ? 'topics' : 'topic'} ${topics})`,
    ofCourse: (topics: string) =>
      `The course’s solution${topics.includes(',') ? 's (topics' : ' (topic'} ${topics})`,
    runMine: 'Run my code',
    runSolutions: 'Run the course’s solutions',
  },
};

const ko: typeof en = {
  site: {
    start: '첫 번째 수업 시작하기',
    ways: {
      here: '설치할 것 없이 이 브라우저에서 읽고, 쓰고, 확인할 수 있습니다.',
      terminal: ['쓰던 편집기와 Node.js로 하려면 ', '를 실행하세요.'],
    },
    goOn: (lesson) => `이어서 하기: ${lesson}`,
    chapter: (number) => `${number}장`,
    marks: { finished: '완료', begun: '진행 중', read: '열어 봄' },
    progress: (done, total) => `${total}개 주제 중 ${done}개 완료`,
    linkToHere: '링크',
    notFound: {
      title: '페이지를 찾을 수 없습니다',
      text: '주소가 잘못되었거나 페이지가 옮겨졌습니다. 강의의 모든 페이지는 다음과 같습니다.',
    },
    notFetched: {
      title: '페이지를 불러오지 못했습니다',
      text: '있는 페이지이지만 내려받지 못했습니다. 인터넷 연결을 확인해 주세요.',
      again: '다시 해 보기',
    },
    firstLesson: '수업',
    lessons: '수업',
    glossary: '용어집',
    theme: {
      outline: { label: '이 페이지에서' },
      docFooter: { prev: '이전', next: '다음' },
      darkModeSwitchLabel: '화면 밝기',
      lightModeSwitchTitle: '밝은 화면으로',
      darkModeSwitchTitle: '어두운 화면으로',
      sidebarMenuLabel: '차례',
      returnToTopLabel: '맨 위로',
      langMenuLabel: '언어 바꾸기',
      skipToContentLabel: '본문으로 건너뛰기',
    },
    search: {
      button: { buttonText: '검색', buttonAriaLabel: '검색' },
      modal: {
        displayDetails: '자세히 보기',
        resetButtonTitle: '지우기',
        backButtonTitle: '닫기',
        noResultsText: '찾은 것이 없습니다',
        footer: { selectText: '열기', navigateText: '옮겨 가기', closeText: '닫기' },
      },
    },
  },
  lesson: {
    hint: (number) => `힌트 ${number}`,
  },
  picture: {
    heading: '움직여 보기',
    loading: '그림을 불러오고 있습니다 …',
    troubles: {
      code: () => '코드에서 다음 오류가 나서 그림을 멈췄습니다.',
      unwritten: () => '이 함수는 아직 작성하지 않았습니다.',
      unexported: (what) => `내보내지 않은 이름이 있습니다: ${what}`,
      endless: (seconds) =>
        `코드가 ${seconds}초가 지나도 끝나지 않아 멈췄습니다. 끝나지 않는 반복문이 있나요?`,
      connection: () => '이 페이지에 필요한 파일을 내려받지 못했습니다. 인터넷 연결을 확인해 주세요.',
    },
    again: '다시 해 보기',
    play: '재생',
    stop: '정지',
    skip: '그림으로 건너뛰기',
    seen: '눈여겨볼 것',
    ofReader: (topics) => `내가 쓴 코드 (${topics}번 주제)`,
    ofCourse: (topics) => `강의의 해답 (${topics}번 주제)`,
    runMine: '내 코드로 실행',
    runSolutions: '강의의 해답으로 실행',
  },
};

export const words: Record<Language, typeof en> = { en, ko };
