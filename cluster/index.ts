export type * from './spec';
export { Security, type SecuritySpec } from './security';
export { Metadata, type MetadataSpec } from './metadata';
export { Storage, type StorageSpec } from './hardware/storage/storage';
export { Zookeeper, type ZookeeperSpec } from './zookeeper';
export type { ClientSpec } from './clients/client-spec';
export type { QuotaSpec } from './topics/quota-spec';
export type { TopicSpec } from './topics/topic-spec';
export { SpecError, UserError, type Problem } from './errors';
