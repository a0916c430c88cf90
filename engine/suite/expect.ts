// What the suites check with. jest's `expect` builds all of its matchers, and takes a stack, for each value that it is given, which
// for most laws is more work than the law itself. So the checks of the course are called without it.
import type { expect as ExpectOfHost } from 'expect';
import { host } from './host';
import { matchers } from './matchers';

type Check = (...receivedAndExpected: unknown[]) => { pass: boolean; message: () => string };

const checks = new Map(Object.entries(matchers) as [string, Check][]);

/** As jest's `expect`, which does everything but the checks of matchers.ts. */
export const expect = ((received: unknown) =>
  new Proxy(
    {},
    {
      get(_, name: 'not') {
        const check = checks.get(name);
        if (check === undefined) return host().expect(received)[name];
        return (...expected: unknown[]): void => {
          const { pass, message } = check(received, ...expected);
          if (!pass) throw new Error(message());
        };
      },
    },
  )) as typeof ExpectOfHost;
