import { Security } from '../../cluster/index';
import { KafkaCluster, Peer, Zookeeper, type NetworkSpec } from '../../stacks/index';
import type { OwnNetworkSpec } from '../../stacks/network';
import { CLIENT_AUTHORITY } from '../support/client-certificates';
import { validSpec } from '../support/spec-builder';
import {
  like,
  synthesize,
  synthesizeCluster,
  validProps,
  type Block,
} from '../support/synthesized';

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

const port = ({ from_port: from, to_port: to, ip_protocol: protocol }: Block) =>
  protocol === '-1' ? 'all' : from === to ? `${String(protocol)} ${String(from)}` : 'several';

describe('inside the cluster', () => {
  const stack = synthesizeCluster();
  const brokers = stack.nameOf('aws_security_group', { name: 'logs-brokers' });
  const zookeepers = stack.nameOf('aws_security_group', { name: 'logs-zookeepers' });
  const group = (name: string) => `\${aws_security_group.${name}.id}`;

  it.each([
    { who: 'brokers', from: brokers, whom: 'brokers', into: brokers, number: 9091 },
    { who: 'brokers', from: brokers, whom: 'ZooKeeper', into: zookeepers, number: 2181 },
    { who: 'members', from: zookeepers, whom: 'their leader', into: zookeepers, number: 2888 },
    {
      who: 'members',
      from: zookeepers,
      whom: 'each other to vote',
      into: zookeepers,
      number: 3888,
    },
  ])('$who reach $whom', ({ from, into, number }) => {
    const rule = stack.resource(INGRESS, {
      security_group_id: group(into),
      referenced_security_group_id: group(from),
      to_port: number,
    });
    expect(port(rule)).toBe(`tcp ${number}`);
  });

  it('opens nothing else, save SSH to those who were named', () => {
    const opened = stack.resources(INGRESS).map(port).sort();
    expect(opened).toEqual([
      ...['tcp 2181', 'tcp 22', 'tcp 22', 'tcp 2888', 'tcp 3888', 'tcp 9091'],
    ]);
  });

  it('opens the ports of TLS in their place where the cluster is secured', () => {
    const spec = validSpec({ security: Security.tls() });
    const opened = synthesizeCluster({ spec }).resources(INGRESS).map(port).sort();
    expect(opened).toEqual([
      ...['tcp 2182', 'tcp 22', 'tcp 22', 'tcp 2888', 'tcp 3888', 'tcp 9095'],
    ]);
  });

  it('opens nothing to the world', () => {
    const blocks = stack.resources(INGRESS).map(({ cidr_ipv4: block }) => block);
    expect(blocks.filter((block) => block !== undefined)).toEqual(['10.0.0.0/8', '10.0.0.0/8']);
  });

  it('writes no rule into a group, where it would remove those of others', () => {
    for (const each of stack.resources('aws_security_group')) {
      expect(each).not.toHaveProperty('ingress');
      expect(each).not.toHaveProperty('egress');
    }
  });

  it('puts a broker with a ZooKeeper member into both groups', () => {
    expect(stack.resource('aws_network_interface', { private_ips: ['10.20.0.11'] })).toMatchObject({
      security_groups: [group(brokers), group(zookeepers)],
    });
  });
});

it('puts a ZooKeeper member on a host of its own into its group alone', () => {
  const members = [1, 2, 3].map((id, index) => ({ id, rack: 'abc'.charAt(index) }));
  const spec = validSpec({
    zookeeper: Zookeeper.onOwnHosts({ instanceType: 'm5.large', members }),
  });
  const stack = synthesizeCluster({ spec });
  const groups = stack
    .resources('aws_network_interface')
    .map(({ security_groups: names }) => (names as string[]).join());
  expect(groups.filter((names) => /Brokers/.test(names) && /Zookeepers/.test(names))).toEqual([]);
  expect(groups.filter((names) => /Zookeepers/.test(names))).toHaveLength(3);
  expect(groups.filter((names) => /Brokers/.test(names))).toHaveLength(3);
});

