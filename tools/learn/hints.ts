// The ladder of hints: one step further at each call.
import { readLesson } from '../shared/lessons';
import type { Progress } from '../shared/progress';
import { TEXT } from '../shared/text';
import type { TopicName } from '../shared/topics';
import { indented, type Style } from '../shared/verdict';

/** The next hint for a function of a topic (its first one unless given), in lines; after the last one, the first again. */
export function nextHint(
  topic: TopicName,
  name: string | undefined,
  progress: Progress,
  style: Style,
): string[] {
  const text = TEXT[style.language];
  const { hints } = readLesson(topic, style.language);
  const wanted = name ?? [...hints.keys()][0];
  const ladder = hints.get(wanted);
  if (ladder === undefined) return [text.noHintsFor(wanted ?? topic, [...hints.keys()])];

  const seen = progress.hintsSeen(topic, wanted);
  if (seen >= ladder.length) {
    progress.seeHint(topic, wanted, 0);
    return [text.noMoreHints(wanted)];
  }
  progress.seeHint(topic, wanted, seen + 1);
  return [style.colors.bold(text.hint(wanted, seen + 1, ladder.length)), ...indented(ladder[seen], style)];
}

/** The ladder that fits a block of a suite: its own, or that of its class. */
export function ladderFor(topic: TopicName, blocks: string[], style: Style): string | undefined {
  const names = [...readLesson(topic, style.language).hints.keys()];
  const [first] = blocks.flatMap((block) =>
    names.filter((name) => name === block || name === block.split('.')[0]),
  );
  return first;
}
