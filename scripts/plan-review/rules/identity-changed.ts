import { joinSaid, say, unmarked, type Sayable } from '../../masking/say';
import {
  changedKeys,
  describeKeyChange,
  type ChangedKey,
} from '../facts/configuration/changed-keys';
import { groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quote, quoteDerived } from '../../terraform-plan/quote';
import { isUnknown, tagIn, textOf, textsOf } from '../../terraform-plan/values';

/** What makes a host the one that it is. */
export const identityChanged: Rule = {
  id: 'identity-changed',
  title:
    'The id, the rack, a data folder, the place, the address or the cluster of a standing host changes',
  reads: [{ types: 'aws_network_interface', attributes: 'private_ips private_ip' }],
  judge: (facts) => [
    ...changedKeys(facts, 'broker').flatMap(brokerKey),
    ...changedKeys(facts, 'zookeeper').flatMap(zookeeperKey),
    ...membersChanged(facts),
    ...tagsChanged(facts),
    ...filesMoved(facts),
    ...placesChanged(facts),
    ...addressesChanged(facts),
  ],
};

function brokerKey(change: ChangedKey): readonly Judgement[] {
  switch (change.key) {
    case 'broker.id':
    case 'node.id':
    case 'broker.id.generation.enable':
      return [judgement(change, 'danger', OTHER_BROKER)];
    case 'process.roles':
      return [judgement(change, 'danger', OTHER_PART)];
    case 'cluster.id':
      return [judgement(change, 'danger', OTHER_CLUSTER)];
    case 'log.dirs':
    case 'log.dir':
    case 'metadata.log.dir':
      return [judgement(change, dirsRemoved(change) ? 'danger' : 'care', OTHER_DATA)];
    case 'zookeeper.connect':
      return [judgement(change, isOtherQuorum(change) ? 'danger' : 'care', OTHER_CLUSTER)];
    case 'broker.rack':
      return [judgement(change, 'care', OTHER_RACK)];
    case 'advertised.listeners':
      return isRenamed(change) ? [judgement(change, 'care', OTHER_NAME)] : [];
    default:
      return [];
  }
}

function zookeeperKey(change: ChangedKey): readonly Judgement[] {
  return change.key === 'dataDir' || change.key === 'dataLogDir'
    ? [judgement(change, 'danger', OTHER_MEMBER_DATA)]
    : [];
}

interface Reason {
  readonly why: string;
  readonly remedy: string;
}

const OTHER_BROKER: Reason = {
  why: 'To the cluster it is another broker: all replicas of the old id stay missing, and the broker refuses to start on disks that say another id.',
  remedy: 'Keep the id. A broker with another id is a new broker, on empty disks.',
};
const OTHER_PART: Reason = {
  why: 'A node that no longer is a controller leaves the quorum without a word to the others; one that no longer is a broker leaves its partitions.',
  remedy: 'Add a node for the other role first, and take the old one away when nothing lies on it.',
};
const OTHER_DATA: Reason = {
  why: 'A folder that is no longer listed is not read any more, and its partitions are missing on this broker; one that is new begins empty.',
  remedy: 'Move the partitions off the folder before it goes, and restart one broker at a time.',
};
const OTHER_CLUSTER: Reason = {
  why: 'The quorum holds which topics there are. With another quorum, chroot or id a broker joins another cluster, or refuses to start because the cluster’s id differs.',
  remedy: 'Change members of the quorum one at a time, and never the chroot.',
};
const OTHER_RACK: Reason = {
  why: 'Replicas that stand already are not moved: two of one partition may then count as being in one rack. Brokers with and without racks don’t mix.',
  remedy: 'Move partitions afterwards so that their replicas are in different racks again.',
};
const OTHER_NAME: Reason = {
  why: 'Clients and other brokers reach it by this name: where it doesn’t lead there, they lose the broker.',
  remedy: 'See that the new name resolves for all of them, before the restart.',
};
const OTHER_MEMBER_DATA: Reason = {
  why: 'A ZooKeeper member that finds its folder empty comes up without what it has agreed to. A majority of such members forgets the cluster.',
  remedy: 'Copy the folder while the member is stopped, one member at a time.',
};
const OTHER_PLACE: Reason = {
  why: 'A subnet or zone can’t change on a standing machine: it is made anew, and volumes of the old zone can’t come along.',
  remedy:
    'Leave the host where it is. For another place, add a broker there and move the partitions.',
};
const OTHER_ADDRESS: Reason = {
  why: 'Names, security groups by address and open connections lead to the old one.',
  remedy: 'Keep the address, or change one host at a time with its DNS record.',
};
const OTHER_TAG: Reason = {
  why: 'The tools tell by it to which cluster and host it belongs: with another name, files, gates and volumes no longer find each other.',
  remedy: 'Keep the names of a standing cluster and of its hosts. A new name is a new cluster.',
};

