import { join } from 'node:path';
import { BareMachine } from './bare-machine';
import { ensureBareTree } from './bare-tree';
import { ensureNpmPackages } from '../support/npm-packages';
import { describeOnBareMachine } from './describe-on-bare-machine';

const { BARE_RELEASES } = process.env;
/**
 * Each has npm 9.2, which reads less in a package.json than newer ones do. A machine takes minutes, so that
 * the next release, and all but the first command of the README, are run by name: `BARE_RELEASES=bookworm,trixie`.
 */
const RELEASES = (BARE_RELEASES ?? 'bookworm').split(',');
const itByName = BARE_RELEASES === undefined ? it.skip : it;

/** Other Nodes, each with the npm that it comes with, and what the program says under it. */
const NODES = [
  {
    node: '20.20.2',
    npm: '10.8.2',
    says: /^node: must be 22\.22 or newer, got 20\.20\.2\./m,
    code: 2,
  },
  { node: '22.22.0', npm: '10.9.4', says: /r7i\.xlarge/, code: 0 },
  { node: '24.21.0', npm: '11.16.0', says: /r7i\.xlarge/, code: 0 },
] as const;

describe.each(RELEASES)("%s with Debian's own git, Node and npm", (suite) => {
  describeOnBareMachine(`of ${suite}`, () => {
    let installed: BareMachine;
    let machine: BareMachine;

    beforeAll(async () => {
      installed = await BareMachine.of(await ensureBareTree(suite));
      await installed.bringCheckout();
    });

    afterAll(() => installed?.remove());

    it('has no compiler, and `npm ci` succeeds', async () => {
      const { code, output } = await installed.run('! command -v cc c++ make && npm ci');
      expect(output).toMatch(/^added \d+ packages/m);
      expect(code).toBe(0);
    });

    describe('after that', () => {
      const itOnBookworm = suite === 'bookworm' ? itByName : it.skip;

      beforeEach(async () => {
        machine = await installed.copy();
      });

      afterEach(() => machine?.remove());

      it('`npm start` runs the whole cluster, and every check passes', async () => {
        const { code, output } = await machine.run('npm start');
        expect(output).toMatch(/ (\d\d+) of \1 checks passed/);
        expect(output).toContain('Stop: nothing is left running');
        expect(code).toBe(0);
      });

      itByName('`npm test` fetches what it needs, and its first suites pass', async () => {
        const { code, output } = await machine.run('npm test -- test/cluster/validation');
        expect(output).toMatch(/^Tests: +(\d+) passed, \1 total/m);
        expect(code).toBe(0);
      });

      itByName(
        "the program runs by the pinned Node, and cdktf's name leads to a command that knows the stack",
        async () => {
          const { output } = await machine.run(
            'npx --no-install cdktf-kafka --version && ' +
              'KAFKA_ARCHIVE=package.json npx --no-install cdktf list',
          );
          expect(output).toMatch(/^\d+\.\d+\.\d+$/m);
          expect(output).toContain('prod-logging');
        },
      );

      itOnBookworm.each(NODES)(
        "Node $node's npm $npm reads the lockfile, and the program runs under it or says why not",
        async ({ node, npm, says, code }) => {
          const other = await ensureNpmPackages({ [`node-linux-${process.arch}`]: node, npm });
          const bin = join(other, 'node_modules/.bin');
          const run = (line: string) => machine.run(`PATH=${bin}:$PATH ${line}`, [other]);
          expect(await run('npm ci --dry-run --ignore-scripts')).toMatchObject({ code: 0 });
          const ran = await run('node dist/scripts/cli.js capacity stacks/prod-logging.spec.ts');
          expect(ran.output).toMatch(says);
          expect(ran.code).toBe(code);
        },
      );
    });
  });
});
