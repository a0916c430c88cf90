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
  private isClosed = false;
  private jobs = 0;
  private pending?: { id: number; done: (found: Found[] | undefined) => void };
  private patience?: ReturnType<typeof setTimeout>;

  constructor(private readonly language: Language) {}

  /** The errors in a file; undefined where that is not known: newer text has come meanwhile, or TypeScript did not. */
  async mistakesIn(path: string, files: Record<string, string>): Promise<TypeMistake[] | undefined> {
    if (this.isClosed) return undefined;
    this.settle();
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
      this.patience = setTimeout(() => this.end(), LIMIT);
    });
    if (found === undefined) return undefined;
    const said = found.map((error) => ({ ...error, line: `${error.line}`, error }));
    return worthSaying(said).map(({ code, message, line, error }) => ({
      ...error,
      message: messageIn(message, this.language),
      help: adviceOn({ code, message, line }, this.language),
    }));
  }

  /** Ends the worker; there is no other one after it. */
  close(): void {
    this.isClosed = true;
    this.end();
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.settle();
  }

  private settle(found?: Found[]): void {
    clearTimeout(this.patience);
    this.pending?.done(found);
    this.pending = undefined;
  }

  private start(): Worker {
    const worker = new Worker(workerUrl, { type: 'module', name: 'types' });
    worker.onmessage = ({ data }: MessageEvent<TypesAnswer>) => {
      if (this.pending?.id === data.id) this.settle('found' in data ? data.found : undefined);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.end();
    };
    return worker;
  }
}