function judgement(change: ChangedKey, severity: Judgement['severity'], reason: Reason): Judgement {
  const what = say`Changes ${describeKeyChange(change)} on ${change.where}.`;
  return { severity, what, ...reason, addresses: change.addresses };
}

function dirsRemoved({ before, after }: ChangedKey): boolean {
  const dirs = (text = '') => text.split(',').map((dir) => dir.trim());
  return dirs(before).some((dir) => !dirs(after).includes(dir));
}

/** A listener that is added beside the others takes nobody's name away. */
function isRenamed({ before = '', after = '' }: ChangedKey): boolean {
  const names = (text: string) => text.split(',').map((name) => name.trim());
  return names(before).some((name) => !names(after).includes(name));
}

function isOtherQuorum({ before = '', after = '' }: ChangedKey): boolean {
  const chroot = (text: string) => /\/.*$/.exec(text)?.[0].replace(/\/$/, '') ?? '';
  const members = (text: string) => text.replace(/\/.*$/, '').split(',');
  const stays = members(before).some((member) => members(after).includes(member));
  return chroot(before) !== chroot(after) || !stays;
}

/** The file `myid`, whose text is the id and nothing else. */
function membersChanged({ configuration }: PlanFacts): readonly Judgement[] {
  return configuration
    .filter(
      ({ label, before, after }) => /(^|\/)myid$/.test(label) && before?.trim() !== after?.trim(),
    )
    .filter(({ before }) => before !== undefined)
    .map(({ shown, address, note }) => {
      const { hosts, before, after } = shown;
      const becomes =
        after === undefined
          ? note === undefined
            ? 'none'
            : 'what the plan doesn’t show'
          : unmarked(after.trim());
      return {
        severity: 'danger',
        what: say`Changes the ZooKeeper id of ${joinSaid(hosts)} from ${unmarked(before?.trim() ?? '')} to ${becomes}.`,
        why: 'The quorum knows its members by their ids. Two of one id, or one that no other knows, break elections.',
        remedy: 'Keep the id of a member for as long as it lives.',
        addresses: [address],
      };
    });
}

const TAGS = ['kafka-cluster', 'kafka-host', 'kafka-disk'] as const;

function tagsChanged(facts: PlanFacts): readonly Judgement[] {
  const changed = resourcesOf(facts, 'aws_instance', 'aws_ebs_volume').flatMap((resource) =>
    TAGS.flatMap((tag) => {
      const [before, after] = [tagIn(resource.before, tag), tagIn(resource.after, tag)];
      if (resource.after === undefined || before === undefined || before === after) return [];
      const isUntold = isUnknown(resource, 'tags', tag) || isUnknown(resource, 'tags_all', tag);
      const [was, becomes] = [tagIn(resource.shown.before, tag), tagIn(resource.shown.after, tag)];
      const unset = isUntold ? 'what is known only after the apply' : 'none';
      const told = becomes === undefined ? unset : unmarked(becomes);
      return [{ what: say`the tag ${tag} from ${unmarked(was ?? '')} to ${told}`, resource }];
    }),
  );
  return [...groupBy(changed, ({ what }) => what)].map(([what, group]) => {
    const addresses = group.map(({ resource }) => resource.address);
    return {
      severity: 'danger',
      what: say`Changes ${what} on ${listSome(addresses)}.`,
      ...OTHER_TAG,
      addresses,
    };
  });
}

