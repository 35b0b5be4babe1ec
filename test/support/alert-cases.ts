import type { AlertFacts } from '../../cluster/alerts/alert-facts';

/** What makes one alert fire, as series with a sample a minute. */
export interface AlertCase {
  readonly series: readonly string[];
  /** The minute in which the fault begins. @default 10 */
  readonly begins?: number;
  /** The minute from which on its condition holds, where that takes longer. @default begins */
  readonly holds?: number;
}

const MINUTES = 400;
/** Ten minutes well, then not. */
const turns = (well: number, bad: number) => `${well}x9 ${bad}x${MINUTES}`;
const stays = (value: number) => `${value}x${MINUTES}`;
/** A counter that grows by so much a second, from the start. */
const grows = (perSecond: number) => `0+${perSecond * 60}x${MINUTES}`;

/** For each alert, by its name; of a secured cluster. */
export function alertCases(facts: AlertFacts): Readonly<Record<string, AlertCase>> {
  const of = (metric: string, labels: string, values: string) =>
    `${metric}{kafka_cluster="${facts.clusterName}",${labels}} ${values}`;
  const broker = (metric: string, values: string, host = 'broker-1') =>
    of(metric, `job="kafka",host="${host}"`, values);
  const node = (metric: string, values: string, labels = '') =>
    of(metric, `job="node",host="broker-1"${labels}`, values);
  const member = (metric: string, values: string, labels = '') =>
    of(metric, `job="zookeeper",host="broker-1"${labels}`, values);
  const group = (metric: string, values: string) =>
    of(metric, 'job="groups",group="billing",topic="app"', values);
  const shipper = (metric: string, values: string) =>
    of(`kafka_shipper_${metric}`, 'job="groups",host="web-1"', values);
  const session = (state: string, values: string) =>
    of(
      'kafka_server_sessionexpirelistener_sessionstate',
      `job="kafka",host="broker-1",state="${state}"`,
      values,
    );
  const cutOff = [
    broker('kafka_server_kafkaserver_brokerstate', stays(3)),
    session('CONNECTED', '1x9 stale'),
    session('CONNECTING', `_x10 1x${MINUTES}`),
  ];
  const [disk] = facts.mountPoints.brokers;
  const [zookeeperDisk] = facts.mountPoints.zookeeper;
  const on = (mountPoint = '') => `,mountpoint="${mountPoint}"`;
  const space = (free: string, mountPoint = disk) => [
    node('node_filesystem_avail_bytes', free, on(mountPoint)),
    node('node_filesystem_size_bytes', stays(1_000), on(mountPoint)),
  ];
  const topics = (metric: string, values: string) =>
    of(
      `kafka_server_brokertopicmetrics_${metric}`,
      'job="kafka",host="broker-1",topic="app-logs"',
      values,
    );
  const pool = (metric: string, values: string) =>
    of(metric, 'job="kafka",host="broker-1",pool="G1 Old Gen"', values);
  const aDayBeforeFull = 0.9 * (1 - facts.diskShare) * 1_000;
  const lasting = (days: number) => stays(days * 86_400);
  const notAfter = (days: number) =>
    node('cdktf_kafka_certificate_not_after_timestamp_seconds', lasting(days), ',port="9093"');
  const one = (series: string): AlertCase => ({ series: [series] });
  return {
    KafkaOfflinePartitions: one(
      broker('kafka_controller_kafkacontroller_offlinepartitionscount', turns(0, 3)),
    ),
    KafkaUnderMinIsr: one(
      broker('kafka_server_replicamanager_underminisrpartitioncount', turns(0, 3)),
    ),
    KafkaAtMinIsr: one(broker('kafka_server_replicamanager_atminisrpartitioncount', turns(0, 3))),
    KafkaUnderReplicated: one(
      broker('kafka_server_replicamanager_underreplicatedpartitions', turns(0, 3)),
    ),
    KafkaUncleanElection: one(
      broker('kafka_controller_controllerstats_uncleanleaderelections_total', turns(0, 1)),
    ),
    KafkaRecordsStopped: {
      series: [topics('messagesin_total', `0+600x39 24000x${MINUTES}`)],
      ...{ begins: 40, holds: 50 },
    },
    KafkaProduceErrors: {
      series: [topics('failedproducerequests_total', `0x9 60+60x${MINUTES}`)],
    },
    KafkaReplicaFallsBehind: one(
      broker('kafka_server_replicafetchermanager_maxlag', `0x9 20000+1000x${MINUTES}`),
    ),
    KafkaReplicationFailed: one(
      broker('kafka_server_replicafetchermanager_failedpartitionscount', turns(0, 2)),
    ),
    KafkaIsrUnsteady: {
      series: [
        broker('kafka_server_replicamanager_isrshrinks_total', `0x69 1+1x${MINUTES}`),
        broker('up', stays(1)),
        broker('process_start_time_seconds', stays(5)),
      ],
      ...{ begins: 70, holds: 93 },
    },
    KafkaBrokerDown: one(broker('up', turns(1, 0), 'broker-3')),
    KafkaBrokersDown: {
      series: [broker('up', turns(1, 0), 'broker-2'), broker('up', turns(1, 0), 'broker-3')],
    },
    KafkaBrokerUnregistered: {
      series: [
        ...[1, 2, 3].map((id) =>
          broker('kafka_server_kafkaserver_brokerstate', stays(3), `broker-${id}`),
        ),
        broker('kafka_controller_kafkacontroller_activebrokercount', turns(3, 2)),
      ],
    },
    KafkaBrokerNotReady: one(broker('kafka_server_kafkaserver_brokerstate', turns(3, 2))),
    KafkaBrokerRestartsOften: {
      series: [broker('process_start_time_seconds', `1x9 2 3 4 5 6 7 8x${MINUTES}`)],
      holds: 16,
    },
    KafkaControllerCount: one(
      broker('kafka_controller_kafkacontroller_activecontrollercount', turns(1, 0)),
    ),
    KafkaZookeeperSessionLost: one(
      broker('kafka_server_sessionexpirelistener_zookeeperexpires_total', turns(0, 1)),
    ),
    KafkaLogCleanerStopped: one(broker('kafka_log_logcleaner_deadthreadcount', turns(0, 1))),
    KafkaPreferredLeadersUneven: {
      series: [
        broker('kafka_controller_kafkacontroller_preferredreplicaimbalancecount', turns(0, 50)),
        broker('kafka_controller_kafkacontroller_globalpartitioncount', stays(300)),
      ],
    },
    KafkaReassignmentStands: {
      series: [
        broker('kafka_server_replicamanager_reassigningpartitions', turns(0, 1)),
        broker('kafka_server_brokertopicmetrics_reassignmentbytesin_total', stays(5)),
      ],
    },
    KafkaDeletionStands: one(
      broker('kafka_controller_kafkacontroller_topicstodeletecount', turns(0, 1)),
    ),
    ZookeeperUnreachable: { series: cutOff },
    KafkaZookeeperConnectionBroken: { series: cutOff },
    ZookeeperMemberDown: one(member('up', turns(1, 0))),
    ZookeeperMemberOutside: {
      series: [
        member('up', stays(1)),
        member('zookeeper_member_state', '1x9 stale', ',state="following"'),
        member('zookeeper_member_state', `_x10 1x${MINUTES}`, ',state="leaderelection"'),
      ],
    },
    ZookeeperDiskSlow: {
      series: [member('zookeeper_server_fsyncthresholdexceedcount_total', `0x9 1+1x${MINUTES}`)],
      holds: 14,
    },
    ZookeeperRequestsWait: one(member('zookeeper_server_outstandingrequests', turns(0, 40))),
    ZookeeperSlow: one(
      of(
        'kafka_server_zookeeperclientmetrics_zookeeperrequestlatency_seconds',
        'job="kafka",host="broker-1",quantile="0.99"',
        turns(0.01, 2),
      ),
    ),
    ZookeeperDiskNearlyFull: { series: space(turns(500, 50), zookeeperDisk) },
    KafkaDiskNearlyFull: { series: space(turns(500, 50)) },
    KafkaDiskFillsUp: {
      series: space(`${aDayBeforeFull}-${aDayBeforeFull / 720}x${MINUTES}`),
      ...{ begins: 0, holds: 2 },
    },
    KafkaDiskBeyondPlan: { series: space(turns(500, 100)) },
    KafkaIngestBeyondPlan: {
      series: [topics('bytesin_total', grows(100 * facts.ingestBytesPerSecond))],
      // A day's average, of which a hundredth has gone by then.
      ...{ begins: 0, holds: 16 },
    },
    KafkaPeakDoesNotFit: {
      series: [
        topics('bytesin_total', grows(1.2 * facts.oneDownBytesPerSecond!)),
        broker('up', stays(1)),
        broker('up', turns(1, 0), 'broker-3'),
      ],
      holds: 26,
    },
    KafkaRefillTakesLong: {
      series: [
        ...(['broker-1', 'broker-3'] as const).flatMap((host) => {
          const filesystem = (what: string, bytes: number) =>
            of(
              `node_filesystem_${what}_bytes`,
              `job="node",host="${host}"${on(disk)}`,
              stays(bytes),
            );
          return [
            filesystem('size', 2e12),
            filesystem('avail', host === 'broker-1' ? 1e12 : 1.99e12),
          ];
        }),
        broker('kafka_server_brokertopicmetrics_replicationbytesin_total', grows(1e6), 'broker-3'),
        broker('kafka_server_replicamanager_underreplicatedpartitions', stays(5)),
      ],
      ...{ begins: 0, holds: 31 },
    },
    KafkaNetworkNearBaseline: {
      series: [
        node(
          'node_network_transmit_bytes_total',
          grows(0.9 * facts.networkBytesPerSecond),
          ',device="ens5"',
        ),
      ],
      ...{ begins: 0, holds: 6 },
    },
    KafkaGroupFallsBehind: {
      series: [
        group('kafka_consumergroup_lag', turns(0, 10 * facts.retentionSeconds)),
        broker(
          'kafka_server_brokertopicmetrics_messagesin_total',
          grows(10),
          'broker-1",topic="app',
        ),
      ],
    },
    KafkaGroupStandsStill: {
      series: [
        group('kafka_consumergroup_lag', turns(0, 5)),
        group('kafka_consumergroup_committedoffsets', stays(100)),
      ],
    },
    KafkaGroupsUnseen: one(of('up', 'job="groups"', turns(1, 0))),
    ShipperSilent: {
      series: [
        // Well for nine minutes; it counts as silent five minutes after its last report.
        shipper('lastreport_timestamp_seconds', `0+60x9 540x${MINUTES}`),
        shipper('ended', stays(0)),
        // One that said that it ends.
        of('kafka_shipper_lastreport_timestamp_seconds', 'job="groups",host="web-2"', stays(0)),
        of('kafka_shipper_ended', 'job="groups",host="web-2"', stays(1)),
        of('kafka_shipper_reportsunread', 'job="groups"', stays(0)),
      ],
      holds: 16,
    },
    ShipperBehind: {
      series: [
        shipper('togo_bytes', turns(0, 40_000_000)),
        shipper('sent_bytes_total', `0x9 1000x${MINUTES}`),
      ],
    },
    ShipperLosesLines: one(shipper('lost_bytes_total', turns(0, 5_000))),
    ShipperSetsAside: one(shipper('setaside_lines_total', turns(0, 1))),
    ShipperCannotRead: one(shipper('unreadable_total', `0x9 1+1x${MINUTES}`)),
    ShippersUnseen: { series: [of('up', 'job="groups"', stays(1))], begins: 0 },
    AuditMissing: one(
      of('kafka_audit_verdict', 'job="groups",verdict="missing"', `0x9 1x15 0x${MINUTES}`),
    ),
    AuditUnknown: {
      series: [
        of('kafka_audit_verdict', 'job="groups",verdict="unknown"', stays(0)),
        of('kafka_audit_timestamp_seconds', 'job="groups"', `0+60x9 540x${MINUTES}`),
      ],
      ...{ begins: 130, holds: 130 },
    },
    KafkaReplicasBeyondPlan: {
      series: [
        broker('kafka_server_replicamanager_partitioncount', turns(100, facts.mostReplicas + 1)),
      ],
    },
    KafkaHandlersBusy: one(
      broker('kafka_server_kafkarequesthandlerpool_requesthandleravgidle_ratio', turns(0.9, 0.1)),
    ),
    KafkaNetworkThreadsBusy: one(
      broker('kafka_network_socketserver_networkprocessoravgidle_ratio', turns(0.9, 0.1)),
    ),
    KafkaLogDirectoryOffline: one(
      of(
        'kafka_log_logmanager_logdirectoryoffline',
        'job="kafka",host="broker-1",directory="/srv/a"',
        turns(0, 1),
      ),
    ),
    HostDiskFailed: one(node('node_filesystem_readonly', turns(0, 1), on(disk))),
    HostClockOff: one(node('node_time_seconds', `0+60x9 700+60x${MINUTES}`)),
    HostClockUnsteered: one(node('node_timex_sync_status', turns(1, 0))),
    HostOutOfMemory: one(node('node_vmstat_oom_kill', turns(0, 1))),
    HostUnseen: one(node('up', turns(1, 0))),
    KafkaUnseen: { series: [node('up', stays(1))], begins: 0 },
    KafkaBrokerUnseen: { series: [broker('up', stays(0))], begins: 0 },
    KafkaHeapNearlyFull: {
      series: [
        pool('jvm_memory_pool_used_bytes', turns(50, 95)),
        pool('jvm_memory_pool_max_bytes', stays(100)),
      ],
    },
    KafkaPausesLong: {
      series: [broker('jvm_gc_collection_seconds_sum', `0x9 12+12x${MINUTES}`)],
      holds: 13,
    },
    KafkaFilesNearlyUsedUp: {
      series: [broker('process_open_fds', turns(10, 80)), broker('process_max_fds', stays(100))],
    },
    CertificateEndsSoon: { series: [notAfter(3)], begins: 0 },
    CertificateNotRenewed: { series: [notAfter(facts.certificateDays! / 6 - 1)], begins: 0 },
    CertificateUnseen: { series: [node('up', stays(1))], begins: 0 },
  };
}
