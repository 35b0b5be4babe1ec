import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';

const GIB = 2 ** 30;

/**
 * More than there are processors: the longest suites wait for terraform, for hosts and for the clock. But not
 * many more: hosts that are up cost processor time for as long as their suite takes, so on a slow machine
 * every further suite makes all of them dearer. And no more than memory carries: a suite of three booted
 * hosts takes 3 GiB.
 */
function workers() {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return Math.max(1, Math.min(availableParallelism() + 2, 6, Math.floor(memory / (3 * GIB))));
}

/**
 * Run only where they are named (`npm test -- FILE`), or by `npm run test:long`: they take minutes, and a shorter
 * suite shows the same (docs/tests.md).
 */
const BY_NAME = [
  'test/asked-dashboards.test.ts',
  'test/client-config.test.ts',
  'test/fired-alerts.test.ts',
  'test/lab/deploy-authorities.test.ts',
  'test/lab/deploy-life.test.ts',
  'test/lab/deploy-machines.test.ts',
  'test/lab/deploy-secured.test.ts',
  'test/lab/growth.test.ts',
  'test/lab/hardened-units.test.ts',
  'test/lab/log-host.test.ts',
  'test/lab/replace-all.test.ts',
  'test/lab/secure-deployed.test.ts',
  'test/lab/secure-small.test.ts',
  'test/lab/secured.test.ts',
  'test/lab/small-cluster.test.ts',
  'test/lab/upgrade.test.ts',
  'test/moves-after-losses.test.ts',
  'test/scripts/moving/move-cluster.test.ts',
  'test/scripts/reading/partition-feed.test.ts',
  'test/scripts/reading/read-topics.test.ts',
  'test/secured-clients.test.ts',
  'test/secure-over-ssh.test.ts',
  'test/secured-migration.test.ts',
  'test/shipped-through-faults.test.ts',
  'test/shipped-while-secured.test.ts',
  'test/status-page.test.ts',
  'test/repeated-converge.test.ts',
  'test/rotation.test.ts',
  'test/templates/shipper/reports-of-others.test.ts',
  'test/terraform/growth.test.ts',
  'test/upgrade.test.ts',
  'test/watched-status.test.ts',
];
/** Where all run, test/live-cluster.test.ts has these in it. */
const ON_ONE_CLUSTER = JSON.parse(
  readFileSync(new URL('test/on-one-cluster.json', import.meta.url), 'utf8'),
);
const isNamed = (file) => process.argv.some((word) => file.startsWith(word));
const isLong = process.env.TEST_LONG !== undefined;

/** @type {import('jest').Config} */
export default {
  // `import()` names the file that the compiler writes.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: isLong ? BY_NAME.map((file) => `<rootDir>/${file}`) : ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...BY_NAME.filter((file) => !isLong && !isNamed(file)),
    ...ON_ONE_CLUSTER.filter((file) => !isNamed(file)),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  setupFiles: ['<rootDir>/test/support/stacks-of-errors-alone.ts'],
  testSequencer: '<rootDir>/test/longest-first.mts',
  maxWorkers: workers(),
  // It ends what hangs, and nothing else: machines may be slow, or busy with something else.
  testTimeout: 1_800_000,
};
