import { say } from '../../masking/say';
import { borderChanges, type BorderChange } from '../facts/network/border-changes';
import type { Border, PlacedWay } from '../facts/network/borders';
import { goesBehindConverge } from '../facts/behind-converge';
import { cutsCluster } from '../facts/network/cluster-ports';
import {
  isBorderType,
  isRuleType,
  OWNER_TYPES,
  REFERENCES,
  RULE_TYPES,
} from '../facts/network/border-places';
import { behindBorders } from '../facts/network/hosts-behind';
import { readWays, UNDERSTOOD, WAY_ATTRIBUTES } from '../facts/network/read-ways';
import { isOpenToWorld } from '../facts/network/passes';
import { addressesOf, listWays, namesOf, resourcesIn } from '../facts/network/list-ways';
import { matcherFor } from '../kinds/matcher-for';
import type { ResourceChange } from '../../terraform-plan/plan';
import { isChanged, isLost, isUnknown } from '../../terraform-plan/values';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';

/** In which hosts stand. */
const PLACES = ['*_subnet', '*_subnetwork', '*_vpc', '*_vnet', '*_virtual_network'];
const isPlace = matcherFor({ types: PLACES });

/** Traffic of hosts that no longer passes. */
export const trafficCut: Rule = {
  id: 'traffic-cut',
  title: 'A security group, a network ACL or a firewall no longer lets pass what it did',
  reads: [
    { types: [...RULE_TYPES, ...OWNER_TYPES], attributes: [...UNDERSTOOD, ...REFERENCES] },
    { types: RULE_TYPES, and: ['lost'] },
    { types: PLACES, and: ['lost'] },
  ],
  judge: (facts) => {
    const behind = behindBorders(facts);
    const isStaged = goesBehindConverge(facts);
    const all = facts.plan.changes.filter(({ mode }) => mode === 'managed');
    const unread = all.filter(isUnread);
    const places = all.filter((resource) => isLost(resource) && isPlace(resource.type));
    return [
      ...borderChanges(facts).flatMap((change) =>
        judgements(change, { members: behind(change.border).members, isStaged }),
      ),
      ...tell(unread, {
        severity: 'care',
        what: say`Changes what passes by ${namesOf(unread)}, in words that this review doesn’t know.`,
        why: 'Nobody can tell here whom it cuts off, or lets in.',
        remedy: 'Read this change in terraform’s own output.',
      }),
      ...tell(places, {
        severity: 'danger',
        what: say`Takes away or makes anew the network that hosts stand in: ${namesOf(places)}.`,
        why: 'No host in it can stay, and none can move: each must be made anew elsewhere, with its data, before the network goes.',
        remedy: 'Make the new network beside the old one, and move hosts to it one after another.',
      }),
    ];
  },
};

/** A rule that goes or changes, and of which nothing is understood. */
function isUnread(resource: ResourceChange): boolean {
  const { type, before, after } = resource;
  const isGoing = isLost(resource) && isRuleType(type);
  const isOther = () => WAY_ATTRIBUTES.some((key) => isChanged(resource, key));
  if (!isGoing && !(resource.change === 'update' && isBorderType(type) && isOther())) return false;
  return [before, after].every((values) => readWays(type, values).length === 0);
}

interface Behind {
  /** Groups and addresses of the hosts behind a border. */
  readonly members: readonly string[];
  /** Whether a rule goes when nobody uses it any more. */
  readonly isStaged: (rule: ResourceChange) => boolean;
}

function judgements(
  { border, cut: all, moved }: BorderChange,
  { members, isStaged }: Behind,
): readonly Judgement[] {
  const staged = all.filter(({ resource }) => isStaged(resource));
  const cut = all.filter(({ resource }) => !isStaged(resource));
  const grave = cut.filter(
    ({ way, resource }) => !isUntold(resource) && cutsCluster(border, way, members),
  );
  // A border that goes with all of its rules is told of as that.
  const isGone = border.owner?.change === 'delete';
  const isTold = (placed: PlacedWay) => !grave.includes(placed) && !isClosedToWorld(placed, border);
  const others = isGone ? [] : cut.filter(isTold);
  return [
    ...tell(resourcesIn(grave), {
      severity: 'danger',
      what: say`Cuts the cluster’s own hosts off from each other: ${listWays(grave)} no longer passes ${addressesOf(grave)}.`,
      why: 'Brokers lose their followers and ZooKeeper its quorum, on all hosts of the group at once: partitions go offline, and writes fail.',
      remedy: 'Keep this way open, or open another one for the same traffic before this one goes.',
    }),
    ...tell(resourcesIn(others), {
      severity: 'care',
      what: say`${addressesOf(others)} no longer lets pass, or may not: ${listWays(others)}.`,
      why: 'Brokers, ZooKeeper members or clients that come or go this way lose each other at once, on all hosts behind it.',
      remedy: 'See that nothing uses this way any more, or that another rule lets it pass.',
    }),
    ...tell(resourcesIn(staged), {
      severity: 'care',
      what: say`Closes ports behind converge, which the cluster does not have any more by then: ${listWays(staged)}.`,
      why: 'Where converge stops, as it does while somebody is connected to one, the rules stay.',
      remedy: 'Move clients to the other ports before.',
    }),
    ...tell(resourcesIn(moved), {
      severity: 'care',
      what: say`Takes rules away and makes others for the same traffic: ${listWays(moved)}.`,
      why: 'Terraform does both in any order: nothing passes in between, and where the two are the same to the cloud, the removal may come last.',
      remedy:
        'Let the rule keep its address by a `moved` block, or import it at the new one and forget it at the old, so that nothing is taken away.',
    }),
  ];
}

/** A network of one's own, and not a few hosts of it. */
const PRIVATE = /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\..*\/(\d|1\d|2[0-4])$/;

/** A rule that leaves the internet out, and still lets private networks in, is guarded better. */
function isClosedToWorld({ way, resource }: PlacedWay, { after }: Border): boolean {
  const isLeft = (other: PlacedWay) =>
    other.resource === resource &&
    !other.way.isDenied &&
    PRIVATE.test(other.way.peer) &&
    (['direction', 'protocol', 'fromPort', 'toPort'] as const).every(
      (key) => other.way[key] === way[key],
    );
  return way.direction === 'in' && isOpenToWorld(way) && after.some(isLeft);
}

/** What comes in place of a way may be the same. */
function isUntold(resource: ResourceChange): boolean {
  return resource.change !== 'delete' && WAY_ATTRIBUTES.some((key) => isUnknown(resource, key));
}
