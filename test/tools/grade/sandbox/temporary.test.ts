// What is to be done before a command ends is done, whatever goes wrong.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/folders';
import { runTypeScript } from '../../support/processes';

const root = temporaryFolder();

test('an ending that fails keeps no other from being done, and the status is what it was', () => {
  const folder = join(root, 'left');
  mkdirSync(folder);
  const program = `
    const { atTheEnd } = require('./tools/grade/sandbox/temporary');
    atTheEnd(() => require('node:fs').rmdirSync(process.env.FOLDER));
    atTheEnd(() => { throw new Error('no room'); });
    process.exit(3);`;
  expect(runTypeScript(['-e', program], { env: { FOLDER: folder } })).toMatchObject({ status: 3, error: '' });
  expect(existsSync(folder)).toBe(false);
});
