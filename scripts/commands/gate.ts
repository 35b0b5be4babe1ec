import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import { checkSshWay } from '../hosts/check-ssh-way';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import type { GateOptions } from '../health/gate/judge-gate';
import { watchWay } from '../health/gate/watch-way';
import { readClusterState } from '../health/cluster/read-cluster-state';
import { waitForGate } from '../health/gate/wait-for-gate';
import { say } from '../terminal/say';
import {
  addInventoryOptions,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { parseLooks } from './parse-looks';
import { parseSeconds } from './parse-seconds';
import { stallOption } from './stall-option';

/** `cdktf-kafka gate`: waits until a host may be stopped, or until the cluster is whole after one was. */
export function addGateCommand(program: Command): void {
  const command = program
    .command('gate')
    .description('Wait until a live cluster is healthy: before a host is stopped, and after.')
    .option('--before <host>', 'the host that is about to be stopped: it may be down already')
    .option('--after <host>', 'the host that was just changed: later ones may not be there yet')
    .option('--first-deploy', 'there is no cluster to protect yet: only the way to it is looked at')
    .option('--looks <count>', 'so many looks in a row must be healthy', parseLooks, 3)
    .addOption(stallOption())
    .option('--timeout <seconds>', 'give up after so long in any case', parseSeconds, 14_400);
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Exit code: 0 the cluster is healthy, 1 it is not and does not get better, 2 could not run.
What is looked at: docs/converge.md.`;

interface GateCommandOptions extends InventoryOptions {
  readonly before?: string;
  readonly after?: string;
  readonly firstDeploy?: true;
  readonly looks: number;
  readonly stall: number;
  readonly timeout: number;
}

async function run(options: GateCommandOptions): Promise<void> {
  if (options.firstDeploy) {
    if (!options.direct) await withDeployedCluster(options, ({ ssh }) => checkSshWay(ssh));
    say('First deploy: there is no cluster to protect yet.');
    return;
  }
  await withDeployedCluster(options, async ({ topology, reach, shells }) => {
    const tolerance = gateTolerance(topology, options);
    await withInterrupts((signal) =>
      waitForGate({
        ...{ topology, signal, ...tolerance },
        ...watchWay({
          ...{ topology, shells, viaSsh: options.direct !== true },
          look: () => readClusterState({ topology, reach, signal }),
        }),
        looks: options.looks,
        stallMs: options.stall * 1_000,
        limitMs: options.timeout * 1_000,
        onProgress: say,
      }),
    );
    say(`${topology.spec.clusterName} is healthy.`);
  });
}

/**
 * What a gate of a deploy lets pass, by its place in the order of the hosts.
 *
 * @throws UserError where the cluster has no such host
 */
export function gateTolerance(
  { hosts }: Topology,
  { before, after }: Pick<GateCommandOptions, 'before' | 'after'>,
): GateOptions {
  const name = before ?? after;
  if (name === undefined) return {};
  const index = hosts.findIndex((host) => host.name === name);
  if (index < 0) {
    const names = hosts.map((host) => host.name).join(', ');
    throw new UserError(
      `gate: must name a host of the cluster, got '${name}'. There are ${names}.`,
    );
  }
  const later = hosts.slice(before === undefined ? index + 1 : index).map((host) => host.name);
  return { apartFrom: before, notYet: later };
}
