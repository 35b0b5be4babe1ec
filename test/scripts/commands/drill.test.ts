import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DRILLS } from '../../../scripts/drills/drills';
import { CliRun } from '../../support/cli';
import { inventoryOf } from '../../support/inventories';
import { validSpec } from '../../support/spec-builder';

describe('cdktf-kafka drill', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'drill-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const inventory = (mayBeDrilled?: boolean): string => {
    const file = join(folder, `${mayBeDrilled}.json`);
    const spec = validSpec(mayBeDrilled === undefined ? {} : { mayBeDrilled });
    writeFileSync(file, JSON.stringify(inventoryOf(spec)));
    return file;
  };
  const run = async (...argv: readonly string[]) => {
    const command = new CliRun(['drill', ...argv]);
    return [await command.exitCode(), command.output] as const;
  };

  it('lists all drills where none is named', async () => {
    const [code, output] = await run();
    expect(code).toBe(0);
    for (const { name } of DRILLS) expect(output).toContain(name);
  });

  it.each([undefined, false])(
    'refuses a cluster whose spec says mayBeDrilled: %s',
    async (mark) => {
      expect(await run('broker-killed', '--yes', '--inventory', inventory(mark))).toEqual([
        2,
        expect.stringMatching(
          /^spec\.mayBeDrilled: must be true for a cluster that is drilled, got (undefined|false)\. If nobody depends on \S+, say so in its spec and deploy\.\n$/,
        ),
      ]);
    },
  );

  it('does nothing without --yes', async () => {
    const [code, output] = await run('broker-killed', '--inventory', inventory(true));
    expect(code).toBe(0);
    expect(output).toMatch(/Nothing was done\. Give --yes to do it\.\n$/);
  });

  it('names the hosts that it can strike', async () => {
    const [code, output] = await run(
      ...['broker-killed', '--host', 'broker-9', '--inventory', inventory(true)],
    );
    expect(code).toBe(2);
    expect(output).toContain("drill: must name a host of the cluster, got 'broker-9'.");
  });

  it('asks which cluster is meant', async () => {
    const [code, output] = await run('broker-killed');
    expect(code).toBe(2);
    expect(output).toContain('--inventory: must say which cluster is meant.');
  });
});
