import { EC2Client, RunInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { findInstanceId } from '../../../scripts/hosts/find-instance-id';
import { startAwsDouble, type AwsDouble } from '../../lab/aws-double/start-aws-double';
import { inventoryOf } from '../../support/inventories';

const inventory = inventoryOf();
const { region, spec } = inventory;
const before = { ...process.env };
let double: AwsDouble;
let ec2: EC2Client;

beforeAll(async () => {
  double = await startAwsDouble();
  Object.assign(process.env, double.environment);
  ec2 = new EC2Client({ region });
});
afterAll(async () => {
  ec2?.destroy();
  await double?.stop();
  process.env = before;
});

async function launch(clusterName: string, host: string): Promise<string> {
  const Tags = [
    { Key: 'kafka-cluster', Value: clusterName },
    { Key: 'kafka-host', Value: host },
  ];
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ...{ ImageId: 'ami-0a1b2c3d4e5f60002', MinCount: 1, MaxCount: 1 },
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
    }),
  );
  return Instances[0]!.InstanceId!;
}

it('finds the instance that plays a host now, not one that played it before', async () => {
  await expect(findInstanceId(inventory, 'broker-1')).rejects.toThrow(
    /^broker-1: must have an instance that runs/,
  );
  await launch('another-cluster', 'broker-1');
  await launch(spec.clusterName, 'broker-2');
  const first = await launch(spec.clusterName, 'broker-1');
  expect(await findInstanceId(inventory, 'broker-1')).toBe(first);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [first] }));
  const second = await launch(spec.clusterName, 'broker-1');
  expect(await findInstanceId(inventory, 'broker-1')).toBe(second);
});
