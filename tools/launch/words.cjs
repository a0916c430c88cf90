// What the launcher says, in English and Korean. Plain Node, since nothing is installed yet.
const { languageAsked } = require('./language.cjs');

const en = {
  courseNeeds: 'what the course needs (once, about 20 seconds)',
  siteNeeds: 'what the site needs (once, about 15 seconds)',
  oldNode: (version) =>
    `This course needs Node 20.19 or newer; this is Node ${version}. Get a newer one at nodejs.org.`,
  noCommand: (command) =>
    `There is no command "${command}": package.json lists them under "scripts", and \`npm start\` begins the course.`,
  unreadableFolder: (sign, folder) =>
    `The name of a folder above the course holds a ${sign}, which its tools cannot read: rename it. ${folder}`,
  onlyMine:
    'This copy of the course comes without solutions/: `npm run train -- --mine` trains your own code.',
  needsSolutions: (command) =>
    `This copy of the course comes without solutions/, which \`${command}\` needs: use the copy that has them.`,
  needsSolution: (command, file) =>
    `There is no ${file}, and \`${command}\` needs the solution of every topic: use a copy of the course that has it.`,
  installing: (what) => `Installing ${what} …`,
  failed: 'The installation failed. Check the network, then run `npm ci` to see more.',
  waiting: 'Another command is installing already: waiting until it is done …',
};

const ko = {
  courseNeeds: '강의에 필요한 패키지(처음 한 번, 20초쯤)',
  siteNeeds: '사이트에 필요한 패키지(처음 한 번, 15초쯤)',
  oldNode: (version) =>
    `이 강의에는 Node 20.19 이상이 필요한데, 지금은 Node ${version}입니다. nodejs.org에서 새 버전을 받으세요.`,
  noCommand: (command) =>
    `"${command}"라는 명령은 없습니다. 명령은 package.json의 "scripts"에 있고, 강의는 \`npm start\`로 시작합니다.`,
  unreadableFolder: (sign, folder) =>
    `강의가 들어 있는 폴더 이름에 ${sign} 기호가 있으면 강의의 도구가 경로를 읽지 못합니다. 폴더 이름을 바꾸세요. ${folder}`,
  onlyMine:
    '이 강의 자료에는 해답(solutions/)이 없습니다. `npm run train -- --mine`으로 직접 작성한 코드를 학습시키세요.',
  needsSolutions: (command) =>
    `이 강의 자료에는 해답(solutions/)이 없는데, \`${command}\`에는 해답이 필요합니다. 해답이 든 자료에서 실행하세요.`,
  needsSolution: (command, file) =>
    `${file} 파일이 없는데, \`${command}\`에는 모든 주제의 해답이 필요합니다. 해답이 든 자료에서 실행하세요.`,
  installing: (what) => `설치하는 중: ${what} …`,
  failed: '설치하지 못했습니다. 네트워크를 확인하고, `npm ci`를 실행해 자세한 내용을 보세요.',
  waiting: '다른 명령이 이미 설치하고 있습니다. 끝날 때까지 기다립니다 …',
};

const WORDS = (module.exports.WORDS = { en, ko });

/** The words in the language that the arguments ask for, or else the computer's. */
module.exports.wordsFor = function wordsFor(args, environment) {
  return WORDS[languageAsked(args, environment, Object.keys(WORDS))];
};
