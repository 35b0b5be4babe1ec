import { say } from '../../masking/say';
import { attributeRule } from '../attributes/attribute-rule';
import { becomes, turnedOff, turnedOn, type Harm } from '../attributes/harms';
import type { AttributeRow } from '../attributes/attribute-row';
import { words } from '../lists';

const REACHED = {
  why: 'Then only security groups and policies stand between it and the internet.',
  remedy: 'Let clients come through the private network, and hosts go out through a NAT gateway.',
} as const;

const PUBLIC_DATA = {
  severity: 'danger',
  why: 'Everyone can read what is in it, or one policy is enough for that: the hosts’ files, backups, data.',
  remedy: 'Keep it private, and give access by policy.',
} as const;

const newly: Harm = ({ before, after }) => before === undefined && Boolean(after);
const elsewhere: Harm = ({ before, after, isUnknown }) =>
  before === undefined ? Boolean(after) : isUnknown || (before !== after && Boolean(after));
const notInternal: Harm = ({ before, after }) => before !== false && after !== true;
const forEveryone: Harm = ({ before, after }) =>
  before !== after && /\/(AllUsers|AuthenticatedUsers)$/.test(String(after));

const BLOCK: Pick<AttributeRow, 'types' | 'attributes'> = {
  types: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
  attributes: words(`
    block_public_acls block_public_policy ignore_public_acls restrict_public_buckets
  `),
};

/** What becomes reachable from the internet by other ways than a security group. */
export const exposedToInternet = attributeRule(
  {
    id: 'exposed-to-internet',
    title: 'A host, a bucket or another service is opened to the internet',
  },
  [
    {
      ...BLOCK,
      harm: turnedOff,
      alsoGone: true,
      ...PUBLIC_DATA,
      what: 'Lets buckets be opened to the world by',
      inShort: say`may open a bucket to the world`,
    },
    {
      ...BLOCK,
      harm: ({ before, after }) => before === undefined && after === false,
      alsoNew: true,
      ...PUBLIC_DATA,
      severity: 'care',
      what: 'Leaves a way open to make buckets public by',
    },
    {
      types: ['aws_s3_bucket_acl', 'aws_s3_bucket', 'aws_s3_object', 'aws_s3_bucket_object'],
      attributes: ['acl'],
      harm: becomes('public-read', 'public-read-write', 'authenticated-read'),
      alsoNew: true,
      ...PUBLIC_DATA,
      what: 'Opens a bucket to the world by',
      inShort: say`opens a bucket to the world`,
    },
    {
      types: ['aws_s3_bucket_acl', 'aws_s3_bucket'],
      attributes: ['grant.uri', 'access_control_policy.grant.grantee.uri'],
      harm: forEveryone,
      alsoNew: true,
      ...PUBLIC_DATA,
      what: 'Opens a bucket to the world by',
      inShort: say`opens a bucket to the world`,
    },
    {
      holds: ['data'],
      // A new one has it by default, and asks for a key.
      except: ['azurerm_storage_account'],
      attributes: ['publicly_accessible', 'public_network_access_enabled'],
      harm: turnedOn,
      alsoNew: true,
      ...PUBLIC_DATA,
      what: 'Gives a public address to',
    },
    {
      types: ['azurerm_storage_account'],
      attributes: ['public_network_access_enabled'],
      harm: turnedOn,
      ...PUBLIC_DATA,
      what: 'Opens to the world',
    },
    {
      holds: ['hosts', 'group-member', 'configuration', 'key'],
      attributes: ['publicly_accessible', 'public_network_access_enabled'],
      harm: turnedOn,
      ...PUBLIC_DATA,
      what: 'Opens to the world',
    },
    {
      attributes: words(`
        allow_blob_public_access allow_nested_items_to_be_public anonymous_access
        public_access_enabled
      `),
      harm: turnedOn,
      ...PUBLIC_DATA,
      what: 'Opens to the world',
    },
    {
      attributes: ['public_access_prevention', 'uniform_bucket_level_access'],
      harm: ({ before, after }) =>
        ['enforced', true].includes(before as string) &&
        !['enforced', true].includes(after as string),
      ...PUBLIC_DATA,
      severity: 'care',
      what: 'Lets be made public',
    },
    {
      types: ['aws_msk_cluster'],
      attributes: ['broker_node_group_info.connectivity_info.public_access.type'],
      harm: becomes('SERVICE_PROVIDED_EIPS'),
      alsoNew: true,
      severity: 'danger',
      what: 'Gives public addresses to the brokers of',
      ...REACHED,
    },
    {
      types: ['aws_lambda_permission'],
      attributes: ['principal'],
      harm: becomes('*'),
      alsoNew: true,
      severity: 'danger',
      what: 'Lets everyone call by',
      ...REACHED,
    },
    {
      types: ['aws_instance', 'aws_launch_configuration'],
      attributes: ['associate_public_ip_address'],
      harm: turnedOn,
      alsoNew: true,
      severity: 'danger',
      what: 'Gives a public address to',
      ...REACHED,
    },
    {
      attributes: ['map_public_ip_on_launch', 'vpc_config.endpoint_public_access'],
      harm: turnedOn,
      severity: 'care',
      what: 'Gives public addresses to what is made in, or to,',
      ...REACHED,
    },
    {
      types: ['aws_eip', 'aws_eip_association'],
      attributes: ['instance', 'instance_id', 'network_interface', 'network_interface_id'],
      harm: elsewhere,
      alsoNew: true,
      severity: 'care',
      what: 'Gives a public address to a host by',
      ...REACHED,
    },
    {
      types: ['aws_lb', 'aws_alb', 'aws_elb'],
      attributes: ['internal'],
      harm: notInternal,
      alsoNew: true,
      severity: 'care',
      what: 'Lets the internet reach',
      ...REACHED,
    },
    {
      types: ['aws_s3_bucket_website_configuration'],
      attributes: ['bucket'],
      harm: newly,
      alsoNew: true,
      severity: 'care',
      what: 'Serves a bucket as a website by',
      ...REACHED,
    },
  ],
);
