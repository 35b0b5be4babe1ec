import { joinSaid, say, type Sayable } from '../../masking/say';
import { addressesById } from '../facts/volumes/attachments';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quote } from '../../terraform-plan/quote';
import { isChanged, isLost, isUnknown, textOf } from '../../terraform-plan/values';
import { tell } from '../tell';
import { hostsByAddress, volumeNames } from '../facts/volumes/volume-names';

const ENDS = ['volume_id', 'instance_id', 'device_name'] as const;

/** Volumes that are taken away from hosts that stay. */
export const volumeDetached: Rule = {
  id: 'volume-detached',
  title: 'A volume is taken away from a host that stays',
  reads: [{ types: 'aws_volume_attachment', attributes: [...ENDS, 'force_detach'], and: ['lost'] }],
  isAboutData: true,
  judge: (facts) => {
    const { hostOf, volumeOf } = ends(facts);
    const nameOf = volumeNames(facts);
    const attachments = resourcesOf(facts, 'aws_volume_attachment');
    const taken = attachments
      .filter((attachment) => isLost(attachment) && attachment.deposed === undefined)
      .flatMap((attachment) => {
        const host = hostOf(attachment);
        const volume = volumeOf(attachment);
        const isHostGone = host?.fate === 'replaced' || host?.fate === 'removed';
        if (isHostGone || (volume && isLost(volume))) return [];
        const disk = volume ? nameOf(volume).shown.disk : quote(attachment, 'before', 'volume_id');
        return judgement(attachment, disk ?? say`a volume`, host?.shown.name);
      });
    return [...taken, ...attachments.flatMap(changedInPlace)];
  },
};

/** The provider takes no other ends in place; a plan that says so is known by half. */
function changedInPlace(attachment: ResourceChange): readonly Judgement[] {
  if (attachment.change !== 'update') return [];
  const ends = ENDS.filter((key) => isChanged(attachment, key));
  const isForced = attachment.after?.force_detach === true && isChanged(attachment, 'force_detach');
  const isToTell = ends.length > 0 || isForced || isUnknown(attachment, 'force_detach');
  return tell(isToTell ? [attachment] : [], {
    severity: ends.length > 0 ? 'danger' : 'care',
    what: say`Changes ${ends.length > 0 ? joinSaid(ends) : 'force_detach'} of ${attachment.address} in place.`,
    why: 'A volume that is torn off while a process writes to it may keep a broken file system, and the host goes on without its data.',
    remedy: 'Leave it as it is. Stop the processes of a host before its volume goes.',
  });
}

function ends(facts: PlanFacts) {
  const hosts = hostsByAddress(facts);
  const instances = addressesById(resourcesOf(facts, 'aws_instance'));
  const volumes = resourcesOf(facts, 'aws_ebs_volume');
  const byAddress = new Map<string, ResourceChange>(
    volumes.map((volume) => [volume.address, volume]),
  );
  const byId = addressesById(volumes);
  const end = (ids: ReadonlyMap<string, string>, attachment: ResourceChange, key: string) =>
    ids.get(textOf(attachment.before, key) ?? '') ?? '';
  return {
    hostOf: (attachment: ResourceChange) => hosts.get(end(instances, attachment, 'instance_id')),
    volumeOf: (attachment: ResourceChange) => byAddress.get(end(byId, attachment, 'volume_id')),
  };
}

function judgement(
  attachment: ResourceChange,
  disk: Sayable,
  host?: Sayable,
): readonly Judgement[] {
  const from = host ?? quote(attachment, 'before', 'instance_id') ?? 'its host';
  const taken = comesBack(attachment)
    ? ({
        severity: 'care',
        what: say`Detaches ${disk} from ${from} and attaches it again.`,
        why: 'While the volume is away, the broker or ZooKeeper member has no data: one that runs on may fail, or write to the system disk.',
        remedy: 'Stop the processes of the host before, and start them when the volume is mounted.',
      } as const)
    : ({
        severity: 'danger',
        what: say`Takes ${disk} away from ${from}.`,
        why: 'A broker whose log directory is gone loses the partitions in it from view; one that comes up without it takes itself for new.',
        remedy: 'Keep the attachment, or move the partitions to other disks first.',
      } as const);
  return tell([attachment], taken);
}

function comesBack(attachment: ResourceChange): boolean {
  return (
    attachment.change === 'replace' &&
    ['volume_id', 'instance_id'].every(
      (key) =>
        !isUnknown(attachment, key) &&
        textOf(attachment.before, key) === textOf(attachment.after, key),
    )
  );
}
