import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { InventoryHost } from '../../cluster/inventory/inventory';
import { addHelpNotes } from '../command-line/help-layout';
import type { ClusterChange } from '../changing/cluster-change';
import type { DeployedCluster } from '../health/deployed-cluster';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { certifyNewHost } from './certify-new-host';
import { confirm } from './confirm';
import {
  addInventoryOptions,
  hostNamed,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { requireSameSecurity } from './require-same-security';
import { stackFolderOption } from './shared-options';
import { addLockOptions, lockOptions, OUTER_RUN, type LockCommandOptions } from './lock-options';
import { tellVerdict } from './tell-verdict';
import { stallOption } from './waiting-options';

/** `cdktf-kafka replace`: one host's instance made anew, with its address, name and data. */
export function addReplaceCommand(program: Command): void {
  const command = program
    .command('replace')
    .description('Make instances anew through terraform, host by host behind gates; data stays.')
    .argument('[host]', 'the host, such as broker-1')
    .option('--all', 'every host that stands on something older than a new one would')
    .addOption(
      new Option(
        '--made-before <time>',
        'with --all: also those made before it, as for a newer Java',
      ).argParser(parseTime),
    )
    .option('--dry-run', 'with --all: print which hosts, why and in which order, and end')
    .addOption(stackFolderOption("the synthesized stack (default: 'cdktf.out/stacks/<cluster>')"))
    .option('--yes', 'do it; without this, only the plan is printed, and --all asks')
    .addOption(stallOption());
  addLockOptions(command);
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Synthesize first (\`cdktf synth\` or \`cdktn synth\`), so that the stack folder is of the newest code.
Refused where terraform would change another host or a volume as well: deploy that first.

--all takes first what gives no answer, the ZooKeeper leader late, the controller last. Killed at any
point, it can be run again with the same words and goes on: a host that was made anew is not older.

Exit code: 0 replaced and the cluster healthy, 1 a gate stayed closed, the plan went stale, terraform
stopped half-way or with --dry-run there is something to do, 2 could not run, 75 another command changes
the cluster.`;

interface ReplaceOptions extends InventoryOptions, LockCommandOptions {
  readonly all?: true;
  readonly madeBefore?: Date;
  readonly dryRun?: true;
  readonly stackFolder?: string;
  readonly yes?: true;
}

async function run(name: string | undefined, options: ReplaceOptions): Promise<void> {
  requireHosts(name, options);
  const makesCredentials = options.yes === true;
  process.exitCode = await withDeployedCluster({ ...options, makesCredentials }, (cluster) =>
    withInterrupts(async (signal) => {
      // A new host has the files of the spec: it would understand none of the others.
      await requireSameSecurity(cluster, 'replace');
      if (name === undefined) return await replaceAll(cluster, { ...options, signal });
      const host = hostNamed('replace', cluster.inventory.hosts, name);
      await replace(cluster, host, { ...options, signal });
      return 0;
    }),
  );
}

/** @throws UserError unless one host is named, or all are meant */
function requireHosts(name: string | undefined, { all, madeBefore, dryRun }: ReplaceOptions): void {
  if (name === undefined ? all : !all && !madeBefore && !dryRun) return;
  const got =
    name === undefined
      ? 'neither'
      : all
        ? `'${name}' and --all`
        : `'${name}' with an option of --all`;
  throw new UserError(
    `replace: must be told one host, or --all, got ${got}. \`--all --dry-run\` shows which hosts are older than a new one would be.`,
  );
}

function parseTime(text: string): Date {
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new UserError(
    `--made-before: must be a time in ISO 8601, got '${text}'. Give a day, such as 2026-11-27, or a moment, such as 2026-11-27T12:00:00Z.`,
  );
}

/** What a host that has just been made anew needs, within a change that has the lock. */
export function settleIn(cluster: DeployedCluster, { id: within }: Pick<ClusterChange, 'id'>) {
  return (hostName: string, signal: AbortSignal) =>
    certifyNewHost(cluster, hostName, { signal, waitForLock: 0, within });
}

type Replacing = ReplaceOptions & { readonly signal: AbortSignal };

async function replace(
  cluster: DeployedCluster,
  { name, terraformAddress }: InventoryHost,
  options: Replacing,
): Promise<void> {
  const { signal } = options;
  const run = { folder: stackOf(cluster, options), signal, onLine: print };
  if (options.yes) await cluster.checkWay();
  const { withReplacementPlan, carryOut } = await import('../replacing/replace-host.js');
  await withReplacementPlan(run, terraformAddress, async ({ file, instanceId }) => {
    print(`1. gate: the cluster is healthy apart from ${name}`);
    print(
      `2. ${instanceId ? `${instanceId} may be terminated; ` : ''}terraform applies the plan above`,
    );
    print('3. gate: the cluster is healthy');
    if (!options.yes) {
      print('Nothing was changed. Give --yes to do it.');
      return;
    }
    const { withClusterChange } = await import('../changing/with-cluster-change.js');
    const why = [instanceId ? `${instanceId} is made anew` : 'it has no instance'];
    const todo = { command: `replace ${name}`, why, onProgress: print, ...lockOptions(options) };
    await withClusterChange(cluster, { ...todo, signal }, (change) =>
      carryOut(
        {
          ...{ cluster, change, onProgress: print, settle: settleIn(cluster, change) },
          run: { ...run, env: { [OUTER_RUN]: change.id } },
        },
        { name, file, instanceId },
      ),
    );
    print(`${name} is made anew.`);
    await tellVerdict(cluster, await cluster.look(signal));
  });
}

/** @returns the exit code */
async function replaceAll(cluster: DeployedCluster, options: Replacing): Promise<number> {
  const { signal, madeBefore } = options;
  const folder = stackOf(cluster, options);
  await cluster.checkWay();
  const { findOlderHosts, renderOlderHosts, replaceOlderHosts } =
    await import('../replacing/older-hosts.js');
  const older = await findOlderHosts(cluster, { madeBefore, signal });
  print(renderOlderHosts(older));
  if (older.length === 0) return 0;
  if (options.dryRun) return 1;
  await confirm('replace --all', { yes: options.yes });
  const { withClusterChange } = await import('../changing/with-cluster-change.js');
  const why = older.map(({ host, reasons }) => `${host.name}: ${reasons[0]}`);
  const todo = { command: 'replace --all', why, onProgress: print, ...lockOptions(options) };
  await withClusterChange(cluster, { ...todo, signal }, (change) =>
    replaceOlderHosts(
      {
        ...{ cluster, change, onProgress: print, settle: settleIn(cluster, change) },
        run: { folder, onLine: print, env: { [OUTER_RUN]: change.id } },
      },
      { madeBefore },
    ),
  );
  print(`${cluster.topology.spec.clusterName}: no host is older than a new one would be.`);
  return 0;
}

/** Where its stack is synthesized. @throws UserError where it is not */
export function stackOf(
  { inventory }: Pick<DeployedCluster, 'inventory'>,
  { stackFolder }: Pick<ReplaceOptions, 'stackFolder'>,
): string {
  const folder = stackFolder ?? join('cdktf.out', 'stacks', inventory.spec.clusterName);
  requireStack(folder);
  return folder;
}

function requireStack(folder: string): void {
  if (existsSync(join(folder, 'cdk.tf.json'))) return;
  throw new UserError(
    `--stack-folder: must hold a synthesized stack (cdk.tf.json), got '${folder}'. Run \`cdktf synth\` or \`cdktn synth\`, or name the folder.`,
  );
}
