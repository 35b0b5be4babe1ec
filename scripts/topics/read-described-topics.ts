import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import { controllerOf, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { askForUser } from '../cluster-access/ask-for-user';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import type { Reach } from '../cluster-access/reach';
import { readTopics } from '../health/cluster/read-topics';
import { commandFor } from '../health/remedies';
import { readManaged } from '../health/topics/managed-names';
import { readRunningMoves } from '../moving/read-placement';
import type { DescribedTopics } from './described-topics';
import { describeTopics, type SeenTopicsOnDisk } from './describe-topics';
import { readReplicaSizes } from './replica-sizes';

export interface ReadDescribedTopicsOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** Of these topics only; empty for all. */
  readonly names: readonly string[];
  /** For how long it is watched how much is written; 0 for not at all. */
  readonly watchSeconds: number;
  /** Connections that are there already. @default - some for this alone */
  readonly kafka?: KafkaAccess | undefined;
}

/**
 * Looks at topics, and how much of disks they take. The number of requests does not grow with that of topics.
 *
 * @throws UserError where Kafka gives no answer, or there is no topic of a name
 */
export async function readDescribedTopics(
  options: ReadDescribedTopicsOptions,
): Promise<DescribedTopics> {
  const { topology, reach, signal, kafka } = options;
  return await askForUser({ topology, reach, signal, kafka }, async (brokers) => {
    const seen = await look(brokers, options);
    return { ...describeTopics(topology, seen), at: new Date() };
  });
}

async function look(
  brokers: Brokers,
  { topology, reach, signal, names, watchSeconds }: ReadDescribedTopicsOptions,
): Promise<SeenTopicsOnDisk> {
  const only = names.length === 0 ? undefined : new Set(names);
  const controller = await controllerOf(brokers);
  const [seen, { brokers: registered }, moves, managed] = await Promise.all([
    readTopics(topology, controller, only),
    readMetadata(controller, []),
    readRunningMoves(brokers),
    readManaged({ topology, reach, signal }),
  ]);
  if (only) requireKnown(only, { topology, seen });
  const asked = only
    ? seen.topics
        .filter(({ topic }) => only.has(topic.name ?? ''))
        .flatMap(({ topic }) =>
          topic.partitions.map(({ partitionIndex: index }) => ({ topic: topic.name!, index })),
        )
    : 'all';
  const first = await readReplicaSizes(brokers, asked);
  if (watchSeconds > 0) await sleep(watchSeconds * 1_000, undefined, { signal });
  const second = watchSeconds > 0 ? await readReplicaSizes(brokers, asked) : undefined;
  return {
    ...seen,
    ...{ only, managed, registered: registered.map(({ nodeId }) => nodeId) },
    adding: new Map(moves.map(({ topic, index, adding }) => [`${topic}-${index}`, adding])),
    sizes: [first, second],
  };
}

/** One that the spec wants and the cluster lacks is a finding. */
function requireKnown(
  only: ReadonlySet<string>,
  {
    topology,
    seen,
  }: { readonly topology: Topology } & {
    readonly seen: Pick<SeenTopicsOnDisk, 'topics'>;
  },
): void {
  const known = new Set([
    ...seen.topics.map(({ topic }) => topic.name ?? ''),
    ...topology.spec.topics.map(({ name }) => name),
  ]);
  const unknown = [...only].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const list = commandFor(topology, 'topics --describe');
  throw new UserError(
    unknown
      .map(
        (name) =>
          `--describe: must name topics of the cluster, got '${name}'. ${list} has them all.`,
      )
      .join('\n'),
  );
}
