// npm run layers: which folder may import which. Arrows point down: site and dev use tools, tools use the engine, and
// the engine uses the library. What a course is made of is loaded by the engine, never imported by name.
const folder = (...names) => `^(?:${names.join('|')})/`;

/** The library of the course that the engine is written with, too. */
const ENGINE_MAY_USE = '^lib/(?:ndarray|random|todo|kernel/)';

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
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|^site/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.solutions.json' },
    enhancedResolveOptions: { conditionNames: ['solutions', 'import', 'require', 'node', 'default'] },
  },
};
