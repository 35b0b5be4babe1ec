/** Where the log files of brokers and ZooKeeper members go, besides lying on their hosts. Made by {@link BrokerLogs}. */
export type BrokerLogsSpec = BrokerLogsInCloudWatch | BrokerLogsInS3;

export interface BrokerLogsInCloudWatch {
  readonly kind: 'cloudwatch';
  /** For how long they are kept: one of {@link CLOUDWATCH_DAYS}. */
  readonly days: number;
}

export interface BrokerLogsInS3 {
  readonly kind: 's3';
  /** For how long they are kept: 1-3,650 days. */
  readonly days: number;
}

/** For how many days CloudWatch Logs keeps something. */
export const CLOUDWATCH_DAYS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922],
  ...[3288, 3653],
];

/** Where log files go (docs/broker-logs.md). */
export const BrokerLogs = {
  /** Into a log group of the cluster's own, within a minute: to be searched, at the price of each GB that comes in. */
  cloudWatch: (options: Omit<BrokerLogsInCloudWatch, 'kind'>): BrokerLogsInCloudWatch => ({
    ...{ kind: 'cloudwatch', ...options },
  }),
  /** Into the cluster's bucket, compressed, every five minutes: the cheap way. */
  s3: (options: Omit<BrokerLogsInS3, 'kind'>): BrokerLogsInS3 => ({ kind: 's3', ...options }),
} as const;

/** The log group of a cluster. */
export const brokerLogGroup = (clusterName: string): string => `/cdktf-kafka/${clusterName}`;

/** What the keys of a cluster's log files begin with, in its bucket. */
export const brokerLogPrefix = (clusterName: string): string => `${clusterName}/broker-logs`;
