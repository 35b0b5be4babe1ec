import type { Metric } from './metric';

const ofController = <Name extends string>(name: Name, meaning: string) =>
  ({
    name: `kafka_controller_kafkacontroller_${name.toLowerCase() as Lowercase<Name>}`,
    type: 'gauge',
    meaning,
    bean: `kafka.controller:type=KafkaController,name=${name}`,
    attribute: 'Value',
  }) as const satisfies Metric;

/** Of the controller. Each broker has them; 0 where it is not the controller, so that sums are right. */
export const CONTROLLER_METRICS = [
  ofController(
    'ActiveControllerCount',
    'Whether the broker is the controller; 1 over all brokers is good',
  ),
  ofController('ActiveBrokerCount', 'Brokers that are registered'),
  ofController('GlobalTopicCount', 'Topics of the cluster'),
  ofController('GlobalPartitionCount', 'Partitions of the cluster'),
  ofController(
    'OfflinePartitionsCount',
    'Partitions without a leader, which nobody can write or read; 0 is good',
  ),
  ofController(
    'PreferredReplicaImbalanceCount',
    'Partitions whose leader is not the one that should lead',
  ),
  ofController('TopicsToDeleteCount', 'Topics that are being deleted'),
  ofController(
    'TopicsIneligibleToDeleteCount',
    'Topics that can not be deleted now, for a broker is down or a replica moves',
  ),
  ofController('ReplicasToDeleteCount', 'Replicas that are being deleted'),
  ofController('ReplicasIneligibleToDeleteCount', 'Replicas that can not be deleted now'),
  {
    name: 'kafka_controller_controllerstats_uncleanleaderelections_total',
    type: 'counter',
    meaning:
      'Leaders that were elected without having all acknowledged records; each may have lost some',
    bean: 'kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec',
    attribute: 'Count',
  },
  {
    name: 'kafka_controller_controllerstats_leaderelections_total',
    type: 'counter',
    meaning: 'Times that the controller elected leaders',
    bean: 'kafka.controller:type=ControllerStats,name=LeaderElectionRateAndTimeMs',
    attribute: 'Count',
  },
  {
    name: 'kafka_controller_controllerstats_leaderelectiontime_seconds',
    type: 'gauge',
    meaning: 'How long the controller took to elect leaders',
    unit: 'seconds',
    bean: 'kafka.controller:type=ControllerStats,name=LeaderElectionRateAndTimeMs',
    attribute: '{quantile:50|99|999}thPercentile',
    factor: 0.001,
  },
  {
    name: 'kafka_controller_controllereventmanager_eventqueuesize',
    type: 'gauge',
    meaning: 'Events that the controller has not dealt with yet',
    bean: 'kafka.controller:type=ControllerEventManager,name=EventQueueSize',
    attribute: 'Value',
  },
  {
    name: 'kafka_controller_controllereventmanager_eventqueuetime_seconds',
    type: 'gauge',
    meaning: 'How long events waited for the controller',
    unit: 'seconds',
    bean: 'kafka.controller:type=ControllerEventManager,name=EventQueueTimeMs',
    attribute: '{quantile:50|99|999}thPercentile',
    factor: 0.001,
  },
  {
    name: 'kafka_controller_controllerchannelmanager_totalqueuesize',
    type: 'gauge',
    meaning: 'Requests of the controller that brokers have not taken yet',
    bean: 'kafka.controller:type=ControllerChannelManager,name=TotalQueueSize',
    attribute: 'Value',
  },
] as const satisfies readonly Metric[];
