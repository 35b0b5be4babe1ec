import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What lets terraform's provider write down each call of AWS. */
export function writingCallsTo(file: string): Readonly<Record<string, string>> {
  return { TF_LOG_PROVIDER: 'DEBUG', TF_LOG_PATH: file };
}

/** The actions of IAM that the calls of such a log take, each once. */
export async function askedOfAws(file: string): Promise<readonly string[]> {
  const asked = new Set<string>();
  for await (const entry of entriesOf(file)) {
    const method = /\brpc\.method=(\w+)/.exec(entry)?.[1];
    const service = /\brpc\.service=(?:"([^"]+)"|(\S+))/.exec(entry);
    if (method === undefined || !service) continue;
    for (const action of actionsOf(service[1] ?? service[2]!, method)) asked.add(action);
  }
  return [...asked].sort();
}

/** An entry begins with its time; what it quotes may have lines of its own. */
async function* entriesOf(file: string): AsyncGenerator<string> {
  let entry: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (/^\d{4}-\d\d-\d\dT/.test(line)) {
      yield entry.join('\n');
      entry = [];
    }
    entry.push(line);
  }
  yield entry.join('\n');
}

function actionsOf(service: string, method: string): readonly string[] {
  // Everyone may ask who he is.
  if (service === 'STS') return [];
  const prefix = PREFIXES[service] ?? service.toLowerCase().replaceAll(' ', '');
  const names = (service === 'S3' && S3_ACTIONS[method]) || method;
  return names.split(' ').map((name) => `${prefix}:${name}`);
}

/** Where IAM does not call a service as itself does. */
const PREFIXES: Readonly<Record<string, string>> = { 'CloudWatch Logs': 'logs' };

/**
 * Where an action of S3 is not called as the operation is.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
  DeleteObjects: 'DeleteObject DeleteObjectVersion',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketCors: 'GetBucketCORS',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  GetBucketReplication: 'GetReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  HeadBucket: 'ListBucket',
  HeadObject: 'GetObject',
  ListObjectVersions: 'ListBucketVersions',
  ListObjectsV2: 'ListBucket',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
};