describe('from outside', () => {
  const stack = synthesizeCluster({}, (cluster) => {
    cluster.allowClientsFrom('shippers', Peer.securityGroup('sg-0a1b2c3d'));
    cluster.allowClientsFrom('office', Peer.ipv4('192.168.0.0/16'));
    cluster.allowMetricsFrom('prometheus', Peer.prefixList('pl-0a1b2c3d'));
  });

  it('lets clients in to the client listener of the brokers', () => {
    expect(
      stack.resource(INGRESS, {
        referenced_security_group_id: 'sg-0a1b2c3d',
        from_port: 9092,
        to_port: 9092,
        description: 'Kafka clients: shippers',
      }),
    ).toMatchObject({ security_group_id: like(/Brokers/) });
    expect(stack.resources(INGRESS, { cidr_ipv4: '192.168.0.0/16', to_port: 9092 })).toHaveLength(
      1,
    );
  });

  it('lets Prometheus in to the metrics of the brokers', () => {
    expect(stack.resource(INGRESS, { prefix_list_id: 'pl-0a1b2c3d', to_port: 7071 })).toMatchObject(
      {
        security_group_id: like(/Brokers/),
      },
    );
  });

  it('lets operators in to all hosts', () => {
    const groups = stack.resources(INGRESS, { to_port: 22 }).map((rule) => rule.security_group_id);
    expect(groups).toEqual([like(/Brokers/), like(/Zookeepers/)]);
  });
});

describe('clients that show certificates', () => {
  const security = Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] });

  it('come in by CERTIFICATE alone, and only who was let in', () => {
    const spec = validSpec({ security });
    const stack = synthesizeCluster({ spec }, (cluster) => {
      cluster.allowCertificateClientsFrom('agents', Peer.ipv4('10.9.0.0/16'));
      expect(cluster.certificateBootstrapServers).toContain('broker-1.logs.internal:9097,');
    });
    const opened = stack.resources(INGRESS, { cidr_ipv4: '10.9.0.0/16' });
    expect(opened.map(port)).toEqual(['tcp 9097']);
    expect(synthesizeCluster({ spec }).resources(INGRESS, { to_port: 9097 })).toEqual([]);
  });

  it('find no listener where the spec trusts none of their authorities', () => {
    synthesizeCluster({ spec: validSpec({ security: Security.tls() }) }, (cluster) => {
      expect(cluster.certificateBootstrapServers).toBeUndefined();
      expect(() => cluster.allowCertificateClientsFrom('agents', Peer.ipv4('10.9.0.0/16'))).toThrow(
        'and the spec has no security.clientAuthorities. Add it or call allowClientsFrom.',
      );
    });
  });
});

describe('clients that know the brokers by other names', () => {
  const EXTERNAL = validSpec({ listeners: { external: { advertised: 'kafka-{id}.example.com' } } });

  it('come in by EXTERNAL alone, and only who was let in', () => {
    const stack = synthesizeCluster({ spec: EXTERNAL }, (cluster) => {
      cluster.allowExternalClientsFrom('partners', Peer.ipv4('203.0.113.0/24'));
    });
    const opened = stack.resources(INGRESS, { cidr_ipv4: '203.0.113.0/24' });
    expect(opened.map(port)).toEqual(['tcp 9094']);
    expect(opened).toMatchObject([
      { security_group_id: like(/Brokers/), description: 'External Kafka clients: partners' },
    ]);
    expect(synthesizeCluster({ spec: EXTERNAL }).resources(INGRESS, { to_port: 9094 })).toEqual([]);
  });

  it('find no listener where the spec has none', () => {
    synthesizeCluster({}, (cluster) => {
      expect(() => cluster.allowExternalClientsFrom('partners', Peer.ipv4('10.0.0.0/8'))).toThrow(
        "allowExternalClientsFrom('partners'): must let them in to a listener that the brokers have, and the spec has no listeners.external. " +
          'Add it, with the names that these clients know the brokers by, or call allowClientsFrom.',
      );
    });
  });

  it('are not the whole internet, as nobody is asked who he is', () => {
    synthesizeCluster({ spec: EXTERNAL }, (cluster) => {
      expect(() => cluster.allowExternalClientsFrom('all', Peer.ipv6('::/0'))).toThrow(
        "allowExternalClientsFrom('all'): must name a network that is not the whole internet, as whoever reaches a plaintext listener can read, write and delete every topic, got '::/0'.",
      );
    });
  });
});

