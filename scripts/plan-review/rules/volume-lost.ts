import { joinSaid, say, type Sayable } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import { attributeRule } from '../attributes/attribute-rule';
import { lowered, removed, turnedOn, type Harm as ValueHarm } from '../attributes/harms';
import { distinct, groupBy } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement } from '../rule';
import { quote, quotePath } from '../../terraform-plan/quote';
import { isLost, isUnknown, numberOf } from '../../terraform-plan/values';
import { volumeNames, type NamedVolume } from '../facts/volumes/volume-names';

type Harm = 'deleted' | 'replaced' | 'shrunk' | 'of unknown size';

interface HarmedVolume extends NamedVolume {
  readonly volume: ResourceChange;
  readonly harm: Harm;
}

/** Volumes that go with their data. */
export const volumeLost = attributeRule(
  {
    id: 'volume-lost',
    title: 'An EBS volume that may hold data is deleted, replaced or made smaller',
    isAboutData: true,
    reads: [
      { types: 'aws_ebs_volume', attributes: 'size', and: ['lost'] },
      { types: 'aws_instance', attributes: 'ebs_block_device root_block_device' },
    ],
    judge: volumesLost,
    // Volumes in an instance's own blocks, which the provider changes in place.
    types: 'aws_instance',
    severity: 'danger',
    why: 'A volume can’t shrink, and one that goes with its instance, or leaves the code, takes its data along.',
    remedy: 'Keep size and `delete_on_termination`, and data on volumes of their own.',
  },
  [
    {
      attributes: 'ebs_block_device.volume_size root_block_device.volume_size',
      harm: known(lowered()),
      what: 'Shrinks a volume in the blocks of',
    },
    {
      attributes: 'ebs_block_device.device_name',
      harm: known(removed),
      what: 'Takes a volume out of the blocks of',
    },
    {
      attributes: 'ebs_block_device.delete_on_termination',
      harm: known(turnedOn),
      what: 'Lets a volume go with its instance from now on:',
    },
  ],
);

/** What the code doesn't name is computed: a plan says of it that it is known later. */
function known(harm: ValueHarm): ValueHarm {
  return (change) => !change.isUnknown && change.before !== undefined && harm(change);
}

function volumesLost(facts: PlanFacts): readonly Judgement[] {
  const groups = groupBy(harmedVolumes(facts), ({ host, disk, harm, volume }) =>
    [harm, isOutOfCode(volume), volume.deposed !== undefined, host ?? `volume ${disk}`].join(' '),
  );
  // The same disks of several hosts are told of once.
  const alike = groupBy([...groups.values()], likeness);
  const gone = goneHosts(facts);
  return [...alike.values()].map((each) => judgement(each.flat(), gone));
}

function harmedVolumes(facts: PlanFacts): readonly HarmedVolume[] {
  const nameOf = volumeNames(facts);
  return resourcesOf(facts, 'aws_ebs_volume').flatMap((volume) => {
    const harm = harmOf(volume);
    return harm === undefined ? [] : [{ ...nameOf(volume), volume, harm }];
  });
}

function harmOf(volume: ResourceChange): Harm | undefined {
  if (isLost(volume)) return volume.change === 'delete' ? 'deleted' : 'replaced';
  if (volume.change !== 'update') return undefined;
  const [before, after] = [numberOf(volume.before, 'size'), numberOf(volume.after, 'size')];
  const isUntold = before !== undefined && after === undefined;
  if (isUntold || isUnknown(volume, 'size')) return 'of unknown size';
  return before !== undefined && after !== undefined && after < before ? 'shrunk' : undefined;
}

function isOutOfCode({ reason }: ResourceChange): boolean {
  return /^delete_because_(no_(resource_config|module)|count_index|each_key)$/.test(reason ?? '');
}

function likeness(volumes: readonly HarmedVolume[]): string {
  const [{ harm, host, volume }] = volumes as readonly [HarmedVolume];
  const disks = volumes.map(({ disk, volume: each }) => `${disk}${sizes(each)}`);
  return [harm, isOutOfCode(volume), host === undefined, causes(volumes), ...disks].join('\n');
}

/** The hosts that go or are made anew, by name: what becomes of their volumes is told with them. */
function goneHosts({ clusters }: PlanFacts): ReadonlyMap<string, string> {
  const hosts = clusters.flatMap((cluster) => cluster.hosts);
  const gone = hosts.filter(({ fate }) => fate === 'removed' || fate === 'replaced');
  return new Map(gone.map(({ name, address }) => [name, address]));
}

function judgement(volumes: readonly HarmedVolume[], gone: ReadonlyMap<string, string>): Judgement {
  const [{ harm, volume }] = volumes as readonly [HarmedVolume];
  const hosts = distinct(volumes.flatMap(({ host }) => host ?? []));
  const named = nameVolumes(volumes);
  const addresses = volumes.map((each) => each.volume.address);
  switch (harm) {
    case 'shrunk':
      return {
        ...{ severity: 'danger', what: say`Shrinks ${named}${sizes(volume)}.`, addresses },
        why: 'EBS can’t shrink a volume: the apply fails half-way, and the usual way around it is a new volume, without the data.',
        remedy:
          'Keep the size. To have smaller disks, add brokers with them and move the partitions.',
      };
    case 'of unknown size':
      return {
        ...{ severity: 'care', what: say`Resizes ${named}.`, addresses },
        why: 'Its size is known only after the apply: it may be smaller, which fails, or larger, which can’t be undone.',
        remedy: 'Give the size as a number, and plan again.',
      };
    case 'deleted':
    case 'replaced':
      return {
        ...{ severity: 'danger', isFinal: true, addresses, why: whyLost(volume) },
        ...(hosts.length > 0 &&
          hosts.every((host) => gone.has(host)) && { hosts: hosts.map((host) => gone.get(host)!) }),
        what: say`${harm === 'deleted' ? 'Deletes' : 'Replaces'} ${named}${causes(volumes)}.`,
        remedy:
          'Keep the volume. If it shall go, move its partitions to other disks first, see that they are in sync, and take a snapshot.',
      };
  }
}

function nameVolumes(volumes: readonly HarmedVolume[]): Sayable {
  const disks = joinSaid(distinct(volumes.map(({ shown }) => shown.disk)));
  const holders = distinct(volumes.flatMap(({ shown }) => shown.host ?? []));
  const owner =
    holders.length > 1 ? nameHosts(holders.map((name) => ({ shown: { name } }))) : holders[0];
  return say`${volumes.length === 1 ? 'volume' : 'volumes'} ${disks}${owner === undefined ? '' : say` of ${owner}`}`;
}

function causes(volumes: readonly HarmedVolume[]): Sayable {
  const paths = volumes.flatMap(({ volume }) =>
    volume.replacePaths.map((path) => quotePath(volume, path)),
  );
  if (paths.length > 0) return say`, because of ${joinSaid(distinct(paths))}`;
  return volumes[0]!.volume.deposed === undefined
    ? say``
    : say`, left over from an earlier replacement`;
}

function whyLost(volume: ResourceChange): string {
  const lost = 'All data on it is lost; what has no replica in sync elsewhere is lost for good.';
  return isOutOfCode(volume)
    ? `${lost} It is no longer in the code, so that terraform takes no notice of its prevent_destroy.`
    : lost;
}

function sizes(volume: ResourceChange): Sayable {
  const [was, becomes] = [quote(volume, 'before', 'size'), quote(volume, 'after', 'size')];
  return say` from ${was ?? ''} to ${becomes ?? ''} GiB`;
}
