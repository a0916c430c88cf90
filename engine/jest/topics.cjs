// What an import means in a file of the course. However a topic is named (`#topics/02-…`, `./02-…`, `../solutions/02-…`, `../exercises/02-….ts`),
// it is the same topic, so that an editor's suggestion can't choose whose code is judged. The grader's sandbox reads imports in the same way.
// Plain JavaScript, because jest loads it itself.
const { posix } = require('node:path');

/** "." and what ends in "/", "/." or "/..". */
const NAMES_A_FOLDER = /(^|\/)\.{0,2}$/;
const ROOMS = /^(?:exercises|solutions)\/(\d\d-[\w-]+)$/;

/**
 * The file that is meant, from the course's folder on and without its ending: "exercises/helpers", "lib/ndarray"; undefined for a package.
 *
 * @param importer the file that imports, from the course's folder on, with slashes
 */
function meantBy(request, importer) {
  const path = request.startsWith('#topics/')
    ? `exercises/${request.slice('#topics/'.length)}`
    : request.startsWith('#lib/')
      ? request.slice(1)
      : /^\.\.?(\/|$)/.test(request)
        ? posix.join(posix.dirname(importer), request, NAMES_A_FOLDER.test(request) ? 'index' : '')
        : undefined;
  return path?.replace(/\.[cm]?[jt]s$/, '');
}

/** The topic at such a path: "02-cross-entropy-error". */
function topicAt(path) {
  return path === undefined ? undefined : ROOMS.exec(path)?.[1];
}

/** The files that such a path may stand for; the first of them that is there is meant. */
function filesMeantBy(path) {
  return path.endsWith('.json') ? [path] : [`${path}.ts`, `${path}/index.ts`];
}

module.exports = { filesMeantBy, meantBy, topicAt };
