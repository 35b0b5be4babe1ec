import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  alterPartitionReassignmentsV0,
  ConfigResourceTypes,
  createTopicsV7,
} from '@platformatic/kafka';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { bootstrapServers } from '../../cluster/topology';
import { alterConfigs } from '../../scripts/cluster-access/alter-configs';
import { controllerOf } from '../../scripts/cluster-access/ask-brokers';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../scripts/local/wait-until-ready';
import { readRunningMoves } from '../../scripts/moving/read-placement';
import { readThrottles } from '../../scripts/moving/throttle';
import { longestGapMs, type Acknowledged } from '../bench/support/acknowledgement-gaps';
import type { BenchCluster } from '../bench/support/bench-cluster';
import { judgeTopic, type Verdict } from '../bench/support/judge-topic';
import type { KafkaTool } from '../bench/support/kafka-tool';
import { startVerifiableProducer } from '../bench/support/verifiable-producer';
import { CliRun } from './cli';
import { LONG_SESSIONS } from './long-sessions';
import { openPatiently } from './open-patiently';
import { SHORT_LIVED_JAVA } from './short-lived-java';
import { validSpec } from './spec-builder';
import { until } from './until';
import { writeRecords } from './write-records';

export interface MovingClusterOptions {
  readonly name: string;
  /** Partitions of `events`, on three of four brokers, and how much each has. */
  readonly events: number;
  readonly eventBytes: number;
  /** @default - with which no session times out */
  readonly settings?: Pick<KafkaClusterSpec, 'brokerSettings' | 'zookeeperSettings'>;
}

const BROKERS = [1, 2, 3, 4];
const LOAD = { topic: 'judged', rate: 60, keys: 100 };
/** What a request gives its broker. */
const TAKE_MS = 60_000;

/**
 * Four brokers with two disks each, of which the last broker is empty. Kafka's own producer writes all along, and
 * Kafka's own consumer reads in the end what became of it.
 */
export class MovingCluster {
  private readonly acknowledged: Acknowledged[] = [];
  private producer: KafkaTool | undefined;

  private constructor(
    readonly live: BenchCluster,
    /** What it was started with. */
    readonly spec: KafkaClusterSpec,
    /** Where the commands look for it by its name. */
    private readonly stateHome: string,
  ) {}

  static async start(options: MovingClusterOptions): Promise<MovingCluster> {
    const { name } = options;
    const { signal } = new AbortController();
    const stateHome = mkdtempSync(join(tmpdir(), `${name}-`));
    const brokers = BROKERS.map((id) => ({ id, rack: 'r' }));
    const spec = validSpec({
      ...{ clusterName: name, brokers },
      ...(options.settings ?? LONG_SESSIONS),
    });
    const local = await startLocalCluster({
      spec,
      folder: join(stateHome, 'cdktf-kafka', 'local', name),
    });
    const { topology } = local;
    const kafka = openPatiently(topology);
    const servers = bootstrapServers(topology);
    const live = {
      ...{ name, local, topology, kafka, bootstrapServers: servers, signal },
      toolFlags: SHORT_LIVED_JAVA,
    };
    const cluster = new MovingCluster(live, spec, stateHome);
    try {
      await waitForQuorum(local, { signal });
      await waitForBrokers(local, { signal });
      await makeTopics(live, options);
      await cluster.produce();
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  /** Starts a command on it, such as `move`, that asks nothing. */
  run(...command: readonly string[]): CliRun {
    const env = { XDG_STATE_HOME: this.stateHome };
    return new CliRun([...command, '--name', this.live.name], env);
  }

  /** A file with its topology. */
  topologyFile(): string {
    const file = join(this.stateHome, 'topology.json');
    writeFileSync(file, JSON.stringify(this.live.topology));
    return file;
  }

  /** What a move must not leave behind. */
  async leftBehind() {
    return {
      running: await readRunningMoves(this.live),
      throttles: await readThrottles(this.live),
    };
  }

  /**
   * Makes a topic whose partition is being copied to broker 4, each record as large as a fetch may be: with rates
   * of almost nothing, a follower gets one of them every eleven seconds, for so long Kafka looks back.
   */
  async startSlowCopy(name: string): Promise<void> {
    const { live } = this;
    const controller = await controllerOf(live);
    const topic = {
      ...{ name, numPartitions: -1, replicationFactor: -1 },
      assignments: [{ partitionIndex: 0, brokerIds: [1, 2, 3] }],
      configs: [],
    };
    await controller.ask(createTopicsV7.api, [topic], TAKE_MS, false);
    // Of a topic that is made with it, brokers hear nothing.
    const changes = [{ key: 'leader.replication.throttled.replicas', value: '*' }];
    await alterConfigs(controller, [{ type: ConfigResourceTypes.TOPIC, name, changes }]);
    await writeRecords(live, name, { records: 40, bytes: 900_000 });
    await controller.ask(alterPartitionReassignmentsV0.api, TAKE_MS, true, [
      { name, partitions: [{ partitionIndex: 0, replicas: [1, 2, 4] }] },
    ]);
  }

  /** Ends the producer. @returns what became of its records */
  async judge(): Promise<Verdict> {
    await this.producer?.stop();
    const values = new Set(this.acknowledged.map(({ value }) => value));
    const gap = longestGapMs(this.acknowledged, 0);
    console.log(`${values.size} records; the longest gap of a partition: ${gap} ms`);
    return await judgeTopic(this.live, LOAD.topic, values);
  }

  async stop(): Promise<void> {
    await this.producer?.stop();
    await this.live.kafka.close();
    await this.live.local.stop();
    rmSync(this.stateHome, { recursive: true, force: true });
  }

  private async produce(): Promise<void> {
    const { acknowledged } = this;
    this.producer = startVerifiableProducer(this.live, LOAD, (each) => acknowledged.push(each));
    await until('records are acknowledged', () => acknowledged.length > 300);
  }
}

async function makeTopics(
  cluster: BenchCluster,
  { events, eventBytes }: MovingClusterOptions,
): Promise<void> {
  const controller = await controllerOf(cluster);
  const topic = (name: string, partitions: number) => ({
    ...{ name, numPartitions: -1, replicationFactor: -1, configs: [] },
    assignments: Array.from({ length: partitions }, (_, index) => ({
      partitionIndex: index,
      brokerIds: [0, 1, 2].map((step) => ((index + step) % 3) + 1),
    })),
  });
  const topics = [topic('events', events), topic(LOAD.topic, 12)];
  await controller.ask(createTopicsV7.api, topics, TAKE_MS, false);
  await writeRecords(cluster, 'events', { records: 1, bytes: eventBytes });
}
