// The ladder of hints: one step further at each call.
import type { Course, TopicName } from '#engine/course/course';
import type { Progress } from '../shared/progress';
import { textIn } from '../shared/messages';
import { indented, type Style } from '../shared/verdict';

/**
 * The next hint for a function of a topic (by default, the first one that still fails), in lines; after the last one, the first again.
 * @throws Error when the lesson has no hints for the function that was asked for
 */
export function nextHint(
  topic: TopicName,
  name: string | undefined,
  progress: Progress,
  style: Style,
): string[] {
  const text = textIn(style.language);
  const { course } = progress;
  const { hints } = course.lesson(topic, style.language);
  const open = progress.openBlocks(topic) ?? [];
  const wanted = name ?? ladderFor(course, topic, open, style) ?? [...hints.keys()][0];
  const ladder = hints.get(wanted);
  if (ladder === undefined && name !== undefined) throw new Error(text.noHintsFor(name, [...hints.keys()]));
  if (ladder === undefined) return [text.noHints];

  const seen = progress.hintsSeen(topic, wanted);
  if (seen >= ladder.length) {
    progress.seeHint(topic, wanted, 0);
    return [text.noMoreHints(wanted)];
  }
  progress.seeHint(topic, wanted, seen + 1);
  return [style.colors.bold(text.hint(wanted, seen + 1, ladder.length)), ...indented(ladder[seen], style)];
}

/** The ladder that fits the first block of a suite which has one: its own, or else that of its class. */
export function ladderFor(
  course: Course,
  topic: TopicName,
  blocks: string[],
  style: Style,
): string | undefined {
  const { hints } = course.lesson(topic, style.language);
  return blocks.flatMap((block) => [block, block.split('.')[0]]).find((name) => hints.has(name));
}
