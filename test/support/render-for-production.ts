import { renderCluster, type RenderedHost } from '../../cluster/host-files';
import { productionSite } from '../../cluster/production-site';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut, type Topology } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';

/** The hosts of this spec in production. */
export function productionTopology(spec: KafkaClusterSpec): Topology {
  const resolved = resolveValidSpec(spec);
  return layOut(resolved, productionSite(resolved));
}

/** Their files. */
export function renderForProduction(spec: KafkaClusterSpec): readonly RenderedHost[] {
  return renderCluster(productionTopology(spec));
}
