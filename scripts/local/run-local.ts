import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../cluster/errors';
import { kafkaVersionOf } from '../../cluster/kafka-releases';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { resolveValidSpec } from '../../cluster/validate-spec';
import { print } from '../terminal/print';
import { thisTerminal } from '../terminal/terminal';
import { withInterrupts } from '../system/interrupts';
import { runStages, type Stage } from '../terminal/run-stages';
import { renderSmokeReport } from '../smoke/report-table';
import { hasPassed, type SmokeReport } from '../smoke/smoke-report';
import { claimEmptyFolder } from './claim-folder';
import type { ClaimedSlot } from './claim-slot';
import { folderOf } from './cluster-folders';
import { describeAccess } from './render-status';
import { EventDisplay } from './event-display';
import { describeShipping, LocalShippers, requireShipping } from './local-shippers';
import { withShipper } from './shipper-of-spec';
import type { LocalCluster } from './local-cluster';
import { claimSlotFor, startLocalCluster } from './start-local-cluster';
import { ConnectionPool } from '../cluster-access/connection-pool';
import { clientLogin } from './client-files';
import { nextSteps } from './next-steps';
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

export interface RunLocalOptions {
  readonly spec: KafkaClusterSpec;
  /** Where the spec was read from; undefined for the default spec. */
  readonly specFile: string | undefined;
  /** Leave the cluster up after the checks, until Ctrl-C, and its files after that. */
  readonly keep: boolean;
  /** The folder that logs are sent from while it is up, with {@link keep}. @default - none are */
  readonly ship?: string | undefined;
  /** @default - one in the user's state folder, of the block of ports that it gets */
  readonly folder?: string | undefined;
}

/**
 * Starts a new cluster, checks it and stops it. Whatever happens on the way, nothing is left
 * running, and where all went well, no file either.
 *
 * @returns whether all checks passed
 */
export async function runLocal(given: RunLocalOptions): Promise<boolean> {
  const options = given.ship === undefined ? given : shipping(given, given.ship);
  const slot = await claimSlotFor(resolveValidSpec(options.spec));
  const folder = resolve(options.folder ?? folderOf(`run-${slot.slot}`));
  try {
    claimEmptyFolder(folder);
    return await withInterrupts((signal) => new OneRun({ ...options, slot, folder, signal }).run());
  } finally {
    await slot.release();
  }
}

/** @throws UserError where nothing can be sent */
function shipping(options: RunLocalOptions, from: string): RunLocalOptions {
  if (!options.keep) {
    throw new UserError(
      '--ship: must come with --keep: without it the cluster ends when its checks have passed. Give both.',
    );
  }
  return { ...options, ship: requireShipping(from), spec: withShipper(options.spec) };
}

interface OneRunOptions extends RunLocalOptions {
  readonly slot: ClaimedSlot;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A cluster's way from its first file to its last process. */
class OneRun {
  readonly #display = new EventDisplay();
  #cluster: LocalCluster | undefined;
  #shippers: LocalShippers | undefined;
  #report: SmokeReport | undefined;
  /** Of the stages, until the last of them is done. */
  readonly #connections = new ConnectionPool();

  constructor(private readonly options: OneRunOptions) {}

  async run(): Promise<boolean> {
    const { keep, folder, signal } = this.options;
    try {
      await runStages(this.#stages())
        .catch(allowFailedChecks)
        .finally(() => this.#connections.close());
      if (this.#report) console.log(`\n${renderSmokeReport(this.#report, thisTerminal())}\n`);
      if (keep) await this.#stayUp();
    } finally {
      await this.#stop();
      const isWanted = this.#cluster && (keep || !(this.#passed || signal.aborted));
      if (isWanted) print(`Its files, with all logs, are in ${folder}`);
      else rmSync(folder, { recursive: true, force: true });
    }
    if (!keep) signal.throwIfAborted();
    if (!keep && this.#passed) console.log(`\n${this.#nextSteps()}`);
    return this.#passed;
  }

  #nextSteps(): string {
    return nextSteps({
      ...{ specFile: this.options.specFile, folder: process.cwd() },
      ...{ npmScript: process.env.npm_lifecycle_event, width: thisTerminal().width },
      login: this.#cluster && clientLogin(this.#cluster),
    });
  }

  get #passed(): boolean {
    return this.#report !== undefined && hasPassed(this.#report);
  }

  #stages(): readonly Stage[] {
    const { spec, signal } = this.options;
    const cluster = () => {
      if (!this.#cluster) throw new Error('the cluster was not started');
      return keeping(this.#connections, this.#cluster);
    };
    return [
      ...prepareStages(kafkaVersionOf(spec), signal),
      { title: 'Processes', run: () => this.#start() },
      ...readyStages(cluster, signal),
      ...clientsStages(spec, cluster, signal),
      ...topicsStages(spec, cluster, signal),
      checksStage(cluster, signal, (report) => (this.#report = report)),
    ];
  }

  async #start(): Promise<string> {
    this.#cluster = await startLocalCluster({ ...this.options, onEvent: this.#display.onEvent });
    const { length } = this.#cluster.topology.hosts;
    return `${startedInWords(this.#cluster.processes())}, from the files of ${length} hosts`;
  }

  async #stayUp(): Promise<void> {
    const { folder, signal } = this.options;
    console.log(describeAccess(folder));
    await this.#ship();
    print('Ctrl-C stops it.');
    this.#display.goLive();
    if (!signal.aborted) await once(signal, 'abort');
    this.#display.holdBack();
  }

  async #ship(): Promise<void> {
    const { ship } = this.options;
    if (ship === undefined || !this.#cluster) return;
    this.#shippers = await LocalShippers.start(this.#cluster, ship, print);
    print(describeShipping(this.#cluster.topology.spec.shippers, ship));
  }

  async #stop(): Promise<void> {
    const cluster = this.#cluster;
    if (!cluster) return;
    const stop = async (report: (text: string) => void): Promise<string> => {
      await this.#shippers?.stop();
      report('brokers first, then ZooKeeper; Ctrl-C now kills them at once');
      await cluster.stop();
      return 'nothing is left running';
    };
    await runStages([{ title: 'Stop', run: stop }]);
    this.#display.goLive();
  }
}
