import './require-peers';
export * from '../cluster/index';
export type { Inventory } from '../cluster/inventory/inventory';
export type { ImportedCluster } from './imported-cluster';
export { KafkaCluster } from './kafka-cluster';
export type {
  AlarmsProps,
  DeployProps,
  IamProps,
  KafkaClusterProps,
  PackageMirrorProps,
  Placement,
  ProxyProps,
  SshProps,
} from './kafka-cluster-props';
export { MachineImage, type MachineImageSpec } from './machine-image';
export { Network, type NetworkSpec } from './network';
export { Peer } from './peer';
