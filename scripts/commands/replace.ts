import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { InventoryHost } from '../../cluster/inventory';
import { withInterrupts } from '../interrupts';
import { allowTermination } from '../replacing/allow-termination';
import { judgeReplacement } from '../replacing/judge-replacement';
import { TerraformError, TerraformFolder } from '../replacing/terraform-folder';
import { readClusterState } from '../rolling/read-cluster-state';
import { GateError, waitForGate } from '../rolling/wait-for-gate';
import {
  addInventoryOptions,
  withDeployedCluster,
  type DeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { parseSeconds } from './parse-seconds';

/** `cdktf-kafka replace`: one host's instance made anew, with its address, name and data. */
export function addReplaceCommand(program: Command): void {
  const command = program
    .command('replace')
    .description("Make one host's instance anew through terraform, behind gates; its data stays.")
    .argument('<host>', 'the host, such as broker-1')
    .option(
      '--stack-folder <folder>',
      "the synthesized stack (default: 'cdktf.out/stacks/<cluster>')",
    )
    .option('--yes', 'do it; without this, only the plan is printed')
    .option(
      '--stall <seconds>',
      'a gate gives up when nothing got better for so long',
      parseSeconds,
      600,
    );
  addInventoryOptions(command).addHelpText('after', HELP).action(run);
}

const HELP = `
Synthesize first (\`cdktf synth\`), so that the stack folder is of the newest code.
Refused where terraform would change another host or a volume as well: deploy that first.
Exit code: 0 replaced and the cluster healthy, 1 a gate stayed closed or terraform failed, 2 could not run.`;

interface ReplaceOptions extends InventoryOptions {
  readonly stackFolder?: string;
  readonly yes?: true;
  readonly stall: number;
}

async function run(name: string, options: ReplaceOptions): Promise<void> {
  await withDeployedCluster(options, (cluster) =>
    withInterrupts((signal) => replace(cluster, hostNamed(cluster, name), { ...options, signal })),
  ).catch((error: unknown) => {
    if (!(error instanceof GateError || error instanceof TerraformError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}

type SignalledOptions = ReplaceOptions & { readonly signal: AbortSignal };

async function replace(
  cluster: DeployedCluster,
  host: StandingHost,
  options: SignalledOptions,
): Promise<void> {
  const say = (text: string) => console.log(text);
  const { region, spec } = cluster.inventory;
  const folder = options.stackFolder ?? join('cdktf.out', 'stacks', spec.clusterName);
  requireStack(folder);
  const terraform = new TerraformFolder(folder, options.signal);
  const { name, instanceId, terraformAddress } = host;
  const changes = await terraform.planReplacement(terraformAddress, say);
  const problems = judgeReplacement(changes, terraformAddress);
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
  say(`1. gate: the cluster is healthy apart from ${name}`);
  say(`2. ${instanceId} may be terminated; terraform makes ${terraformAddress} anew, as above`);
  say('3. gate: the cluster is healthy');
  if (!options.yes) {
    say('Nothing was changed. Give --yes to do it.');
    return;
  }
  await gate(cluster, options, name);
  await allowTermination({ name, instanceId, region });
  await terraform.replace(terraformAddress, say);
  await gate(cluster, options);
  say(`${name} is made anew, and the cluster is healthy.`);
}

async function gate(
  { topology, reach }: DeployedCluster,
  { signal, stall }: SignalledOptions,
  apartFrom?: string,
): Promise<void> {
  await waitForGate({
    ...{ topology, signal, apartFrom },
    look: () => readClusterState({ topology, reach, signal }),
    stallMs: stall * 1_000,
    onProgress: (text) => console.log(text),
  });
}

type StandingHost = InventoryHost & { readonly instanceId: string };

function hostNamed({ inventory: { hosts } }: DeployedCluster, name: string): StandingHost {
  const host = hosts.find((each) => each.name === name);
  const { instanceId } = host ?? {};
  if (host && instanceId !== undefined) return { ...host, instanceId };
  if (host) {
    throw new UserError(
      `replace: must name a host with an instance, got '${name}'. Take the inventory from the stack's output.`,
    );
  }
  const names = hosts.map((each) => each.name).join(', ');
  throw new UserError(
    `replace: must name a host of the cluster, got '${name}'. There are ${names}.`,
  );
}

function requireStack(folder: string): void {
  if (existsSync(join(folder, 'cdk.tf.json'))) return;
  throw new UserError(
    `--stack-folder: must hold a synthesized stack (cdk.tf.json), got '${folder}'. Run \`cdktf synth\`, or name the folder.`,
  );
}
