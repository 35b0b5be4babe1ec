import { replicasOfWorkload, replicasPerBroker } from '../replicas';
import type { ResolvedSpec } from '../resolve-spec';

/**
 * How much of the cluster's records falls to its busiest broker, each as a share of all records
 * (1: every record once).
 *
 * Kafka deals out whole partitions, by count and not by size or by what a host can bear. So each
 * broker is taken to have as many as any other, rounded up, and partitions to be equally busy.
 */
export interface Shares {
  /** Of what producers send. */
  readonly led: number;
  /** Of what is written to its disks: as leader and as follower. */
  readonly stored: number;
  /** Of what followers fetch from it. */
  readonly replicatedOut: number;
}

/**
 * What the busiest broker bears with this many brokers down, 0 or 1.
 *
 * Nothing is moved when a broker is down: its partitions get leaders among the replicas that are
 * left, spread evenly, since Kafka staggers the second replicas of a broker's partitions over the
 * others. So the others lead more and are read more, while what they store and take in stays the
 * same: a record reaches each replica once, from a producer or from a leader. Fewer followers are
 * left to fetch. With one replica alone, producers send the dead broker's part to the others.
 */
export function busiestBroker(spec: ResolvedSpec, down: 0 | 1): Shares {
  const { brokers, workload } = spec;
  const up = Math.max(1, brokers.length - down);
  const led = Math.ceil(workload.partitions / up) / workload.partitions;
  const liveReplicas =
    ((replicasOfWorkload(spec) / workload.partitions) * up) / Math.max(1, brokers.length);
  return {
    led,
    stored: Math.max(led, replicasPerBroker(spec) / workload.partitions),
    replicatedOut: led * Math.max(0, liveReplicas - 1),
  };
}
