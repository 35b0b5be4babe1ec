import type { Command } from 'commander';
import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { addHelpNotes } from '../command-line/help-layout';
import { findCluster } from '../local/cluster-folders';
import { isSupervised } from '../local/cluster-record';
import { withInterrupts } from '../system/interrupts';
import { print } from '../terminal/print';
import { confirm } from './confirm';
import { addLockOptions, lockOptions, type LockCommandOptions } from './lock-options';

const HELP = `
The cluster goes from one security to the other in stages, with ports of both kinds open in between, one host after
another behind gates. Ports that somebody is connected to are not closed: they are listed, and the cluster stays as it
is until they have moved. Killed at any point, it can be run again and goes on.

Exit code: 0 the cluster is as the spec says, 1 it stopped on the way, or with --dry-run there is something to do,
2 could not run, 75 another command changes the cluster. docs/secure-a-running-cluster.md tells more.`;

interface Options extends LockCommandOptions {
  readonly name?: string;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly cutOff?: true;
  readonly toPlaintext?: true;
}

/** `cdktf-kafka local converge`: brings a running local cluster to what a spec says now, and to its security. */
export function addLocalConverge(
  local: Command,
  [argument, description]: readonly [string, string],
  load: (file: string | undefined) => Promise<KafkaClusterSpec>,
): void {
  const command = local
    .command('converge')
    .description('Bring a running cluster to the files and the security of a spec, behind gates.')
    .argument(argument, description)
    .option('--name <name>', "the name of the cluster (default: the spec's clusterName)")
    .option('--dry-run', 'print the plan and end')
    .option('--yes', 'do not ask')
    .option('--cut-off', 'close ports also while somebody is connected to them')
    .option('--to-plaintext', 'let a secured cluster become one where everybody may do everything');
  addLockOptions(command).action(async (file: string | undefined, options: Options) => {
    const spec = await load(file);
    process.exitCode = await withInterrupts((signal) => run(spec, file, { ...options, signal }));
  });
  addHelpNotes(command, HELP);
}

/** @returns the exit code */
async function run(
  spec: KafkaClusterSpec,
  file: string | undefined,
  options: Options & { readonly signal: AbortSignal },
): Promise<number> {
  const { signal, dryRun, cutOff = false, toPlaintext = false } = options;
  const { name, folder, record } = findCluster(options.name ?? spec.clusterName);
  if (!isSupervised(record)) {
    throw new UserError(
      `'${name}': must be up to be changed. Start it with \`${RUN_PROGRAM} local up\`.`,
    );
  }
  const [{ localWay }, { bringSecurity, isBrought }, planning, { readOpenDoors }, stages, render] =
    await Promise.all([
      import('../local/converge-local.js'),
      import('../securing/bring-security.js'),
      import('../securing/plan-security.js'),
      import('../securing/open-doors.js'),
      import('../securing/stages.js'),
      import('../securing/render-security.js'),
    ]);
  const words = [RUN_PROGRAM, 'local', 'converge', ...(file ? [file] : []), '--name', name];
  const way = localWay({ folder, spec, signal, say: print, resume: words.join(' ') });
  const topology = way.topologyAt(way.target);
  const side = planning.sideOf(await readOpenDoors({ topology, ...way }, signal));
  const target = stages.stageOf(way.target);
  const steps = planning.planSecurity(side, target);
  if (await isBrought(way, steps, signal)) {
    print(`'${name}' runs as the spec says: ${stages.STAGE_WORDS[target]}.`);
    return 0;
  }
  print(render.renderSecurity(steps, { side, target }));
  if (planning.givesUpSecurity(side, target) && !toPlaintext) throw staysSecured();
  if (dryRun) return 1;
  await confirm('local converge', options);
  const change = { command: 'local converge', signal, ...lockOptions(options) };
  await bringSecurity({ way, steps, cutsOff: cutOff, change, say: print });
  print(`'${name}' runs as the spec says: ${stages.STAGE_WORDS[target]}.`);
  return 0;
}

function staysSecured(): UserError {
  return new UserError(
    'security: must stay tls, got plaintext: everybody who reaches a port could do everything. ' +
      'Where that is meant, give --to-plaintext. Nothing was changed.',
  );
}
