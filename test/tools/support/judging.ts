// Gives files to the judge of the grader of a course, without a class around it.
import { runTypeScript } from './processes';

/** Files of a submission by topic, and what each of them imports. */
export interface ToJudge {
  files: Record<string, string>;
  helpers?: Record<string, string>;
}

/** How many tests of a topic passed, of how many; or why none was run. */
export interface Judged {
  passed: number;
  all: number;
  crash?: string;
}

const SCRIPT = `
  const { SubmissionJudge, DEFAULT_LIMITS } = require('./tools/grade/judge/judge.ts');
  const course = require('./engine/course/course.ts').openCourse(process.argv[1]);
  const { mkdtempSync, rmSync, readFileSync } = require('node:fs');
  const folder = mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'gradient-dojo-'));
  const time = { call: 20000, topic: 100000 }; // speed is not what is tried here
  const judge = new SubmissionJudge(course, { ...DEFAULT_LIMITS, time, confinement: 'none', seed: 1 }, folder);
  (async () => {
    const answers = [];
    for (const { files, helpers } of JSON.parse(readFileSync(0, 'utf8'))) {
      const each = Object.fromEntries(Object.keys(files).map((topic) => [topic, helpers]));
      const findings = await judge.judge(files, helpers && each);
      answers.push(Object.fromEntries(findings.map(({ topic, tests, crash }) =>
        [topic, { passed: tests.filter(({ status }) => status === 'passed').length, all: tests.length, crash }])));
    }
    process.stdout.write('\\nFOUND ' + JSON.stringify(answers) + '\\n');
    rmSync(folder, { recursive: true });
    process.exit();
  })();`;

/** Judges submissions to a course one after the other, with the grader in `engine`. */
export function judgeIn(engine: string, submissions: ToJudge[], course = engine): Record<string, Judged>[] {
  const input = JSON.stringify(submissions);
  const { out, error } = runTypeScript(['-e', SCRIPT, course], { cwd: engine, input });
  const [, found] = /^FOUND (.*)$/m.exec(out) ?? [];
  if (found === undefined) throw new Error(`the judge did not answer: ${error}`);
  return JSON.parse(found) as Record<string, Judged>[];
}
