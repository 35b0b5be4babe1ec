import { type ClusterState, fits, share } from '../../cluster/capacity';
import { formatProblem, type Problem } from '../../cluster/errors';
import type { CapacityVerdict } from './capacity-report';
import { ZONE_TRAFFIC_USD_PER_GB } from './zone-traffic-lines';

/** The plan for a program. Sizes in bytes, rates in bytes a second, shares and limits 0-1. */
export function capacityJson({ plan, problems, warnings }: CapacityVerdict): object {
  const { spec, ingest, allUp, oneDown, refill, zoneTraffic, shippers } = plan;
  return {
    clusterName: spec.clusterName,
    fits: problems.length === 0,
    ingest,
    allUp: state(allUp),
    oneDown: oneDown ? state(oneDown) : null,
    refill: refill ?? null,
    zoneTraffic: zoneTraffic ? { ...zoneTraffic, usdPerGB: ZONE_TRAFFIC_USD_PER_GB } : null,
    shippers: shippers ?? null,
    problems: problems.map(withMessage),
    warnings: warnings.map(withMessage),
  };
}

function state({ gauges, ...rest }: ClusterState): object {
  return {
    ...rest,
    gauges: gauges.map((gauge) => ({ ...gauge, share: share(gauge), fits: fits(gauge) })),
  };
}

function withMessage(problem: Problem): object {
  return { ...problem, message: formatProblem(problem) };
}
