import type { Problem } from '../errors';
import { METADATA_FIELDS } from '../metadata';
import type { KafkaClusterSpec } from '../spec';
import { validateBrokerSettings, validateZookeeperSettings } from './settings/validate-settings';
import { advertisedNamesSound } from './advertised-rules';
import { ownSettingsSound } from './broker-own-rules';
import { authoritySound } from './authority-rules';
import { brokerIdsUnique, brokersEnough, racksEven, racksSpeltApart } from './broker-rules';
import { authoritiesDiffer, certificatesAreTrusted } from './certificate-rules';
import { clientLimitsSound, clientsCanLogIn, clientsSound } from './client-rules';
import { domainFree } from './domain-rules';
import { instanceTypesKnown } from './instance-rules';
import { listenerSettingsSound, portsDistinct } from './listener-rules';
import { heapsFit } from './memory-rules';
import { portsFree } from './port-rules';
import { processesStart } from './process-rules';
import { protocolIsSpoken, releaseKeepsMetadata } from './release-rules';
import { replicationFits } from './replication-rules';
import { volumesCanBeAttached, volumesCanBeMade } from './storage-rules';
import { shippedTopicsExist, shippersMayProduce, shippersSound } from './shipper-rules';
import { quotasSound } from './quota-rules';
import { topicConfigsSound } from './topic-config-rules';
import { topicNamesFree, topicReplicasFit, topicsAreCounted } from './topic-rules';
import { linesFitBatches } from './workload-rules';
import {
  quorumNamedOnce,
  quorumSound,
  votersHaveOneVolume,
  votersKeepTheirData,
} from './zookeeper-rules';

/** What must hold between the fields of a spec, each of which is sound by itself. */
interface SpecRule {
  /** The fields that it reads; where one of them is unsound, the rule has nothing to say. */
  readonly reads: readonly (keyof KafkaClusterSpec)[];
  readonly problems: (spec: KafkaClusterSpec) => readonly Problem[];
}

export const SPEC_RULES: readonly SpecRule[] = [
  { reads: ['kafkaVersion', 'metadata'], problems: releaseKeepsMetadata },
  { reads: ['kafkaVersion', 'interBrokerProtocol'], problems: protocolIsSpoken },
  { reads: ['brokers'], problems: brokersEnough },
  { reads: ['brokers'], problems: brokerIdsUnique },
  { reads: ['brokers'], problems: racksEven },
  { reads: ['brokers', ...METADATA_FIELDS], problems: racksSpeltApart },
  { reads: ['brokers', 'topicDefaults'], problems: replicationFits },
  { reads: METADATA_FIELDS, problems: quorumNamedOnce },
  { reads: ['brokers', ...METADATA_FIELDS], problems: quorumSound },
  { reads: METADATA_FIELDS, problems: votersKeepTheirData },
  { reads: METADATA_FIELDS, problems: votersHaveOneVolume },
  { reads: ['storage', 'brokers', ...METADATA_FIELDS], problems: volumesCanBeMade },
  {
    reads: ['storage', 'brokers', ...METADATA_FIELDS, 'instanceType', 'instanceTypes'],
    problems: volumesCanBeAttached,
  },
  {
    reads: ['instanceType', 'instanceTypes', 'brokers', ...METADATA_FIELDS, 'jvm'],
    problems: heapsFit,
  },
  { reads: ['domain'], problems: domainFree },
  { reads: ['workload', 'brokerSettings'], problems: linesFitBatches },
  { reads: ['listeners', 'security'], problems: portsDistinct },
  { reads: ['listeners', 'security'], problems: portsFree },
  { reads: ['listeners'], problems: listenerSettingsSound },
  {
    reads: ['listeners', 'brokers', 'clusterName', 'domain', 'security'],
    problems: advertisedNamesSound,
  },
  { reads: ['security'], problems: authoritySound },
  { reads: ['clients', 'security'], problems: clientsCanLogIn },
  { reads: ['clients', 'security', 'listeners'], problems: certificatesAreTrusted },
  { reads: ['security'], problems: authoritiesDiffer },
  { reads: ['clients', 'clusterName'], problems: clientsSound },
  { reads: ['clients', 'quotas', 'security'], problems: clientLimitsSound },
  { reads: ['shippers'], problems: shippersSound },
  { reads: ['shippers', 'clients', 'security'], problems: shippersMayProduce },
  { reads: ['shippers', 'topics'], problems: shippedTopicsExist },
  {
    reads: ['instanceType', 'instanceTypes', 'brokers', 'storage', ...METADATA_FIELDS],
    problems: instanceTypesKnown,
  },
  { reads: ['brokerSettings', 'brokers', 'topicDefaults'], problems: validateBrokerSettings },
  {
    reads: ['brokerSettings', 'brokers', 'topicDefaults'],
    problems: ownSettingsSound,
  },
  { reads: ['topics'], problems: topicNamesFree },
  { reads: ['topics', 'kafkaVersion'], problems: topicConfigsSound },
  { reads: ['topics', 'topicDefaults', 'brokers'], problems: topicReplicasFit },
  { reads: ['topics', 'topicDefaults', 'workload'], problems: topicsAreCounted },
  { reads: ['quotas'], problems: quotasSound },
  { reads: ['jvm', 'environment'], problems: processesStart },
  { reads: ['zookeeperSettings'], problems: validateZookeeperSettings },
];
