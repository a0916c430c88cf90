// What jest's `expect` needs of jest and of the terminal, in a browser: no colors, and no files to look stacks up in.

/** Of chalk: every color leaves the text as it is. */
const plain: (text: unknown) => string = new Proxy((text: unknown) => String(text), { get: () => plain });
export default plain;

// of jest-util
export const isPromise = (value: unknown): boolean => value instanceof Promise;
export const pluralize = (word: string, count: number): string => (count === 1 ? word : `${word}s`);
export class ErrorWithStack extends Error {}

// of jest-message-util
export const formatStackTrace = (stack: string): string => stack;
export const formatExecError = (error: unknown): string => String(error);
export const separateMessageFromStack = (text: string): { message: string; stack: string } => ({
  message: text,
  stack: '',
});
