// This course, as tests of the commands see it, and courses like it in other folders.
import { Course, numberOf, openCourse, type TopicName } from '../../../engine/course/course';
import { ENGINE_ROOT } from '../../../engine/course/link';

export { numberOf, type TopicName };

export const ROOT = ENGINE_ROOT;
export const COURSE = openCourse(ROOT);
export const topicNames = (): TopicName[] => COURSE.topicNames();

/** A course with this one's settings, whose files are in another folder. */
export function courseIn(folder: string, settings: Partial<Course['settings']> = {}): Course {
  return new Course(folder, { ...COURSE.settings, ...settings });
}

/** This course, with some of its files elsewhere. */
export function courseWith(
  files: Partial<Pick<Course, 'exercise' | 'solution' | 'lessonFile'>>,
  settings: Partial<Course['settings']> = {},
): Course {
  return Object.assign(courseIn(ROOT, settings), files);
}
