import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { kafkaVersionOf } from '../../cluster/kafka-releases';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { print } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { withInterrupts } from '../system/interrupts';
import { runStages } from '../terminal/run-stages';
import { renderSmokeReport } from '../smoke/report-table';
import { hasPassed, type SmokeReport } from '../smoke/smoke-report';
import { ConnectionPool } from '../cluster-access/connection-pool';
import { folderOf } from './cluster-folders';
import { isSupervised, readRecord } from './cluster-record';
import { describeShipping, requireShipping } from './local-shippers';
import { withShipper } from './shipper-of-spec';
import { describeAccess } from './render-status';
import {
  allowFailedChecks,
  checksStage,
  clientsStages,
  prepareStages,
  readyStages,
  startedInWords,
  topicsStages,
} from './stages';
import { keeping } from './wait-until-ready';
import { startSupervisor, type BackgroundCluster } from './start-supervisor';

export interface UpLocalOptions {
  readonly spec: KafkaClusterSpec;
  /** Where the spec was read from; undefined for the default spec. */
  readonly specFile: string | undefined;
  /** By which other commands find the cluster, and its data the next time. */
  readonly name: string;
  /** Whether the smoke checks are run. */
  readonly checks: boolean;
  /** The folder that logs are sent from while it is up. @default - none are */
  readonly ship?: string | undefined;
}

/**
 * Starts a cluster in the background, with the data that it had under this name. Nothing is done
 * where it is up. Where it doesn't come up, or the command is interrupted, nothing is left running;
 * a check that fails leaves it up to be looked at.
 *
 * @returns whether all checks passed
 */
export async function upLocal(given: UpLocalOptions): Promise<boolean> {
  const options =
    given.ship === undefined
      ? given
      : { ...given, ship: requireShipping(given.ship), spec: withShipper(given.spec) };
  const folder = folderOf(options.name);
  const record = readRecord(folder);
  if (record && isSupervised(record)) {
    if (options.ship !== undefined) {
      throw new UserError(
        `--ship: '${options.name}' must be down, and is up already. ` +
          `Stop it: \`${RUN_PROGRAM} local down --name ${options.name}\`.`,
      );
    }
    console.log(`'${options.name}' is up already.\n\n${describeAccess(folder)}`);
    return true;
  }
  resolveValidSpec(options.spec);
  const report = await withInterrupts((signal) => startInBackground(options, folder, signal));
  if (report) console.log(`\n${renderSmokeReport(report, thisTerminal())}`);
  console.log(`\n${describeAccess(folder)}`);
  if (options.ship !== undefined) print(shippingOf(options.spec, options.ship));
  print(`Stop it with \`${RUN_PROGRAM} local down --name ${options.name}\`.`);
  return report === undefined || hasPassed(report);
}

function shippingOf(spec: KafkaClusterSpec, from: string): string {
  return describeShipping(resolveValidSpec(spec).shippers, from);
}

async function startInBackground(
  { spec, checks, specFile, ship }: UpLocalOptions,
  folder: string,
  signal: AbortSignal,
): Promise<SmokeReport | undefined> {
  let started: BackgroundCluster | undefined;
  let report: SmokeReport | undefined;
  const cluster = () => {
    if (!started) throw new Error('the cluster was not started');
    return started;
  };
  const connections = new ConnectionPool();
  const kept = () => keeping(connections, cluster());
  const start = async () => {
    started = await startSupervisor({ folder, specFile, ship });
    return `${startedInWords(started.processes())}, supervised in the background`;
  };
  try {
    await runStages([
      ...prepareStages(kafkaVersionOf(spec), signal),
      { title: 'Processes', run: start },
      ...readyStages(kept, signal),
      ...clientsStages(spec, kept, signal),
      ...topicsStages(spec, kept, signal),
      ...(checks ? [checksStage(kept, signal, (found) => (report = found))] : []),
    ]).catch(allowFailedChecks);
    signal.throwIfAborted();
    await cluster().letStay();
    return report;
  } catch (error) {
    if (started) await stop(started);
    throw error;
  } finally {
    connections.close();
  }
}

async function stop(cluster: BackgroundCluster): Promise<void> {
  const run = async () => {
    await cluster.stop();
    return 'nothing is left running';
  };
  await runStages([{ title: 'Stop', run }]);
}
