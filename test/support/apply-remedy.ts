import { brokerHeapMiB } from '../../cluster/hardware/jvm-sizes';
import type { ResolvedSpec } from '../../cluster/resolve-spec';
import type { Gp3Storage } from '../../cluster/hardware/storage/gp3';

/** Reads "Take A, or B, or C" as a person would, and makes each change by itself. */
export function applyRemedy(spec: ResolvedSpec, remedy: string): readonly ResolvedSpec[] {
  const offers = /^(?:Take|No single change fits but) (.*?)(?:: make several)?$/.exec(remedy)?.[1];
  return offers === undefined ? [] : offers.split(', or ').map((offer) => apply(spec, offer));
}

type Reading = readonly [
  RegExp,
  (spec: ResolvedSpec, ...numbers: readonly number[]) => ResolvedSpec,
];

const storageOf = (spec: ResolvedSpec, change: Partial<Gp3Storage>): ResolvedSpec => {
  const storage = { ...(spec.storage as Gp3Storage), ...change };
  return { ...spec, storage, brokers: spec.brokers.map((broker) => ({ ...broker, storage })) };
};
const workloadOf = (
  spec: ResolvedSpec,
  change: Partial<ResolvedSpec['workload']>,
): ResolvedSpec => ({ ...spec, workload: { ...spec.workload, ...change } });

const READINGS: readonly Reading[] = [
  [
    /^at least ([\d,]+) volumes of ([\d,]+) GiB$/,
    (spec, volumesPerBroker, sizeGiB) => storageOf(spec, { volumesPerBroker, sizeGiB }),
  ],
  [/^one volume of at least ([\d,]+) GiB$/, (spec, sizeGiB) => storageOf(spec, { sizeGiB })],
  [
    /^at least ([\d,]+) MiB\/s a volume(?: with ([\d,]+) operations a second)?$/,
    (spec, throughputMiBps) => storageOf(spec, { throughputMiBps }),
  ],
  [/^([\d,]+) brokers(?: \(\d+ in each rack\))?$/, (spec, count) => withBrokers(spec, count)],
  [
    /^at most ([\d,]+) hours? of retention$/,
    (spec, hours) => ({ ...spec, retention: { ...spec.retention, hours } }),
  ],
  [/^at most ([\d,]+) consumers?$/, (spec, consumers) => workloadOf(spec, { consumers })],
  [
    /^(?:at most )?([\d,]+) partitions(?:, so that all disks get as many)?$/,
    (spec, partitions) => workloadOf(spec, { partitions }),
  ],
  [
    /^at most ([\d,.e-]+) MB\/s of ingest$/,
    (spec, megabytes) => workloadOf(spec, { ingestBytesPerSecond: megabytes * 1e6 }),
  ],
  [
    /^a heap of at least ([\d,]+) MiB \(jvm\.brokerHeapMiB\)$/,
    (spec, heapMiB) => ({
      ...spec,
      brokers: spec.brokers.map((broker) => ({ ...broker, heapMiB })),
    }),
  ],
  [
    /^at least ([\d,]+) in brokerSettings\['max\.connections'\]$/,
    (spec, most) => withBrokerSettings(spec, { 'max.connections': most }),
  ],
  [
    /^at least ([\d,]+) in brokerSettings\['max\.connections\.per\.ip'\]$/,
    (spec, most) => withBrokerSettings(spec, { 'max.connections.per.ip': most }),
  ],
  [
    /^name these addresses in brokerSettings\['max\.connections\.per\.ip\.overrides'\] \('192\.0\.2\.1:(\d+)'\)$/,
    (spec, most) =>
      withBrokerSettings(spec, { 'max.connections.per.ip.overrides': `192.0.2.1:${most}` }),
  ],
  [
    /^at least ([\d,]+) in listeners\.client\.settings\['max\.connections'\]$/,
    (spec, most) => {
      const { client } = spec.listeners;
      const settings = { ...client.settings, 'max.connections': most };
      return { ...spec, listeners: { ...spec.listeners, client: { ...client, settings } } };
    },
  ],
  [
    /^at least ([\d,]+) addresses$/,
    (spec, addresses) => ({
      ...spec,
      shippers: spec.shippers.map((shipper) => ({ ...shipper, addresses })),
    }),
  ],
];

function withBrokerSettings(
  spec: ResolvedSpec,
  settings: ResolvedSpec['brokerSettings'],
): ResolvedSpec {
  const brokers = spec.brokers.map((broker) => ({
    ...broker,
    brokerSettings: { ...broker.brokerSettings, ...settings },
  }));
  return { ...spec, brokers };
}

function apply(spec: ResolvedSpec, offer: string): ResolvedSpec {
  const type = /^instance type (\S+)$/.exec(offer)?.[1];
  if (type !== undefined) return withType(spec, type);
  for (const [pattern, change] of READINGS) {
    const match = pattern.exec(offer);
    if (match) return change(spec, ...match.slice(1).map(number));
  }
  throw new Error(`nobody could tell what to do about: ${offer}`);
}

function number(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}

function withType(spec: ResolvedSpec, instanceType: string): ResolvedSpec {
  const heapMiB = brokerHeapMiB(instanceType);
  return {
    ...spec,
    brokers: spec.brokers.map((broker) => ({ ...broker, instanceType, heapMiB })),
  };
}

function withBrokers(spec: ResolvedSpec, count: number): ResolvedSpec {
  const racks = [...new Set(spec.brokers.map(({ rack }) => rack))];
  return {
    ...spec,
    brokers: Array.from({ length: count }, (_, index) => ({
      ...spec.brokers[0]!,
      id: index + 1,
      rack: racks[index % racks.length]!,
    })),
  };
}
