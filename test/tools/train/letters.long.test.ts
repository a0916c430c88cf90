// npm run train --mine on letters: the student's own code, the two ways of training, and a resumed run lead to the same numbers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readNpz } from '#lib/npz';
import { FILES } from '../../../tools/train/run/run-folder';
import { courseWith, runTrainer, smallMnist, temporaryFolder, writeDataSet } from './support';

const root = temporaryFolder();
const contents = (run: string, name: string): Buffer => readFileSync(join(run, name));

test("the student's topics train on letters, which have more classes", async () => {
  const project = courseWith(join(root, 'letters-course'), {});
  const { train, test: tested } = smallMnist(60);
  const lettered = (part: typeof train) => ({ ...part, labels: part.labels.map((_, n) => 1 + (n % 26)) });
  const letters = writeDataSet(join(root, 'letters'), { train: lettered(train), test: lettered(tested) });
  const args = ['--data', letters, '--batch-size', '10', '--hidden-size', '8'];
  const [mine, course] = [join(root, 'mine-letters'), join(root, 'letters-run')];
  const own = await runTrainer(['--mine', ...args, '--iterations', '20', '--out', mine], {
    project,
    mine: true,
  });
  expect(own).toMatchObject({ status: 0, stderr: '' });
  expect(own.stdout).toMatch(/60 training and 60 test images of 26 classes/); // the letters; nothing is counted as 0
  expect(readNpz(contents(mine, FILES.weights)).W2).toHaveShape([8, 27]);

  const half = ['--workers', '1', ...args, '--iterations', '10', '--out', course];
  expect(await runTrainer(half)).toMatchObject({ status: 0, stderr: '' });
  const resumed = await runTrainer(['--resume', course, '--iterations', '20']);
  expect(resumed).toMatchObject({ status: 0, stderr: '' });
  expect(contents(course, FILES.weights)).toEqual(contents(mine, FILES.weights));
});
