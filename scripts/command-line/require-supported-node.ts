import { RUN_PROGRAM } from '../../cluster/program';
import { couldNotRunCode } from './exit-codes';

// Imported first, for its effect: under an older Node the imports after it fail with words that
// help nobody.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `node: must be 22.22 or newer, got ${process.versions.node}. ` +
      `Install a newer Node, or call it in a checkout with \`${RUN_PROGRAM} …\`, which takes the pinned one.`,
  );
  process.exit(couldNotRunCode(process.argv[2]));
}
