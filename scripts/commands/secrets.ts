import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import type { KeptSecret } from '../secrets/left-secrets';
import { print } from '../terminal/print';
import { jsonOption } from './shared-options';

/** `cdktf-kafka secrets`: what an account keeps of a cluster, and its removal once the cluster is gone. */
export function addSecretsCommand(program: Command): void {
  const command = program
    .command('secrets')
    .description(
      'Show which secrets an account keeps of a cluster; remove those of a destroyed one.',
    )
    .argument('<cluster>', 'the name of the cluster')
    .requiredOption('--region <region>', 'where it stands, or stood')
    .option('--remove', 'remove them; refused while the key that they are encrypted with is there')
    .option('--yes', 'do not ask')
    .addOption(jsonOption())
    .action(leftSecrets);
  addHelpNotes(command, HELP);
}

const HELP = `
Shows names, never what is secret. Destroying a cluster leaves its secrets in Parameter Store, encrypted with a key that
is deleted 30 days later. Another cluster of the same name can be deployed once they are removed.

Exit code: 0 shown or removed, 2 could not run. docs/deploy.md tells more.`;

export interface SecretsOptions {
  readonly region: string;
  readonly remove?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** What the command does. @throws UserError where it can't, or must not */
export async function leftSecrets(clusterName: string, options: SecretsOptions): Promise<void> {
  const { LeftSecrets } = await import('../secrets/left-secrets.js');
  const { confirm } = await import('./confirm.js');
  const store = new LeftSecrets(clusterName, options.region);
  const secrets = await store.list();
  if (options.json) console.log(JSON.stringify({ clusterName, secrets }, undefined, 2));
  else print(await describe(secrets, `${clusterName} in ${options.region}`));
  if (!options.remove || secrets.length === 0) return;
  requireLost(clusterName, secrets);
  await confirm('secrets --remove', options);
  await store.remove(secrets);
  if (!options.json) print(`Removed ${secrets.length}.`);
}

async function describe(secrets: readonly KeptSecret[], whose: string): Promise<string> {
  if (secrets.length === 0) return `No secrets are kept of ${whose}.`;
  const [{ table }, { thisTerminal }] = await Promise.all([
    import('../terminal/table.js'),
    import('../terminal/terminal.js'),
  ]);
  const rows = secrets.map(({ name, changed, key, isLost }) => [
    ...[name, changed?.toISOString().slice(0, 10) ?? '', isLost ? 'can’t be read any more' : ''],
    key,
  ]);
  return table(['SECRET', 'CHANGED', 'STATE', 'KEY'], rows, thisTerminal());
}

/** @throws UserError where a secret can still be read: its cluster may stand, and can't do without */
function requireLost(clusterName: string, secrets: readonly KeptSecret[]): void {
  const alive = secrets.find(({ isLost }) => !isLost);
  if (!alive) return;
  throw new UserError(
    `${alive.name}: must be encrypted with a key that is deleted or about to be, and can still be read. ` +
      `Destroy ${clusterName} first, which has its key deleted. Where it is gone without that, ` +
      '`aws kms schedule-key-deletion` does the same, and `aws kms cancel-key-deletion` takes it back.',
  );
}
