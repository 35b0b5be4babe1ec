import type { SSMClient } from '@aws-sdk/client-ssm';

/** What the names of a cluster's parameters begin with. */
export const secretsFolder = (clusterName: string): string => `/kafka/${clusterName}`;

/** Nobody waits for ever on a network that swallows packets. */
const LIMITS = { connectionTimeout: 5_000, requestTimeout: 10_000 };

/** Parameter Store of a region. Loaded when it is needed: it takes longer than all the rest. */
export async function openSsm(region: string): Promise<SSMClient> {
  const { SSMClient } = await import('@aws-sdk/client-ssm');
  return new SSMClient({ region, maxAttempts: 4, requestHandler: LIMITS });
}
