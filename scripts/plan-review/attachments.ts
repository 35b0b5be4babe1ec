import { groupBy } from './group-by';
import type { ResourceChange } from './plan';
import { isLost, textOf } from './values';

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

/** Attachments that go and stop their instance first, by its address. */
export function attachmentsThatStop(resources: Resources): ReadonlyMap<string, readonly string[]> {
  const stopping = [...attachmentsOf(resources)].map(
    ([instance, attachments]) =>
      [
        instance,
        attachments
          .filter(
            (attachment) =>
              isLost(attachment) && attachment.before?.stop_instance_before_detaching === true,
          )
          .map(({ address }) => address),
      ] as const,
  );
  return new Map(stopping);
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
