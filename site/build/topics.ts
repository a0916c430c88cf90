// What `#topics/…` and `#lib/…` mean in the browser: on the reader's own machine the exercise where it is finished, else the
// solution; other machines, which --host lets in, get the solutions alone. `virtual:topics` says for each topic whose code it is.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { Progress } from '../../tools/shared/progress';
import { COURSE, ROOT, topicNames, type TopicName } from '../../tools/shared/topics';
import { isServedToOthers } from './served-to-others';

export type Author = 'reader' | 'course';

const VIRTUAL = 'virtual:topics';
const PROGRESS = resolve(ROOT, '.dojo/progress.json');

export function topics(): Plugin {
  const everythingMine = process.argv.includes('--mine');
  let authors = new Map<TopicName, Author>();

  return {
    name: 'dojo-topics',
    enforce: 'pre',

    configResolved({ command }) {
      authors = authorsOf(everythingMine, command === 'serve' && !isServedToOthers());
    },

    resolveId(id) {
      if (id === VIRTUAL) return `\0${VIRTUAL}`;
      const [, room, name] = /^#(topics|lib)\/(.+)$/.exec(id) ?? [];
      if (room === 'lib') return resolve(ROOT, 'lib', `${name}.ts`);
      if (room === 'topics') return fileOf(name, authors.get(name));
    },

    load(id) {
      if (id === `\0${VIRTUAL}`) {
        return `export const authors = ${JSON.stringify(Object.fromEntries(authors))};`;
      }
    },

    // Passing a topic puts the reader's own code into the pictures.
    configureServer(server) {
      if (isServedToOthers()) return; // they see the course alone, whatever the reader finishes
      mkdirSync(dirname(PROGRESS), { recursive: true }); // so that it can be watched
      server.watcher.add(dirname(PROGRESS));
      server.watcher.on('all', (_event, path) => {
        if (resolve(path) !== PROGRESS) return;
        const now = authorsOf(everythingMine, true);
        if ([...now].every(([topic, author]) => authors.get(topic) === author)) return;
        authors = now;
        server.moduleGraph.invalidateAll();
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}

/** A file that is edited after all its laws held stays the reader's: the picture is to answer to each edit. */
function authorsOf(everythingMine: boolean, onOwnMachine: boolean): Map<TopicName, Author> {
  const progress = onOwnMachine && existsSync(PROGRESS) ? new Progress(COURSE) : undefined;
  return new Map(
    topicNames().map((topic) => {
      const state = progress?.state(topic);
      const isReaders =
        everythingMine || !existsSync(COURSE.solution(topic)) || state === 'finished' || state === 'changed';
      return [topic, isReaders ? 'reader' : 'course'];
    }),
  );
}

function fileOf(name: string, author: Author | undefined): string {
  return author === 'reader' || !existsSync(COURSE.solution(name))
    ? COURSE.exercise(name)
    : COURSE.solution(name);
}
