import type { KafkaClusterSpec } from '../../cluster/index';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut, type Topology } from '../../cluster/topology';
import { validSpec } from './spec-builder';

/** The hosts of a valid spec, as they would be in production. */
export function productionTopology(changes: Partial<KafkaClusterSpec> = {}): Topology {
  const spec = resolveSpec(validSpec(changes));
  return layOut(spec, productionSite(spec));
}
