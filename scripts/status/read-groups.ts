import type { Topology } from '../../cluster/topology';
import { openKafka, type KafkaAccess } from '../cluster-access/kafka-access';
import type { Reach } from '../cluster-access/reach';
import { readGroupLag, type SeenGroups } from '../health/groups/read-group-lag';

export interface ReadGroupsOptions {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** Connections that are there already. @default - some for this alone */
  readonly kafka?: KafkaAccess | undefined;
}

/** Who reads the cluster, and how far they are behind; undefined where no broker says. */
export async function readGroups(options: ReadGroupsOptions): Promise<SeenGroups | undefined> {
  const { topology, reach, signal } = options;
  const kafka = options.kafka ?? openKafka({ reach, security: topology.spec.security, signal });
  try {
    const seen = await readGroupLag({ topology, kafka });
    return seen.silent.length === topology.hosts.filter(({ broker }) => broker).length
      ? undefined
      : seen;
  } finally {
    if (!options.kafka) await kafka.close();
  }
}