it.each(['allowClientsFrom', 'allowMetricsFrom', 'allowSshFrom'] as const)(
  '%s refuses the whole internet',
  (grant) => {
    synthesize((stack) => {
      const cluster = new KafkaCluster(stack, 'Kafka', validProps());
      cluster.allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
      expect(() => cluster[grant]('everyone', Peer.ipv4('0.0.0.0/0'))).toThrow(
        `${grant}('everyone'): must name a network that is not the whole internet`,
      );
    });
  },
);

describe('the way out', () => {
  const ways = (network: NetworkSpec) =>
    synthesizeCluster({ network })
      .resources(EGRESS)
      .map(
        (rule) => `${port(rule)} ${(rule.cidr_ipv4 ?? rule.prefix_list_id ?? 'inside') as string}`,
      );
  const own = validProps().network as OwnNetworkSpec;

  it('is the S3 endpoint alone where the network has none to the internet', () => {
    const outside = ways(own).filter((way) => !way.endsWith('inside'));
    expect(new Set(outside)).toEqual(new Set([like(/^tcp 443 .*prefix_list_id}$/)]));
  });

  it('is HTTP and HTTPS where packages come from the internet', () => {
    const outside = ways({ ...own, natSubnet: '10.20.3.0/28' }).filter(
      (way) => !way.endsWith('inside'),
    );
    expect(new Set(outside)).toEqual(new Set(['tcp 443 0.0.0.0/0', 'tcp 80 0.0.0.0/0']));
  });

  it('is everything from each group to the members of both', () => {
    const groupOf = (id: unknown) => /Brokers|Zookeepers/.exec(String(id))?.[0];
    const inside = synthesizeCluster({ network: own })
      .resources(EGRESS, { ip_protocol: '-1' })
      .map(({ security_group_id: from, referenced_security_group_id: to }) => [from, to])
      .map((ends) => ends.map(groupOf).join(' to '));
    expect(inside.sort()).toEqual([
      ...['Brokers to Brokers', 'Brokers to Zookeepers'],
      ...['Zookeepers to Brokers', 'Zookeepers to Zookeepers'],
    ]);
  });
});

describe('ways and groups of a team’s own', () => {
  const stack = synthesizeCluster({ hostSecurityGroupIds: ['sg-0a1b2c3d'] }, (cluster) => {
    cluster.allowOutTo('collector', Peer.ipv4('192.0.2.7/32'), 4317);
    cluster.allowOutTo('vault', Peer.securityGroup('sg-0b1c2d3e'), 8200);
  });

  it('let every host out to whom it names', () => {
    const out = stack.resources(EGRESS, {
      cidr_ipv4: '192.0.2.7/32',
      description: 'Out: collector',
    });
    expect(out.map(port)).toEqual(['tcp 4317', 'tcp 4317']);
    expect(out.map(({ security_group_id: group }) => group)).toEqual([
      ...[like(/Brokers/), like(/Zookeepers/)],
    ]);
    expect(stack.resources(EGRESS, { referenced_security_group_id: 'sg-0b1c2d3e' })).toHaveLength(
      2,
    );
  });

  it('put every host into the further groups', () => {
    for (const { security_groups: groups } of stack.resources('aws_network_interface')) {
      expect((groups as string[]).at(-1)).toBe('sg-0a1b2c3d');
    }
  });

  it.each([
    [0, "allowOutTo('x').port: must be a whole number from 1 to 65,535, got 0"],
    ['443', "allowOutTo('x').port: must be a whole number from 1 to 65,535, got '443'"],
  ])('refuse the port %j', (number, message) => {
    const call = () =>
      synthesizeCluster({}, (cluster) =>
        cluster.allowOutTo('x', Peer.ipv4('10.0.0.0/8'), number as number),
      );
    expect(call).toThrow(message);
  });

  it('refuse a way that is open already', () => {
    const network = { ...(validProps().network as OwnNetworkSpec), natSubnet: '10.20.3.0/28' };
    const call = () =>
      synthesizeCluster({ network }, (cluster) =>
        cluster.allowOutTo('web', Peer.ipv4('0.0.0.0/0'), 443),
      );
    expect(call).toThrow("allowOutTo('web'): must name another than");
  });
});
