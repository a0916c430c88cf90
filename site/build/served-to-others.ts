// With `npm run docs -- --host` other machines can reach the site. They are shown the course, and nothing that the reader wrote: no exercise,
// no progress, no run. The server reads files and writes none.
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from '../../tools/shared/topics';

/** Whether the site is served to other machines as well. */
export function isServedToOthers(): boolean {
  return process.argv.some((argument) => argument === '--host' || argument.startsWith('--host='));
}

/** What the pages are made of; a folder that is a link (node_modules, on some machines) by both of its paths. */
const SERVED = ['docs', 'lib', 'node_modules', 'site', 'solutions']
  .map((part) => resolve(ROOT, part))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => [...new Set([folder, realpathSync(folder)])]);

export function servedToOthers(): Plugin {
  return {
    name: 'dojo-served-to-others',
    enforce: 'pre',

    // VitePress allows the whole checkout.
    configResolved({ server }) {
      if (isServedToOthers()) server.fs.allow = SERVED;
    },

    load(id) {
      const [file] = id.split('?');
      const isInCourse = isAbsolute(file) && resolve(file).startsWith(ROOT + sep); // others are modules without a file
      const isServed = SERVED.some((folder) => resolve(file).startsWith(folder + sep));
      if (isServedToOthers() && isInCourse && !isServed)
        throw new Error('this file is not served to other machines');
    },
  };
}
