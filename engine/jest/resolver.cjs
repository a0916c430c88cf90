// Jest's resolver, with one addition: each run can choose whose file is taken for a topic.
// OVERLAY holds JSON: { "01-mean-squared-error": "<file>" } reads that file as #topics/01-mean-squared-error, however an exercise names it.
const { existsSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const { filesMeantBy, meantBy, topicAt } = require('./topics.cjs');

/** Where `#lib/…` and `#engine/…` are, wherever the course is. */
const ENGINE = join(dirname(module.filename), '../..');

module.exports = (request, options) => {
  if (options.rootDir === undefined) return options.defaultResolver(request, options); // while jest reads its configuration
  const [, ofEngine] = /^#((?:lib|engine)\/.+)$/.exec(request) ?? [];
  if (ofEngine !== undefined) {
    const file = join(ENGINE, `${ofEngine}.ts`);
    return existsSync(file) ? file : options.defaultResolver(request, { ...options, basedir: ENGINE });
  }
  const folder = relative(options.rootDir, options.basedir).replaceAll(sep, '/');
  const fromTopic = /^(exercises|solutions)(\/|$)/.test(folder);
  if (!request.startsWith('#topics/') && !(fromTopic && request.startsWith('.'))) {
    return options.defaultResolver(request, options);
  }
  const path = meantBy(request, `${folder}/importer.ts`);
  const topic = topicAt(path);
  if (topic !== undefined) return fileOf(topic, options) ?? options.defaultResolver(request, options);
  const files = filesMeantBy(path).map((file) => join(options.rootDir, file)); // a helper in exercises/, or a file of lib/
  return files.find((file) => existsSync(file)) ?? options.defaultResolver(request, options);
};

/** The overlay; else the solution where the run wants it, and the course has it; else the exercise. */
function fileOf(topic, { rootDir, conditions = [] }) {
  const overlay = JSON.parse(process.env.OVERLAY ?? '{}');
  const rooms = conditions.includes('solutions') ? ['solutions', 'exercises'] : ['exercises'];
  return (
    overlay[topic] ?? rooms.map((room) => join(rootDir, room, `${topic}.ts`)).find((file) => existsSync(file))
  );
}
