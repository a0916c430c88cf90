// fast-check, as suites and their arbitraries import it: a course in another folder has no packages of its own.
export { default as fc } from 'fast-check';
