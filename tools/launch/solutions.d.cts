/** What solutions.cjs finds out of a copy of the course. */
export interface SolutionsFound {
  missing: string[];
  hasSome: boolean;
}
export function solutionsMissing(course: string): SolutionsFound;
export function whyNot(command: string, found: SolutionsFound, words: object): string | undefined;
