import type { S3Client } from '@aws-sdk/client-s3';
import type { Inventory, InventoryHost } from '../../cluster/inventory/inventory';
import { HostError } from './host-error';
import type { HostKeySource } from './host-key-source';
import { parsePublicKeys } from './host-keys';

/** The object, below a host's prefix, that the host writes its public keys to when it starts. */
const PUBLISHED_KEYS = 'published/ssh_host_keys';

/**
 * The keys as the hosts published them in the cluster's bucket, which only they can write to. Read
 * with the credentials that terraform has: environment, profile, single sign-on, or the machine's.
 */
export function publishedHostKeys({ bucket, region }: Inventory): HostKeySource {
  let client: Promise<S3Client> | undefined;
  return async (host) => {
    const key = `${host.keyPrefix}/${PUBLISHED_KEYS}`;
    const source = `s3://${bucket}/${key}`;
    client ??= openS3(region);
    const keys = parsePublicKeys(await readObject(await client, host, { bucket, key }));
    return { keys, revoked: [], hasAuthority: false, source };
  };
}

/** Nobody waits for ever on a network that swallows packets. */
const LIMITS = { connectionTimeout: 5_000, requestTimeout: 10_000 };

/** Loaded when it is needed: it takes longer than all the rest. */
async function openS3(region: string): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  return new S3Client({ region, maxAttempts: 3, requestHandler: LIMITS });
}

/** What S3 says of a bucket that is not the cluster's any more. */
const STALE = ['NoSuchBucket', 'PermanentRedirect', 'AuthorizationHeaderMalformed'];

async function readObject(
  client: S3Client,
  host: InventoryHost,
  { bucket, key }: { readonly bucket: string; readonly key: string },
): Promise<string> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  } catch (cause) {
    const { name, message } = cause as Error;
    if (name === 'NoSuchKey') return '';
    throw new HostError(
      'host-key',
      {
        path: host.name,
        rule: `have its SSH host keys readable at s3://${bucket}/${key}`,
        value: message === name ? name : `${name}: ${message}`,
        remedy: STALE.includes(name)
          ? 'Write the inventory anew with `terraform output -json inventory`: this one may be of an earlier deploy, or of another account'
          : 'Give this command the AWS credentials that terraform has, or the keys with --known-hosts FILE',
      },
      { cause },
    );
  }
}
