// What the laws say, in Korean: the suites say it in English, and test/support/sentences.ko.json says it again.
import sentences from '../../test/support/sentences.ko.json';
import type { TopicName } from './topics';

const KOREAN: Record<TopicName, Record<string, string> | undefined> = sentences;

/** A law's sentence in Korean; undefined where nobody has translated it yet. */
export function koreanSentence(topic: TopicName, sentence: string): string | undefined {
  return KOREAN[topic]?.[sentence];
}

/** The English sentences of a topic that there is a translation of. */
export function translatedSentences(topic: TopicName): string[] {
  return Object.keys(KOREAN[topic] ?? {});
}
