import type { Inventory } from '../../../cluster/inventory/inventory';

/** What EC2 says of the instance that plays a host. */
export interface InstanceState {
  readonly id: string;
  /** `running`, `stopped`, `terminated` … */
  readonly state: string;
  /** Why, where EC2 knows. */
  readonly reason: string | undefined;
}

/** By host; one of which EC2 knows nothing is missing. */
export type InstanceStates = ReadonlyMap<string, InstanceState>;

/** Credentials, and an answer: who has none should not wait for long. */
const LIMIT_MS = 5_000;

/**
 * Asks EC2 for the instances of a cluster by their tags.
 *
 * @returns undefined where nobody could tell: without credentials, without a way, without the right, or where
 * it knows none of them, as in another account
 */
export async function readInstances({
  region,
  spec,
}: Pick<Inventory, 'region' | 'spec'>): Promise<InstanceStates | undefined> {
  const { EC2Client, DescribeInstancesCommand } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client({ region, maxAttempts: 1 });
  const Filters = [{ Name: 'tag:kafka-cluster', Values: [spec.clusterName] }];
  try {
    const asked = client.send(new DescribeInstancesCommand({ Filters }), {
      abortSignal: AbortSignal.timeout(LIMIT_MS),
    });
    const { Reservations = [] } = await withinLimit(asked);
    const found = Reservations.flatMap(({ Instances = [] }) => Instances).map((instance) => {
      const name = instance.Tags?.find(({ Key }) => Key === 'kafka-host')?.Value ?? '';
      const state = instance.State?.Name ?? 'unknown';
      const reason = instance.StateReason?.Message;
      return [name, { id: instance.InstanceId ?? '', state, reason }] as const;
    });
    if (found.length === 0) return undefined;
    // EC2 tells of those that are gone for an hour: the one that runs counts.
    return new Map(found.sort(([, one], [, other]) => liveliness(one) - liveliness(other)));
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

const STATES = ['terminated', 'shutting-down', 'stopped', 'stopping', 'pending', 'running'];

const liveliness = ({ state }: InstanceState) => STATES.indexOf(state);

/** The search for credentials knows no signal. */
function withinLimit<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), LIMIT_MS);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
