// npm run train: trains the network on MNIST, with the course's code or with the student's own.
import './train/loop/v8-flags';
import { main } from './train/cli/main';
import { say } from './train/run/words';
import { endWithoutOutput } from './shared/cli';

endWithoutOutput(say);

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
