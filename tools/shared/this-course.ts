// This course, for what belongs only to it: the trainer, the site, the benchmarks. Everything else is handed a course.
import { openCourse, type TopicName } from '#engine/course/course';
import { ENGINE_ROOT } from '#engine/course/link';

export const COURSE = openCourse(ENGINE_ROOT);

/** A parser of this course's topics, for commander's options. */
export function topicArgument(words: string, previous: TopicName[] = []): TopicName[] {
  return [...new Set([...previous, COURSE.findTopic(words)])];
}
