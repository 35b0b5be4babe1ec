import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerHost } from '../../cluster/topology';
import {
  askEveryBroker,
  controllerOf,
  readMetadata,
  type Brokers,
} from '../cluster-access/ask-brokers';
import { isSmokeTopic } from '../health/smoke-topic-name';
import { counted, formatBytes, formatDuration } from '../terminal/quantities';
import { LoadGuard } from './load-guard';
import { withBrokers } from '../cluster-access/with-brokers';
import type { MovedCluster } from './move-cluster';
import { MoveError } from './move-error';
import { readRunningMoves } from './read-placement';
import { groupBy } from '../cluster-access/group-by';
import { nameOf, readDisks, type NamedPartition } from './read-disks';
import { takeThrottlesBack, throttleTopics } from './throttle';
import type { RateLimits } from './throttle-rate';

export interface RefillOptions {
  readonly rates: RateLimits;
  readonly firstRate: number;
  readonly stallMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

const PAUSE_MS = 1_000;

/**
 * Throttles a broker that lost data while it fetches it again, and tells how much is left. It begins to
 * fetch as soon as it is up, throttled or not: nothing here makes it, and a stop takes back the throttle.
 */
export async function refill(
  cluster: Pick<MovedCluster, 'topology' | 'reach'>,
  host: BrokerHost,
  options: RefillOptions,
): Promise<void> {
  await withBrokers(cluster, async (brokers) => {
    await requireNoMoves(brokers);
    const guard = await LoadGuard.start(brokers, options.rates, options.firstRate);
    try {
      await watch(brokers, host, { ...options, guard });
    } finally {
      await Promise.all([guard.stop(), takeThrottlesBack(brokers)]);
    }
    const longest = Math.round(guard.longestAckMs);
    options.onProgress(`The longest wait for an acknowledgement was ${longest} ms.`);
  });
}

async function requireNoMoves(brokers: Brokers): Promise<void> {
  const { length } = await readRunningMoves(brokers);
  if (length === 0) return;
  throw new MoveError({
    path: brokers.topology.spec.clusterName,
    rule: 'move no partitions while a broker is refilled: both would set the throttle',
    value: `${length} on their way`,
    remedy: 'Run `move` first, which ends them',
  });
}

async function watch(
  brokers: Brokers,
  host: BrokerHost,
  options: RefillOptions & { readonly guard: LoadGuard },
): Promise<void> {
  const { guard, signal, stallMs, onProgress } = options;
  let least = Infinity;
  const throttled = new Set<string>();
  let start = { at: performance.now(), bytes: 0 };
  for (let betterAt = performance.now(); ;) {
    signal.throwIfAborted();
    const { lacking, bytes } = await readLack(brokers, host);
    if (lacking.length === 0) {
      onProgress(`${host.name} has all replicas in sync.`);
      return;
    }
    // Replicas in sync are not held by it: once is enough, unless further ones fall behind.
    const further = lacking.filter(({ topic, index }) => !throttled.has(`${topic}-${index}`));
    if (further.length > 0) {
      await throttle({ brokers, guard }, lacking);
      start = { at: performance.now(), bytes };
    }
    for (const { topic, index } of further) throttled.add(`${topic}-${index}`);
    if (bytes < least) [least, betterAt] = [bytes, performance.now()];
    if (performance.now() - betterAt > stallMs) throw stalled(host, lacking.length, stallMs);
    await guard.adjust([], new Set([host.broker.id]));
    const speed = (start.bytes - bytes) / Math.max(1, (performance.now() - start.at) / 1_000);
    const time = speed > 0 ? `, about ${formatDuration(bytes / speed)}` : '';
    onProgress(
      `${host.name}: ${formatBytes(bytes)} to go in ${counted(lacking.length, 'partition')}${time}; throttle ${formatBytes(guard.rate)}/s`,
    );
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

interface LackingReplica extends NamedPartition {
  readonly leader: number;
  readonly others: readonly number[];
}

/** Replicas of a broker that are not in sync, and how many bytes they lack. */
async function readLack(
  brokers: Brokers,
  { broker: { id } }: BrokerHost,
): Promise<{ readonly lacking: readonly LackingReplica[]; readonly bytes: number }> {
  const controller = await controllerOf(brokers);
  const { topics } = await readMetadata(controller, 'all');
  const lacking = topics
    .filter(({ name }) => !isSmokeTopic(name ?? ''))
    .flatMap(({ name, partitions }) =>
      partitions
        .filter(({ replicaNodes, isrNodes }) => replicaNodes.includes(id) && !isrNodes.includes(id))
        .map(({ partitionIndex, replicaNodes, leaderId: leader }) => ({
          ...{ topic: name ?? '', index: partitionIndex, leader },
          others: replicaNodes.filter((other) => other !== id),
        })),
    );
  const sizes = await readSizes(brokers, lacking);
  const bytes = lacking.reduce((sum, { others, ...partition }) => {
    const name = nameOf(partition);
    const whole = Math.max(0, ...others.map((other) => sizes.get(`${other}/${name}`) ?? 0));
    return sum + Math.max(0, whole - (sizes.get(`${id}/${name}`) ?? 0));
  }, 0);
  return { lacking, bytes };
}

/** By broker and partition, as in `2/events-3`; who gives no answer is missing. */
async function readSizes(
  brokers: Brokers,
  replicas: readonly LackingReplica[],
): Promise<ReadonlyMap<string, number>> {
  const { answers } = await askEveryBroker(brokers, (broker) => readDisks(broker, replicas));
  return new Map(
    answers.flatMap(({ host, answer: disks }) =>
      disks
        .flatMap((disk) => disk.replicas)
        .map(({ name, bytes }) => [`${host.broker.id}/${name}`, bytes] as const),
    ),
  );
}

async function throttle(
  { brokers, guard }: { readonly brokers: Brokers; readonly guard: LoadGuard },
  lacking: readonly LackingReplica[],
): Promise<void> {
  await guard.shareAmong(new Set(lacking.map(({ leader }) => leader)).size);
  await throttleTopics(
    brokers,
    groupBy(lacking, ({ topic }) => topic).map(([topic, own]) => ({
      topic,
      copies: own.map(({ index, others }) => ({ index, sources: others })),
    })),
  );
}

function stalled({ name }: BrokerHost, lacking: number, stallMs: number): MoveError {
  return new MoveError({
    path: name,
    rule: 'fetch what it lost',
    value: `nothing new for ${stallMs / 1_000} s, ${counted(lacking, 'partition')} to go`,
    remedy: `See what \`status\` says of ${name}; then run the same command again`,
  });
}
