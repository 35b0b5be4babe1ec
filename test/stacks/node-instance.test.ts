import { like, synthesizeCluster } from '../support/synthesized';

const stack = synthesizeCluster({ ssh: { keyPair: 'operators' }, rootSizeGiB: 30 });
const broker = (id: number) => ({ tags: { 'kafka-host': `broker-${id}` } });

it('has an address of its own that a new machine takes over', () => {
  expect(stack.resource('aws_network_interface', broker(2))).toMatchObject({
    private_ips: ['10.20.1.12'],
  });
  expect(stack.resource('aws_instance', broker(2))).toMatchObject({
    network_interface: [
      {
        device_index: 0,
        network_interface_id: like(/aws_network_interface\..*Broker2/),
      },
    ],
  });
});

it('takes an address that is named for it', () => {
  const named = synthesizeCluster({ addresses: { 'broker-2': '10.20.1.99' } });
  expect(named.resource('aws_network_interface', broker(2))).toMatchObject({
    private_ips: ['10.20.1.99'],
  });
});

it('gives its metadata only for a token, and not through a proxy', () => {
  for (const instance of stack.resources('aws_instance')) {
    expect(instance.metadata_options).toMatchObject({
      http_tokens: 'required',
      http_put_response_hop_limit: 1,
    });
  }
});

it('can’t be terminated by mistake', () => {
  expect(stack.resource('aws_instance', broker(1))).toMatchObject({
    disable_api_termination: true,
    instance_initiated_shutdown_behavior: 'stop',
  });
});

it('can be terminated where the data is not protected either', () => {
  const open = synthesizeCluster({ protectData: false });
  expect(open.resource('aws_instance', broker(1)).disable_api_termination).toBe(false);
});

it('stands in the zone of its rack, as the spec says', () => {
  expect(stack.resource('aws_instance', broker(3))).toMatchObject({
    availability_zone: 'eu-west-1c',
    instance_type: 'r5.xlarge',
    key_name: 'operators',
    root_block_device: { volume_size: 30, volume_type: 'gp3', encrypted: true },
  });
});

it('is not made anew by another image, user data or whatever else is settled at birth', () => {
  for (const { lifecycle } of stack.resources('aws_instance')) {
    expect(lifecycle).toEqual({
      ignore_changes: ['ami', 'user_data', 'key_name', 'placement_group', 'availability_zone'],
    });
  }
});

it('keeps brokers on different hardware', () => {
  expect(stack.resource('aws_placement_group')).toMatchObject({ strategy: 'spread' });
  for (const { placement_group: group } of stack.resources('aws_instance')) {
    expect(group).toMatch(/aws_placement_group\./);
  }
});

it.each([
  ['partition', [{ strategy: 'partition', partition_count: 7 }]],
  ['none', []],
] as const)('places hosts by %s where that is asked for', (placement, groups) => {
  const placed = synthesizeCluster({ placement }).resources('aws_placement_group');
  expect(placed).toHaveLength(groups.length);
  groups.forEach((group, index) => expect(placed[index]).toMatchObject(group));
});
