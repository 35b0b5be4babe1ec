import { addressesById, attachmentsOf } from './attachments';
import type { ResourceChange } from '../../../terraform-plan/plan';
import type { HostFacts, PlanFacts } from '../../plan-facts';
import { tagIn, textOf } from '../../../terraform-plan/values';

/** Whose a volume is, and how to call it. */
export interface VolumeName {
  /** Such as `broker-1`; undefined where nobody is known to hold it. */
  readonly host?: string;
  /** Such as `kafka-1`, or its Name tag, or its address. */
  readonly disk: string;
}

/** Says of each volume whose it is: by its tags, or by who holds it. */
export function volumeNames(facts: PlanFacts): (volume: ResourceChange) => VolumeName {
  const hosts = hostsByAddress(facts);
  const volumes = addressesById(facts.resources.get('aws_ebs_volume') ?? []);
  const holders = new Map<string, string>();
  for (const [instance, attachments] of attachmentsOf(facts.resources)) {
    for (const { before } of attachments) {
      const volume = volumes.get(textOf(before, 'volume_id') ?? '');
      const host = hosts.get(instance);
      if (volume !== undefined && host !== undefined) holders.set(volume, host.name);
    }
  }
  return ({ before, after, address }) => {
    const values = before ?? after;
    const host = tagIn(values, 'kafka-host') ?? holders.get(address);
    return {
      ...(host !== undefined && { host }),
      disk: tagIn(values, 'kafka-disk') ?? tagIn(values, 'Name') ?? address,
    };
  };
}

/** The hosts of all clusters, by the addresses of their instances. */
export function hostsByAddress({ clusters }: PlanFacts): ReadonlyMap<string, HostFacts> {
  return new Map(
    clusters.flatMap(({ hosts }) => hosts.map((host) => [host.address, host] as const)),
  );
}
