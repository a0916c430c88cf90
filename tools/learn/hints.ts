// The ladder of hints: one step further at each call.
import type { Course, Language, TopicName } from '#engine/course/course';
import type { Progress } from '../shared/progress';
import { textIn } from '../shared/messages';
import { indented, wrapped, type Style } from '../shared/verdict';

/**
 * The next hint for a function of a topic (by default, the first one that still fails); after the last one, the first again. What is
 * returned makes lines of it, for a terminal of any width.
 * @throws Error when the lesson has no hints for the function that was asked for
 */
export function nextHint(
  topic: TopicName,
  name: string | undefined,
  progress: Progress,
  language: Language,
): (style: Style) => string[] {
  const text = textIn(language);
  const { course } = progress;
  const { hints } = course.lesson(topic, language);
  const open = progress.openBlocks(topic) ?? [];
  const wanted = name ?? ladderFor(course, topic, open, language) ?? [...hints.keys()][0];
  const ladder = hints.get(wanted);
  if (ladder === undefined && name !== undefined) throw new Error(text.noHintsFor(name, [...hints.keys()]));
  if (ladder === undefined) return ({ width }) => wrapped(text.noHints, width);

  const seen = progress.hintsSeen(topic, wanted);
  if (seen >= ladder.length) {
    progress.seeHint(topic, wanted, 0);
    return ({ width }) => wrapped(text.noMoreHints(wanted), width);
  }
  progress.seeHint(topic, wanted, seen + 1);
  const head = text.hint(wanted, seen + 1, ladder.length);
  return (style) => [
    ...wrapped(head, style.width).map((line) => style.colors.bold(line)),
    ...indented(ladder[seen], style),
  ];
}

/** The ladder that fits the first block of a suite which has one: its own, or else that of its class. */
export function ladderFor(
  course: Course,
  topic: TopicName,
  blocks: string[],
  language: Language,
): string | undefined {
  const { hints } = course.lesson(topic, language);
  return blocks.flatMap((block) => [block, block.split('.')[0]]).find((name) => hints.has(name));
}
