// Questions and answers between judge and guest. The other end is a script.
import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  Amount,
  type Answer,
  type Piggyback,
  RpcPeer,
  type Question,
} from '../../../../tools/grade/rpc/rpc-peer';
import { Marshaller } from '../../../../tools/grade/rpc/marshaller';
import { LARGEST_TOPIC, TOO_MANY_CHARACTERS, TopicLimitError } from '../../../../tools/grade/rpc/limits';
import { ProtocolError } from '../../../../tools/grade/rpc/wire';

type Message = Record<string, unknown>;

let sent: Message[];
let script: (Message | string)[];
let ended: string[];

const side = {
  trusting: false,
  functionOf: () => () => 0,
  onFunction: () => {},
  instanceOf: () => ({}),
  classes: [],
  newObject: () => ({}),
};

beforeEach(() => {
  [sent, script, ended] = [[], [], []];
});

interface Options {
  serve?: (question: Question) => Answer;
  leads?: boolean;
  send?: (text: string) => void;
  amount?: Amount;
  keeps?: boolean;
}

/** A peer that reads from the script; its piggyback is a number that counts up, and notes what came. */
function peerWith({
  serve = () => ({ value: 1 }),
  leads = true,
  send = () => {},
  amount,
  keeps = false,
}: Options = {}): {
  peer: RpcPeer;
  values: Marshaller;
  unpacked: unknown[];
} {
  const values = new Marshaller(1, side);
  const unpacked: unknown[] = [];
  let packed = 0;
  const piggyback: Piggyback = {
    pack: () => ({ packed: ++packed }),
    unpack: (message) => void unpacked.push((message as { packed?: number }).packed),
    endCall: () => void ended.push('piggyback'),
    keeps: () => keeps,
  };
  const transport = {
    send: (text: string) => {
      send(text);
      sent.push(JSON.parse(text) as Message);
    },
    receive: () => {
      const next = script.shift();
      if (next === undefined) throw new Error('the script has ended');
      return typeof next === 'string' ? next : JSON.stringify(next);
    },
  };
  return { peer: new RpcPeer(transport, values, serve, piggyback, leads, amount), values, unpacked };
}

const namesAsked: Question = { do: 'exports' };
const valueOf = (answer: Answer): unknown => ('value' in answer ? answer.value : answer);

describe('a question', () => {
  test('is sent with a number, new objects and piggyback, and answered', () => {
    const { peer, values, unpacked } = peerWith();
    script = [{ answer: 1, objects: [], value: 5, packed: 9 }];
    const ask = (): Question => ({ do: 'call', export: 'f', args: [values.encode([1])] });
    expect(peer.ask(ask, valueOf)).toBe(5);
    expect(sent).toEqual([
      {
        ask: 1,
        forget: false,
        objects: [[1, { array: [1] }]],
        packed: 1,
        do: 'call',
        export: 'f',
        args: [{ object: 1 }],
      },
    ]);
    expect(unpacked).toEqual([9]);
  });

  test('has the next number each time', () => {
    const { peer } = peerWith();
    script = [
      { answer: 1, objects: [] },
      { answer: 2, objects: [] },
    ];
    for (let i = 0; i < 2; i++) peer.ask(() => namesAsked, valueOf);
    expect(sent.map(({ ask }) => ask)).toEqual([1, 2]);
  });

  test('may be followed by questions of the other side, which are answered first', () => {
    const { peer } = peerWith({ serve: (question) => ({ value: `${question.do}!` }) });
    script = [
      { ask: 8, objects: [], do: 'keys', instance: 1 },
      { ask: 9, objects: [], do: 'exports' },
      { answer: 1, objects: [], value: 5 },
    ];
    expect(peer.ask(() => namesAsked, valueOf)).toBe(5);
    expect(sent.slice(1).map(({ answer, value }) => [answer, value])).toEqual([
      [8, 'keys!'],
      [9, 'exports!'],
    ]);
  });

  test('may be asked within the answer to one', () => {
    const { peer } = peerWith({ serve: () => ({ value: peer.ask(() => namesAsked, valueOf) as number }) });
    script = [
      { ask: 1, objects: [], do: 'exports' },
      { answer: 2, objects: [], value: 7 },
      { answer: 1, objects: [], value: 5 },
    ];
    expect(peer.ask(() => namesAsked, valueOf)).toBe(5);
    expect(sent.map(({ ask, answer }) => [ask, answer])).toEqual([
      [1, undefined],
      [2, undefined],
      [undefined, 1],
    ]);
    expect(ended).toEqual(['piggyback']);
  });

  test('is not asked more than a hundred deep', () => {
    let depth = 0;
    const { peer } = peerWith({
      serve: () => {
        depth++;
        return { value: peer.ask(() => namesAsked, valueOf) as number };
      },
    });
    script = Array.from({ length: 200 }, () => ({ ask: 1, objects: [], do: 'exports' }));
    expect(() => peer.ask(() => namesAsked, valueOf)).toThrow(
      new ProtocolError('calls within calls, more than 100 deep'),
    );
    expect(depth).toBe(100);
    script = [{ answer: 101, objects: [], value: 5 }];
    expect(peer.ask(() => namesAsked, valueOf)).toBe(5);
  });
});

