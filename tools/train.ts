// npm run train: trains the network on MNIST, with the course's code or with the student's own.
import './train/loop/v8-flags';
import { main } from './train/cli/main';

process.stdout.on('error', () => process.exit(141)); // whoever was reading has gone, as in `npm run train | head`

void main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
