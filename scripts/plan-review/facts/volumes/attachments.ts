import { groupBy } from '../../lists';
import type { Sayable } from '../../../masking/say';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { isLost, textOf } from '../../../terraform-plan/values';

type Resources = ReadonlyMap<string, readonly ResourceChange[]>;

/** Standing attachments by the address of their instance. */
export function attachmentsOf(resources: Resources): ReadonlyMap<string, ResourceChange[]> {
  const instances = addressesById(resources.get('aws_instance') ?? []);
  const attachments = (resources.get('aws_volume_attachment') ?? []).filter(({ before }) => before);
  return groupBy(
    attachments,
    ({ before }) => instances.get(textOf(before, 'instance_id') ?? '') ?? '',
  );
}

/**
 * What stops instances without a change of their own, by the instance's address: attachments that stop
 * it before they go, and resources that say that it shall stand still. Terraform does these whenever it
 * comes to them: no order of the hosts holds them.
 */
export function stopsFromOutside(resources: Resources): ReadonlyMap<string, readonly Sayable[]> {
  const instances = addressesById(resources.get('aws_instance') ?? []);
  const detached = [...attachmentsOf(resources)].flatMap(([instance, attachments]) =>
    attachments.filter(stopsBeforeItGoes).map(({ address }) => ({ instance, address })),
  );
  const states = (resources.get('aws_ec2_instance_state') ?? [])
    .filter(({ before, after }) => isStop(after) && !isStop(before))
    .map(({ after, address }) => ({
      instance: instances.get(textOf(after, 'instance_id') ?? '') ?? '',
      address,
    }));
  const stops = groupBy([...detached, ...states], ({ instance }) => instance);
  return new Map([...stops].map(([instance, group]) => [instance, group.map((s) => s.address)]));
}

/** Addresses of instances that stand still, and that a resource says shall run. */
export function startsFromOutside(resources: Resources): ReadonlySet<string> {
  const instances = addressesById(resources.get('aws_instance') ?? []);
  const starts = (resources.get('aws_ec2_instance_state') ?? []).filter(
    ({ before, after }) => before && isStart(after) && !isStart(before),
  );
  return new Set(
    starts.flatMap(({ after }) => instances.get(textOf(after, 'instance_id') ?? '') ?? []),
  );
}

/** Whether the resource says that its instance shall run, which harms none that does. */
export function isStart(values: Values | undefined): boolean {
  return textOf(values, 'state') === 'running';
}

function stopsBeforeItGoes(attachment: ResourceChange): boolean {
  return isLost(attachment) && attachment.before?.stop_instance_before_detaching === true;
}

function isStop(values: Values | undefined): boolean {
  return textOf(values, 'state') === 'stopped';
}

/** Addresses of standing resources by their ids in AWS. */
export function addressesById(resources: readonly ResourceChange[]): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ before, address, deposed }) => {
      const id = deposed === undefined ? textOf(before, 'id') : undefined;
      return id === undefined ? [] : [[id, address] as const];
    }),
  );
}
