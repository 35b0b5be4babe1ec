import { formatProblem, type Problem } from '../../cluster/errors';
import { judgeBehindGate } from './cluster/judge-cluster';
import type { JudgedCluster } from './cluster/judged-cluster';

/**
 * What is told behind an open gate: that the cluster is healthy, or what is wrong though a host may be stopped.
 *
 * @param ofHosts what is wrong with its hosts by themselves
 */
export function describeVerdict(
  cluster: JudgedCluster,
  ofHosts: readonly Problem[] = [],
): readonly string[] {
  const { apartFrom, topology } = cluster;
  const name = topology.spec.clusterName;
  const faults = [...judgeBehindGate(cluster), ...ofHosts].map(formatProblem);
  if (faults.length > 0) {
    const told = [...new Set(faults)];
    return [...told, `${name}: a host may be stopped, but not all is as it should be.`];
  }
  return [`${name} is healthy${apartFrom === undefined ? '' : `, apart from ${apartFrom}`}.`];
}
