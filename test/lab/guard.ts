import { rmSync } from 'node:fs';
import { guardFile } from './start-guard';
import { labPlace } from './lab-place';
import { sweep } from './sweep';

// Run by startGuard: its input ends when the process of the lab does.
const place = labPlace(process.argv[2] ?? '');
process.stdin.resume();
process.stdin.on('end', () => {
  void sweep(place).finally(() => {
    rmSync(guardFile(place), { force: true });
    process.exit();
  });
});
