import type { ResourceChange } from '../plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../evidence/resources-of';
import type { Judgement, Rule } from '../rule';
import { isLost, isUnknown, textOf } from '../values';

/** What becomes reachable from the internet by other ways than a security group. */
export const exposedToInternet: Rule = {
  id: 'exposed-to-internet',
  title: 'A host gets a public address, or a bucket loses its public-access block',
  judge: (facts) => [
    ...publicAddresses(facts),
    ...resourcesOf(facts, 'aws_s3_bucket_public_access_block', 'aws_s3_account_public_access_block')
      .map(publicAccess)
      .filter((judgement) => judgement !== undefined),
    ...resourcesOf(facts, 'aws_s3_bucket_acl', 'aws_s3_bucket').flatMap(publicAcl),
  ],
};

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
    ...hosts.map((host) => exposed(host, 'Gives a public address to', 'danger')),
    ...subnets.map((subnet) => exposed(subnet, 'Gives public addresses to new hosts in', 'care')),
    ...associations.map((eip) => exposed(eip, 'Gives a public address to a host by', 'care')),
  ];
}

function exposed(
  { address }: ResourceChange,
  verb: string,
  severity: Judgement['severity'],
): Judgement {
  return {
    severity,
    what: `${verb} ${address}.`,
    why: 'Then only security groups stand between the host and the internet.',
    remedy: 'Let clients come through the private network, and hosts go out through a NAT gateway.',
    addresses: [address],
  };
}

const BLOCKS = [
  'block_public_acls',
  'block_public_policy',
  'ignore_public_acls',
  'restrict_public_buckets',
] as const;

function publicAccess(block: ResourceChange): Judgement | undefined {
  const isGone = block.change === 'delete' || block.change === 'forget';
  const off = BLOCKS.filter((key) => block.before?.[key] === true && block.after?.[key] !== true);
  const unknown = BLOCKS.some((key) => isUnknown(block, key)) && !isLost(block) && block.before;
  const missing = block.change === 'create' ? BLOCKS.filter((k) => block.after?.[k] === false) : [];
  if (!isGone && off.length === 0 && !unknown && missing.length === 0) return undefined;
  return {
    severity: isGone || (off.length > 0 && !unknown) ? 'danger' : 'care',
    what: isGone
      ? `Takes the public-access block ${block.address} away.`
      : `Turns off ${[...off, ...missing].join(', ') || 'perhaps a part'} of the public-access block ${block.address}.`,
    why: 'One policy or ACL is then enough to show the hosts’ files to everyone.',
    remedy: 'Keep all four switches on.',
    addresses: [block.address],
  };
}

function publicAcl(resource: ResourceChange): readonly Judgement[] {
  const acl = textOf(resource.after, 'acl');
  if (!acl?.startsWith('public-') || acl === textOf(resource.before, 'acl')) return [];
  return [
    {
      severity: 'danger',
      what: `Makes a bucket public: ${resource.address} gets the ACL ${acl}.`,
      why: 'Everyone can read what is in it, and with public-read-write change it, too.',
      remedy: 'Keep the bucket private, and give access by policy.',
      addresses: [resource.address],
    },
  ];
}
