import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { brokerHosts, zookeeperHosts, type Topology } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import type { ConnectionPool } from '../cluster-access/connection-pool';
import { openKafka, type KafkaAccess } from '../cluster-access/kafka-access';
import { reachBy } from '../cluster-access/reach';
import { openZookeeper } from '../cluster-access/zookeeper-access';
import { askEveryBroker, readMetadata } from '../cluster-access/ask-brokers';
import type { LocalCluster } from './local-cluster';

/** Short next to the seconds that processes take to start, and cheap for those that don't answer yet. */
const POLL_MS = 75;
/** Six JVMs need 7 s on two quiet cores and 15 s on busy ones; a crashed broker's session lasts 10 s more. */
const BOUND_MS = 300_000;

/** A cluster whose processes are looked after, by this process or by another one. */
export type RunningCluster = Pick<LocalCluster, 'topology' | 'processes' | 'reach' | 'folder'>;

/** The same, asked on connections that are kept from one stage of its start to the next. */
export function keeping(kept: ConnectionPool, cluster: RunningCluster): RunningCluster {
  const { topology, folder, reach } = cluster;
  return { topology, folder, reach: reachBy(kept, reach), processes: () => cluster.processes() };
}

export interface WaitOptions {
  readonly signal: AbortSignal;
  /** Called with what is still missing, each time that this changes. */
  readonly onProgress?: (text: string) => void;
}

/**
 * Waits until every ZooKeeper member follows or leads.
 *
 * @throws UserError as soon as a process is given up, with the lines of its log that say why
 */
export async function waitForQuorum(cluster: RunningCluster, options: WaitOptions): Promise<void> {
  const zookeeper = openZookeeper({
    reach: cluster.reach,
    security: cluster.topology.spec.security,
    signal: options.signal,
  });
  // Who serves is not asked again: a question is a connection, and with TLS costs a cold JVM 50 ms.
  let asked = zookeeperHosts(cluster.topology);
  await poll(cluster, options, async () => {
    const states = await Promise.all(
      asked.map(async (host) => {
        const answer = await zookeeper.command(host, 'mntr').catch(undefinedIfSilent);
        const state = /^zk_server_state\t(leader|follower)$/m.exec(answer ?? '')?.[1];
        return { name: host.name, serves: state !== undefined };
      }),
    );
    asked = asked.filter((_, index) => !states[index]!.serves);
    return missing(states);
  });
}

/**
 * Waits until every broker answers clients and knows of all the others.
 *
 * @throws UserError as soon as a process is given up, with the lines of its log that say why
 */
export async function waitForBrokers(cluster: RunningCluster, options: WaitOptions): Promise<void> {
  const { topology } = cluster;
  const { signal } = options;
  const kafka = openKafka({ reach: cluster.reach, security: topology.spec.security, signal });
  try {
    await poll(cluster, options, () => brokersMissing(topology, kafka));
  } finally {
    await kafka.close();
  }
}

async function brokersMissing(topology: Topology, kafka: KafkaAccess): Promise<readonly string[]> {
  const { answers } = await askEveryBroker({ topology, kafka }, (broker) =>
    readMetadata(broker, []),
  );
  return missing(
    brokerHosts(topology).map(({ name, broker }) => ({
      name,
      serves:
        answers.some(({ host }) => host.name === name) &&
        answers.every(({ answer }) => answer.brokers.some(({ nodeId }) => nodeId === broker.id)),
    })),
  );
}

const missing = (hosts: readonly { readonly name: string; readonly serves: boolean }[]) =>
  hosts.filter(({ serves }) => !serves).map(({ name }) => name);

function undefinedIfSilent(error: unknown): undefined {
  if (!(error instanceof AccessError)) throw error;
}

/** Asks for the hosts that are missing until there are none. */
async function poll(
  cluster: RunningCluster,
  { signal, onProgress }: WaitOptions,
  findMissing: () => Promise<readonly string[]>,
): Promise<void> {
  const end = performance.now() + BOUND_MS;
  let told = '';
  for (;;) {
    signal.throwIfAborted();
    const hosts = (await findMissing()).join(', ');
    if (hosts === '') return;
    if (hosts !== told) onProgress?.(`waiting for ${hosts}`);
    told = hosts;
    throwIfFailed(cluster);
    if (performance.now() > end) {
      throw new UserError(
        `${hosts}: must serve within ${BOUND_MS / 1_000} s. Look at the logs (\`${RUN_PROGRAM} local logs HOST\`).`,
      );
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

function throwIfFailed(cluster: RunningCluster): void {
  const failures = cluster.processes().flatMap(({ failure }) => failure ?? []);
  if (failures.length > 0) throw new UserError(failures.join('\n'));
}
