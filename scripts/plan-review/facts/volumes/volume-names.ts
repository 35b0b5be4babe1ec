import { unmarked, type Sayable } from '../../../masking/say';
import { addressesById, attachmentsOf } from './attachments';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import type { HostFacts, PlanFacts } from '../../plan-facts';
import { tagIn, textOf } from '../../../terraform-plan/values';

/** Whose a volume is, and how to call it. */
export interface VolumeName<Text extends string = string> {
  /** Such as `broker-1`; undefined where nobody is known to hold it. */
  readonly host?: Text;
  /** Such as `kafka-1`, or its Name tag, or its address. */
  readonly disk: Text;
}

export interface NamedVolume extends VolumeName {
  /** The same as may be shown. */
  readonly shown: VolumeName<Sayable>;
}

/** Says of each volume whose it is: by its tags, or by who holds it. */
export function volumeNames(facts: PlanFacts): (volume: ResourceChange) => NamedVolume {
  const hosts = hostsByAddress(facts);
  const volumes = addressesById(facts.resources.get('aws_ebs_volume') ?? []);
  const holders = new Map<string, HostFacts>();
  for (const [instance, attachments] of attachmentsOf(facts.resources)) {
    for (const { before } of attachments) {
      const volume = volumes.get(textOf(before, 'volume_id') ?? '');
      const host = hosts.get(instance);
      if (volume !== undefined && host !== undefined) holders.set(volume, host);
    }
  }
  return ({ before, after, shown, address }) => {
    const holder = holders.get(address);
    const { host, disk } = nameIn(shown.before ?? shown.after, holder?.shown.name, address);
    return {
      ...nameIn(before ?? after, holder?.name, address),
      shown: { ...(host !== undefined && { host: unmarked(host) }), disk: unmarked(disk) },
    };
  };
}

function nameIn(values: Values | undefined, holder: string | undefined, address: string) {
  const host = tagIn(values, 'kafka-host') ?? holder;
  const disk = tagIn(values, 'kafka-disk') ?? tagIn(values, 'Name') ?? address;
  return { ...(host !== undefined && { host }), disk };
}

/** The hosts of all clusters, by the addresses of their instances. */
export function hostsByAddress({ clusters }: PlanFacts): ReadonlyMap<string, HostFacts> {
  return new Map(
    clusters.flatMap(({ hosts }) => hosts.map((host) => [host.address, host] as const)),
  );
}
