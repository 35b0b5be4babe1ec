import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { closest } from 'fastest-levenshtein';
import { UserError } from '../../cluster/errors';
import { productionSite } from '../../cluster/production-site';
import { layOut, type Topology } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { glyphs } from '../terminal/glyphs';
import { withInterrupts } from '../interrupts';
import { loadSpec } from '../load-spec';
import { findCluster } from '../local/cluster-folders';
import { runStages } from '../run-stages';
import { SMOKE_CHECKS } from '../smoke/checks';
import { renderSmokeJson } from '../smoke/report-json';
import { renderSmokeJunit } from '../smoke/report-junit';
import { renderSmokeReport } from '../smoke/report-table';
import { runChecks, type RunChecksOptions } from '../smoke/run-checks';
import type { SmokeCheck } from '../smoke/smoke-check';
import { smokeContext } from '../smoke/smoke-context';
import { hasPassed, type SmokeReport } from '../smoke/smoke-report';
import { table } from '../terminal/table';

/** `cdktf-kafka smoke`: asks a live cluster whether it is well. */
export function addSmokeCommand(program: Command): void {
  program
    .command('smoke')
    .description('Check a live cluster: quorum, brokers, settings, and records there and back.')
    .argument('[spec]', "spec file: checks the hosts of that spec; without one, a local cluster's")
    .option('--name <name>', 'the local cluster, where several run')
    .option('--only <id>', 'this check only; may be given several times', collect)
    .option('--list', 'list the checks and end')
    .option('--wait <seconds>', 'how long the cluster may take until all is well', seconds, 2)
    .option('--json', 'print the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML as well')
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
Makes a topic of its own for the time of the run (cdktf-kafka-smoke-…), and removes it in any case.
Exit code: 0 all checks passed, 1 a check failed, 2 the cluster could not be asked.
What each check proves, and the shape of the JSON: docs/smoke-checks.md.`;

interface SmokeOptions {
  readonly name?: string;
  readonly only?: readonly string[];
  readonly list?: true;
  readonly wait: number;
  readonly json?: true;
  readonly junit?: string;
}

async function run(specFile: string | undefined, options: SmokeOptions): Promise<void> {
  const checks = chooseChecks(options.only);
  if (options.list) {
    console.log(listChecks(checks));
    return;
  }
  const topology = await findTopology(specFile, options.name);
  const report = await withInterrupts((signal) =>
    runWithProgress(topology, options, { checks, signal, settleMs: options.wait * 1_000 }),
  );
  if (options.junit !== undefined) writeFileSync(options.junit, renderSmokeJunit(report));
  console.log(
    options.json ? renderSmokeJson(report) : renderSmokeReport(report, glyphs(process.env)),
  );
  process.exitCode = hasPassed(report) ? 0 : 1;
}

/** JSON goes out alone; so does a table that goes to a file or a CI log. */
async function runWithProgress(
  topology: Topology,
  { json }: SmokeOptions,
  options: RunChecksOptions,
): Promise<SmokeReport> {
  const context = smokeContext(topology);
  if (json || !process.stdout.isTTY) return await runChecks(context, options);
  let report: SmokeReport | undefined;
  const title = `Smoke checks of ${topology.spec.clusterName}`;
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
function chooseChecks(only: readonly string[] | undefined): readonly SmokeCheck[] {
  const ids = SMOKE_CHECKS.map(({ id }) => id);
  for (const id of only ?? []) {
    if (ids.includes(id)) continue;
    const nearest = closest(id, ids);
    throw new UserError(`--only: must be the id of a check, got '${id}'. Did you mean ${nearest}?`);
  }
  return SMOKE_CHECKS.filter(({ id }) => only?.includes(id) ?? true);
}

function listChecks(checks: readonly SmokeCheck[]): string {
  const rows = checks.map(({ id, title }) => [id, title]);
  return table(['Check', 'What it proves'], rows).replaceAll(/ +$/gm, '');
}

/** The hosts of a spec, or those of a local cluster. */
async function findTopology(specFile: string | undefined, name: string | undefined) {
  if (specFile === undefined) return findCluster(name).record.topology;
  if (name !== undefined) {
    throw new UserError('--name: must stand alone: it is of a local cluster. Leave out the spec.');
  }
  const spec = resolveValidSpec(await loadSpec(specFile));
  return layOut(spec, productionSite(spec));
}

const collect = (id: string, before: readonly string[] = []) => [...before, id];

/** @throws UserError for what is no number of seconds */
function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 86_400) return value;
  throw new UserError(`--wait: must be seconds, 0 to 86400, got '${text}'. Give a number.`);
}
