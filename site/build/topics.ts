// What `#topics/…`, `#lib/…` and `#course/…` (the course's folder) mean in the browser: on the reader's own machine the exercise where it is
// finished, else the solution; other machines, which --host lets in, get only the solutions, and so does the built site: there each topic is what
// the reader has written in the browser, if a worker was handed it (computing/own-topics.ts). `virtual:topics` says whose code each is.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import type { Connect, Plugin } from 'vite';
import { numberOf, type TopicName } from '../../engine/course/course';
import { ENGINE_ROOT } from '../../engine/course/link';
import { Progress } from '../../tools/shared/progress';
import { COURSE } from './course';
import { isServedToOthers } from './served-to-others';

export type Author = 'reader' | 'course';

const VIRTUAL = 'virtual:topics';
/** A topic that is the reader's, if the reader has one. */
const EITHER = '\0topic:';
const PROGRESS = resolve(COURSE.root, '.dojo/progress.json');
const EXERCISES = resolve(COURSE.root, 'exercises');

export function topics(): Plugin {
  const everythingMine = process.argv.includes('--mine');
  let authors = new Map<TopicName, Author>();
  let onDisk = false;

  return {
    name: 'dojo-topics',
    enforce: 'pre',

    configResolved({ command }) {
      onDisk = command === 'serve' && !isServedToOthers();
      authors = authorsOf(everythingMine, onDisk);
    },

    resolveId(id) {
      if (id === VIRTUAL) return `\0${VIRTUAL}`;
      const [, room, name] = /^#(topics|lib|course)\/(.+)$/.exec(id) ?? [];
      if (room === 'course') return resolve(COURSE.root, name); // files that the site looks for by a pattern
      if (room === 'lib') return resolve(ENGINE_ROOT, 'lib', `${name}.ts`);
      if (room === 'topics') return onDisk ? fileOf(name, authors.get(name)) : `${EITHER}${name}`;
    },

    async load(id) {
      if (id.startsWith(EITHER)) {
        const name = id.slice(EITHER.length);
        return eitherOf(name, fileOf(name, authors.get(name)));
      }
      if (id === `\0${VIRTUAL}`) {
        const named = JSON.stringify(Object.fromEntries(authors));
        return `export const authors = ${named}; export const onDisk = ${onDisk};`;
      }
      const [file] = id.split('?');
      if (isExercise(file) && !existsSync(file)) {
        const name = basename(file, '.ts');
        throw new Error(`exercises/${name}.ts is not there; npm run reset ${numberOf(name)} brings it back`);
      }
    },

    // Passing a topic puts the reader's own code into the pictures, and each edit of it shows. The page is told and not loaded again:
    // it begins a new worker, and all controls stay where they are.
    configureServer(server) {
      if (isServedToOthers()) return; // they see only the course, whatever the reader finishes
      server.middlewares.use(exercisesAsTheyAre);
      mkdirSync(dirname(PROGRESS), { recursive: true }); // so that it can be watched
      server.watcher.add([dirname(PROGRESS), EXERCISES]);
      server.watcher.on('all', (_event, path) => {
        const file = resolve(path);
        if (file !== PROGRESS && !isExercise(file)) return;
        const now = authorsOf(everythingMine, true);
        const isSame = [...now].every(([topic, author]) => authors.get(topic) === author);
        if (file === PROGRESS && isSame) return;
        if (!isSame) server.moduleGraph.invalidateAll(); // `#topics/…` means another file
        for (const module of server.moduleGraph.getModulesByFile(file) ?? []) {
          server.moduleGraph.invalidateModule(module);
        }
        authors = now;
        server.ws.send({ type: 'custom', event: 'dojo:code', data: Object.fromEntries(now) });
      });
    },

    /** Vite would load the page again for a file that only workers ask for. */
    hotUpdate({ file }) {
      if (isExercise(resolve(file))) return [];
    },
  };
}

/** A module that exports what the reader's file of a topic does, if the worker was handed one, and else what the course's does. */
async function eitherOf(name: TopicName, file: string): Promise<string> {
  const registry = resolve(ENGINE_ROOT, 'site/computing/own-topics.ts');
  return [
    `import * as ofCourse from ${JSON.stringify(file)};`,
    `import { ofReader } from ${JSON.stringify(registry)};`,
    `const topic = (await ofReader(${JSON.stringify(name)})) ?? ofCourse;`,
    `export const { ${(await namesExportedBy(file)).join(', ')} } = topic;`,
  ].join('\n');
}

async function namesExportedBy(file: string): Promise<string[]> {
  const { metafile } = await build({ entryPoints: [file], format: 'esm', write: false, metafile: true });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}

/** The page shows the exercises as they are on disk: /dojo/exercises/01-….ts. */
const exercisesAsTheyAre: Connect.NextHandleFunction = (request, response, next) => {
  const [, name] = /\/dojo\/exercises\/([\w-]+)\.ts$/.exec(request.url ?? '') ?? [];
  const topic = COURSE.topicNames().find((one) => one === name);
  if (topic === undefined || !existsSync(COURSE.exercise(topic))) return next();
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(readFileSync(COURSE.exercise(topic)));
};

/** A topic of the reader's, or a helper beside it. */
function isExercise(file: string): boolean {
  return file.startsWith(EXERCISES + sep) && file.endsWith('.ts');
}

/** A file that is edited after all its laws held stays the reader's: the picture is to answer to each edit. */
function authorsOf(everythingMine: boolean, onOwnMachine: boolean): Map<TopicName, Author> {
  const progress = onOwnMachine && existsSync(PROGRESS) ? new Progress(COURSE) : undefined;
  return new Map(
    COURSE.topicNames().map((topic) => {
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
