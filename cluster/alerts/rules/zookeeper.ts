import type { Alert } from '../alert';
import { CLUSTER, HOST, metric, oneOf } from '../promql';

const OF_MEMBERS = 'job="zookeeper"';

/** Whether the metadata is safe, and can be changed. */
export const ZOOKEEPER_ALERTS: readonly Alert[] = [
  {
    name: 'ZookeeperUnreachable',
    ...{ severity: 'page', forMinutes: 2 },
    expr: (facts) =>
      `sum ${CLUSTER} (${metric(facts, 'kafka_server_kafkaserver_brokerstate')} == bool 3) > 0 ` +
      `unless sum ${CLUSTER} (${metric(facts, 'kafka_server_sessionexpirelistener_sessionstate', 'state="CONNECTED"')}) > 0`,
    summary:
      'None of {{ $value }} running brokers reaches ZooKeeper: no leader is elected, no broker can start',
    cause: 'Its quorum is lost: several members are down, or cut off from each other.',
    action: 'status --inventory FILE',
  },
  {
    name: 'KafkaZookeeperConnectionBroken',
    ...{ severity: 'ticket', forMinutes: 15 },
    expr: (facts) =>
      `sum ${HOST} (${metric(facts, 'kafka_server_kafkaserver_brokerstate')} == bool 3) > 0 ` +
      `unless sum ${HOST} (${metric(facts, 'kafka_server_sessionexpirelistener_sessionstate', 'state="CONNECTED"')}) > 0`,
    summary: '{{ $labels.host }} runs and reaches no ZooKeeper member: it learns of no change',
    cause: 'The network between them, or a certificate that is not let in.',
    action: 'status --inventory FILE',
  },
  {
    name: 'ZookeeperMemberDown',
    ...{ severity: 'ticket', forMinutes: 15 },
    expr: (facts) =>
      `min ${HOST} (${metric(facts, 'up', OF_MEMBERS)}) == 0 and ` +
      `max ${HOST} (max_over_time(${metric(facts, 'up', OF_MEMBERS)}[7d])) == 1`,
    summary:
      'The ZooKeeper member of {{ $labels.host }} does not answer; fewer losses are borne now',
    cause: 'Its process, host, disk or network is down.',
    action:
      "restart {{ $labels.host }} --unit zookeeper --reason 'does not answer' --inventory FILE",
  },
  {
    name: 'ZookeeperMemberOutside',
    ...{ severity: 'ticket', forMinutes: 15 },
    expr: (facts) =>
      `sum ${HOST} (${metric(facts, 'up', OF_MEMBERS)} == 1) unless ` +
      `sum ${HOST} (${metric(facts, 'zookeeper_member_state', 'state=~"leading|following|observing"')}) > 0`,
    summary: 'The ZooKeeper member of {{ $labels.host }} runs and is no part of the quorum',
    cause: 'It does not reach the others, or its data is damaged, or its certificate not let in.',
    action:
      "restart {{ $labels.host }} --unit zookeeper --reason 'outside the quorum' --inventory FILE",
  },
  {
    name: 'ZookeeperDiskSlow',
    ...{ severity: 'ticket', forMinutes: 5 },
    expr: (facts) =>
      `max ${HOST} (increase(${metric(facts, 'zookeeper_server_fsyncthresholdexceedcount_total')}[30m])) > 3`,
    summary:
      'The ZooKeeper member of {{ $labels.host }} wrote its log for over a second, {{ $value | humanize }} times in half an hour',
    cause: 'Its disk is slow, or shared with something that writes much.',
    action: 'status --inventory FILE',
  },
  {
    name: 'ZookeeperRequestsWait',
    ...{ severity: 'ticket', forMinutes: 10 },
    expr: (facts) => `max ${HOST} (${metric(facts, 'zookeeper_server_outstandingrequests')}) > 10`,
    summary: '{{ $value }} requests wait at the ZooKeeper member of {{ $labels.host }}',
    cause: 'Its disk or processors do not keep up, or somebody asks very much of it.',
    action: 'status --inventory FILE',
  },
  {
    name: 'ZookeeperSlow',
    ...{ severity: 'ticket', forMinutes: 30 },
    expr: (facts) =>
      `max ${HOST} (${metric(facts, 'kafka_server_zookeeperclientmetrics_zookeeperrequestlatency_seconds', 'quantile="0.99"')}) > 0.5`,
    summary: 'ZooKeeper takes {{ $value | humanizeDuration }} to answer {{ $labels.host }}',
    cause: 'The disk of its members is slow, or shared with something that writes much.',
    action: 'status --inventory FILE',
  },
  {
    name: 'ZookeeperDiskNearlyFull',
    ...{ severity: 'page', forMinutes: 5 },
    expr: (facts) => {
      const disks = oneOf('mountpoint', facts.mountPoints.zookeeper);
      return (
        `min by (kafka_cluster, host, mountpoint) (${metric(facts, 'node_filesystem_avail_bytes', disks)} / ` +
        `${metric(facts, 'node_filesystem_size_bytes', disks)}) < 0.1`
      );
    },
    summary:
      '{{ $labels.mountpoint }} of {{ $labels.host }} has {{ $value | humanizePercentage }} left: full, it stops its ZooKeeper member',
    cause: 'Snapshots and logs that are not purged, or another writer on its disk.',
    action: 'status --inventory FILE',
  },
];
