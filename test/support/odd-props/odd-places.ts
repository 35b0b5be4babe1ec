import { MachineImage, Peer } from '../../../stacks/index';
import { validSpec } from '../spec-builder';
import {
  accepted,
  KEY,
  own,
  peer,
  POLICY,
  refused,
  TOPIC,
  ZONES,
  type OddProps,
} from './odd-props';

export const PLACES: readonly OddProps[] = [
  refused(
    'a key in another region',
    { kmsKeyArn: KEY.replace('eu-west-1', 'us-east-1') },
    "kmsKeyArn: must be in the region of network.zones['a'], eu-west-1",
  ),
  refused(
    'a topic in another region',
    { alarms: { notify: [TOPIC.replace('eu-west-1', 'us-east-1')] } },
    "alarms.notify[0]: must be in the region of network.zones['a'], eu-west-1",
  ),
  refused(
    'a policy of another partition',
    { hostPolicyArns: [POLICY.replace('aws', 'aws-cn')] },
    "hostPolicyArns[0]: must be in the partition of network.zones['a'], aws",
  ),
  refused(
    'zones of two regions',
    own({ zones: { ...ZONES, c: 'eu-west-2a' } }),
    "network.zones['c']: must be in the region of network.zones['a'], eu-west-1",
  ),
  accepted(
    'China',
    {
      ...own({ zones: { a: 'cn-north-1a', b: 'cn-north-1b', c: 'cn-north-1c' } }),
      kmsKeyArn: KEY.replace('aws', 'aws-cn').replace('eu-west-1', 'cn-north-1'),
      image: MachineImage.id('ami-0a1b2c3d'),
    },
    'dns_suffix}',
  ),
  accepted(
    'GovCloud',
    {
      ...own({ zones: { a: 'us-gov-west-1a', b: 'us-gov-west-1b', c: 'us-gov-west-1c' } }),
      hostPolicyArns: [POLICY.replace('aws', 'aws-us-gov')],
    },
    'image: must be given by its id in ${data.aws_partition',
  ),
  ...[22, 53, 80, 443, 1023].map((port) =>
    refused(
      `the port ${port} for clients`,
      { spec: validSpec({ listeners: { client: { port } } }) },
      'listeners.client.port: must be 1024 or more',
    ),
  ),
  refused(
    'the port of systemd-resolved',
    { spec: validSpec({ listeners: { interBroker: { port: 5355 } } }) },
    'listeners.interBroker.port: must be free on the hosts',
  ),
  accepted(
    'the first port that is not root’s',
    { spec: validSpec({ listeners: { client: { port: 1024 } } }) },
    ':1024',
  ),
];

const OFFICE = "allowClientsFrom('office')";
export const PEERS: readonly OddProps[] = [
  peer(
    'a block with host bits let in',
    'office',
    Peer.ipv4('10.1.2.3/16'),
    `${OFFICE}.cidrIpv4: must begin where a block of /16 begins`,
  ),
  peer(
    'an address let in without its prefix',
    'office',
    Peer.ipv4('10.1.2.3'),
    `${OFFICE}.cidrIpv4: must be a block of IPv4 addresses`,
  ),
  peer(
    'a block with a zero before its length',
    'office',
    Peer.ipv4('10.0.0.0/08'),
    `${OFFICE}.cidrIpv4: must be a block of IPv4 addresses`,
  ),
  peer(
    'the whole internet',
    'office',
    Peer.ipv4('0.0.0.0/0'),
    `${OFFICE}: must name a network that is not the whole internet`,
  ),
  peer(
    'half of the internet',
    'office',
    Peer.ipv4('128.0.0.0/1'),
    `${OFFICE}: must name a network that is not the whole internet`,
  ),
  peer(
    'the whole internet of IPv6',
    'office',
    Peer.ipv6('::/0'),
    `${OFFICE}: must name a network that is not the whole internet`,
  ),
  peer(
    'the whole internet of IPv4 in IPv6’s way',
    'office',
    Peer.ipv6('::ffff:0.0.0.0/96'),
    `${OFFICE}: must name a network that is not the whole internet`,
  ),
  peer(
    'all public addresses of IPv6',
    'office',
    Peer.ipv6('2000::/3'),
    `${OFFICE}: must name a network that is not the whole internet`,
  ),
  peer(
    'a group by its name',
    'office',
    Peer.securityGroup('default'),
    `${OFFICE}.referencedSecurityGroupId: must be the id of a security group`,
  ),
  peer(
    'a group that is not set',
    'office',
    Peer.securityGroup(''),
    `${OFFICE}.referencedSecurityGroupId: must be the id of a security group`,
  ),
  peer(
    'a prefix list by its name',
    'office',
    Peer.prefixList('com.amazonaws.s3'),
    `${OFFICE}.prefixListId: must be the id of a prefix list`,
  ),
  peer('a peer as text', 'office', '10.0.0.0/8', `${OFFICE}: must be an object, got '10.0.0.0/8'`),
  peer('a peer of nobody', 'office', {}, `${OFFICE}: must name one source`),
  peer(
    'a peer of two',
    'office',
    { ...Peer.ipv4('10.0.0.0/8'), ...Peer.prefixList('pl-0a1b2c3d') },
    `${OFFICE}: must name one source`,
  ),
  peer(
    'a peer without a name',
    '',
    Peer.ipv4('10.0.0.0/8'),
    "allowClientsFrom(''): must have a name",
  ),
  peer(
    'a peer with a blank in its name',
    'the office',
    Peer.ipv4('10.0.0.0/8'),
    "allowClientsFrom('the office'): must have a name",
  ),
  peer(
    'a peer whose name AWS refuses as a description',
    'büro <1>',
    Peer.ipv4('10.0.0.0/8'),
    "allowClientsFrom('büro <1>'): must have a name",
  ),
  peer(
    'a peer in place of a name',
    Peer.ipv4('10.0.0.0/8'),
    undefined,
    'allowClientsFrom: must have a name',
  ),
  peer('a private block let in', 'office', Peer.ipv4('172.16.0.0/12')),
  peer(
    'a group of another account let in',
    'office',
    Peer.securityGroup('123456789012/sg-0a1b2c3d'),
  ),
];
