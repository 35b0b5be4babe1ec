import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { InventoryHost } from '../../cluster/inventory';
import { withInterrupts } from '../interrupts';
import { runProgram } from '../processes/run-program';
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
    if (!(error instanceof GateError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}

async function replace(
  { topology, reach }: DeployedCluster,
  host: InventoryHost,
  options: ReplaceOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const { signal, yes } = options;
  const folder = options.stackFolder ?? join('cdktf.out', 'stacks', topology.spec.clusterName);
  requireStack(folder);
  const gate = (apartFrom?: string) =>
    waitForGate({
      ...{ topology, signal, apartFrom },
      look: () => readClusterState({ topology, reach, signal }),
      stallMs: options.stall * 1_000,
      onProgress: (text) => console.log(text),
    });
  const terraform = [
    process.env.TERRAFORM_BINARY_NAME ?? 'terraform',
    `-chdir=${folder}`,
    yes ? 'apply' : 'plan',
    '-input=false',
    ...(yes ? ['-auto-approve'] : []),
    `-replace=${host.terraformAddress}`,
  ];
  console.log(`1. gate: the cluster is healthy apart from ${host.name}`);
  console.log(`2. ${terraform.join(' ')}`);
  console.log('3. gate: the cluster is healthy');
  if (yes) await gate(host.name);
  const { code } = await runProgram(terraform, { signal, onLine: (line) => console.log(line) });
  if (code !== 0) {
    process.exitCode = 1;
    return;
  }
  if (!yes) console.log('Nothing was changed. Give --yes to do it.');
  else await gate();
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
    `--stack-folder: must hold a synthesized stack (cdk.tf.json), got '${folder}'. Run \`cdktf synth\`, or name the folder.`,
  );
}
