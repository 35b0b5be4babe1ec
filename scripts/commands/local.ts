import { Option, type Command } from 'commander';
import { UserError } from '../../cluster/errors';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { loadSpec } from '../spec-file/load-spec';
import { findCluster, listClusters } from '../local/cluster-folders';
import { defaultSpec } from '../local/local-spec';
import { renderStatus, statusJson } from '../local/render-status';
import { showLogs } from '../local/show-logs';
import { addHelpNotes } from '../command-line/help-layout';
import { thisTerminal } from '../terminal/terminal';
import { jsonOption, nameOption } from './shared-options';

/** `cdktf-kafka local …`: clusters on this machine, from the same files as on real hosts. */
export function addLocalCommand(program: Command): void {
  const local = program
    .command('local')
    .description('Run clusters on this machine, from the very files that their hosts would have.');
  addRun(local);
  addUp(local);
  addDown(local);
  addStatus(local);
  addLogs(local);
  addSupervise(local);
}

const SPEC = ['[spec]', 'spec file; without one, three small brokers'] as const;

const loadOrDefault = async (file: string | undefined): Promise<KafkaClusterSpec> =>
  file === undefined ? defaultSpec : await loadSpec(file);

const RUN_NOTES = `
Exit code: 0 all checks passed, 1 a check failed, 2 the cluster could not be started or asked,
130 interrupted by Ctrl-C. Nothing is left running in any case.`;

function addRun(local: Command): void {
  interface Options {
    readonly keep?: true;
    readonly folder?: string;
    readonly ship?: string;
  }
  const command = local
    .command('run')
    .description('Start a new cluster, check it, stop it.')
    .argument(...SPEC)
    .option('--keep', 'leave it up until Ctrl-C, and keep its files')
    .option('--folder <folder>', 'where its files go; must be empty or hold an earlier cluster')
    .addOption(shipOption())
    .action(async (file: string | undefined, { keep, folder, ship }: Options) => {
      const spec = await loadOrDefault(file);
      const { runLocal } = await import('../local/run-local.js');
      const passed = await runLocal({ spec, specFile: file, keep: keep === true, folder, ship });
      process.exitCode = passed ? 0 : 1;
    });
  addHelpNotes(command, RUN_NOTES);
}

const UP_NOTES = `
Exit code: 0 it is up and all checks passed, 1 it is up but a check failed, 2 it could not be
started, 130 interrupted by Ctrl-C; nothing is left running then.`;

function addUp(local: Command): void {
  interface Options {
    readonly name?: string;
    readonly checks: boolean;
    readonly ship?: string;
  }
  const command = local
    .command('up')
    .description(
      'Start a cluster in the background, with the data that it had before, and check it.',
    )
    .argument(...SPEC)
    .option('--name <name>', "the name that it gets (default: the spec's clusterName)")
    .option('--no-checks', 'return as soon as it serves')
    .addOption(shipOption())
    .action(async (file: string | undefined, options: Options) => {
      const spec = await loadOrDefault(file);
      const name = clusterName(options.name ?? spec.clusterName);
      const { upLocal } = await import('../local/up-local.js');
      const { checks, ship } = options;
      const passed = await upLocal({ spec, specFile: file, name, checks, ship });
      process.exitCode = passed ? 0 : 1;
    });
  addHelpNotes(command, UP_NOTES);
}

/** It becomes the name of a folder. */
function clusterName(name: string): string {
  if (/^[a-z][a-z0-9-]{0,31}$/.test(name)) return name;
  throw new UserError(
    `--name: must be 1-32 lower-case letters, digits and hyphens, beginning with a letter, got '${name}'.`,
  );
}

function addDown(local: Command): void {
  local
    .command('down')
    .description('Stop a cluster.')
    .addOption(nameOption())
    .option('--delete', 'remove its data, too')
    .action(async (options: { readonly name?: string; readonly delete?: true }) => {
      const { downLocal } = await import('../local/down-local.js');
      await downLocal(options.name, { deleteData: options.delete === true });
    });
}

function addStatus(local: Command): void {
  local
    .command('status')
    .description('Show the local clusters and their processes.')
    .option('--name <name>', 'this one only')
    .addOption(jsonOption())
    .action(({ name, json }: { readonly name?: string; readonly json?: true }) => {
      const clusters = name === undefined ? listClusters() : [findCluster(name)];
      console.log(
        json
          ? statusJson(clusters)
          : renderStatus(clusters, { now: new Date(), width: thisTerminal().width }),
      );
    });
}

function addLogs(local: Command): void {
  interface Options {
    readonly name?: string;
    readonly lines: string;
    readonly follow?: true;
  }
  local
    .command('logs')
    .description("Show the end of a process's log.")
    .argument('<host>', 'such as broker-1')
    .argument('[process]', 'kafka or zookeeper')
    .addOption(nameOption())
    .option('-n, --lines <count>', 'how many lines', '100')
    .option('-f, --follow', 'go on with what comes')
    .action((host: string, process: string | undefined, { name, lines, follow }: Options) =>
      showLogs({ name, host, process, lines, follow: follow === true }),
    );
}

interface SuperviseOptions {
  readonly folder: string;
  readonly ship?: string;
}

const shipOption = () =>
  new Option(
    '--ship <folder>',
    "send the logs of a folder to it while it is up: those that the spec's shippers name there, " +
      'or all *.log to its first topic',
  );

/** Started by `up`, not by people. */
function addSupervise(local: Command): void {
  local
    .command('supervise', { hidden: true })
    .argument('[spec]')
    .requiredOption('--folder <folder>')
    .option('--ship <folder>')
    .action(async (file: string | undefined, { folder, ship }: SuperviseOptions) => {
      const { supervise } = await import('../local/supervise.js');
      await supervise(await loadOrDefault(file), folder, ship);
    });
}
