// npm run layers: which folder may import which. Arrows point down: site and dev use tools, tools use the engine, and
// the engine uses the library. What a course is made of is loaded by the engine, never imported by name. The grader and the trainer have
// floors of their own.
const folder = (...names) => `^(?:${names.join('|')})/`;

/** The library of the course that the engine is written with, too. */
const ENGINE_MAY_USE = '^lib/(?:ndarray|random|todo|kernel/)';

/** Folders of one room, from the lowest floor on: each may import those below it, and no file of the room itself. */
const floors = (room, names, ...forAll) =>
  names.map((name, i) => ({
    name: `floors-of-${room.replace('/', '-')}-${name}`,
    severity: 'error',
    from: { path: folder(`${room}/${name}`) },
    to: {
      path: `^${room}/(?:${[...names.slice(i + 1).map((above) => `${above}/`), '[^/]+$'].join('|')})`,
      pathNot: forAll.map((file) => `^${room}/${file}$`),
    },
  }));

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'library-below-all',
      severity: 'error',
      from: { path: folder('lib') },
      to: {
        path: folder('engine', 'tools', 'site', 'dev', 'test', 'solutions', 'exercises'),
      },
    },
    {
      name: 'engine-below-tools',
      severity: 'error',
      from: { path: folder('engine') },
      to: { path: folder('tools', 'site', 'dev', 'test', 'solutions', 'exercises') },
    },
    {
      name: 'engine-uses-little-of-lib',
      severity: 'error',
      from: { path: folder('engine') },
      to: { path: folder('lib'), pathNot: ENGINE_MAY_USE },
    },
    {
      name: 'tools-below-the-rest',
      severity: 'error',
      from: { path: folder('tools') },
      to: { path: folder('site', 'dev', 'test') },
    },
    {
      name: 'course-does-not-know-tools',
      severity: 'error',
      from: { path: '^(?:solutions|exercises|test/(?:\\d\\d-|support/|mistakes/|alternatives/))' },
      to: { path: folder('tools', 'site', 'dev') },
    },
    ...floors('tools/grade', ['rpc', 'sandbox', 'judge', 'types', 'intake', 'score', 'reports']),
    ...floors('tools/train', ['run', 'loop', 'report', 'cli'], 'mnist-trainer\\.ts'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|^site/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.solutions.json' },
    enhancedResolveOptions: { conditionNames: ['solutions', 'import', 'require', 'node', 'default'] },
  },
};
