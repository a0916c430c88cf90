// The computer's language.

/**
 * The locale that the environment asks for. As POSIX has it, a variable that is empty counts as one that is not set, and LANGUAGE is read
 * only where there is a locale at all. tools/launch/words.cjs does the same, before anything is installed.
 */
export function localeOf(environment: NodeJS.ProcessEnv): string {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  const hasLocale = !/^(C|POSIX)([._@].*)?$/.test(locale);
  return (hasLocale && LANGUAGE?.split(':')[0]) || locale;
}
