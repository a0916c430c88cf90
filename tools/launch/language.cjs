// The language of a command. Plain Node, since the launcher reads it before anything is installed.

/**
 * The locale that the environment asks for. As POSIX has it, a variable that is empty counts as one that is not set, and LANGUAGE is read
 * only where there is a locale at all.
 */
const localeOf = (module.exports.localeOf = function localeOf({ LC_ALL, LC_MESSAGES, LANG, LANGUAGE }) {
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  const hasLocale = !/^(C|POSIX)([._@].*)?$/.test(locale);
  return (hasLocale && LANGUAGE && LANGUAGE.split(':')[0]) || locale;
});

/** The one of these languages that the arguments ask for, or else the computer's; the first if it is none of them. */
module.exports.languageAsked = function languageAsked(args, environment, languages) {
  const at = args.findIndex((arg) => /^--lang(=|$)/.test(arg));
  const asked = at < 0 ? undefined : args[at].slice('--lang='.length) || args[at + 1];
  const [code] = (asked || localeOf(environment)).toLowerCase().split(/[-_.@]/);
  return languages.includes(code) ? code : languages[0];
};
