import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { InventoryHost } from '../../cluster/inventory/inventory';
import { checkSshWay } from '../hosts/check-ssh-way';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { parsePlan } from '../terraform-plan/parse-plan';
import { textOf } from '../terraform-plan/values';
import { allowTermination } from '../replacing/allow-termination';
import { applyReplacement } from '../replacing/apply-replacement';
import { changeOfInstance, judgeReplacement } from '../replacing/judge-replacement';
import { watchWay } from '../health/gate/watch-way';
import { readClusterState } from '../health/cluster/read-cluster-state';
import { waitForGate } from '../health/gate/wait-for-gate';
import { say } from '../terminal/say';
import { withPlan } from '../terraform/with-plan';
import {
  addInventoryOptions,
  withDeployedCluster,
  type DeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { stackFolderOption } from './shared-options';
import { stallOption } from './stall-option';

/** `cdktf-kafka replace`: one host's instance made anew, with its address, name and data. */
export function addReplaceCommand(program: Command): void {
  const command = program
    .command('replace')
    .description("Make one host's instance anew through terraform, behind gates; its data stays.")
    .argument('<host>', 'the host, such as broker-1')
    .addOption(stackFolderOption("the synthesized stack (default: 'cdktf.out/stacks/<cluster>')"))
    .option('--yes', 'do it; without this, only the plan is printed')
    .addOption(stallOption());
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Synthesize first (\`cdktf synth\` or \`cdktn synth\`), so that the stack folder is of the newest code.
Refused where terraform would change another host or a volume as well: deploy that first.

Exit code: 0 replaced and the cluster healthy, 1 a gate stayed closed, the plan went stale or
terraform stopped half-way, 2 could not run.`;

interface ReplaceOptions extends InventoryOptions {
  readonly stackFolder?: string;
  readonly yes?: true;
  readonly stall: number;
}

async function run(name: string, options: ReplaceOptions): Promise<void> {
  await withDeployedCluster(options, (cluster) =>
    withInterrupts((signal) => replace(cluster, hostNamed(cluster, name), { ...options, signal })),
  );
}

type SignalledOptions = ReplaceOptions & { readonly signal: AbortSignal };

async function replace(
  cluster: DeployedCluster,
  { name, terraformAddress }: InventoryHost,
  options: SignalledOptions,
): Promise<void> {
  const { region, spec } = cluster.inventory;
  const folder = options.stackFolder ?? join('cdktf.out', 'stacks', spec.clusterName);
  requireStack(folder);
  if (options.yes && !options.direct) await checkSshWay(cluster.ssh);
  const run = { folder, signal: options.signal, onLine: say };
  await withPlan([`-replace=${terraformAddress}`], run, async ({ file, json }) => {
    const plan = parsePlan(json, { source: 'The plan' });
    const problems = judgeReplacement(plan, terraformAddress);
    if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
    // Not the inventory's: an earlier run may have got as far as to the next one.
    const instanceId = textOf(changeOfInstance(plan, terraformAddress)?.before, 'id');
    say(`1. gate: the cluster is healthy apart from ${name}`);
    say(
      `2. ${instanceId ? `${instanceId} may be terminated; ` : ''}terraform applies the plan above`,
    );
    say('3. gate: the cluster is healthy');
    if (!options.yes) {
      say('Nothing was changed. Give --yes to do it.');
      return;
    }
    await gate(cluster, options, name);
    if (instanceId) await allowTermination({ name, instanceId, region });
    await applyReplacement(file, run);
    await gate(cluster, options);
    say(`${name} is made anew, and the cluster is healthy.`);
  });
}

async function gate(
  { topology, reach, shells }: DeployedCluster,
  { signal, stall, direct }: SignalledOptions,
  apartFrom?: string,
): Promise<void> {
  await waitForGate({
    ...{ topology, signal, apartFrom },
    ...watchWay({
      ...{ topology, shells, viaSsh: !direct },
      look: () => readClusterState({ topology, reach, signal }),
    }),
    stallMs: stall * 1_000,
    onProgress: say,
  });
}

function hostNamed({ inventory: { hosts } }: DeployedCluster, name: string): InventoryHost {
  const host = hosts.find((each) => each.name === name);
  if (host) return host;
  const names = hosts.map((each) => each.name).join(', ');
  throw new UserError(
    `replace: must name a host of the cluster, got '${name}'. There are ${names}.`,
  );
}

function requireStack(folder: string): void {
  if (existsSync(join(folder, 'cdk.tf.json'))) return;
  throw new UserError(
    `--stack-folder: must hold a synthesized stack (cdk.tf.json), got '${folder}'. Run \`cdktf synth\` or \`cdktn synth\`, or name the folder.`,
  );
}
