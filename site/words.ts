// What the site says around the lessons, in both languages. Each picture brings its own words.
export type Language = 'en' | 'ko';

const en = {
  site: {
    language: 'English',
    headline: 'Learn how a neural network learns',
    tagline: 'Write one yourself, function by function, until it reads handwritten digits.',
    start: 'Begin with the first lesson',
    firstLesson: 'Lessons',
    lessons: 'Lessons',
    glossary: 'Glossary',
    theme: {},
    search: {},
  },
  picture: {
    heading: 'See it move',
    loading: 'The picture is on its way …',
    broken: 'The picture stops here, because the code says:',
    unwritten: 'This function has not been written yet.',
    again: 'Try again',
    seen: 'What to see',
    ofReader: (topics: string) => `Your code (${topics.includes(',') ? 'topics' : 'topic'} ${topics})`,
    ofCourse: (topics: string) =>
      `The course’s solution${topics.includes(',') ? 's (topics' : ' (topic'} ${topics})`,
  },
};

const ko: typeof en = {
  site: {
    language: '한국어',
    headline: '신경망이 어떻게 배우는지 배웁니다',
    tagline: '손글씨 숫자를 읽게 될 때까지, 함수를 하나씩 직접 작성합니다.',
    start: '첫 번째 수업 시작하기',
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
      notFound: {
        title: '페이지를 찾을 수 없습니다',
        quote: '주소를 확인하거나 첫 페이지에서 다시 찾아 주세요.',
        linkText: '첫 페이지로',
      },
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
  picture: {
    heading: '움직여 보기',
    loading: '그림을 불러오고 있습니다 …',
    broken: '코드가 다음과 같이 말해서 그림을 여기서 멈춥니다.',
    unwritten: '이 함수는 아직 작성하지 않았습니다.',
    again: '다시 해 보기',
    seen: '눈여겨볼 것',
    ofReader: (topics) => `내가 쓴 코드 (${topics}번 주제)`,
    ofCourse: (topics) => `강의의 풀이 (${topics}번 주제)`,
  },
};

export const words: Record<Language, typeof en> = { en, ko };
