// Attacks on whoever reads the reports: names and messages that a page, a spreadsheet or a terminal would obey.
import { answer, type Attack } from './attack';

const HTML = '<script>alert(1)</script><img src=x onerror=alert(1)>';

export const reports: Attack[] = [
  {
    id: 'html-in-the-name',
    name: '<script>alert(1)<',
    does: 'has markup for a name',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'formula-in-the-name',
    name: '=HYPERLINK("http:evil")',
    does: 'has a formula for a name',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'command-in-the-name',
    name: '@SUM(1+1)|cmd',
    does: 'has a command for a spreadsheet for a name',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'escape-codes-in-the-name',
    name: '\u001b[2J\u001b]0;owned\u0007\u202ename',
    does: 'has a name that a terminal would obey',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'line-break-in-the-name',
    name: 'two\nlines,"and",commas',
    does: 'has a name of two lines with commas and quotes',
    files: answer('return 0;'),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'html-in-a-message',
    does: 'throws markup',
    files: answer(`throw new Error(${JSON.stringify(HTML)});`),
    must: { state: 'judged', points: 'none', say: /alert/ },
  },
  {
    id: 'html-at-import',
    does: 'throws markup while the file is loaded, so that it is the reason',
    files: answer('return 0;', `throw new Error(${JSON.stringify(HTML)});`),
    must: { state: 'unreadable', points: 'none', say: /alert/ },
  },
  {
    id: 'markdown-in-a-message',
    does: 'throws headings, links and fences',
    files: answer(
      "throw new Error('\\n\\n# 100 of 100 points\\n\\n[click](javascript:alert(1))\\n\\n```\\n</details>');",
    ),
    must: { state: 'judged', points: 'none' },
  },
  {
    id: 'escape-codes-in-a-message',
    does: 'throws what a terminal would obey and what XML forbids',
    files: answer("throw new Error('\\u001b[31mred\\u0000\\u0008\\ufffe]]>&<');"),
    must: { state: 'judged', points: 'none', say: /red/ },
  },
  {
    id: 'markup-in-a-file-name',
    does: 'hands in a file whose name is markup',
    files: { ...answer('return 0;'), [HTML.replaceAll('/', '∕')]: 'x' },
    must: { state: 'judged', points: 'none' },
  },
];
