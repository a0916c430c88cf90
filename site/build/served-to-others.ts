// With `npm run docs -- --host` other machines can reach the site. They are shown the course, and nothing that the reader wrote: no exercise,
// no progress, no run. The server reads files and writes none.
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import { ENGINE_ROOT } from '../../engine/course/link';
import { COURSE, isOwnCourse } from './course';

/** Whether the site is served to other machines as well. */
export function isServedToOthers(): boolean {
  return process.argv.some((argument) => argument === '--host' || argument.startsWith('--host='));
}

/** What the pages are made of, the editor and its judge included; a folder that is a link (node_modules, on some machines) by both of its paths. */
const SERVED = [
  ...['engine', 'lib', 'node_modules', 'site', 'site/node_modules', 'tools'].map((part) =>
    resolve(ENGINE_ROOT, part),
  ),
  ...['docs', 'node_modules', 'solutions', 'test'].map((part) => resolve(COURSE.root, part)),
]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => [...new Set([folder, realpathSync(folder)])]);

export function servedToOthers(): Plugin {
  return {
    name: 'dojo-served-to-others',
    enforce: 'pre',

    // VitePress allows the whole checkout, in which another course is not.
    configResolved({ server }) {
      if (isServedToOthers()) server.fs.allow = SERVED;
      else if (!isOwnCourse) server.fs.allow.push(COURSE.root);
    },

    load(id) {
      const [file] = id.split('?');
      const roots = [ENGINE_ROOT, COURSE.root];
      const isInCourse = isAbsolute(file) && roots.some((root) => resolve(file).startsWith(root + sep)); // others are modules without a file
      const isServed = SERVED.some((folder) => resolve(file).startsWith(folder + sep));
      if (isServedToOthers() && isInCourse && !isServed)
        throw new Error('this file is not served to other machines');
    },
  };
}
