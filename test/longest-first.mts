import { join } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Suites of a minute and more, the longest first; what they have to wait for, others fill. */
export const LONGEST = [
  'bare-machine/readme-commands.test.ts',
  'lab/deploy.test.ts',
  'terraform/apply.test.ts',
  'live-cluster.test.ts',
  'package/frameworks.test.ts',
  'answers-end.test.ts',
  'scripts/rolling/roll.test.ts',
  'plans/real-plans.test.ts',
  'scripts/changing/with-cluster-change.test.ts',
  'templates/host/program.test.ts',
  'secured-cluster.test.ts',
  'scripts/commands/local.test.ts',
].map((file) => join(import.meta.dirname, file));

type Base = typeof Sequencer.default;
type Suites = Parameters<Base['prototype']['sort']>[0];

/**
 * The order of the suites. jest's own begins with what took longest the last time; in a fresh clone it
 * knows no last time, and a suite of eight minutes that begins last keeps all the others waiting.
 */
// Its types are those of its CommonJS build.
export default class LongestFirst extends (Sequencer as unknown as Base) {
  override async sort(suites: Suites): Promise<Suites> {
    const others = await super.sort(suites.filter(({ path }) => !LONGEST.includes(path)));
    const longest = LONGEST.flatMap((file) => suites.filter(({ path }) => path === file));
    return [...longest, ...others];
  }
}
