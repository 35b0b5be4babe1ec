import { FindCoordinatorKeyTypes, findCoordinatorV5 } from '@platformatic/kafka';
import type { BrokerHost } from '../../cluster/topology';
import { retryFor } from '../system/retry-for';
import { AccessError } from './access-error';
import { askAnyBroker, brokerWithId, type Brokers } from './ask-brokers';

/** On a new cluster the first group waits until Kafka has made __consumer_offsets. */
const COORDINATOR_TIMEOUT_MS = 15_000;

/** What brokers answer while a group's coordinator moves or starts; a consumer looks for it anew. */
const COORDINATOR_MOVES = [
  'COORDINATOR_NOT_AVAILABLE',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'NOT_COORDINATOR',
];

/** Works with a group's coordinator; all over again where it moves meanwhile. */
export async function whileCoordinatorMoves<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const retryOn = (error: unknown) =>
    error instanceof AccessError && error.codes.some((code) => COORDINATOR_MOVES.includes(code));
  return await retryFor({ durationMs: COORDINATOR_TIMEOUT_MS, signal, retryOn }, work);
}

/** The broker that looks after a group. */
export async function findCoordinator(brokers: Brokers, group: string): Promise<BrokerHost> {
  const keyType = FindCoordinatorKeyTypes.GROUP;
  const found = await askAnyBroker(brokers, findCoordinatorV5.api, keyType, [group]);
  return brokerWithId(brokers.topology, found.coordinators[0]?.nodeId ?? -1);
}
