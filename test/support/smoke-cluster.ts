import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigResourceTypes,
  ConfigSources,
  createTopicsV7,
  describeConfigsV4,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import {
  brokerHosts,
  zookeeperHosts,
  type BrokerHost,
  type ZookeeperHost,
} from '../../cluster/topology';
import type { KafkaClusterSpec } from '../../cluster/spec';
import type { BrokerAccess } from '../../scripts/cluster-access/kafka-access';
import { directReach } from '../../scripts/cluster-access/reach';
import { openZookeeper } from '../../scripts/cluster-access/zookeeper-access';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import {
  askEveryBroker,
  controllerOf,
  readMetadata,
  type Brokers,
  type ClusterMetadata,
} from '../../scripts/cluster-access/ask-brokers';
import { runChecks, type RunChecksOptions } from '../../scripts/smoke/run-checks';
import { smokeTopic } from '../../scripts/smoke/checks/smoke-topic';
import { retryFor } from '../../scripts/system/retry-for';
import { smokeContext } from '../../scripts/smoke/smoke-context';
import type { SmokeReport } from '../../scripts/smoke/smoke-report';
import { CliRun } from './cli';
import { openPatiently } from './open-patiently';
import { validSpec } from './spec-builder';

/** Far beyond what anything takes, and only for what is to come true. */
const PATIENCE_MS = 600_000;
const PATIENT = { settleMs: PATIENCE_MS, limitMs: PATIENCE_MS };

/** A live local cluster that smoke checks are run against, and its faults. */
export class SmokeCluster {
  private constructor(
    readonly stateHome: string,
    readonly local: LocalCluster,
  ) {}

  static async start(
    changes: Pick<KafkaClusterSpec, 'brokerSettings' | 'zookeeperSettings' | 'shippers'> = {},
  ): Promise<SmokeCluster> {
    const stateHome = mkdtempSync(join(tmpdir(), 'smoke-'));
    // Nobody else joins the groups of these tests: no need to wait for others.
    const brokerSettings = { 'group.initial.rebalance.delay.ms': 0, ...changes.brokerSettings };
    const spec = validSpec({ clusterName: 'smoke', ...changes, brokerSettings });
    let local: LocalCluster | undefined;
    try {
      // Where the commands look for it by its name, if XDG_STATE_HOME says so.
      const folder = join(stateHome, 'cdktf-kafka', 'local', 'smoke');
      local = await startLocalCluster({ spec, folder });
      const cluster = new SmokeCluster(stateHome, local);
      if (changes.shippers) await cluster.bringTopics();
      await cluster.untilWell();
      return cluster;
    } catch (error) {
      await local?.stop();
      rmSync(stateHome, { recursive: true, force: true });
      throw error;
    }
  }

  /** What the spec declares, as soon as brokers take it. */
  private async bringTopics(): Promise<void> {
    await retryFor({ durationMs: PATIENCE_MS }, async () => {
      const argv = ['topics', '--yes', '--name', 'smoke'];
      const run = new CliRun(argv, { XDG_STATE_HOME: this.stateHome });
      if ((await run.exitCode()) !== 0) throw new Error(run.output);
    });
  }

  async stop(): Promise<void> {
    await this.local.stop();
    rmSync(this.stateHome, { recursive: true, force: true });
  }

  get topology() {
    return this.local.topology;
  }

  broker(id: number): BrokerHost {
    return brokerHosts(this.topology).find(({ broker }) => broker.id === id)!;
  }

  zookeeper(id: number): ZookeeperHost {
    return zookeeperHosts(this.topology).find(({ zookeeper }) => zookeeper.id === id)!;
  }

  /** Each check looks once, unless the options say otherwise. */
  async check(options: RunChecksOptions = {}): Promise<SmokeReport> {
    return await runChecks(smokeContext(this.topology), {
      ...{ settleMs: 0, limitMs: PATIENCE_MS },
      ...options,
    });
  }

  /** Waits until all is well again after a fault. */
  async untilWell(): Promise<void> {
    const { results } = await this.check(PATIENT);
    const failed = results.filter(({ passed }) => !passed);
    if (failed.length > 0) throw new Error(JSON.stringify(failed));
  }

  async withKafka<T>(work: (brokers: Brokers) => Promise<T>): Promise<T> {
    const kafka = openPatiently(this.topology);
    return await work({ topology: this.topology, kafka }).finally(() => kafka.close());
  }

  async askController<T>(ask: (controller: BrokerAccess) => Promise<T>): Promise<T> {
    return await this.withKafka(async (brokers) => ask(await controllerOf(brokers)));
  }

  /** A topic of three partitions, each on all brokers. */
  async makeTopic(name: string, config: Readonly<Record<string, string>> = {}): Promise<void> {
    const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
    const topic = { name, numPartitions: 3, replicationFactor: 3, assignments: [], configs };
    await this.askController((controller) =>
      controller.ask(createTopicsV7.api, [topic], 30_000, false),
    );
  }

  async topics(): Promise<readonly string[]> {
    const { topics } = await this.askController((controller) => readMetadata(controller, 'all'));
    return topics.map(({ name }) => name ?? '');
  }

