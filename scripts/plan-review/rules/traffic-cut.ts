import { say } from '../../masking/say';
import { borderChanges, type BorderChange } from '../facts/network/border-changes';
import type { PlacedWay } from '../facts/network/borders';
import { cutsCluster } from '../facts/network/cluster-ports';
import { isRuleType, RULE_TYPES } from '../facts/network/border-places';
import { behindBorders } from '../facts/network/hosts-behind';
import { readWays, WAY_ATTRIBUTES } from '../facts/network/read-ways';
import { addressesOf, listWays } from '../facts/network/list-ways';
import { listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import { isChanged, isLost, isUnknown } from '../../terraform-plan/values';
import { matcherFor } from '../kinds/matcher-for';
import type { Judgement, Rule } from '../rule';

/** In which hosts stand. */
const PLACES = ['*_subnet', '*_subnetwork', '*_vpc', '*_vnet', '*_virtual_network'];
const isPlace = matcherFor({ types: PLACES });

/** By which hosts say which groups they are in. */
const GROUPS = ['vpc_security_group_ids', 'security_groups', 'security_group_ids'];

/** Traffic of hosts that no longer passes. */
export const trafficCut: Rule = {
  id: 'traffic-cut',
  title: 'A security group, a network ACL or a firewall no longer lets pass what it did',
  reads: [
    { types: RULE_TYPES, and: ['lost'] },
    { types: PLACES, and: ['lost'] },
    { attributes: GROUPS },
  ],
  judge: (facts) => {
    const behind = behindBorders(facts);
    const all = facts.plan.changes.filter(({ mode }) => mode === 'managed');
    return [
      ...borderChanges(facts).flatMap((change) =>
        judgements(change, behind(change.border).members),
      ),
      ...unread(all.filter(isUnread)),
      ...groupsChanged(all.filter(isInOtherGroups)),
      ...placesLost(all.filter((resource) => isLost(resource) && isPlace(resource.type))),
    ];
  },
};

function isInOtherGroups(resource: ResourceChange): boolean {
  return resource.change === 'update' && GROUPS.some((key) => isChanged(resource, key));
}

/** A rule that goes or changes, and of which nothing is understood. */
function isUnread({ type, change, before, after }: ResourceChange): boolean {
  const isGoing = change === 'update' || change === 'delete' || change === 'replace';
  return (
    isGoing && isRuleType(type) && [before, after].every((v) => readWays(type, v).length === 0)
  );
}

function judgements(
  { border, cut, moved }: BorderChange,
  members: readonly string[],
): readonly Judgement[] {
  const grave = cut.filter(
    ({ way, resource }) => !isUntold(resource) && cutsCluster(border, way, members),
  );
  // A border that goes with all of its rules is told of as that.
  const isGone = border.owner?.change === 'delete';
  const others = isGone ? [] : cut.filter((placed) => !grave.includes(placed));
  return [
    ...(grave.length > 0 ? [cutOff(grave)] : []),
    ...(others.length > 0 ? [noLonger(others)] : []),
    ...(moved.length > 0 ? [interrupted(moved)] : []),
  ];
}

/** What comes in place of a way may be the same. */
function isUntold(resource: ResourceChange): boolean {
  return (
    resource.change !== 'delete' && [...WAY_ATTRIBUTES].some((key) => isUnknown(resource, key))
  );
}

function cutOff(cut: readonly PlacedWay[]): Judgement {
  return {
    severity: 'danger',
    what: say`Cuts the cluster’s own hosts off from each other: ${listWays(cut)} no longer passes ${listSome(addressesOf(cut))}.`,
    why: 'Brokers lose their followers and ZooKeeper its quorum, on all hosts of the group at once: partitions go offline, and writes fail.',
    remedy: 'Keep this way open, or open another one for the same traffic before this one goes.',
    addresses: addressesOf(cut),
  };
}

function noLonger(cut: readonly PlacedWay[]): Judgement {
  return {
    severity: 'care',
    what: say`${listSome(addressesOf(cut))} no longer lets pass, or may not: ${listWays(cut)}.`,
    why: 'Brokers, ZooKeeper members or clients that come or go this way lose each other at once, on all hosts behind it.',
    remedy: 'See that nothing uses this way any more, or that another rule lets it pass.',
    addresses: addressesOf(cut),
  };
}

function interrupted(moved: readonly PlacedWay[]): Judgement {
  return {
    severity: 'care',
    what: say`Takes rules away and makes others for the same traffic: ${listWays(moved)}.`,
    why: 'Terraform does both in any order: nothing passes in between, and where the two are the same to the cloud, the removal may come last.',
    remedy:
      'Let the rule keep its address by a `moved` block, or import it at the new one and forget it at the old, so that nothing is taken away.',
    addresses: addressesOf(moved),
  };
}

function unread(resources: readonly ResourceChange[]): readonly Judgement[] {
  if (resources.length === 0) return [];
  const names = resources.map(({ address }) => address);
  return [
    {
      severity: 'care',
      what: say`Changes what passes by ${listSome(names)}, in words that this review doesn’t know.`,
      why: 'Nobody can tell here whom it cuts off, or lets in.',
      remedy: 'Read this change in terraform’s own output.',
      addresses: names,
    },
  ];
}

function groupsChanged(resources: readonly ResourceChange[]): readonly Judgement[] {
  if (resources.length === 0) return [];
  const names = resources.map(({ address }) => address);
  return [
    {
      severity: 'care',
      what: say`Changes the security groups of ${listSome(names)}.`,
      why: 'They are then reached by whatever the groups that come let in, and no longer by what only those that go let in or out.',
      remedy: 'See what each of these groups lets pass.',
      addresses: names,
    },
  ];
}

function placesLost(lost: readonly ResourceChange[]): readonly Judgement[] {
  if (lost.length === 0) return [];
  const names = lost.map(({ address }) => address);
  return [
    {
      severity: 'danger',
      what: say`Takes away or makes anew the network that hosts stand in: ${listSome(names)}.`,
      why: 'No host in it can stay, and none can move: each must be made anew elsewhere, with its data, before the network goes.',
      remedy: 'Make the new network beside the old one, and move hosts to it one after another.',
      addresses: names,
    },
  ];
}
