import { formatProblem } from '../../cluster/errors';
import { judgeBehindGate } from './cluster/judge-cluster';
import type { JudgedCluster } from './cluster/judged-cluster';

/** What is told behind an open gate: that the cluster is healthy, or what is wrong though a host may be stopped. */
export function describeVerdict(cluster: JudgedCluster): readonly string[] {
  const { apartFrom, topology } = cluster;
  const name = topology.spec.clusterName;
  const faults = judgeBehindGate(cluster).map(formatProblem);
  if (faults.length > 0) {
    return [...faults, `${name}: a host may be stopped, but not all is as it should be.`];
  }
  return [`${name} is healthy${apartFrom === undefined ? '' : `, apart from ${apartFrom}`}.`];
}
