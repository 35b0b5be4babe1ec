import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { formatProblem, UserError } from '../../cluster/errors';
import type { InventoryHost } from '../../cluster/inventory/inventory';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { parsePlan } from '../terraform-plan/parse-plan';
import { textOf } from '../terraform-plan/values';
import { allowTermination } from '../replacing/allow-termination';
import { applyReplacement } from '../replacing/apply-replacement';
import { changeOfInstance, judgeReplacement } from '../replacing/judge-replacement';
import { print } from '../terminal/print';
import type { LockOptions } from '../changing/with-cluster-change';
import { withPlan } from '../terraform/with-plan';
import type { DeployedCluster } from '../health/deployed-cluster';
import {
  addInventoryOptions,
  hostNamed,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { stackFolderOption } from './shared-options';
import { addLockOptions, lockOptions, OUTER_RUN, type LockCommandOptions } from './lock-options';
import { stallOption } from './waiting-options';

/** `cdktf-kafka replace`: one host's instance made anew, with its address, name and data. */
export function addReplaceCommand(program: Command): void {
  const command = program
    .command('replace')
    .description("Make one host's instance anew through terraform, behind gates; its data stays.")
    .argument('<host>', 'the host, such as broker-1')
    .addOption(stackFolderOption("the synthesized stack (default: 'cdktf.out/stacks/<cluster>')"))
    .option('--yes', 'do it; without this, only the plan is printed')
    .addOption(stallOption());
  addLockOptions(command);
  addInventoryOptions(command).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Synthesize first (\`cdktf synth\` or \`cdktn synth\`), so that the stack folder is of the newest code.
Refused where terraform would change another host or a volume as well: deploy that first.

Exit code: 0 replaced and the cluster healthy, 1 a gate stayed closed, the plan went stale or
terraform stopped half-way, 2 could not run, 75 another command changes the cluster.`;

interface ReplaceOptions extends InventoryOptions, LockCommandOptions {
  readonly stackFolder?: string;
  readonly yes?: true;
}

async function run(name: string, options: ReplaceOptions): Promise<void> {
  await withDeployedCluster(options, (cluster) =>
    withInterrupts((signal) => {
      const host = hostNamed('replace', cluster.inventory.hosts, name);
      return replace(cluster, host, { ...options, signal, lock: lockOptions(options) });
    }),
  );
}

/** As a step of another run, too. */
export interface ReplacementOptions extends Pick<ReplaceOptions, 'stackFolder' | 'yes'> {
  readonly signal: AbortSignal;
  readonly lock: LockOptions;
  /** @default - standard output */
  readonly say?: (text: string) => void;
}

export async function replace(
  cluster: DeployedCluster,
  { name, terraformAddress }: InventoryHost,
  options: ReplacementOptions,
): Promise<void> {
  const { signal, say = print } = options;
  const { region, spec } = cluster.inventory;
  const folder = options.stackFolder ?? join('cdktf.out', 'stacks', spec.clusterName);
  requireStack(folder);
  if (options.yes) await cluster.checkWay();
  const run = { folder, signal, onLine: say };
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
    const [{ withClusterChange }, { rightBeforeStop }] = await Promise.all([
      import('../changing/with-cluster-change.js'),
      import('../rolling/right-before-stop.js'),
    ]);
    const why = [instanceId ? `${instanceId} is made anew` : 'it has no instance'];
    const todo = { command: `replace ${name}`, why, onProgress: say, ...options.lock };
    await withClusterChange(cluster, { ...todo, signal }, async (change) => {
      const { signal } = change;
      await cluster.gate({ signal, apartFrom: name });
      if (instanceId) await allowTermination({ name, instanceId, region });
      await rightBeforeStop({ cluster, change, onProgress: say }, { name });
      await change.step({ host: name, what: 'replace its instance' }, async () => {
        const env = { [OUTER_RUN]: change.id };
        await applyReplacement(file, { ...run, signal, env });
        await cluster.gate({ signal });
      });
    });
    say(`${name} is made anew, and the cluster is healthy.`);
  });
}

function requireStack(folder: string): void {
  if (existsSync(join(folder, 'cdk.tf.json'))) return;
  throw new UserError(
    `--stack-folder: must hold a synthesized stack (cdk.tf.json), got '${folder}'. Run \`cdktf synth\` or \`cdktn synth\`, or name the folder.`,
  );
}
