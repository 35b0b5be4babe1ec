import { joinSaid, say, unmarked } from '../../masking/say';
import type { ResourceChange } from '../../terraform-plan/plan';
import { quote, quoteDerived } from '../../terraform-plan/quote';
import { isUnknown, tagIn, textOf, textsOf } from '../../terraform-plan/values';
import { settingRule } from '../attributes/setting-rule';
import type { ChangedKey } from '../facts/configuration/changed-keys';
import { bringsOtherPorts } from '../facts/configuration/security-changes';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { groupBy, listSome } from '../lists';
import type { PlanFacts } from '../plan-facts';
import type { Judgement } from '../rule';
import { tell } from '../tell';

const OTHER_CLUSTER = {
  why: 'The quorum holds which topics there are. With another quorum, chroot or id a broker joins another cluster, or refuses to start because the cluster’s id differs.',
  remedy: 'Change members of the quorum one at a time, and never the chroot.',
};
const OTHER_TAG = {
  severity: 'danger',
  why: 'The tools tell by it to which cluster and host it belongs: with another name, files, gates and volumes no longer find each other.',
  remedy: 'Keep the names of a standing cluster and of its hosts. A new name is a new cluster.',
} as const;

/** What makes a host the one that it is. */
export const identityChanged = settingRule(
  {
    id: 'identity-changed',
    title:
      'The id, the rack, a data folder, the place, the address or the cluster of a standing host changes',
    reads: [{ types: 'aws_network_interface', attributes: 'private_ips private_ip' }],
    judge: (facts) => [
      ...membersChanged(facts),
      ...tagsChanged(facts),
      ...filesMoved(facts),
      ...placesChanged(facts),
      ...addressesChanged(facts),
    ],
    of: ['broker'],
    severity: 'danger',
    what: (told, where) => say`Changes ${told} on ${where}.`,
  },
  [
    {
      keys: 'broker.id node.id broker.id.generation.enable',
      why: 'To the cluster it is another broker: all replicas of the old id stay missing, and the broker refuses to start on disks that say another id.',
      remedy: 'Keep the id. A broker with another id is a new broker, on empty disks.',
    },
    {
      keys: 'process.roles',
      why: 'A node that no longer is a controller leaves the quorum without a word to the others; one that no longer is a broker leaves its partitions.',
      remedy:
        'Add a node for the other role first, and take the old one away when nothing lies on it.',
    },
    { keys: 'cluster.id', ...OTHER_CLUSTER },
    {
      keys: 'zookeeper.connect',
      isToldElsewhere: isForOtherPorts,
      severity: (change) => (isOtherQuorum(change) ? 'danger' : 'care'),
      ...OTHER_CLUSTER,
    },
    {
      keys: 'log.dirs log.dir metadata.log.dir',
      severity: (change) => (losesOne(change) ? 'danger' : 'care'),
      why: 'A folder that is no longer listed is not read any more, and its partitions are missing on this broker; one that is new begins empty.',
      remedy:
        'Move the partitions off the folder before it goes, and restart one broker at a time.',
    },
    {
      keys: 'broker.rack',
      severity: 'care',
      why: 'Replicas that stand already are not moved: two of one partition may then count as being in one rack. Brokers with and without racks don’t mix.',
      remedy: 'Move partitions afterwards so that their replicas are in different racks again.',
    },
    {
      keys: 'advertised.listeners',
      // A listener that is added beside the others takes nobody's name away.
      harm: losesOne,
      isToldElsewhere: isForOtherPorts,
      severity: 'care',
      why: 'Clients and other brokers reach it by this name: where it doesn’t lead there, they lose the broker.',
      remedy: 'See that the new name resolves for all of them, before the restart.',
    },
    {
      of: ['zookeeper'],
      keys: 'dataDir dataLogDir',
      why: 'A ZooKeeper member that finds its folder empty comes up without what it has agreed to. A majority of such members forgets the cluster.',
      remedy: 'Copy the folder while the member is stopped, one member at a time.',
    },
  ],
);

