export { capacityProblems } from './capacity-problems';
export { capacityWarnings } from './capacity-warnings';
export type { ClusterState } from './cluster-state';
export { keptHours } from './disk-use';
export { fits, type Gauge, type GaugeKind, isTight, share, tightest } from './gauge';
export { type CapacityPlan, planCapacity } from './plan-capacity';
export type { Refill } from './refill';
export type { ShipperLoad } from './shipper-load';
export type { ZoneTraffic } from './zone-traffic';
