export { capacityProblems } from './capacity/capacity-problems';
export { capacityWarnings } from './capacity/capacity-warnings';
export type { ClusterState } from './capacity/cluster-state';
export { keptHours } from './capacity/disk-use';
export { fits, type Gauge, type GaugeKind, isTight, share, tightest } from './capacity/gauge';
export { type CapacityPlan, planCapacity } from './capacity/plan-capacity';
export type { Refill } from './capacity/refill';
