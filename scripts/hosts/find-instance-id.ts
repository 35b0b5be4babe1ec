import type { Inventory } from '../../cluster/inventory/inventory';
import { HostError } from './host-error';

/**
 * The instance that plays a host now, by its tags: an inventory's may be gone, and a gate between the
 * hosts of a deploy has an inventory without any.
 *
 * @throws HostError where there is none, or the credentials may not look
 */
export async function findInstanceId(
  { region, spec }: Pick<Inventory, 'region' | 'spec'>,
  name: string,
): Promise<string> {
  const { EC2Client, DescribeInstancesCommand } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client({ region, maxAttempts: 3 });
  const Filters = [
    { Name: 'tag:kafka-cluster', Values: [spec.clusterName] },
    { Name: 'tag:kafka-host', Values: [name] },
    { Name: 'instance-state-name', Values: ['pending', 'running'] },
  ];
  try {
    const { Reservations = [] } = await client.send(new DescribeInstancesCommand({ Filters }));
    const [found] = Reservations.flatMap(({ Instances = [] }) => Instances);
    if (found?.InstanceId !== undefined) return found.InstanceId;
  } catch (cause) {
    const value = (cause as Error).message;
    const remedy = 'Give this command AWS credentials with ec2:DescribeInstances, as terraform has';
    const rule = 'be found in EC2, as the proxy command asks for its instance (%i)';
    throw new HostError('proxy-command', { path: name, rule, value, remedy }, { cause });
  } finally {
    client.destroy();
  }
  throw new HostError('unreachable', {
    path: name,
    rule: 'have an instance that runs, as the proxy command asks for it (%i)',
    remedy: `Wait until it is started, or deploy: none is tagged kafka-host=${name}`,
  });
}
