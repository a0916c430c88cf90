// The resolver of judged suites: for a suite, `#topics/…` is the accused; for the solutions and for known mistakes, the solutions.
const { dirname, join } = require('node:path');

const standIn = join(dirname(module.filename), 'remote.ts');
const suites = join(dirname(module.filename), '../../test');
const fromSuite = (folder) => folder === suites || folder === join(suites, 'support');

module.exports = (request, options) => {
  if (request.startsWith('#topics/') && fromSuite(options.basedir)) return standIn;
  return options.defaultResolver(request, options);
};
