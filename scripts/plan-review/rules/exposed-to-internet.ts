import { say } from '../../masking/say';
import { attributeRule } from '../attributes/attribute-rule';
import { becomes, turnedOff, turnedOn, type Harm } from '../attributes/harms';

const REACHED = {
  why: 'Then only security groups and policies stand between it and the internet.',
  remedy: 'Let clients come through the private network, and hosts go out through a NAT gateway.',
} as const;

const BLOCK = {
  types: 'aws_s3_bucket_public_access_block aws_s3_account_public_access_block',
  attributes: 'block_public_acls block_public_policy ignore_public_acls restrict_public_buckets',
} as const;

const ENFORCED = ['enforced', true] as const;
const GROUPS = 'http://acs.amazonaws.com/groups/global';

const comes: Harm = ({ before, after }) => before === undefined && Boolean(after);
const comesOn: Harm = (change) => change.before === undefined && turnedOn(change);

/** What becomes reachable from the internet by other ways than a security group. */
export const exposedToInternet = attributeRule(
  {
    id: 'exposed-to-internet',
    title: 'A host, a bucket or another service is opened to the internet',
    severity: 'danger',
    why: 'Everyone can read what is in it, or one policy is enough for that: the hosts’ files, backups, data.',
    remedy: 'Keep it private, and give access by policy.',
  },
  [
    {
      ...BLOCK,
      harm: turnedOff,
      alsoGone: true,
      what: 'Lets buckets be opened to the world by',
      inShort: say`may open a bucket to the world`,
    },
    {
      ...BLOCK,
      harm: ({ before, after }) => before === undefined && after === false,
      alsoNew: true,
      severity: 'care',
      what: 'Leaves a way open to make buckets public by',
    },
    {
      types: 'aws_s3_bucket_acl aws_s3_bucket aws_s3_object aws_s3_bucket_object',
      attributes: 'acl grant.uri access_control_policy.grant.grantee.uri',
      harm: becomes(
        ...['public-read', 'public-read-write', 'authenticated-read'],
        ...[`${GROUPS}/AllUsers`, `${GROUPS}/AuthenticatedUsers`],
      ),
      alsoNew: true,
      what: 'Opens a bucket to the world by',
      inShort: say`opens a bucket to the world`,
    },
    {
      attributes: `
        publicly_accessible public_network_access_enabled allow_blob_public_access
        allow_nested_items_to_be_public anonymous_access public_access_enabled
      `,
      harm: turnedOn,
      what: 'Opens to the world',
    },
    {
      holds: ['data'],
      // It has it by default, and asks for a key.
      except: 'azurerm_storage_account',
      attributes: 'publicly_accessible public_network_access_enabled',
      harm: comesOn,
      alsoNew: true,
      what: 'Gives a public address to',
    },
    {
      attributes: 'public_access_prevention uniform_bucket_level_access',
      harm: ({ before, after }) =>
        ENFORCED.includes(before as never) && !ENFORCED.includes(after as never),
      severity: 'care',
      what: 'Lets be made public',
    },
    {
      types: 'aws_msk_cluster aws_lambda_permission',
      attributes: 'broker_node_group_info.connectivity_info.public_access.type principal',
      harm: becomes('SERVICE_PROVIDED_EIPS', '*'),
      alsoNew: true,
      what: 'Opens to the world',
      ...REACHED,
    },
    {
      types: 'aws_instance aws_launch_configuration',
      attributes: 'associate_public_ip_address',
      harm: turnedOn,
      alsoNew: true,
      what: 'Gives a public address to',
      ...REACHED,
    },
    {
      attributes: 'map_public_ip_on_launch vpc_config.endpoint_public_access',
      harm: turnedOn,
      severity: 'care',
      what: 'Gives public addresses to what is made in, or to,',
      ...REACHED,
    },
    {
      types: 'aws_eip aws_eip_association',
      attributes: 'instance instance_id network_interface network_interface_id',
      harm: ({ before, after, isUnknown }) =>
        before !== after && (Boolean(after) || (isUnknown && before !== undefined)),
      alsoNew: true,
      severity: 'care',
      what: 'Gives a public address to a host by',
      ...REACHED,
    },
    {
      types: 'aws_lb aws_alb aws_elb',
      attributes: 'internal',
      harm: ({ before, after }) => before !== false && after !== true,
      alsoNew: true,
      severity: 'care',
      what: 'Lets the internet reach',
      ...REACHED,
    },
    {
      types: 'aws_s3_bucket_website_configuration',
      attributes: 'bucket',
      harm: comes,
      alsoNew: true,
      severity: 'care',
      what: 'Serves a bucket as a website by',
      ...REACHED,
    },
  ],
);
