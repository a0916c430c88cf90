// One end of the line between judge and guest: questions and answers, one at a time, each of which may ask back.
import type { DeclaredClass } from '#engine/course/settings';
import type { Phrase } from '../../../engine/words/phrase';
import { LARGEST_TOPIC, LimitError, TOO_MANY_CHARACTERS, TopicLimitError } from './limits';
import type { Marshaller } from './marshaller';
import { type ObjectContent, isFieldsOfMessage, ProtocolError, checkedWholeNumber, type Wire } from './wire';

/** How texts travel. Both block until it is done. */
export interface Transport {
  /** @throws RangeError if the text is too long to be sent */
  send(text: string): void;
  receive(): string;
}

/** What the judge asks. */
export type Question =
  | { do: 'load'; topic: string; sources: Record<string, string>; classes: readonly DeclaredClass[] }
  | { do: 'exports' } // the functions and classes
  | { do: 'call' | 'new'; export: string; args: Wire[] }
  | { do: 'callFunction'; function: number; args: Wire[] }
  | { do: 'callMethod'; instance: number; name: string; args: Wire[] }
  | { do: 'get'; instance: number; name: string }
  | { do: 'set'; instance: number; name: string; value: Wire }
  | { do: 'keys'; instance: number }; // the names of its fields

/** What the answer to 'exports' lists: lists in turn, which cross whatever a file has made of its objects. */
export type NamedExport = [name: string, isClass: boolean, methodsOfPrototype: string[]];

/** What was thrown. */
export interface Thrown {
  name: string;
  message: string;
  stack: string;
  /** The message as a phrase, where it is one of the grader's own. */
  said?: Phrase;
  /** It came from the other side in the first place, by its number there. */
  yours?: number;
  /** The number that it has on this side. */
  mine?: number;
}

/** A method stays where it is: a stand-in for it can be made by its name. */
export type Answer = { value: Wire } | { method: true } | { thrown: Thrown };

/** What else goes with each message, and is taken from it. */
export interface Piggyback {
  pack(): object;
  unpack(message: object): void;
  endCall(): void;
  /** Whether the objects of this call are kept in step after it, too. */
  keeps(): boolean;
}

/** How many characters the student's side has handed over, in all calls of a topic. */
export class Amount {
  private characters = 0;

  /** @returns whether it is still within the limit */
  add(text: string): boolean {
    this.characters += text.length;
    return this.characters <= LARGEST_TOPIC;
  }
}

interface Message {
  /** A question, with its number; or the answer to the one with this number. */
  ask?: number;
  answer?: number;
  /** A new test has begun: nothing that crossed before is in step any more. */
  forget?: boolean;
  /** Objects that are new or changed. */
  objects: [number, ObjectContent][];
  /** The instance to which the new objects of this message belong. */
  owner?: number;
}

const { parse, stringify } = JSON;

/** Deeper than any law or solution calls back. */
const DEEPEST = 100;

export class RpcPeer {
  private asked = 0;
  private depth = 0;
  private forgetting = false;

  constructor(
    private readonly transport: Transport,
    private readonly values: Marshaller,
    /** Answers a question of the other side. */
    private readonly serve: (question: Question) => Answer,
    private readonly piggyback: Piggyback,
    /** The judge leads: its outermost question is a call, at whose end nothing is kept in step. */
    private readonly leads: boolean,
    /** What the student's side has handed over; both sides count. */
    private readonly amount = new Amount(),
  ) {}

  /** Asks, answers what the other side asks in between, and takes what it answers in the end. */
  ask<T>(question: () => Question, take: (answer: Answer) => T): T {
    if (this.depth >= DEEPEST) throw new ProtocolError(`calls within calls, more than ${DEEPEST} deep`);
    this.depth++;
    try {
      const number = ++this.asked;
      this.send({ ask: number }, this.written(question));
      for (;;) {
        const message = this.receive();
        if (message.answer === number) return take(message as unknown as Answer);
        if (message.ask === undefined) throw new ProtocolError('an answer to no question');
        this.reply(message);
      }
    } finally {
      this.depth--;
      if (this.leads && this.depth === 0) this.endCall();
    }
  }

  /** Follows: answers one question after another, forever. */
  answerAll(): never {
    for (;;) {
      this.reply(this.receive());
      this.endCall();
    }
  }

  /** A new test begins. */
  forget(): void {
    this.values.forget();
    this.forgetting = true;
  }

  /** A question whose values cannot be written was never begun. */
  private written(question: () => Question): Question {
    try {
      return question();
    } catch (error) {
      this.values.discard();
      throw error;
    }
  }

  private endCall(): void {
    if (!this.piggyback.keeps()) this.values.endCall();
    this.piggyback.endCall();
  }

  private reply(message: Message): void {
    const answer = this.serve(message as unknown as Question);
    const head = { answer: message.ask };
    try {
      this.send(head, answer);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.values.discard();
      const said = error instanceof LimitError ? error.said : undefined;
      this.send(head, { thrown: { name: 'RangeError', message: error.message, stack: '', said } });
    }
  }

  private send(head: Pick<Message, 'ask' | 'answer'>, body: Question | Answer): void {
    const owner = this.values.currentOwner;
    const objects = this.values.changes();
    this.values.setOwner(undefined);
    const text = stringify({
      ...head,
      forget: this.forgetting,
      owner,
      objects,
      ...this.piggyback.pack(),
      ...body,
    });
    this.forgetting = false;
    if (!this.leads && !this.amount.add(text) && !('thrown' in body)) {
      throw new LimitError(TOO_MANY_CHARACTERS);
    }
    this.transport.send(text);
  }

  private receive(): Message {
    const text = this.transport.receive();
    if (this.leads && !this.amount.add(text)) throw new TopicLimitError(TOO_MANY_CHARACTERS);
    const message = parseMessage(text);
    if (message.forget === true) this.values.forget();
    this.values.setOwner(this.values.checkedOwner(message.owner));
    this.values.apply(message.objects);
    this.values.setOwner(undefined);
    this.piggyback.unpack(message);
    return message;
  }
}

function parseMessage(text: string): Message {
  let message: unknown;
  try {
    message = parse(text);
  } catch {
    // no JSON, no message
  }
  if (!isFieldsOfMessage(message)) throw new ProtocolError('no message');
  for (const number of [message.ask, message.answer])
    if (number !== undefined) checkedWholeNumber(number, 'no message');
  return message as unknown as Message;
}
