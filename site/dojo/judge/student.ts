// The student's files, made into modules. TypeScript's types are taken out and nothing else, so that each line stays where it was. The
// code is then imported from an address of its own (blob:): that needs no `eval`, which the page's content policy forbids.
import { transform } from 'sucrase';
import { ProblemError } from '../../../engine/suite/problem';
import { phrase } from '../../../engine/words/phrase';
import { libraryOf, topicOf } from './requests';

// The student's code is not to make addresses.
const { createObjectURL, revokeObjectURL } = URL;
const BlobHere = Blob;

type Require = (request: string) => object;
type Body = (exports: object, require: Require, module: { exports: object }) => void;

interface Module {
  body: Body;
  exports?: object;
}

/** The folder of the student's files. */
const FOLDER = 'exercises/';

/** An address in a stack, as Chromium, Safari and Firefox write it. */
const PLACE = /(blob:[^\s()@]+?):(\d+):\d+/g;

/** The course's own topics, for those that are not the student's. */
export interface CourseTopics {
  has(topic: string): boolean;
  /** Fetches a topic, so that it can be got. */
  fetch(topic: string): Promise<unknown>;
  get(topic: string): object;
}

export class StudentFiles {
  private readonly modules = new Map<string, Module>();
  /** The code that each file was translated into; two may ask for the same one at a time. */
  private readonly translations = new Map<string, Promise<string>>();
  /** By the address that its code was imported from. */
  private readonly paths = new Map<string, string>();

  /**
   * @param files by their paths: "exercises/02-cross-entropy-error.ts"
   * @param topics those that are the student's
   */
  constructor(
    private readonly files: Record<string, string>,
    private readonly topics: string[],
    private readonly course: CourseTopics,
  ) {}

  /** Translates a file and those of the student's that it imports, and fetches the solutions of other topics. */
  async load(path: string, seen = new Set<string>()): Promise<void> {
    if (seen.has(path)) return;
    seen.add(path);
    if (!this.translations.has(path)) this.translations.set(path, this.translate(path));
    const code = await this.translations.get(path)!;
    for (const [, request] of code.matchAll(/\brequire\('([^'\n]+)'\)/g)) {
      const topic = topicOf(request);
      const own = this.fileOf(request);
      if (own !== undefined) await this.load(own, seen);
      else if (topic !== undefined && this.course.has(topic)) await this.course.fetch(topic);
    }
  }

  private async translate(path: string): Promise<string> {
    const { code } = transform(this.files[path], {
      transforms: ['typescript', 'imports'],
      disableESTransforms: true,
      production: true,
      filePath: path,
    });
    const url = createObjectURL(
      new BlobHere([`export default function (exports, require, module) {${code}\n}`], {
        type: 'text/javascript',
      }),
    );
    this.paths.set(url, path);
    const { default: body } = (await import(/* @vite-ignore */ url)) as { default: Body };
    this.modules.set(path, { body });
    return code;
  }

  /** What a file exports. */
  exportsOf(path: string): object {
    const module = this.modules.get(path)!;
    if (module.exports === undefined) {
      const made = { exports: {} };
      module.exports = made.exports; // as far as it has come, for files that import each other
      module.body.call(undefined, made.exports, (request) => this.require(request, path), made);
      module.exports = made.exports;
    }
    return module.exports;
  }

  /** "exercises/02-cross-entropy-error.ts:17", of the first of these files in a stack. */
  placeIn = (stack: string): string | undefined => {
    for (const [, url, line] of stack.matchAll(PLACE)) {
      const path = this.paths.get(url);
      if (path !== undefined) return `${path}:${line}`;
    }
    return undefined;
  };

  /** Lets go of what was kept for these files. */
  close(): void {
    for (const url of this.paths.keys()) revokeObjectURL(url);
  }

  private require(request: string, importer: string): object {
    const own = this.fileOf(request);
    if (own !== undefined) return this.exportsOf(own);
    const topic = topicOf(request);
    const found = topic !== undefined && this.course.has(topic) ? this.course.get(topic) : libraryOf(request);
    if (found === undefined) {
      const said = phrase`Cannot find module ${{ name: `'${request}'` }} from ${{ file: importer }}`;
      throw new ProblemError({ kind: 'odd', said });
    }
    return found;
  }

  /** The student's file that is meant: a topic of theirs, or a helper beside it. */
  private fileOf(request: string): string | undefined {
    const topic = topicOf(request);
    if (topic !== undefined) return this.topics.includes(topic) ? `${FOLDER}${topic}.ts` : undefined;
    const [, name] = /^(?:\.\/|\.\.\/exercises\/)(.+?)(?:\.[cm]?[jt]s)?$/.exec(request) ?? [];
    const path = name === undefined ? undefined : `${FOLDER}${name}.ts`;
    return path !== undefined && Object.hasOwn(this.files, path) ? path : undefined;
  }
}
