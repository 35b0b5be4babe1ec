import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { brokerLogGroup, brokerLogPrefix } from '../../cluster/processes/broker-logs';
import type { AwsCalls } from './aws-double/aws-calls';

/** What hosts of a cluster have brought of their log files to AWS, as the account has it. */
export class BroughtLogs {
  constructor(
    private readonly calls: AwsCalls,
    private readonly clusterName: string,
  ) {}

  /** Lines of a host's log, by its name such as `server`. */
  async inCloudWatch(host: string, log: string): Promise<readonly string[]> {
    const logGroupName = brokerLogGroup(this.clusterName);
    const logStreamName = `${host}/${log}`;
    type Streams = { readonly logStreams: readonly object[] };
    const { logStreams } = await this.calls.call<Streams>('logs', 'describe_log_streams', {
      ...{ logGroupName, logStreamNamePrefix: logStreamName },
    });
    if (logStreams.length === 0) return [];
    type Events = { readonly events: readonly { readonly message: string }[] };
    const { events } = await this.calls.call<Events>('logs', 'get_log_events', {
      ...{ logGroupName, logStreamName, startFromHead: true },
    });
    return events.flatMap(({ message }) => message.split('\n'));
  }

  /** The same in the cluster's bucket. */
  async inS3(Bucket: string, host: string, log: string): Promise<readonly string[]> {
    const Prefix = `${brokerLogPrefix(this.clusterName)}/${host}/${log}/`;
    type Listed = { readonly Contents?: readonly { readonly Key: string }[] };
    const listed = await this.calls.call<Listed>('s3', 'list_objects_v2', { Bucket, Prefix });
    const folder = mkdtempSync(join(tmpdir(), 'brought-logs-'));
    try {
      const Filename = join(folder, 'log.gz');
      const lines: string[] = [];
      for (const { Key } of listed.Contents ?? []) {
        await this.calls.call('s3', 'download_file', { Bucket, Key, Filename });
        lines.push(...gunzipSync(readFileSync(Filename)).toString().split('\n').slice(0, -1));
      }
      return lines;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  async logGroups(): Promise<readonly string[]> {
    type Groups = { readonly logGroups: readonly { readonly logGroupName: string }[] };
    const { logGroups } = await this.calls.call<Groups>('logs', 'describe_log_groups', {});
    return logGroups.map(({ logGroupName }) => logGroupName);
  }
}
