import { say } from '../../masking/say';
import { borderChanges, type BorderChange } from '../facts/network/border-changes';
import {
  isBorderType,
  OWNER_TYPES,
  referenceOf,
  REFERENCES,
  RULE_TYPES,
} from '../facts/network/border-places';
import type { PlacedWay } from '../facts/network/borders';
import { addressesOf, listWays } from '../facts/network/list-ways';
import { behindBorders } from '../facts/network/hosts-behind';
import { isOpenToWorld } from '../facts/network/passes';
import { UNDERSTOOD, WAY_ATTRIBUTES } from '../facts/network/read-ways';
import type { Way } from '../facts/network/way';
import { listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { isUnknown, textOf } from '../../terraform-plan/values';

/** Who gets in that didn't. */
export const ingressWidened: Rule = {
  id: 'ingress-widened',
  title:
    'A security group, a network ACL or a firewall lets in more than before, or the whole internet',
  reads: [
    { types: [...RULE_TYPES, ...OWNER_TYPES], attributes: [...UNDERSTOOD, ...REFERENCES] },
    { types: RULE_TYPES, and: ['created'] },
  ],
  judge: (facts) => {
    const behind = behindBorders(facts);
    return [
      ...borderChanges(facts).flatMap((change) =>
        judgements(change, behind(change.border).isKafka),
      ),
      ...untold([...facts.resources.values()].flat().filter(isUntold)),
    ];
  },
};

function judgements({ border, opened }: BorderChange, isKafka: boolean): readonly Judgement[] {
  const ways = opened.filter(({ way }) => way.direction === 'in');
  const world = ways.filter(({ way }) => isOpenToWorld(way));
  const others = ways.filter((placed) => !world.includes(placed));
  const grave = world.filter(({ way }) => isGrave(way, isKafka));
  const mild = world.filter((placed) => !grave.includes(placed));
  return [
    ...(grave.length > 0 ? [open(grave, 'danger')] : []),
    ...(mild.length > 0 ? [open(mild, 'care')] : []),
    // Into what is new itself, nobody has come before.
    ...(!border.isNew && others.length > 0 ? [widened(others)] : []),
  ];
}

/** The web is made for everyone; all else, and what stands before brokers and ZooKeeper, isn’t. */
function isGrave({ protocol, fromPort, toPort }: Way, isKafka: boolean): boolean {
  const isWeb = protocol === 'tcp' && fromPort === toPort && WEB_PORTS.includes(fromPort);
  return !protocol.startsWith('icmp') && (isKafka || !isWeb);
}

const WEB_PORTS = [80, 443];

/** The rules of a group that is made anew are unknown where the code has none inside. */
function isUntold(resource: ResourceChange): boolean {
  const { type, change, before, after } = resource;
  if (!isBorderType(type) || !['create', 'update', 'replace'].includes(change)) return false;
  const reference = referenceOf(resource);
  const isOwner = reference === undefined;
  const isStanding = isOwner ? change === 'update' : Boolean(before ?? textOf(after, reference));
  const isWayOut = /egress/.test(type) || textOf(after, 'type') === 'egress';
  const keys = WAY_ATTRIBUTES.filter((key) => !isOwner || key !== 'egress');
  return isStanding && !isWayOut && keys.some((key) => isUnknown(resource, key));
}

function open(world: readonly PlacedWay[], severity: Judgement['severity']): Judgement {
  return {
    severity,
    what: say`Opens ${listSome(addressesOf(world))} to the internet: ${listWays(world)}.`,
    why:
      severity === 'danger'
        ? 'Anyone can reach the port. Kafka and ZooKeeper were made for a private network: who reaches them can read, write or stop them, unless every listener asks who it is.'
        : 'Anyone can reach what listens there, now or later.',
    remedy: 'Name the networks or the security groups of the clients instead.',
    addresses: addressesOf(world),
  };
}

function widened(opened: readonly PlacedWay[]): Judgement {
  return {
    severity: 'care',
    what: say`Lets in more through ${listSome(addressesOf(opened))}: ${listWays(opened)}.`,
    why: 'Who is let in can reach what listens there, and so can whoever gets hold of a machine there.',
    remedy: 'See that these are the networks and ports that are meant, and as few as will do.',
    addresses: addressesOf(opened),
  };
}

function untold(resources: readonly ResourceChange[]): readonly Judgement[] {
  if (resources.length === 0) return [];
  const addresses = resources.map(({ address }) => address);
  return [
    {
      severity: 'care',
      what: say`Changes who is let in through ${listSome(addresses)}, in a way that is known only after the apply.`,
      why: 'Nobody can tell now whether it lets in more than before.',
      remedy: 'Look at where the value comes from, or plan again when it is known.',
      addresses,
    },
  ];
}
