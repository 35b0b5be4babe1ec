import { joinSaid, say, type Sayable } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import { distinct, groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quote, quoteDerived, quotePath } from '../../terraform-plan/quote';
import { blocksOf, isLost, isUnknown, numberOf, textOf } from '../../terraform-plan/values';
import { volumeNames, type NamedVolume } from '../facts/volumes/volume-names';

type Harm = 'deleted' | 'replaced' | 'shrunk' | 'of unknown size';

interface HarmedVolume extends NamedVolume {
  readonly volume: ResourceChange;
  readonly harm: Harm;
}

/** Volumes that go with their data. */
export const volumeLost: Rule = {
  id: 'volume-lost',
  title: 'An EBS volume that may hold data is deleted, replaced or made smaller',
  reads: [
    { types: 'aws_ebs_volume', attributes: 'size', and: ['lost'] },
    { types: 'aws_instance', attributes: 'ebs_block_device root_block_device' },
  ],
  isAboutData: true,
  judge: (facts) => {
    const groups = groupBy(harmedVolumes(facts), ({ host, disk, harm, volume }) =>
      [harm, isOutOfCode(volume), volume.deposed !== undefined, host ?? `volume ${disk}`].join(' '),
    );
    // The same disks of several hosts are told of once.
    const alike = groupBy([...groups.values()], likeness);
    const gone = goneHosts(facts);
    return [
      ...[...alike.values()].map((each) => judgement(each.flat(), gone)),
      ...innerVolumes(facts),
    ];
  },
};

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
  const disks = joinSaid(distinct(volumes.map(({ shown }) => shown.disk)));
  const hosts = distinct(volumes.flatMap(({ host }) => host ?? []));
  const holders = distinct(volumes.flatMap(({ shown }) => shown.host ?? []));
  const owner =
    holders.length > 1 ? nameHosts(holders.map((name) => ({ shown: { name } }))) : holders[0];
  const named = say`${volumes.length === 1 ? 'volume' : 'volumes'} ${disks}${owner === undefined ? '' : say` of ${owner}`}`;
  const addresses = volumes.map(({ volume: { address } }) => address);
  switch (harm) {
    case 'shrunk':
      return {
        ...SHRUNK,
        severity: 'danger',
        what: say`Shrinks ${named}${sizes(volume)}.`,
        addresses,
      };
    case 'of unknown size':
      return { ...UNKNOWN_SIZE, severity: 'care', what: say`Resizes ${named}.`, addresses };
    case 'deleted':
    case 'replaced':
      return {
        severity: 'danger',
        isFinal: true,
        ...(hosts.length > 0 &&
          hosts.every((host) => gone.has(host)) && { hosts: hosts.map((host) => gone.get(host)!) }),
        what: say`${harm === 'deleted' ? 'Deletes' : 'Replaces'} ${named}${causes(volumes)}.`,
        why: whyLost(volume),
        remedy:
          'Keep the volume. If it shall go, move its partitions to other disks first, see that they are in sync, and take a snapshot.',
        addresses,
      };
  }
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

const SHRUNK = {
  why: 'EBS can’t shrink a volume: the apply fails half-way, and the usual way around it is a new volume, without the data.',
  remedy: 'Keep the size. To have smaller disks, add brokers with them and move the partitions.',
};

const UNKNOWN_SIZE = {
  why: 'Its size is known only after the apply: it may be smaller, which fails, or larger, which can’t be undone.',
  remedy: 'Give the size as a number, and plan again.',
};

/** Volumes in an instance's own blocks, which the provider changes in place. */
function innerVolumes(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, 'aws_instance')
    .filter(({ change }) => change === 'update')
    .flatMap((instance) => {
      const { address } = instance;
      const harm = (['ebs_block_device', 'root_block_device'] as const).flatMap((key) =>
        blockHarm(instance, key),
      );
      if (harm.length === 0) return [];
      const what = say`Changes volumes in the blocks of ${address}: ${listSome(harm)}.`;
      return [{ ...INNER, severity: 'danger', what, addresses: [address] }];
    });
}

function blockHarm(
  instance: ResourceChange,
  key: 'ebs_block_device' | 'root_block_device',
): readonly Sayable[] {
  const { before, after } = instance;
  const said = (words: string | number) =>
    quoteDerived(instance, ['before', 'after'], [key], words);
  // What the code doesn't name is computed: a plan says of it that it is known later.
  if (isUnknown(instance, key)) return [];
  const blocks = blocksOf(after, key);
  return blocksOf(before, key).flatMap((old, index) => {
    const device = () => said(textOf(old, 'device_name') ?? key);
    const block = blocks.find((each) => textOf(each, 'device_name') === textOf(old, 'device_name'));
    const same = block ?? (key === 'root_block_device' ? blocks[index] : undefined);
    if (same === undefined) return key === 'root_block_device' ? [] : [say`${device()} goes`];
    const [was, becomes] = [numberOf(old, 'volume_size'), numberOf(same, 'volume_size')];
    const isSmaller = was !== undefined && becomes !== undefined && becomes < was;
    const isDoomed =
      key === 'ebs_block_device' &&
      old.delete_on_termination === false &&
      same.delete_on_termination === true;
    return [
      ...(isSmaller ? [say`${device()} shrinks from ${said(was)} to ${said(becomes)} GiB`] : []),
      ...(isDoomed ? [say`${device()} is deleted with its instance from now on`] : []),
    ];
  });
}

const INNER = {
  why: 'A volume can’t shrink, and one that goes with its instance, or leaves the code, takes its data along.',
  remedy: 'Keep size and `delete_on_termination`, and data on volumes of their own.',
};
