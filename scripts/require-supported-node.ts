import { couldNotRunCode } from './exit-codes';

// Imported first, for its effect: under an older Node the imports after it fail with words that
// help nobody.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 22)) {
  console.error(
    `node: must be 22.22 or newer, got ${process.versions.node}. ` +
      "Install a newer Node, or run through npm in a checkout: 'npx cdktf-kafka …' uses the pinned one.",
  );
  process.exit(couldNotRunCode(process.argv[2]));
}
