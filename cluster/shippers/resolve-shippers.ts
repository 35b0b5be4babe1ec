import type { TopicSpec } from '../topics/topic-spec';
import type { ShipperSpec } from './shipper-spec';

type LeftOpen = 'client' | 'hosts' | 'addresses';

/** A shipper with its defaults; without a client where nobody logs in, without hosts where nobody said how many. */
export type ResolvedShipper = Required<Omit<ShipperSpec, LeftOpen>> & Pick<ShipperSpec, LeftOpen>;

/** Where shippers say what they have sent, for audits. */
export const SHIPPER_REPORTS_TOPIC = 'shipper-reports';

/** Fills in the defaults. */
export function resolveShipper(shipper: ShipperSpec): ResolvedShipper {
  return {
    ...{ compression: 'zstd', maxLineBytes: 1_000_000, restSeconds: 0.5 },
    ...{ keepHours: 24, minFreePercent: 10, memoryMiB: 256, cpuPercent: 50 },
    ...(shipper.hosts !== undefined && { addresses: shipper.hosts }),
    ...shipper,
  };
}

/** The topics of a spec with that of the reports, where there are shippers and the spec does not name it itself. */
export function withReportsTopic(
  topics: readonly TopicSpec[],
  shippers: readonly ShipperSpec[],
): readonly TopicSpec[] {
  const isNamed = topics.some(({ name }) => name === SHIPPER_REPORTS_TOPIC);
  if (shippers.length === 0 || isNamed) return topics;
  return [...topics, { name: SHIPPER_REPORTS_TOPIC, partitions: 3 }];
}

/** What a client that shippers log in as produces to besides what it is granted. */
export function withReportsGrant<
  C extends { readonly name: string; readonly produce?: readonly string[] },
>(client: C, shippers: readonly ShipperSpec[]): C {
  const ships = shippers.some(({ client: name }) => name === client.name);
  if (!ships || client.produce?.includes(SHIPPER_REPORTS_TOPIC)) return client;
  return { ...client, produce: [...(client.produce ?? []), SHIPPER_REPORTS_TOPIC] };
}
