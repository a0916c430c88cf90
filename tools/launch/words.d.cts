/** A sentence, or what makes one of a name or a version. */
type Sentences = Record<string, string | ((value: string) => string)>;

export const WORDS: Record<'en' | 'ko', Sentences>;
export function wordsFor(args: readonly string[], environment: NodeJS.ProcessEnv): Sentences;
