import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { TRUSTED } from '../secrets/secret-names';
import { addInventoryOptions } from './inventory-options';
import { nameOption } from './shared-options';
import { secretsOf } from './secrets-of';
import { withEitherCluster, type EitherClusterOptions } from './with-either-cluster';

/** `cdktf-kafka trust`: prints whom the clients of a secured cluster are to trust. */
export function addTrustCommand(program: Command): void {
  const command = program
    .command('trust')
    .description('Print the certificates that clients of a secured cluster are to trust, as PEM.')
    .addOption(nameOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
While another authority takes the place of the one that signs, these are both.

Exit code: 0 printed, 2 could not run. docs/certificates.md tells more.`;

async function run(options: EitherClusterOptions): Promise<void> {
  await withEitherCluster(options, async (cluster) => {
    const { security, clusterName } = cluster.topology.spec;
    if (security.kind === 'plaintext') {
      throw new UserError(
        `${clusterName}: must be secured, and shows no certificates. Nothing is to be trusted.`,
      );
    }
    const trusted = await (await secretsOf(cluster)).read(TRUSTED);
    if (trusted === undefined) {
      throw new UserError(
        `${clusterName}: must have its certificates, and has none yet. Run \`converge\`.`,
      );
    }
    process.stdout.write(trusted);
  });
}
