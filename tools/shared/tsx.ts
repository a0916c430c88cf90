// What lets Node load TypeScript, by its address: a command may be started in the folder of a course, where no package would be found.
import { pathToFileURL } from 'node:url';

/** For `--import`. */
export const TSX = pathToFileURL(require.resolve('tsx')).href;
