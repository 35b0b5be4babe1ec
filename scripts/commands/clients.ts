import type { Command } from 'commander';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import type { BringClientsOptions } from './bring-clients';
import { addClientAccessCommands, requireSecured } from './client-access';
import { addInventoryOptions } from './inventory-options';
import { addLockOptions } from './lock-options';
import { secretsOf } from './secrets-of';
import { jsonOption, nameOption } from './shared-options';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka clients`: brings the clients of the spec to a secured cluster. */
export function addClientsCommand(program: Command): void {
  const command = program
    .command('clients')
    .description("Bring the spec's clients, with passwords and grants; show what differs.")
    .addOption(nameOption())
    .option('--dry-run', 'print what differs and end')
    .option('--yes', 'do not ask')
    .option('--rotate-password <client>', 'give this client another password', collect)
    .option('--revoke <client>', 'deny this client everything, at once', collect)
    .option('--reinstate <client>', 'let a client in again that was revoked', collect)
    .addOption(jsonOption());
  addLockOptions(command);
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
  addClientAccessCommands(command);
}

const HELP = `
Who stands in no spec loses login and grants, also where somebody gave them by hand. Passwords are made here, are
kept in the cluster's secret store, and are never printed. Who is logged in stays so for up to an hour after
the password was changed: give the new one to the client within that time.

Who was revoked may do nothing from that moment on, whatever the spec grants, until it is reinstated.

Exit code: 0 all is as the spec says, 1 something is not (with --dry-run: yet), 2 could not run,
75 another command changes the cluster. docs/clients.md tells more.`;

type ClientsOptions = EitherClusterOptions &
  Omit<BringClientsOptions, 'signal' | 'command' | 'inventory'>;

async function run(options: ClientsOptions): Promise<void> {
  process.exitCode = await withEitherCluster(options, async (cluster) => {
    const { topology, reach } = cluster;
    requireSecured(cluster);
    const { bringClients } = await import('./bring-clients.js');
    const secrets = await secretsOf(cluster);
    const code = await withInterrupts((signal) =>
      bringClients({ topology, reach, secrets }, { ...options, command: 'clients', signal }),
    );
    if ('onClients' in cluster && !options.dryRun) await cluster.onClients();
    return code;
  });
}