interface Lists {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

function losesOne({ before = '', after = '' }: Lists): boolean {
  const [old, now] = [before, after].map((text) => text.split(',').map((each) => each.trim()));
  return old!.some((each) => !now!.includes(each));
}

function isOtherQuorum({ before = '', after = '' }: Lists): boolean {
  const chroot = (text: string) => /\/.*$/.exec(text)?.[0].replace(/\/$/, '') ?? '';
  const members = (text: string) => text.replace(/\/.*$/, '').split(',');
  const stays = members(before).some((member) => members(after).includes(member));
  return chroot(before) !== chroot(after) || !stays;
}

/** The same hosts, at ports with TLS in place of those without, or the other way: `security-changed` tells of it. */
function isForOtherPorts(facts: PlanFacts, change: ChangedKey): boolean {
  const [before, after] = [change.before, change.after].map(withoutPorts);
  return before === after && bringsOtherPorts(facts, change);
}

/** Of `CLIENT://a:9092,INTERNAL://a:9091` the host, of `a:2181,b:2181/x` the hosts and the chroot. */
function withoutPorts(text = ''): string {
  const places = text.replaceAll(/\w+:\/\//g, '').replaceAll(/:\d+(?=[,/]|$)/g, '');
  return [...new Set(places.split(','))].sort().join();
}

/** The file `myid`, whose text is the id and nothing else. */
function membersChanged({ configuration }: PlanFacts): readonly Judgement[] {
  return configuration
    .filter(({ label }) => /(^|\/)myid$/.test(label))
    .filter(({ before, after }) => before !== undefined && before.trim() !== after?.trim())
    .flatMap((change) => {
      const { hosts, before, after } = change.shown;
      const none = change.note === undefined ? 'none' : 'what the plan doesn’t show';
      const [was, becomes] = [before ?? '', after ?? none].map((text) => unmarked(text.trim()));
      return tell([change.shown], {
        severity: 'danger',
        what: say`Changes the ZooKeeper id of ${joinSaid(hosts)} from ${was!} to ${becomes!}.`,
        why: 'The quorum knows its members by their ids. Two of one id, or one that no other knows, break elections.',
        remedy: 'Keep the id of a member for as long as it lives.',
      });
    });
}

const TAGS = ['kafka-cluster', 'kafka-host', 'kafka-disk'] as const;

function tagsChanged(facts: PlanFacts): readonly Judgement[] {
  const changed = resourcesOf(facts, 'aws_instance', 'aws_ebs_volume').flatMap((resource) =>
    TAGS.flatMap((tag) => {
      const { before, after, shown } = resource;
      const isSame = tagIn(before, tag) === undefined || tagIn(before, tag) === tagIn(after, tag);
      if (after === undefined || isSame) return [];
      const isUntold = isUnknown(resource, 'tags', tag) || isUnknown(resource, 'tags_all', tag);
      const none = isUntold ? 'what is known only after the apply' : 'none';
      const [was, becomes] = [tagIn(shown.before, tag) ?? '', tagIn(shown.after, tag) ?? none];
      return [
        { what: say`the tag ${tag} from ${unmarked(was)} to ${unmarked(becomes)}`, resource },
      ];
    }),
  );
  return [...groupBy(changed, ({ what }) => what)].flatMap(([what, group]) => {
    const resources = group.map(({ resource }) => resource);
    const named = listSome(resources.map(({ address }) => address));
    return tell(resources, { what: say`Changes ${what} on ${named}.`, ...OTHER_TAG });
  });
}

/** Files whose keys change lie under another cluster or host. */
function filesMoved({ files }: PlanFacts): readonly Judgement[] {
  const moved = files.filter(({ object, cluster, key }) => {
    const before = textOf(object.before, 'key');
    return cluster !== '' && before !== undefined && object.after && before !== key;
  });
  const objects = moved.map(({ object }) => object);
  const was = objects[0] && quote(objects[0], 'before', 'key');
  const what = say`Moves ${unmarked(moved.length)} files of hosts, such as ${was ?? ''} to ${moved[0]?.shown.key ?? ''}.`;
  return tell(objects, { what, ...OTHER_TAG });
}

function placesChanged(facts: PlanFacts): readonly Judgement[] {
  const zones = new Map(
    resourcesOf(facts, 'aws_subnet').map(({ before }) => [
      textOf(before, 'id'),
      textOf(before, 'availability_zone'),
    ]),
  );
  return resourcesOf(facts, 'aws_instance').flatMap((instance) => {
    const moved = (['availability_zone', 'subnet_id'] as const).filter((key) =>
      isMoved(instance, key),
    );
    if (moved.length === 0) return [];
    const values = moved.map(
      (key) =>
        say`${key} ${quote(instance, 'before', key) ?? ''} → ${quote(instance, 'after', key) ?? 'known only after the apply'}`,
    );
    const zone = (side: 'before' | 'after') => zones.get(textOf(instance[side], 'subnet_id') ?? '');
    const isOtherZone = zone('after') !== undefined && zone('before') !== zone('after');
    return tell([instance], {
      severity: moved.includes('availability_zone') || isOtherZone ? 'danger' : 'care',
      what: say`Moves ${instance.address}: ${joinSaid(values)}.`,
      why: 'A subnet or zone can’t change on a standing machine: it is made anew, and volumes of the old zone can’t come along.',
      remedy:
        'Leave the host where it is. For another place, add a broker there and move the partitions.',
    });
  });
}

/** Unknown values count only where they are a reason to make the instance anew. */
function isMoved(instance: ResourceChange, key: string): boolean {
  const [before, after] = [textOf(instance.before, key), textOf(instance.after, key)];
  if (!/replace|update/.test(instance.change) || before === undefined) return false;
  if (after !== undefined) return before !== after;
  return isUnknown(instance, key) && instance.replacePaths.some(([first]) => first === key);
}

function addressesChanged(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, 'aws_network_interface').flatMap((resource) => {
    const { before, after, change, address } = resource;
    if (before === undefined || after === undefined || change === 'none') return [];
    const [old, now] = [textsOf(before, 'private_ips'), textsOf(after, 'private_ips')];
    const lost = old.filter((ip) => !now.includes(ip));
    const isLater = lost.length === 0 || isUnknown(resource, 'private_ips');
    if (isLater && change !== 'replace') return [];
    const said = (side: 'before' | 'after', ips: readonly string[]) =>
      quoteDerived(resource, [side], ['private_ips'], ips.join(', '));
    const becomes = isLater ? say`what is known later` : said('after', now) || say`none`;
    return tell([resource], {
      severity: 'care',
      what: say`Changes the address of ${address} from ${said('before', isLater ? old : lost) || 'one'} to ${becomes}.`,
      why: 'Names, security groups by address and open connections lead to the old one.',
      remedy: 'Keep the address, or change one host at a time with its DNS record.',
    });
  });
}