  /** Sets a value in ZooKeeper, or removes it, and waits until brokers have heard of it. */
  async override(broker: number | 'all', name: string, value: string | undefined): Promise<void> {
    const { SET, DELETE } = IncrementalAlterConfigOperationTypes;
    const change =
      value === undefined
        ? { name, configOperation: DELETE }
        : { name, configOperation: SET, value };
    const resourceType = ConfigResourceTypes.BROKER;
    const resource = {
      resourceType,
      resourceName: broker === 'all' ? '' : String(broker),
      configs: [change],
    };
    const ids = broker === 'all' ? [1, 2, 3] : [broker];
    await this.withKafka(async ({ kafka }) => {
      const [first, ...others] = ids.map((id) => kafka.broker(this.broker(id)));
      await first!.ask(incrementalAlterConfigsV1.api, [resource], false);
      const heard = async (each: BrokerAccess, id: number) => {
        const self = { resourceType, resourceName: String(id), configurationKeys: [name] };
        const { results } = await each.ask(describeConfigsV4.api, [self], true, false);
        const isSet =
          (results[0]!.configs[0]?.configSource ?? Infinity) < ConfigSources.STATIC_BROKER_CONFIG;
        if (isSet !== (value !== undefined)) throw new Error(`broker ${id} has not heard of it`);
      };
      await retryFor({ durationMs: PATIENCE_MS }, () =>
        Promise.all([first!, ...others].map((each, index) => heard(each, ids[index]!))),
      );
    });
  }

  /** Runs work while files of a stopped process are changed; then puts them back. */
  async withChangedFiles<T>(
    changes: readonly FileChange[],
    processes: readonly StoppableProcess[],
    work: () => Promise<T>,
  ): Promise<T> {
    await this.stopAll(processes);
    const originals = changes.map(({ path }) => ({ path, text: readFileSync(path, 'utf8') }));
    for (const { path, edit } of changes) writeFileSync(path, edit(readFileSync(path, 'utf8')));
    try {
      await this.startAll(processes);
      return await work();
    } finally {
      await this.stopAll(processes);
      for (const { path, text } of originals) writeFileSync(path, text);
      await this.startAll(processes);
    }
  }

  /** Waits until every host's broker answers, and knows of these and no others. */
  async untilRegistered(...ids: readonly number[]): Promise<void> {
    await this.untilAllKnow(ids.length, ({ brokers }) => {
      const known = brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b);
      return known.join() === ids.join();
    });
  }

  /** Waits until all others have missed a broker that is gone, and have done its work among them. */
  async untilMissed(id: number): Promise<void> {
    const others = brokerHosts(this.topology).length - 1;
    await this.untilAllKnow(others, ({ brokers, controllerId, topics }) => {
      const partitions = topics.flatMap((topic) => topic.partitions);
      return (
        !brokers.some(({ nodeId }) => nodeId === id) &&
        brokers.some(({ nodeId }) => nodeId === controllerId) &&
        !partitions.some(({ isrNodes }) => isrNodes.includes(id))
      );
    });
  }

  private async untilAllKnow(
    answering: number,
    isKnown: (metadata: ClusterMetadata) => boolean,
  ): Promise<void> {
    await this.withKafka((brokers) =>
      retryFor({ durationMs: PATIENCE_MS }, async () => {
        const { answers } = await askEveryBroker(brokers, (broker) => readMetadata(broker, 'all'));
        const knowing = answers.filter(({ answer }) => isKnown(answer));
        if (knowing.length !== answering) throw new Error(`${knowing.length} brokers know of it`);
      }),
    );
  }

  /** Waits until all ZooKeeper members serve, whatever ids they have, and brokers reach them again. */
  async untilAnotherQuorum(): Promise<void> {
    const { signal } = new AbortController();
    const { security } = this.topology.spec;
    const zookeeper = openZookeeper({ reach: directReach, security, signal });
    await retryFor({ durationMs: PATIENCE_MS }, async () => {
      const answers = await Promise.all(
        zookeeperHosts(this.topology).map((host) => zookeeper.command(host, 'mntr')),
      );
      if (!answers.join().includes('zk_synced_followers\t2')) throw new Error('no quorum');
    });
    await this.check({ checks: [smokeTopic], settleMs: PATIENCE_MS });
  }

  async stopAll(processes: readonly StoppableProcess[]): Promise<void> {
    await Promise.all(processes.map(([host, name]) => this.local.kill(host, name, 'SIGTERM')));
  }

  async startAll(processes: readonly StoppableProcess[]): Promise<void> {
    await Promise.all(processes.map(([host, name]) => this.local.start(host, name)));
  }
}

export type StoppableProcess = readonly [host: string, name: 'kafka' | 'zookeeper'];

export interface FileChange {
  readonly path: string;
  readonly edit: (text: string) => string;
}

/** The ids of the checks that failed. */
export function failedChecks({ results }: SmokeReport): readonly string[] {
  return results.filter(({ passed }) => !passed).map(({ id }) => id);
}

/** The problems of one check, as sentences about what was found. */
export function problemsOf({ results }: SmokeReport, id: string): readonly string[] {
  const found = results.find((result) => result.id === id)?.problems ?? [];
  return found.map(({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`);
}
