import { joinSaid, say, type Sayable } from '../../masking/say';
import { quoteDerived } from '../../terraform-plan/quote';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { blocksOf, isChanged, isLost, isUnknown, textOf } from '../../terraform-plan/values';

const BLOCKS = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
] as const;

interface Opening {
  readonly severity: Judgement['severity'];
  readonly verb: Sayable;
  readonly isOpen: (values: Values) => boolean;
}

/** By type, what lets the internet in beside security groups. */
const OPENINGS: Readonly<Record<string, Opening>> = {
  aws_alb: { severity: 'care', verb: say`Lets the internet reach`, isOpen: isPublicBalancer },
  aws_db_instance: { severity: 'danger', verb: say`Gives a public address to`, isOpen: isPublic },
  aws_eip: { severity: 'care', verb: say`Gives a public address to a host by`, isOpen: isOfHost },
  aws_lambda_permission: { severity: 'danger', verb: say`Lets everyone call by`, isOpen: isForAll },
  aws_lb: { severity: 'care', verb: say`Lets the internet reach`, isOpen: isPublicBalancer },
  aws_rds_cluster_instance: {
    severity: 'danger',
    verb: say`Gives a public address to`,
    isOpen: isPublic,
  },
  aws_s3_bucket_website_configuration: {
    severity: 'care',
    verb: say`Serves a bucket as a website by`,
    isOpen: () => true,
  },
};

/** What becomes reachable from the internet by other ways than a security group. */
export const exposedToInternet: Rule = {
  id: 'exposed-to-internet',
  title: 'A host, a bucket or another service is opened to the internet',
  reads: [
    { types: Object.keys(OPENINGS), attributes: ['internal', 'publicly_accessible', 'instance'] },
    { types: ['aws_subnet'], attributes: ['map_public_ip_on_launch'] },
    {
      types: [
        'aws_eip_association',
        'aws_lambda_permission',
        'aws_s3_bucket_website_configuration',
      ],
      and: ['created'],
    },
    {
      types: ['aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block'],
      attributes: BLOCKS,
      and: ['created', 'lost'],
    },
    {
      types: ['aws_s3_bucket_acl'],
      attributes: ['acl', 'access_control_policy'],
      and: ['created'],
    },
    { types: ['aws_s3_bucket'], attributes: ['acl', 'grant'] },
  ],
  judge: (facts) => [
    ...publicAddresses(facts),
    ...resourcesOf(facts, 'aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block')
      .map(publicAccess)
      .filter((judgement) => judgement !== undefined),
    ...resourcesOf(facts, 'aws_s3_bucket_acl', 'aws_s3_bucket').flatMap(publicAcl),
    ...Object.keys(OPENINGS).flatMap((type) => resourcesOf(facts, type).flatMap(opened)),
  ],
};

function isPublicBalancer({ internal }: Values): boolean {
  return internal !== true;
}

function isPublic({ publicly_accessible }: Values): boolean {
  return publicly_accessible === true;
}

/** Of a NAT gateway’s address neither is set. */
function isOfHost(values: Values): boolean {
  return Boolean(textOf(values, 'instance'));
}

function isForAll(values: Values): boolean {
  return textOf(values, 'principal') === '*';
}

function opened(resource: ResourceChange): readonly Judgement[] {
  const { type, before, after, change } = resource;
  const { isOpen, verb, severity } = OPENINGS[type]!;
  const isNew = ['create', 'update', 'replace'].includes(change) && after !== undefined;
  if (!isNew || !isOpen(after)) return [];
  const isAnother = isChanged(resource, 'instance') || isChanged(resource, 'principal');
  const wasOpen = before !== undefined && isOpen(before) && !isAnother;
  return wasOpen ? [] : [exposed(resource, verb, severity)];
}

function publicAddresses(facts: PlanFacts): readonly Judgement[] {
  const isTurnedOn = (key: string) => (resource: ResourceChange) =>
    resource.after?.[key] === true && resource.before?.[key] !== true;
  const hosts = resourcesOf(facts, 'aws_instance').filter(
    isTurnedOn('associate_public_ip_address'),
  );
  const subnets = resourcesOf(facts, 'aws_subnet').filter(
    (subnet) => subnet.before !== undefined && isTurnedOn('map_public_ip_on_launch')(subnet),
  );
  const associations = resourcesOf(facts, 'aws_eip_association').filter(
    ({ change }) => change === 'create',
  );
  return [
    ...hosts.map((host) => exposed(host, say`Gives a public address to`, 'danger')),
    ...subnets.map((subnet) =>
      exposed(subnet, say`Gives public addresses to new hosts in`, 'care'),
    ),
    ...associations.map((eip) => exposed(eip, say`Gives a public address to a host by`, 'care')),
  ];
}

function exposed(
  { address }: ResourceChange,
  verb: Sayable,
  severity: Judgement['severity'],
): Judgement {
  return {
    severity,
    what: say`${verb} ${address}.`,
    why: 'Then only security groups and policies stand between it and the internet.',
    remedy: 'Let clients come through the private network, and hosts go out through a NAT gateway.',
    addresses: [address],
  };
}

function publicAccess(block: ResourceChange): Judgement | undefined {
  const isGone = block.change === 'delete' || block.change === 'forget';
  const off = BLOCKS.filter((key) => block.before?.[key] === true && block.after?.[key] !== true);
  const unknown = BLOCKS.some((key) => isUnknown(block, key)) && !isLost(block) && block.before;
  const missing = block.change === 'create' ? BLOCKS.filter((k) => block.after?.[k] === false) : [];
  if (!isGone && off.length === 0 && !unknown && missing.length === 0) return undefined;
  return {
    inShort: say`may open a bucket to the world`,
    severity: isGone || (off.length > 0 && !unknown) ? 'danger' : 'care',
    what: isGone
      ? say`Takes the public-access block ${block.address} away.`
      : say`Turns off ${off.length + missing.length > 0 ? joinSaid([...off, ...missing]) : 'perhaps a part'} of the public-access block ${block.address}.`,
    why: 'One policy or ACL is then enough to show the hosts’ files to everyone.',
    remedy: 'Keep all four switches on.',
    addresses: [block.address],
  };
}

/** Public ones by their names, and grants to everyone, or to everyone with an account at AWS. */
function publicGrant(values: Values | undefined): string | undefined {
  const acl = textOf(values, 'acl');
  if (acl?.startsWith('public-') || acl === 'authenticated-read') return acl;
  const policy = blocksOf(values, 'access_control_policy')[0];
  const grants = [...blocksOf(values, 'grant'), ...blocksOf(policy, 'grant')];
  const groups = grants.flatMap((grant) => [grant, ...blocksOf(grant, 'grantee')]);
  return groups
    .map((group) => /\/(AllUsers|AuthenticatedUsers)$/.exec(textOf(group, 'uri') ?? '')?.[1])
    .find((name) => name !== undefined);
}

function publicAcl(resource: ResourceChange): readonly Judgement[] {
  const acl = publicGrant(resource.after);
  if (acl === undefined || acl === publicGrant(resource.before)) return [];
  return [
    {
      severity: 'danger',
      inShort: say`opens a bucket to the world`,
      what: say`Makes a bucket public: ${resource.address} gets the ACL ${quoteDerived(resource, ['after'], ['acl', 'grant', 'access_control_policy'], acl)}.`,
      why: 'Everyone can read what is in it, and with public-read-write change it, too.',
      remedy: 'Keep the bucket private, and give access by policy.',
      addresses: [resource.address],
    },
  ];
}
