import './require-peers';
export * from '../cluster/index';
export type { Inventory } from '../cluster/inventory';
export { KafkaCluster } from './kafka-cluster';
export type {
  AlarmsProps,
  DeployProps,
  KafkaClusterProps,
  Placement,
  SshProps,
} from './kafka-cluster-props';
export { MachineImage, type MachineImageSpec } from './machine-image';
export { Network, type NetworkSpec } from './network';
export { Peer } from './peer';
