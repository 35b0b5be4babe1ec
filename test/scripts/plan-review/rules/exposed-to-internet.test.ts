import { exposedToInternet } from '../../../../scripts/plan-review/rules/exposed-to-internet';
import { judge, severityOf } from '../../../support/judge-plan';

const BLOCK = {
  bucket: 'b',
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

it.each([
  ['stays', BLOCK, undefined],
  ['goes', null, 'danger'],
  ['loses a switch', { ...BLOCK, block_public_policy: false }, 'danger'],
])('judges a public-access block that %s', (_, after, expected) => {
  const resource = { address: 'aws_s3_bucket_public_access_block.a', before: BLOCK, after };
  expect(severityOf(exposedToInternet, [resource])).toBe(expected);
});

it('asks to look where a switch is known only later, or is off from the start', () => {
  const rest = { ...BLOCK, block_public_acls: undefined };
  const address = 'aws_s3_bucket_public_access_block.a';
  const unknown = {
    address,
    before: BLOCK,
    after: rest,
    afterUnknown: { block_public_acls: true },
    actions: ['update'],
  };
  expect(severityOf(exposedToInternet, [unknown])).toBe('care');
  const off = { address, after: { ...BLOCK, block_public_acls: false } };
  expect(severityOf(exposedToInternet, [off])).toBe('care');
});

it.each([
  [
    'aws_instance',
    { associate_public_ip_address: false },
    { associate_public_ip_address: true },
    'danger',
  ],
  [
    'aws_instance',
    { associate_public_ip_address: true },
    { associate_public_ip_address: true, tags: {} },
    undefined,
  ],
  ['aws_subnet', { map_public_ip_on_launch: false }, { map_public_ip_on_launch: true }, 'care'],
  ['aws_subnet', null, { map_public_ip_on_launch: true }, undefined],
  ['aws_eip_association', null, { instance_id: 'i' }, 'care'],
  ['aws_s3_bucket_acl', { acl: 'private' }, { acl: 'public-read' }, 'danger'],
  ['aws_s3_bucket_acl', { acl: 'public-read' }, { acl: 'private' }, undefined],
])('judges an %s that goes from %j to %j', (type, before, after, expected) => {
  expect(severityOf(exposedToInternet, [{ address: `${type}.a`, before, after }])).toBe(expected);
});

const ALL_USERS = { uri: 'http://acs.amazonaws.com/groups/global/AllUsers' };

it.each([
  [
    'an ACL for whoever has an account',
    'aws_s3_bucket_acl',
    { acl: 'authenticated-read' },
    'danger',
  ],
  ['a grant to everyone', 'aws_s3_bucket', { grant: [ALL_USERS] }, 'danger'],
  [
    'a grant to everyone in an ACL',
    'aws_s3_bucket_acl',
    { access_control_policy: [{ grant: [{ grantee: [ALL_USERS] }] }] },
    'danger',
  ],
  ['a website', 'aws_s3_bucket_website_configuration', { bucket: 'b' }, 'care'],
  ['a function for everyone', 'aws_lambda_permission', { principal: '*' }, 'danger'],
  [
    'a function for a service',
    'aws_lambda_permission',
    { principal: 's3.amazonaws.com' },
    undefined,
  ],
  ['a public balancer', 'aws_lb', { internal: false }, 'care'],
  ['an internal balancer', 'aws_lb', { internal: true }, undefined],
  ['an address of a host', 'aws_eip', { instance: 'i-1' }, 'care'],
  ['an address of a NAT gateway', 'aws_eip', { instance: null }, undefined],
  ['a public database', 'aws_db_instance', { publicly_accessible: true }, 'danger'],
])('judges %s', (_, type, after, expected) => {
  expect(severityOf(exposedToInternet, [{ address: `${type}.a`, after }])).toBe(expected);
});

it('sees an address that moves to a host in place', () => {
  const eip = { address: 'aws_eip.a', before: { instance: 'i-1' }, after: { instance: 'i-2' } };
  expect(severityOf(exposedToInternet, [eip])).toBe('care');
});

it('tells once of a store that gets a public address', () => {
  const opened = {
    address: 'aws_db_instance.a',
    before: { publicly_accessible: false },
    after: { publicly_accessible: true },
  };
  expect(judge(exposedToInternet, [opened])).toHaveLength(1);
});

it('lets a new storage account be as all new ones are', () => {
  const account = {
    address: 'azurerm_storage_account.a',
    after: { public_network_access_enabled: true },
  };
  expect(judge(exposedToInternet, [account])).toEqual([]);
});
