import { renderCluster, type RenderedHost } from '../../cluster/host-files';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { productionTopology } from './production-topology';

/** The files of all hosts of this spec, as they would be in production. */
export function renderForProduction(spec: KafkaClusterSpec): readonly RenderedHost[] {
  return renderCluster(productionTopology(spec));
}
