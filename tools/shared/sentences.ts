// What the suites say, in Korean. They say it in English; test/support/*.ko.json says it again.
import findings from '../../test/support/findings.ko.json';
import sentences from '../../test/support/sentences.ko.json';
import type { Language } from '#engine/suite/variants';
import type { TopicName } from './topics';

const KOREAN: Record<TopicName, Record<string, string> | undefined> = sentences;

/** A law's sentence in Korean; undefined where nobody has translated it yet. */
export function koreanSentence(topic: TopicName, sentence: string): string | undefined {
  return KOREAN[topic]?.[sentence];
}

/** A law's sentence in a language; in English where it has not been translated. */
export function sentenceIn(language: Language, topic: TopicName, sentence: string): string {
  return language === 'ko' ? (koreanSentence(topic, sentence) ?? sentence) : sentence;
}

/** The English sentences of a topic that there is a translation of. */
export function translatedSentences(topic: TopicName): string[] {
  return Object.keys(KOREAN[topic] ?? {});
}

/** How the parts of a finding are said. */
interface Sayings {
  /** What was measured: "the sum of row 0". A name like W1 stays as it is. */
  subjectOf(text: string): string;
  /** What was received or expected: "an NDArray of shape (2×3)". A number stays as it is. */
  valueOf(text: string): string;
  /** Any other finding. An error that the student's code threw stays as it is. */
  messageOf(text: string): string;
}

const asItIs = (text: string): string => text;

export const PHRASES: Record<Language, Sayings> = {
  en: { subjectOf: asItIs, valueOf: asItIs, messageOf: asItIs },
  ko: {
    subjectOf: (text) => inKorean(text, findings.subjects),
    valueOf: koreanValue,
    messageOf: (text) => inKorean(text, findings.messages),
  },
};

function koreanValue(text: string): string {
  return inKorean(text, findings.values);
}

/** The first phrase that fits decides; what stands for its {names} is put into Korean, too. */
function inKorean(text: string, phrases: Record<string, string>): string {
  for (const [english, korean] of Object.entries(phrases)) {
    const match = patternOf(english).exec(text);
    if (match) return korean.replace(/\{(\w+)\}/g, (_, name: string) => koreanValue(match.groups![name]));
  }
  return text;
}

/** "row {r} of {name}" as a pattern. */
function patternOf(phrase: string): RegExp {
  const escaped = phrase.replace(/[.*+?^$|()[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's');
}
