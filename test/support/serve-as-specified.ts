import type { KafkaClusterSpec } from '../../cluster/spec';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { clientsStages, readyStages, topicsStages } from '../../scripts/local/stages';

/** Waits until a local cluster that was started serves, and brings the clients and topics of its spec. */
export async function serveAsSpecified(
  cluster: LocalCluster,
  spec: KafkaClusterSpec,
  signal: AbortSignal,
): Promise<void> {
  const running = () => cluster;
  const stages = [
    ...readyStages(running, signal),
    ...clientsStages(spec, running, signal),
    ...topicsStages(spec, running, signal),
  ];
  for (const stage of stages) await stage.run(() => undefined);
}
