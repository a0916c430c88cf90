// The resolver of judged suites: for a suite, `#topics/…` is the accused; for the solutions and for known mistakes, the solutions.
const { dirname, join } = require('node:path');

const standIn = join(dirname(module.filename), 'remote.ts');
const course = join(dirname(module.filename), '../..');
const ofSuites = ['test', 'test/support', 'engine/suite'].map((folder) => join(course, folder));
const fromSuite = (folder) => ofSuites.includes(folder);

module.exports = (request, options) => {
  if (request.startsWith('#topics/') && fromSuite(options.basedir)) return standIn;
  return options.defaultResolver(request, options);
};
