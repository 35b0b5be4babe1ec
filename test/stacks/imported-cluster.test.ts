import { Fn, Token } from 'cdktf';
import type { Inventory } from '../../cluster/inventory/inventory';
import { KafkaCluster, Peer, type ImportedCluster } from '../../stacks/index';
import { inventoryOf } from '../support/inventories';
import { validSpec } from '../support/spec-builder';
import { synthesize, synthesizeCluster } from '../support/synthesized';

const GROUPS = { brokers: 'sg-0a1b2c3d', zookeepers: 'sg-0b1c2d3e' };
const NETWORK = { vpcId: 'vpc-0a1b2c3d', subnets: { a: 'subnet-0a1b2c3d' } };

function imported(inventory: unknown, then: (cluster: ImportedCluster) => void = () => undefined) {
  return synthesize((stack) => {
    then(KafkaCluster.fromInventory(stack, 'Logs', inventory as Inventory));
  });
}

const sound = (): Inventory => ({
  ...inventoryOf(validSpec()),
  ...{ network: NETWORK, securityGroupIds: GROUPS },
});

it('says where clients find a cluster that another stack made, and makes nothing', () => {
  const stack = imported(sound(), (cluster) => {
    expect(cluster.bootstrapServers).toBe(
      'broker-1.logs.internal:9092,broker-2.logs.internal:9092,broker-3.logs.internal:9092',
    );
    expect(cluster.zookeeperConnect).toMatch(/^broker-1\.logs\.internal:2181,.*\/logs$/);
    expect(cluster.securityGroupIds).toEqual(GROUPS);
    expect(cluster.network).toEqual(NETWORK);
  });
  expect(stack.counts).toEqual({});
});

it('lets clients and Prometheus in by rules of its own stack', () => {
  const stack = imported(sound(), (cluster) => {
    cluster.allowClientsFrom('shippers', Peer.securityGroup('sg-0c1d2e3f'));
    cluster.allowMetricsFrom('prometheus', Peer.ipv4('10.9.0.0/24'));
  });
  const rule = 'aws_vpc_security_group_ingress_rule';
  const metrics = stack.resources(rule, { cidr_ipv4: '10.9.0.0/24' });
  expect(stack.counts).toEqual({ [rule]: metrics.length + 1 });
  expect(stack.resource(rule, { from_port: 9092, to_port: 9092 })).toMatchObject({
    security_group_id: GROUPS.brokers,
    referenced_security_group_id: 'sg-0c1d2e3f',
    description: 'Kafka clients: shippers',
  });
  // A broker's exporter, and on each kind of host a member's and the host's own.
  const doors = metrics.map((each) => [each.security_group_id, each.from_port, each.to_port]);
  expect(doors).toHaveLength(4);
  expect(doors).toEqual(
    expect.arrayContaining([
      [GROUPS.brokers, 7071, 7071],
      [GROUPS.brokers, 9100, 9100],
      [GROUPS.zookeepers, 7073, 7073],
      [GROUPS.zookeepers, 9100, 9100],
    ]),
  );
});

it('lets clients in that know the brokers by other names, where they have such', () => {
  const advertised = 'kafka-{id}.example.com:19094';
  const external: Inventory = {
    ...sound(),
    spec: validSpec({ listeners: { external: { advertised } } }),
  };
  const office = (cluster: ImportedCluster) =>
    cluster.allowExternalClientsFrom('office', Peer.ipv4('10.8.0.0/24'));
  const stack = imported(external, (cluster) => {
    expect(cluster.externalBootstrapServers).toMatch(/^kafka-1\.example\.com:19094,/);
    office(cluster);
  });
  expect(stack.resource('aws_vpc_security_group_ingress_rule', { from_port: 9094 })).toMatchObject({
    cidr_ipv4: '10.8.0.0/24',
    description: 'External Kafka clients: office',
  });
  expect(() => imported(sound(), office)).toThrow('the spec has no listeners.external');
});

it('reads what a cluster says of itself', () => {
  const stack = synthesizeCluster({}, (cluster) => {
    expect(Object.keys(cluster.inventory.network!.subnets)).toEqual(['a', 'b', 'c']);
    expect(Object.keys(cluster.inventory.securityGroupIds!)).toEqual(['brokers', 'zookeepers']);
  });
  expect(stack.counts.aws_security_group).toBe(2);
});

it.each([
  ['nothing', undefined, 'inventory: must be an object, got undefined'],
  ['its JSON as text', '{}', "inventory: must be an object, got '{}'"],
  [
    'all outputs at once',
    { inventory: { value: {} } },
    'inventory.inventory: must be a known field',
  ],
  [
    'a token',
    { ...sound(), region: Token.asString(Fn.element(['a'], 0)) },
    'inventory.region: must be known at synth time',
  ],
  [
    'a spec that is none',
    { ...sound(), spec: { clusterName: 7 } },
    'inventory.spec.clusterName: must be',
  ],
])('refuses %s', (_, inventory, message) => {
  expect(() => imported(inventory)).toThrow(message.replace(', got undefined', ''));
});

it('says what to do where an older release deployed the cluster', () => {
  const call = () =>
    imported({ ...sound(), securityGroupIds: undefined }, (cluster) =>
      cluster.allowClientsFrom('shippers', Peer.ipv4('10.0.0.0/8')),
    );
  expect(call).toThrow(
    "allowClientsFrom('shippers'): must know the security groups of the cluster, and the inventory names none. Deploy the cluster with this release",
  );
});

it('judges peers as the cluster’s own stack does', () => {
  const call = () =>
    imported(sound(), (cluster) => cluster.allowClientsFrom('all', Peer.ipv4('0.0.0.0/0')));
  expect(call).toThrow(
    "allowClientsFrom('all'): must name a network that is not the whole internet",
  );
});
