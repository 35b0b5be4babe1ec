import type { ProcessKind } from './process-kind';

const ROWS = [
  {
    name: 'kafka',
    title: 'Kafka',
    role: 'broker',
    member: 'broker',
    userId: 9092,
    mainClass: 'kafka.Kafka',
    settingsFile: 'server.properties',
    environment: {},
    ports: { metrics: 7071, metricsTls: 7072 },
    portsUnder: { metricsTls: 'tls' },
    exporter: { port: 'metrics', tlsPort: 'metricsTls', template: 'jmx-exporter.yml' },
    dataFolders: (disks) =>
      Array.from({ length: disks }, (_, index) => index + 1).map((disk) => ({
        // A folder inside each mount: without its disk, the path is missing instead of being the root disk.
        path: `disk${disk}/topics`,
        name: `kafka-${disk}`,
      })),
    // 20 files of 10 MiB in five minutes: logrotate comes before log4j deletes one, up to 0.7 MB
    // (about 4,000 lines) a second in each of the four files, without end.
    // On the disk: 840 MiB live and closed, 1,024 MiB archived.
    logs: {
      names: ['server', 'controller', 'state-change', 'log-cleaner'],
      fileMiB: 10,
      closedFiles: 20,
      archiveMiB: 1_024,
      archiveDays: 14,
    },
    // As Kafka's own distribution keeps them apart.
    loggers: [
      { name: 'kafka.controller', level: 'INFO', file: 'controller' },
      { name: 'state.change.logger', level: 'INFO', file: 'state-change' },
      { name: 'kafka.log.LogCleaner', level: 'INFO', file: 'log-cleaner' },
      {
        name: 'kafka.request.logger',
        level: 'WARN',
        why: 'A line for every request would drown the rest.',
      },
      { name: 'kafka.network.RequestChannel$', level: 'WARN' },
      {
        name: 'org.apache.zookeeper.ClientCnxn',
        level: 'INFO',
        alsoTo: 'session',
        why: 'At this level it names its ZooKeeper session, which is ended by that name if the process dies.',
      },
    ],
    leavesSession: true,
    unit: {
      description: 'Kafka broker',
      documentation: 'https://kafka.apache.org/39/documentation.html',
      startsAfter: ['zookeeper'],
      whyDisks: 'Without its disks it would come up empty.',
      restart: 'on-failure',
      whyRestart:
        'A crash may come again; and an old session that could not be ended keeps it out for some seconds.',
      stopSeconds: 300,
      whyStop:
        'It hands over its partitions and closes its segments; cut short, it would read all of them again.',
      openFiles: 500_000,
      whyFiles: 'Three files for each segment, and the connections.',
    },
    // A broker hands its partitions over, three tries 5 s apart, before it closes its segments.
    local: { heapMiB: 512, stopSeconds: 30 },
  },
  {
    name: 'zookeeper',
    title: 'ZooKeeper',
    role: 'zookeeper',
    member: 'ZooKeeper member',
    userId: 2181,
    mainClass: 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
    settingsFile: 'zoo.cfg',
    environment: {},
    // ZooKeeper's customary ones.
    ports: {
      zookeeperClient: 2181,
      zookeeperTls: 2182,
      zookeeperPeer: 2888,
      zookeeperElection: 3888,
      zookeeperMetrics: 7073,
      zookeeperMetricsTls: 7074,
    },
    portsUnder: {
      zookeeperClient: 'plaintext',
      zookeeperTls: 'tls',
      zookeeperMetricsTls: 'tls',
    },
    exporter: {
      port: 'zookeeperMetrics',
      tlsPort: 'zookeeperMetricsTls',
      template: 'jmx-exporter.yml',
    },
    // Of each it only reads what lies beside `version-2`: `myid`.
    dataFolders: () =>
      ['snapshots', 'transactions'].map((path) => ({
        path,
        name: `zookeeper-${path}`,
        writes: 'version-2',
      })),
    // On the disk: 210 MiB live and closed, 256 MiB archived.
    logs: {
      names: ['zookeeper'],
      fileMiB: 10,
      closedFiles: 20,
      archiveMiB: 256,
      archiveDays: 14,
    },
    loggers: [],
    leavesSession: false,
    unit: {
      description: 'ZooKeeper member',
      documentation: 'https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html',
      restart: 'always',
      whyRestart: 'An error that ends its main thread ends it with exit code 0.',
      openFiles: 65_536,
    },
    local: { heapMiB: 128, stopSeconds: 10 },
  },
] as const satisfies readonly ProcessKind[];

type Row = (typeof ROWS)[number];

export type ProcessName = Row['name'];

/** What a host is: it runs the process of each of its roles. */
export type Role = Row['role'];

/** The ids of the ports that processes have besides those of listeners. */
export type ProcessPortId = KeyOfEach<Row['ports']>;

type KeyOfEach<T> = T extends unknown ? keyof T : never;

/** A row of the table. */
export interface Process extends ProcessKind {
  readonly name: ProcessName;
  readonly role: Role;
  readonly exporter: Row['exporter'];
}

/**
 * The processes of a cluster. A host starts the last of them first, and stops them as they stand. Units,
 * users, folders, ports, log files, metrics, both sites and the local supervisor go by this table.
 */
export const PROCESSES: readonly Process[] = ROWS;

/** One of each, by the words of the spec. */
export type ByRole<T> = Readonly<Record<Role, T>>;

export function byRole<T>(make: (role: Role) => T): ByRole<T> {
  return Object.fromEntries(PROCESSES.map(({ role }) => [role, make(role)])) as ByRole<T>;
}

export function processOfRole(role: Role): Process {
  return PROCESSES.find((process) => process.role === role)!;
}
