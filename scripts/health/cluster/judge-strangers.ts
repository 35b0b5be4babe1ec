import type { Problem } from '../../../cluster/errors';
import { brokerHosts } from '../../../cluster/topology';
import type { JudgedCluster } from './judged-cluster';

/** No broker is registered that the spec does not have. */
export function judgeStrangers({
  topology,
  state,
}: JudgedCluster<'registered'>): readonly Problem[] {
  const ids = brokerHosts(topology).map(({ broker }) => broker.id);
  return state.registered
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      path: topology.spec.clusterName,
      rule: 'have only the brokers of its spec',
      value: `broker ${id} as well`,
      remedy:
        'Write the inventory anew with `terraform output -json inventory`, if the cluster has grown since; else look at broker.id in server.properties and meta.properties of each broker',
    }));
}
