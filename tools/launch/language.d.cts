export function localeOf(environment: NodeJS.ProcessEnv): string;
export function languageAsked(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  languages: readonly string[],
): string;
