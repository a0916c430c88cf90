// What TypeScript says of the reader's file: asked for when someone writes; shown with the verdict, but no part of it.
import { withBase } from 'vitepress';
import { path as typescript } from 'virtual:typescript';
import { adviceOn, messageIn, worthSaying } from '../../../tools/shared/type-advice';
import type { Language } from '../../words';
import type { Found, TypesAnswer, TypesJob } from './messages';
import workerUrl from './types-worker?worker&url';

/** An error, and what helps. */
export interface TypeMistake extends Omit<Found, 'code'> {
  help?: string;
}

/** A type can unfold itself again and again. */
const LIMIT = 20_000; // milliseconds

export class Types {
  private worker?: Worker;
  private jobs = 0;
  private pending?: { id: number; done: (found: Found[] | undefined) => void };

  constructor(private readonly language: Language) {}

  /** The errors in a file; undefined where that is not known: newer text has come meanwhile, or TypeScript did not. */
  async mistakesIn(path: string, files: Record<string, string>): Promise<TypeMistake[] | undefined> {
    this.pending?.done(undefined);
    const id = this.jobs++;
    const found = await new Promise<Found[] | undefined>((done) => {
      this.pending = { id, done };
      this.worker ??= this.start();
      const job: TypesJob = {
        id,
        typescript: new URL(withBase(`/${typescript}`), location.href).href,
        path,
        files,
      };
      this.worker.postMessage(job);
      setTimeout(() => {
        if (this.pending?.id !== id) return;
        this.close();
        done(undefined);
      }, LIMIT);
    });
    if (found === undefined) return undefined;
    const said = found.map((error) => ({ ...error, line: `${error.line}`, error }));
    return worthSaying(said).map(({ code, message, line, error }) => ({
      ...error,
      message: messageIn(message, this.language),
      help: adviceOn({ code, message, line }, this.language),
    }));
  }

  close(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.pending?.done(undefined);
    this.pending = undefined;
  }

  private start(): Worker {
    const worker = new Worker(workerUrl, { type: 'module', name: 'types' });
    worker.onmessage = ({ data }: MessageEvent<TypesAnswer>) => {
      if (this.pending?.id !== data.id) return;
      this.pending.done('found' in data ? data.found : undefined);
      this.pending = undefined;
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.close();
    };
    return worker;
  }
}
