import { MachineImage, Peer } from '../../../stacks/index';
import { validSpec } from '../spec-builder';
import {
  accepted,
  existing,
  EXISTING,
  own,
  peer,
  refused,
  SUBNETS,
  ZONES,
  type OddProps,
} from './odd-props';

/** A text that only terraform knows, as cdktf hands it around. */
export type Tokens = Readonly<{
  text: (reference: string) => string;
  number: (reference: string) => number;
  list: (reference: string) => readonly string[];
  map: (reference: string) => Readonly<Record<string, string>>;
  whole: (reference: string) => unknown;
}>;

/** Those that hold tokens, which each stack has of its own. */
export const oddTokens = (token: Tokens): readonly OddProps[] => [
  accepted(
    'a VPC that the stack makes',
    existing({ vpcId: token.text('aws_vpc.x.id') }),
    '${aws_vpc.x.id}',
  ),
  accepted(
    'subnets that the stack makes',
    existing({ subnets: { ...EXISTING, a: token.text('aws_subnet.x.id') } }),
    '${aws_subnet.x.id}',
  ),
  accepted(
    'a subnet as an expression',
    existing({ subnets: { ...EXISTING, a: '${aws_subnet.x.id}' } }),
    '${aws_subnet.x.id}',
  ),
  accepted(
    'a policy that the stack makes',
    { hostPolicyArns: [token.text('aws_iam_policy.x.arn')] },
    '"policy_arn":"${aws_iam_policy.x.arn}"',
  ),
  accepted(
    'a token inside of a text',
    { hostPolicyArns: [`arn:aws:iam::${token.text('local.account')}:policy/x'`] },
    'arn:aws:iam::${local.account}:policy/x',
  ),
  accepted(
    'a key that the stack makes',
    { kmsKeyArn: token.text('aws_kms_key.x.arn') },
    '${aws_kms_key.x.arn}',
  ),
  accepted(
    'a topic that the stack makes',
    { alarms: { notify: [token.text('aws_sns_topic.x.arn')] } },
    '${aws_sns_topic.x.arn}',
  ),
  accepted(
    'a tag that terraform knows',
    { tags: { team: token.text('var.team') } },
    '"team":"${var.team}"',
  ),
  accepted(
    'a zone that the stack looks up',
    own({ zones: { ...ZONES, a: token.text('data.aws_availability_zones.x.names[0]') } }),
    '${data.aws_availability_zones.x.names[0]}',
  ),
  accepted(
    'an image that the stack looks up',
    { image: MachineImage.id(token.text('data.aws_ami.x.id')) },
    '"ami":"${data.aws_ami.x.id}"',
  ),
  accepted(
    'a key pair that the stack makes',
    { ssh: { keyPair: token.text('aws_key_pair.x.key_name') } },
    '${aws_key_pair.x.key_name}',
  ),
  accepted(
    'an address that the stack finds',
    { addresses: { 'broker-1': token.text('local.address') } },
    '"${local.address}"',
  ),
  accepted(
    'a hosted zone that the stack makes',
    { zoneId: token.text('aws_route53_zone.x.id') },
    '${aws_route53_zone.x.id}',
  ),
  {
    ...peer(
      'a group that the stack makes',
      'office',
      Peer.securityGroup(token.text('aws_security_group.x.id')),
    ),
    synthesized: '${aws_security_group.x.id}',
  },
  {
    ...peer(
      'the block of a VPC that the stack makes',
      'office',
      Peer.ipv4(token.text('aws_vpc.x.cidr_block')),
    ),
    synthesized: '${aws_vpc.x.cidr_block}',
  },
  peer(
    'a name that terraform knows',
    token.text('var.name'),
    Peer.ipv4('10.0.0.0/8'),
    "allowClientsFrom('${TfToken",
  ),
  refused(
    'a block that terraform knows',
    own({ cidr: token.text('var.cidr') }),
    'network.cidr: must be known at synth time',
  ),
  refused(
    'a block of a subnet that terraform knows',
    own({ subnets: { ...SUBNETS, a: token.text('var.cidr') } }),
    "network.subnets['a']: must be known at synth time",
  ),
  refused(
    'the block of the NAT that terraform knows',
    own({ natSubnet: `${token.text('var.cidr')}/28` }),
    'network.natSubnet: must be known at synth time',
  ),
  accepted(
    'a size that terraform knows',
    { rootSizeGiB: token.number('var.size') },
    '"volume_size":"${var.size}"',
  ),
  accepted(
    'a percentage that terraform knows',
    { alarms: { diskUsedPercent: token.number('var.percent') } },
    '"threshold":"${var.percent}"',
  ),
  refused(
    'policies that terraform counts',
    { hostPolicyArns: token.list('var.policies') },
    'hostPolicyArns: must be known at synth time',
  ),
  accepted(
    'topics that terraform counts',
    { alarms: { notify: token.list('var.topics') } },
    '"alarm_actions":"${var.topics}"',
  ),
  refused(
    'tags that terraform counts',
    { tags: token.map('var.tags') },
    'tags: must be known at synth time',
  ),
  refused(
    'a key of a tag that terraform knows',
    { tags: { [token.text('var.key')]: 'x' } },
    "tags['${TfToken",
  ),
  refused(
    'subnets that terraform counts',
    existing({ subnets: token.map('var.subnets') }),
    'network.subnets: must be known at synth time',
  ),
  refused(
    'a flag that terraform knows',
    { protectData: token.whole('var.flag') },
    'protectData: must be known at synth time',
  ),
  refused(
    'a token that is no text',
    { kmsKeyArn: token.whole('var.key') },
    'kmsKeyArn: must be a text',
  ),
  refused(
    'a placement that terraform knows',
    { placement: token.text('var.placement') },
    'placement: must be known at synth time',
  ),
  refused(
    'a program that terraform knows',
    { deploy: { program: token.text('var.program') } },
    'deploy.program: must be known at synth time',
  ),
  refused(
    'a user that terraform knows',
    { ssh: { user: token.text('var.user') } },
    'ssh.user: must be known at synth time',
  ),
  refused(
    'an archive that terraform knows',
    { kafkaArchive: token.text('var.file') },
    'kafkaArchive: must be known at synth time',
  ),
  refused(
    'a network that terraform knows',
    { network: token.whole('var.network') },
    'network: must be known at synth time',
  ),
  refused(
    'a name that terraform knows for the cluster',
    { spec: validSpec({ clusterName: token.text('var.name') }) },
    'clusterName: must be known at synth time',
  ),
  refused(
    'racks that terraform knows',
    { spec: validSpec({ brokers: [{ id: 1, rack: token.text('var.rack') }] }) },
    'brokers[0].rack: must be known at synth time',
  ),
  refused(
    'a count that terraform knows',
    {
      spec: {
        ...validSpec(),
        workload: { ingestMBPerSecond: 2, consumers: 2, partitions: token.number('var.n') },
      },
    },
    'workload.partitions: must be known at synth time',
  ),
];
