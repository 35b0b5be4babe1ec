import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { addHelpNotes } from '../command-line/help-layout';
import { print } from '../terminal/print';
import { addInventoryOptions } from './inventory-options';
import { withMovedCluster } from './moved-cluster';
import type { EitherClusterOptions } from './with-either-cluster';
import { nameOption } from './shared-options';
import { counted } from '../terminal/quantities';

/** `cdktf-kafka unthrottle`: takes throttles of replication away that a move left behind. */
export function addUnthrottleCommand(program: Command): void {
  const command = program
    .command('unthrottle')
    .description('Take throttles of replication away that were left behind.')
    .option(
      '--while-moving',
      'also while partitions are moved, which then takes all that it can get',
    )
    .addOption(nameOption());
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
A throttle that stays behind slows down a broker that comes back and has to catch up.

Exit code: 0 there is none any more, 2 could not run.`;

interface UnthrottleOptions extends EitherClusterOptions {
  readonly whileMoving?: true;
}

async function run(options: UnthrottleOptions): Promise<void> {
  await withMovedCluster(options, [], async (cluster) => {
    const { ConfigResourceTypes } = await import('@platformatic/kafka');
    const { withBrokers } = await import('../cluster-access/with-brokers.js');
    const { readRunningMoves } = await import('../moving/read-placement.js');
    const { removeThrottles } = await import('../moving/throttle.js');
    await withBrokers(cluster, async (brokers) => {
      const running = await readRunningMoves(brokers);
      if (running.length > 0 && !options.whileMoving) {
        throw new UserError(
          `unthrottle: must find nothing on its way, got ${counted(running.length, 'partition')} on the way. Run \`move\`, which ends them and takes the throttle back, or give --while-moving.`,
        );
      }
      const standing = await removeThrottles(brokers);
      for (const { type, name, settings } of standing) {
        const brokers = name === '' ? 'all brokers' : `broker ${name}`;
        const whose = type === ConfigResourceTypes.TOPIC ? `topic ${name}` : brokers;
        print(`${whose}: ${settings.join(', ')} removed`);
      }
      if (standing.length === 0) print('There is no throttle of replication.');
    });
  });
}
