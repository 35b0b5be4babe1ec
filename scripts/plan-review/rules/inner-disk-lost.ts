import { say, type Sayable } from '../../masking/say';
import { instanceType } from '../../../cluster/hardware/instance-types';
import { attachmentsOf } from '../facts/volumes/attachments';
import type { HostFacts, PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';
import { quoteDerived } from '../../terraform-plan/quote';
import { blocksOf, textOf } from '../../terraform-plan/values';

/** Disks that live and die with their instance. */
export const innerDiskLost: Rule = {
  id: 'inner-disk-lost',
  title: 'A host stops or goes whose data lies on disks that go with it',
  isAboutData: true,
  judge: (facts) => {
    const attachments = attachmentsOf(facts.resources);
    return facts.clusters.flatMap(({ hosts }) =>
      hosts.flatMap((host) => {
        const hasVolumes = (attachments.get(host.address) ?? []).length > 0;
        const disks = lostDisks(host, hasVolumes, facts);
        return disks === undefined ? [] : judgement(host, disks);
      }),
    );
  },
};

/** What images call their system disk. */
const ROOT_DEVICES = new Set(['/dev/sda1', '/dev/xvda']);

function lostDisks(host: HostFacts, hasVolumes: boolean, facts: PlanFacts): Sayable | undefined {
  const { fate, instance, isBroker, isZookeeper } = host;
  const goes = fate === 'replaced' || fate === 'removed';
  if (!goes && fate !== 'stopped') return undefined;
  const blocks = blocksOf(instance.before, 'ebs_block_device');
  const hasStore = hasInstanceStore(host);
  if (hasStore && (!hasVolumes || hasEphemeral(host))) return say`its instance store`;
  if (!goes) return undefined;
  const ownVolumes = new Set(
    (facts.resources.get('aws_ebs_volume') ?? []).map(({ before }) => textOf(before, 'id')),
  );
  const dying = blocks.filter(
    (block) =>
      block.delete_on_termination === true &&
      !ROOT_DEVICES.has(textOf(block, 'device_name') ?? '') &&
      !ownVolumes.has(textOf(block, 'volume_id') ?? ''),
  );
  if (dying.length > 0) {
    const names = dying.map((block) => textOf(block, 'device_name') ?? '?').join(', ');
    const said = quoteDerived(instance, ['before'], ['ebs_block_device'], names);
    return say`the volumes in its own block (${said})`;
  }
  return (isBroker || isZookeeper) && !hasVolumes
    ? say`its system disk, the only one that the plan knows of`
    : undefined;
}

function hasInstanceStore(host: HostFacts): boolean {
  const type = textOf(host.instance.before, 'instance_type') ?? '';
  return instanceType(type)?.disks !== undefined || hasEphemeral(host);
}

function hasEphemeral({ instance }: HostFacts): boolean {
  return blocksOf(instance.before, 'ephemeral_block_device').length > 0;
}

const VERBS = { stopped: 'Stops', replaced: 'Replaces', removed: 'Removes' } as const;

function judgement(host: HostFacts, disks: Sayable): readonly Judgement[] {
  const { shown, fate, address } = host;
  return tell([host], {
    severity: 'danger',
    isFinal: true,
    hosts: [address],
    what: say`${VERBS[fate as keyof typeof VERBS]} ${shown.name}, and empties ${disks}.`,
    why: 'What is on such disks is gone with the first stop of the machine, or with its end. A broker then copies all its partitions anew, and those that have no replica in sync elsewhere are lost.',
    remedy:
      'One such host at a time, only while every partition has another replica in sync, and the next one when all are in sync again.',
  });
}