describe('a question whose values cannot be written', () => {
  test('is not sent, and nothing of it with the next one', () => {
    const { peer, values } = peerWith();
    const problem = new Error('a getter throws');
    const written = (): Question => {
      values.encode([1]);
      throw problem;
    };
    expect(() => peer.ask(written, valueOf)).toThrow(problem);
    expect(sent).toEqual([]);
    script = [{ answer: 2, objects: [], value: 5 }];
    expect(peer.ask(() => namesAsked, valueOf)).toBe(5);
    expect(sent).toMatchObject([{ ask: 2, objects: [], do: 'exports' }]);
  });
});

describe('the end of a call', () => {
  const ask = (leads: boolean, keeps = false): void => {
    const { peer, values } = peerWith({ leads, keeps });
    script = [{ answer: 1, objects: [] }];
    const value = [1];
    peer.ask(() => ({ do: 'call', export: 'f', args: [values.encode(value)] }), valueOf);
    value.push(2);
    ended.push(`${values.changes().length} changed`);
  };

  test('is that of the outermost question, for the side that leads', () => {
    ask(true);
    expect(ended).toEqual(['piggyback', '0 changed']);
  });

  test('is not that of a question, for the side that follows', () => {
    ask(false);
    expect(ended).toEqual(['1 changed']);
  });

  test('leaves its objects in step, if they are to be kept', () => {
    ask(true, true);
    expect(ended).toEqual(['piggyback', '1 changed']);
  });

  test('comes also when the other side is silent forever', () => {
    const { peer } = peerWith();
    expect(() => peer.ask(() => namesAsked, valueOf)).toThrow('the script has ended');
    expect(ended).toEqual(['piggyback']);
  });
});

describe('the side that follows', () => {
  test('answers one question after the other, each a call of its own', () => {
    const { peer } = peerWith({ serve: (question) => ({ value: question.do }), leads: false });
    script = [
      { ask: 1, objects: [], do: 'exports' },
      { ask: 2, objects: [], do: 'keys', instance: 1 },
    ];
    expect(() => peer.answerAll()).toThrow('the script has ended');
    expect(sent).toEqual([
      { answer: 1, forget: false, objects: [], packed: 1, value: 'exports' },
      { answer: 2, forget: false, objects: [], packed: 2, value: 'keys' },
    ]);
    expect(ended).toEqual(['piggyback', 'piggyback']);
  });

  test('says so when its answer is too long', () => {
    let count = 0;
    const send = (): void => {
      if (count++ === 0) throw new RangeError('a message of 20000000 bytes is too long');
    };
    const { peer } = peerWith({ send, leads: false });
    script = [{ ask: 1, objects: [], do: 'exports' }];
    expect(() => peer.answerAll()).toThrow('the script has ended');
    const thrown = { name: 'RangeError', message: 'a message of 20000000 bytes is too long', stack: '' };
    expect(sent).toMatchObject([{ answer: 1, thrown }]);
  });

  test('does not go on when the pipe is broken', () => {
    let count = 0;
    const send = (): void => {
      count++;
      throw new Error('EPIPE');
    };
    const { peer } = peerWith({ send, leads: false });
    script = [{ ask: 1, objects: [], do: 'exports' }];
    expect(() => peer.answerAll()).toThrow(new Error('EPIPE'));
    expect(count).toBe(1);
  });
});

