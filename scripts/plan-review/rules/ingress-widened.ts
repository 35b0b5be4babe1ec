import { say, type Sayable } from '../../masking/say';
import { borderChanges, type BorderChange } from '../facts/network/border-changes';
import {
  isBorderType,
  OWNER_TYPES,
  referenceOf,
  REFERENCES,
  RULE_TYPES,
} from '../facts/network/border-places';
import type { PlacedWay } from '../facts/network/borders';
import { addressesOf, listWays, namesOf, resourcesIn } from '../facts/network/list-ways';
import { behindBorders } from '../facts/network/hosts-behind';
import { isOpenToWorld } from '../facts/network/passes';
import { UNDERSTOOD, WAY_ATTRIBUTES } from '../facts/network/read-ways';
import type { Way } from '../facts/network/way';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';
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
    const untold = [...facts.resources.values()].flat().filter(isUntold);
    return [
      ...borderChanges(facts).flatMap((change) =>
        judgements(change, behind(change.border).isKafka),
      ),
      ...tell(untold, {
        severity: 'care',
        what: say`Changes who is let in through ${namesOf(untold)}, in a way that is known only after the apply.`,
        why: 'Nobody can tell now whether it lets in more than before.',
        remedy: 'Look at where the value comes from, or plan again when it is known.',
      }),
    ];
  },
};

function judgements({ border, opened }: BorderChange, isKafka: boolean): readonly Judgement[] {
  const ways = opened.filter(({ way }) => way.direction === 'in');
  const world = ways.filter(({ way }) => isOpenToWorld(way));
  const grave = world.filter(({ way }) => isGrave(way, isKafka));
  const mild = world.filter((placed) => !grave.includes(placed));
  // Into what is new itself, nobody has come before.
  const others = border.isNew ? [] : ways.filter((placed) => !world.includes(placed));
  return [
    ...tell(resourcesIn(grave), {
      severity: 'danger',
      what: opens(grave),
      why: 'Anyone can reach the port. Kafka and ZooKeeper were made for a private network: who reaches them can read, write or stop them, unless every listener asks who it is.',
      remedy: CLIENTS_ONLY,
    }),
    ...tell(resourcesIn(mild), {
      severity: 'care',
      what: opens(mild),
      why: 'Anyone can reach what listens there, now or later.',
      remedy: CLIENTS_ONLY,
    }),
    ...tell(resourcesIn(others), {
      severity: 'care',
      what: say`Lets in more through ${addressesOf(others)}: ${listWays(others)}.`,
      why: 'Who is let in can reach what listens there, and so can whoever gets hold of a machine there.',
      remedy: 'See that these are the networks and ports that are meant, and as few as will do.',
    }),
  ];
}

const CLIENTS_ONLY = 'Name the networks or the security groups of the clients instead.';

function opens(world: readonly PlacedWay[]): Sayable {
  return say`Opens ${addressesOf(world)} to the internet: ${listWays(world)}.`;
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
