import type { Topology } from '../../cluster/topology';
import type { Brokers } from './ask-brokers';
import { openKafka, type KafkaAccess } from './kafka-access';
import type { Reach } from './reach';

export interface BrokersWay {
  readonly topology: Topology;
  readonly reach: Reach;
  /** Ends all connections when it is aborted. @default - nothing does before the work has ended */
  readonly signal?: AbortSignal;
  /** Connections that are there already, and stay. @default - some for this work alone */
  readonly kafka?: KafkaAccess | undefined;
}

/** Opens access to the brokers of a cluster for as long as the work lasts, where there is none yet. */
export async function withBrokers<T>(
  { topology, reach, signal = new AbortController().signal, kafka: kept }: BrokersWay,
  work: (brokers: Brokers) => Promise<T>,
): Promise<T> {
  if (kept) return await work({ topology, kafka: kept });
  const kafka = openKafka({ reach, security: topology.spec.security, signal });
  return await work({ topology, kafka }).finally(() => kafka.close());
}
