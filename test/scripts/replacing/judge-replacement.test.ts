import { judgeReplacement } from '../../../scripts/replacing/judge-replacement';

const INSTANCE = 'aws_instance.Kafka_Broker1_Machine';
const change = (address: string, ...actions: string[]) => ({
  address,
  type: address.split('.')[0]!,
  change: { actions },
});
const judge = (...resource_changes: ReturnType<typeof change>[]) =>
  judgeReplacement({ resource_changes }, INSTANCE).map(({ path }) => path);

const replaced = change(INSTANCE, 'delete', 'create');

it('lets one instance be made anew, with what goes with it', () => {
  const attachment = change('aws_volume_attachment.Kafka_Broker1', 'delete', 'create');
  const step = change('terraform_data.Kafka_Deploy_Verify', 'delete', 'create');
  const rest = change('aws_instance.Kafka_Broker2_Machine', 'no-op');
  expect(judge(replaced, attachment, step, rest)).toEqual([]);
});

it('lets an instance be made that is gone already', () => {
  expect(judge(change(INSTANCE, 'create'))).toEqual([]);
});

it.each(['aws_instance.Kafka_Broker2', 'aws_ebs_volume.Disk', 'aws_network_interface.Interface'])(
  'refuses a plan that changes %s as well',
  (address) => {
    expect(judge(replaced, change(address, 'update'))).toEqual([address]);
  },
);

it('refuses a plan that leaves the instance as it is: it is of another stack', () => {
  expect(judge()).toEqual([INSTANCE]);
  expect(judge(change(INSTANCE, 'update'))).toEqual([INSTANCE]);
});
