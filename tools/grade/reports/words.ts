// What the reports say.
import { numberOf, type Course, type Language, type Text, type TopicName } from '#engine/course/course';
import type { TestOutcome } from '#engine/runner/outcome';
import { asWritten } from '#engine/words/phrase';
import { wordsIn, type Words } from '#engine/words/words';
import { lawInWords, problemInWords, standsAlone } from '../../shared/in-words';
import { sayIn } from '../../shared/spoken';
import { typeErrorsOf } from '../../shared/type-errors';
import { TYPES_DID_NOT_END } from '../../shared/limits';
import type { TopicVerdict, VerdictState } from '../score/verdict';
import translatedSayings from './said.ko.json';

const en = {
  feedbackOn: 'Feedback',
  total: (points: number, possible: number) => `**${points} of ${possible} points.**`,
  notGraded:
    '**Not graded.** Some topics could not be graded, for the reasons below. That is not zero: it costs you no points.',
  unconfined: 'The code ran without a sandbox (`--unsafe`), so this result could be forged.',
  topic: 'Topic',
  points: 'Points',
  state: 'State',
  states: {
    judged: '',
    unwritten: 'not written yet',
    missing: 'no file',
    unreadable: 'cannot be run',
    ungradable: 'not graded',
  } satisfies Record<VerdictState, string>,
  skipped: 'skipped',
  complete: 'complete',
  of: (points: number, possible: number) => `${points} of ${possible}`,
  given: 'for',
  at: 'at',
  unwrittenBlocks: (names: string[]) => `Not written yet: ${names.join(', ')}.`,
  alsoFails: 'Also failing:',
  unearned: 'Passing, but not counted yet: points start once a law passes that a trivial answer would fail:',
  typeErrors:
    'Type errors. They cost no points here, but `npm run check` tests nothing until they are fixed:',
  about: 'About the files',
  noFile: 'There is no file for this topic.',
};

const ko: typeof en = {
  feedbackOn: '피드백',
  total: (points, possible) => `**${possible}점 만점에 ${points}점.**`,
  notGraded:
    '**채점하지 못했습니다.** 아래의 이유로 채점하지 못한 주제가 있습니다. 0점이 아니며 감점도 없습니다.',
  unconfined: '코드를 격리하지 않고 실행했으므로(`--unsafe`) 결과가 위조되었을 수도 있습니다.',
  topic: '주제',
  points: '점수',
  state: '상태',
  states: {
    judged: '',
    unwritten: '아직 작성하지 않음',
    missing: '파일 없음',
    unreadable: '실행할 수 없음',
    ungradable: '채점하지 못함',
  },
  skipped: '건너뜀',
  complete: '완료',
  of: (points, possible) => `${points} / ${possible}`,
  given: '입력',
  at: '위치',
  unwrittenBlocks: (names) => `아직 작성하지 않았습니다: ${names.join(', ')}`,
  alsoFails: '다음 법칙도 성립하지 않습니다.',
  unearned:
    '다음은 성립하지만 아직 점수가 되지 않습니다. 계산 없이는 만족할 수 없는 법칙이 하나라도 성립하면 점수가 됩니다.',
  typeErrors:
    '타입 오류입니다. 여기서 감점은 없지만, `npm run check`는 이 오류를 고칠 때까지 확인하지 않습니다.',
  about: '제출한 파일',
  noFile: '이 주제의 파일이 없습니다.',
};

const WORDS: Words<typeof en> = { en, ko };

/** How the reports on a course are written: in one language. */
export class Reporting {
  readonly words: typeof en;
  private say: ((text: string) => string) | undefined;
  private readonly titles = new Map<TopicName, string>();

  constructor(
    readonly course: Course,
    readonly language: Language,
  ) {
    this.words = wordsIn(WORDS, language);
  }

  /** The title of a topic's lesson, read once. */
  titleOf(topic: TopicName): string {
    const title = this.titles.get(topic) ?? this.course.lesson(topic, this.language).title;
    this.titles.set(topic, title);
    return title;
  }

  /** "02 · Cross-entropy error". */
  headingOf(topic: TopicName): string {
    return `${numberOf(topic)} · ${this.titleOf(topic)}`;
  }

  /** A law's sentence; as the suite has it, where it is not translated. */
  sentenceOf(topic: TopicName, sentence: string): string {
    return this.course.translation(topic, this.language).law(sentence) ?? sentence;
  }

  /** Whether a colon parts the sentence from the function that it is about. */
  standsAlone(topic: TopicName, test: TestOutcome): boolean {
    return standsAlone(test, this.course.translation(topic, this.language));
  }

  /** "softmax gives probabilities": a law with the function that it is about. */
  lawOf(topic: TopicName, test: TestOutcome): string {
    return lawInWords(test, this.course.translation(topic, this.language));
  }

  /** What a test of a topic has found, as a student reads it. */
  problemOf(topic: TopicName, test: TestOutcome): string {
    const translation = this.course.translation(topic, this.language).with(SAYINGS[this.language] ?? {});
    return problemInWords(test, translation);
  }

  /** What the grader says of a file or a submission. It is kept in English with the verdict. */
  said(text: string): string {
    return (this.say ??= sayIn(this.language, { ko: translatedSayings }))(text);
  }

  /** What the compiler says of a topic's file, line by line: where, what, and the sentence that helps. */
  typeErrorLines({ topic, types = '' }: TopicVerdict): string[] {
    if (types === asWritten(TYPES_DID_NOT_END))
      return [this.course.translation(topic, this.language).say(TYPES_DID_NOT_END)];
    const report = types.replace(/^(?=exercises\/)/gm, () => `${this.course.root}/`); // as the compiler says it
    const errors = typeErrorsOf(report, this.language, this.course.root).slice(0, SHOWN_TYPE_ERRORS);
    return errors.flatMap(({ place, message, help }) => [`${place}  ${message}`, ...(help ? [help] : [])]);
  }

  /** A text of the course, such as the explanation of a mistake. */
  textOf(text: Text): string {
    return this.course.inLanguage(text, this.language);
  }
}

const SAYINGS: Record<Language, Record<string, string> | undefined> = { ko: translatedSayings };

/** Type errors of a file that are shown. */
const SHOWN_TYPE_ERRORS = 3;

/** Our own words, where Markdown would be shown as it is. */
export function asText(markdown: string): string {
  return markdown.replace(/\*\*(.*?)\*\*/g, '$1').replace(/`([^`]*)`/g, '$1');
}
