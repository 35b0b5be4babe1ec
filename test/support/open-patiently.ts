import type { Topology } from '../../cluster/topology';
import { openKafka, type KafkaAccess } from '../../scripts/cluster-access/kafka-access';
import { directReach, type Reach } from '../../scripts/cluster-access/reach';

/** Far beyond what anything here takes: they only end what hangs. */
const LIMITS = { connectTimeoutMs: 60_000, requestTimeoutMs: 120_000 };

/** Access to the brokers of a local cluster, also where the machine has much else to do. */
export function openPatiently(
  { spec: { security } }: Topology,
  { reach = directReach, signal = new AbortController().signal }: PatientOptions = {},
): KafkaAccess {
  return openKafka({ reach, security, signal, ...LIMITS });
}

interface PatientOptions {
  /** @default - without credentials */
  readonly reach?: Reach;
  readonly signal?: AbortSignal;
}
