import { parseAcknowledged, type Acknowledged } from './acknowledgement-gaps';
import type { BenchCluster } from './bench-cluster';
import { KafkaTool } from './kafka-tool';

export interface ProducerLoad {
  readonly topic: string;
  /** Records a second. */
  readonly rate: number;
  /** So many keys, one after the other: enough of them reach every partition in equal parts. */
  readonly keys: number;
  /** A file with settings of the producer. @default - Kafka's own */
  readonly settings?: string;
}

/** Kafka's own VerifiableProducer, with acks=all, which tells each record that was acknowledged. */
export function startVerifiableProducer(
  cluster: BenchCluster,
  { topic, rate, keys, settings }: ProducerLoad,
  onAcknowledged: (acknowledged: Acknowledged) => void,
): KafkaTool {
  return new KafkaTool(
    cluster,
    [
      'VerifiableProducer',
      ...['--bootstrap-server', cluster.bootstrapServers, '--topic', topic, '--acks', '-1'],
      ...['--throughput', String(rate), '--repeating-keys', String(keys)],
      ...(settings === undefined ? [] : ['--producer.config', settings]),
    ],
    (line) => {
      const acknowledged = parseAcknowledged(line);
      if (acknowledged) onAcknowledged(acknowledged);
    },
  );
}
