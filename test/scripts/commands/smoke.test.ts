import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addSmokeCommand } from '../../../scripts/commands/smoke';
import { folderOf } from '../../../scripts/local/cluster-folders';

function smoke(...argv: readonly string[]): Promise<unknown> {
  const program = new Command().exitOverride();
  addSmokeCommand(program);
  return program.parseAsync(['smoke', ...argv], { from: 'user' });
}

describe('cdktf-kafka smoke', () => {
  it('refuses checks of hosts that nobody told it how to reach: it would pass without a look', async () => {
    const only = ['--only', 'log-rotation', '--only', 'replication', '--only', 'first-boot'];
    await expect(smoke(...only)).rejects.toThrow(
      "--only: must name checks that need no access to the hosts, got 'first-boot', 'log-rotation'. " +
        'Say with --inventory how to reach them.',
    );
  });

  it('names the nearest check where there is none of an id', async () => {
    await expect(smoke('--only', 'replicatoin')).rejects.toThrow(
      "--only: must be the id of a check, got 'replicatoin'. Did you mean replication?",
    );
  });

  it('takes one word for which cluster is meant', async () => {
    await expect(smoke('--inventory', 'inventory.json', '--name', 'local')).rejects.toThrow(
      /^--inventory: must stand alone/,
    );
    await expect(smoke('spec.ts', '--name', 'local')).rejects.toThrow(/^--name: must stand alone/);
  });

  it('takes the name of a local cluster as an option only', async () => {
    const home = mkdtempSync(join(tmpdir(), 'smoke-command-'));
    jest.replaceProperty(process, 'env', { ...process.env, XDG_STATE_HOME: home });
    mkdirSync(folderOf('mine'), { recursive: true });
    writeFileSync(join(folderOf('mine'), 'cluster.json'), '{}');
    await expect(smoke('mine')).rejects.toThrow(
      "spec: must be a spec file, got 'mine'. A local cluster is named by --name mine.",
    );
    jest.restoreAllMocks();
    rmSync(home, { recursive: true });
  });
});