/** Files whose keys change lie under another cluster or host. */
function filesMoved({ files }: PlanFacts): readonly Judgement[] {
  const moved = files.filter(({ object, cluster, key }) => {
    const before = textOf(object.before, 'key');
    return cluster !== '' && before !== undefined && object.after && before !== key;
  });
  if (moved.length === 0) return [];
  const [{ object, shown }] = moved as [(typeof moved)[number]];
  return [
    {
      severity: 'danger',
      what: say`Moves ${unmarked(moved.length)} files of hosts, such as ${quote(object, 'before', 'key') ?? ''} to ${shown.key}.`,
      ...OTHER_TAG,
      addresses: moved.map((file) => file.object.address),
    },
  ];
}

const PLACES = ['availability_zone', 'subnet_id'] as const;

function placesChanged(facts: PlanFacts): readonly Judgement[] {
  const zones = new Map(
    resourcesOf(facts, 'aws_subnet').map(({ before }) => [
      textOf(before, 'id'),
      textOf(before, 'availability_zone'),
    ]),
  );
  return resourcesOf(facts, 'aws_instance').flatMap((instance) => {
    if (instance.change !== 'replace' && instance.change !== 'update') return [];
    const moved = PLACES.filter((key) => isMoved(instance, key));
    if (moved.length === 0) return [];
    const values = moved.map(
      (key) =>
        say`${key} ${quote(instance, 'before', key) ?? ''} → ${quote(instance, 'after', key) ?? 'known only after the apply'}`,
    );
    const what = say`Moves ${instance.address}: ${joinSaid(values)}.`;
    const zone = (key: 'before' | 'after') => zones.get(textOf(instance[key], 'subnet_id') ?? '');
    const isOtherZone = zone('after') !== undefined && zone('before') !== zone('after');
    const severity = moved.includes('availability_zone') || isOtherZone ? 'danger' : 'care';
    return [{ severity, what, ...OTHER_PLACE, addresses: [instance.address] }];
  });
}

/** Unknown values count only where they are a reason to make the instance anew. */
function isMoved(instance: ResourceChange, key: string): boolean {
  const [before, after] = [textOf(instance.before, key), textOf(instance.after, key)];
  if (before === undefined) return false;
  if (after !== undefined) return before !== after;
  return isUnknown(instance, key) && instance.replacePaths.some(([first]) => first === key);
}

function addressesChanged(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, 'aws_network_interface').flatMap((networkInterface) => {
    const { before, after, change } = networkInterface;
    if (before === undefined || after === undefined || change === 'none') return [];
    const [old, new_] = [textsOf(before, 'private_ips'), textsOf(after, 'private_ips')];
    const lost = old.filter((ip) => !new_.includes(ip));
    if (lost.length === 0 || isUnknown(networkInterface, 'private_ips')) {
      const later = say`what is known later`;
      return change === 'replace' ? [otherAddress(networkInterface, old, later)] : [];
    }
    const becomes = quoteDerived(networkInterface, ['after'], ['private_ips'], new_.join(', '));
    return [otherAddress(networkInterface, lost, becomes || say`none`)];
  });
}

function otherAddress(
  networkInterface: ResourceChange,
  old: readonly string[],
  becomes: Sayable,
): Judgement {
  const { address } = networkInterface;
  const was = quoteDerived(networkInterface, ['before'], ['private_ips'], old.join(', '));
  const what = say`Changes the address of ${address} from ${was || 'one'} to ${becomes}.`;
  return { severity: 'care', what, ...OTHER_ADDRESS, addresses: [address] };
}
