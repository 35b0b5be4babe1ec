import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { closest } from 'fastest-levenshtein';
import { formatProblem, UserError } from '../../cluster/errors';
import { productionSite } from '../../cluster/production-site';
import { layOut } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { thisTerminal } from '../terminal/terminal';
import { collect } from '../command-line/collect';
import { addHelpNotes } from '../command-line/help-layout';
import { withInterrupts } from '../system/interrupts';
import { localAccess } from '../local/local-access';
import { renderSmokeJson } from '../smoke/report-json';
import { renderSmokeJunit } from '../smoke/report-junit';
import { renderSmokeReport } from '../smoke/report-table';
import type { RunChecksOptions } from '../smoke/run-checks';
import type { SmokeCheck } from '../smoke/smoke-check';
import { smokeContext, type SmokeContext, type SmokeHosts } from '../smoke/smoke-context';
import { hasPassed, type SmokeReport } from '../smoke/smoke-report';
import { table } from '../terminal/table';
import {
  addInventoryOptions,
  withDeployedCluster,
  type InventoryOptions,
} from './inventory-options';
import { loadSpecFile } from './load-spec-file';
import { runningCluster } from './running-cluster';
import { jsonOption, nameOption } from './shared-options';
import { parseSeconds } from './waiting-options';

/** `cdktf-kafka smoke`: asks a live cluster whether it is well. */
export function addSmokeCommand(program: Command): void {
  const command = program
    .command('smoke')
    .description('Check a live cluster: quorum, brokers, settings, and records there and back.')
    .argument('[spec]', "spec file: checks the hosts of that spec; without one, a local cluster's")
    .addOption(nameOption())
    .option('--only <id>', 'this check only; may be given several times', collect)
    .option('--list', 'list the checks and end')
    .option(
      '--wait <seconds>',
      'how long checks that fail look again, anew whenever one passes (default: 2, with --inventory 120)',
      parseSeconds,
    )
    .addOption(jsonOption())
    .option('--junit <file>', 'write the report as JUnit XML as well');
  addInventoryOptions(command, { required: false }).action(run);
  addHelpNotes(command, HELP);
}

const HELP = `
Makes a topic of its own for the time of the run (cdktf-kafka-smoke-…), and removes it in any case.

Exit code: 0 all checks passed, 1 a check failed, 2 the cluster could not be asked.
What each check proves, and the shape of the JSON: docs/smoke-checks.md.`;

interface SmokeOptions extends Partial<InventoryOptions> {
  readonly name?: string;
  readonly only?: readonly string[];
  readonly list?: true;
  readonly wait?: number;
  readonly json?: true;
  readonly junit?: string;
}

async function run(specFile: string | undefined, options: SmokeOptions): Promise<void> {
  const { SMOKE_CHECKS } = await import('../smoke/checks/index.js');
  const checks = chooseChecks(SMOKE_CHECKS, options.only);
  if (options.list) {
    console.log(listChecks(checks));
    return;
  }
  if (options.only && options.inventory === undefined) requireNoHosts(checks);
  const report = await withContext(specFile, options, (context, settleMs) =>
    withInterrupts((signal) => runWithProgress(context, options, { checks, signal, settleMs })),
  );
  if (options.junit !== undefined) writeFileSync(options.junit, renderSmokeJunit(report));
  console.log(options.json ? renderSmokeJson(report) : renderSmokeReport(report, thisTerminal()));
  process.exitCode = hasPassed(report) ? 0 : 1;
}

/** JSON goes out alone; so does a table that goes to a file or a CI log. */
async function runWithProgress(
  context: SmokeContext,
  { json }: SmokeOptions,
  options: RunChecksOptions,
): Promise<SmokeReport> {
  const { runChecks } = await import('../smoke/run-checks.js');
  if (json || !process.stdout.isTTY) return await runChecks(context, options);
  const { runStages } = await import('../terminal/run-stages.js');
  let report: SmokeReport | undefined;
  const title = `Smoke checks of ${context.topology.spec.clusterName}`;
  await runStages([
    {
      title,
      run: async (tell) => {
        report = await runChecks(context, { ...options, onResult: ({ title }) => tell(title) });
        return 'done';
      },
    },
  ]);
  if (!report) throw new Error('the checks ended without a report');
  return report;
}

/** @throws UserError that names the nearest check, where there is none of an id */
function chooseChecks(
  all: readonly SmokeCheck[],
  only: readonly string[] | undefined,
): readonly SmokeCheck[] {
  const ids = all.map(({ id }) => id);
  for (const id of only ?? []) {
    if (ids.includes(id)) continue;
    const nearest = closest(id, ids);
    throw new UserError(`--only: must be the id of a check, got '${id}'. Did you mean ${nearest}?`);
  }
  return all.filter(({ id }) => only?.includes(id) ?? true);
}

/**
 * A run that was asked for checks and leaves them out would pass without a look.
 *
 * @throws UserError
 */
function requireNoHosts(checks: readonly SmokeCheck[]): void {
  const ofHosts = checks.filter(({ needsHosts }) => needsHosts).map(({ id }) => id);
  if (ofHosts.length === 0) return;
  throw new UserError(
    `--only: must name checks that need no access to the hosts, got '${ofHosts.join("', '")}'. ` +
      'Say with --inventory how to reach them.',
  );
}

function listChecks(checks: readonly SmokeCheck[]): string {
  const rows = checks.map(({ id, title }) => [id, title]);
  return table(['Check', 'What it proves'], rows, { width: thisTerminal().width });
}

/** Hosts of an inventory may just be coming up for the first time, at the end of a deploy. */
const SETTLE_SECONDS = { inventory: 120, other: 2 };

/** The cluster that is meant, and how long it may take to settle. */
async function withContext<T>(
  specFile: string | undefined,
  options: SmokeOptions,
  work: (context: SmokeContext, settleMs: number) => Promise<T>,
): Promise<T> {
  const { inventory, sshPort = 22 } = options;
  const settle = (usual: number) => (options.wait ?? usual) * 1_000;
  if (inventory === undefined) {
    return await work(await findContext(specFile, options.name), settle(SETTLE_SECONDS.other));
  }
  if (specFile !== undefined || options.name !== undefined) {
    throw new UserError(
      '--inventory: must stand alone: it says which cluster is meant. Leave out the spec and --name.',
    );
  }
  return await withDeployedCluster({ ...options, inventory, sshPort }, async (deployed) => {
    const { cluster, problems } = await runningCluster(deployed, options);
    problems.forEach((problem) => console.error(formatProblem(problem)));
    const { topology, reach, shells, lookWithRates: look } = cluster;
    const { reasonsBehind } = await import('../rolling/reasons-behind.js');
    const hosts: SmokeHosts = {
      ...{ shells, inventory: cluster.inventory },
      reasonsBehind: (host, seen) => reasonsBehind(topology, host, seen),
    };
    return await work({ topology, reach, look, hosts }, settle(SETTLE_SECONDS.inventory));
  });
}

/** The hosts of a spec, or those of a local cluster. */
async function findContext(
  specFile: string | undefined,
  name: string | undefined,
): Promise<SmokeContext> {
  if (specFile === undefined) {
    const { topology, reach } = localAccess(name);
    const { localSmokeContext } = await import('../local/local-look.js');
    return localSmokeContext(topology, reach);
  }
  if (name !== undefined) {
    throw new UserError('--name: must stand alone: it is of a local cluster. Leave out the spec.');
  }
  const spec = resolveValidSpec(await loadSpecFile(specFile));
  return smokeContext(layOut(spec, productionSite(spec)));
}