describe('how much a topic hands over', () => {
  test('is within its limit up to the last character', () => {
    const [amount, half] = [new Amount(), 'a'.repeat(LARGEST_TOPIC / 2)];
    expect([amount.add(half), amount.add(half), amount.add('a')]).toEqual([true, true, false]);
  });

  const long = 'a'.repeat(2 ** 20);
  const script300 = (): Message[] =>
    Array.from({ length: 300 }, (_, i) => ({ answer: i + 1, objects: [], more: long }));

  test('is held to its limit by the judge, over all of its processes', () => {
    const amount = new Amount();
    let asked = 0;
    const askFor = (count: number): void => {
      const { peer } = peerWith({ amount });
      script = script300();
      for (let i = 0; i < count; i++, asked++) peer.ask(() => namesAsked, valueOf);
    };
    askFor(200);
    expect(() => askFor(100)).toThrow(new TopicLimitError(TOO_MANY_CHARACTERS));
    expect(asked).toBe(255);
  });

  test('is held to its limit by the side of the student, in words', () => {
    const { peer } = peerWith({ serve: () => ({ value: long }), leads: false });
    script = Array.from({ length: 300 }, () => ({ ask: 1, objects: [], do: 'exports' }));
    expect(() => peer.answerAll()).toThrow('the script has ended');
    const answers = sent.filter(({ value }) => value !== undefined).length;
    expect(answers).toBe(255);
    expect(sent.at(-1)).toMatchObject({
      answer: 1,
      thrown: { message: 'the calls of this topic hand over more than 268435456 characters in all' },
    });
  });
});

describe('a new test', () => {
  test('is told with the next message, once', () => {
    const { peer, values } = peerWith();
    values.setOwner(3);
    values.encode([1]);
    peer.forget();
    script = [
      { answer: 1, objects: [] },
      { answer: 2, objects: [] },
    ];
    for (let i = 0; i < 2; i++) peer.ask(() => namesAsked, valueOf);
    expect(sent.map(({ forget, objects }) => [forget, objects])).toEqual([
      [true, []],
      [false, []],
    ]);
  });

  test('that the other side tells is one here, too', () => {
    for (const [forget, changed] of [
      [true, 0],
      [1, 1],
    ] as const) {
      const { peer, values } = peerWith();
      const value = [1];
      values.setOwner(3);
      values.encode(value);
      script = [{ answer: 1, forget, objects: [] }];
      peer.ask(() => namesAsked, valueOf);
      value.push(2);
      expect(values.changes()).toHaveLength(changed);
    }
  });
});

describe('objects that belong to an instance', () => {
  test('are sent and taken as such', () => {
    const { peer, values } = peerWith();
    script = [{ answer: 1, owner: 4, objects: [[2, { array: [1] }]], value: { object: 2 } }];
    values.decode({ instance: 4, of: 'Net' }, 'instance');
    values.setOwner(3);
    const [own] = [[1]];
    const taken = peer.ask(
      () => ({ do: 'set', instance: 3, name: 'a', value: values.encode(own) }),
      (answer) => values.decode(valueOf(answer)),
    ) as number[];
    expect(sent[0].owner).toBe(3);
    expect(values.currentOwner).toBeUndefined();
    own.push(2);
    taken.push(2);
    expect(values.changes()).toHaveLength(2); // both outlive the call
  });

  test.each(['me', 4, -1, 0.5, null])('are not taken for the owner %p, which is none', (owner) => {
    const { peer } = peerWith();
    script = [{ answer: 1, owner, objects: [[2, { array: [1] }]], value: { object: 2 } }];
    expect(() => peer.ask(() => namesAsked, valueOf)).toThrow(new ProtocolError('no instance'));
  });
});

describe('what no honest program sends', () => {
  test.each([['no JSON'], ['5'], ['null'], ['"text"'], ['[]']])('%s is no message', (text) => {
    script = [text];
    expect(() => peerWith().peer.ask(() => namesAsked, valueOf)).toThrow(new ProtocolError('no message'));
  });

  test.each([0.5, -1, 0, 1e300, '1', null])('%p for the number of a question or an answer', (number) => {
    for (const message of [
      { answer: number, objects: [] },
      { ask: number, objects: [], do: 'keys' },
    ]) {
      script = [message];
      expect(() => peerWith().peer.ask(() => namesAsked, valueOf)).toThrow(new ProtocolError('no message'));
    }
  });

  test('an answer to no question', () => {
    script = [{ answer: 7, objects: [] }];
    expect(() => peerWith().peer.ask(() => namesAsked, valueOf)).toThrow(
      new ProtocolError('an answer to no question'),
    );
  });

  test('a message without objects', () => {
    script = [{ answer: 1 }];
    expect(() => peerWith().peer.ask(() => namesAsked, valueOf)).toThrow(
      new ProtocolError('no list of objects'),
    );
  });
});
