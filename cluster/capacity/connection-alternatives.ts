import { instanceType } from '../hardware/instance-types';
import type { ResolvedSpec } from '../resolve-spec';
import { connectionLimits } from '../settings/broker/limits';
import type { Alternative } from './alternatives';
import { connectionRoom } from './connections';
import { mostHeapMiB } from './host-capacity';

const KEY = 'max.connections';
/** Kafka takes no higher number. */
const MOST = 2 ** 31 - 1;
const LIMIT_STEP = 100;
const HEAP_STEP_MIB = 256;

/** More connections where the spec has a limit of its own: as many as the heap would give. */
export function higherLimits(spec: ResolvedSpec): Alternative {
  const set = spec.brokers.flatMap(({ brokerSettings }) => brokerSettings[KEY] ?? []);
  const byHeap = spec.brokers.map(
    ({ heapMiB }) => connectionLimits(spec.security, { heapMiB, settings: {} }).inAll,
  );
  return {
    ...between(
      nextAfter(Math.min(...set), LIMIT_STEP),
      Math.min(MOST, ...byHeap),
      LIMIT_STEP,
      (most) => ({
        ...spec,
        brokers: spec.brokers.map((broker) => {
          const { brokerSettings } = broker;
          if (brokerSettings[KEY] === undefined) return broker;
          return {
            ...broker,
            brokerSettings: { ...brokerSettings, [KEY]: Math.max(most, brokerSettings[KEY]) },
          };
        }),
      }),
    ),
    describe: ({ brokers }) => {
      const least = Math.min(...brokers.flatMap(({ brokerSettings }) => brokerSettings[KEY] ?? []));
      return `at least ${least.toLocaleString('en')} in brokerSettings['${KEY}']`;
    },
  };
}

/** The same for the listener that shippers come to. */
export function higherLimitOfListener(spec: ResolvedSpec): Alternative {
  const { listeners, brokers } = spec;
  const { client } = listeners;
  const set = client.settings[KEY] ?? Infinity;
  const inAll = brokers.map((broker) => connectionRoom(spec, broker).inAll);
  return {
    ...between(nextAfter(set, LIMIT_STEP), Math.min(MOST, ...inAll), LIMIT_STEP, (most) => ({
      ...spec,
      listeners: {
        ...listeners,
        client: { ...client, settings: { ...client.settings, [KEY]: most } },
      },
    })),
    describe: (changed) =>
      `at least ${changed.listeners.client.settings[KEY]?.toLocaleString('en')} in listeners.client.settings['${KEY}']`,
  };
}

/** Larger heaps, as long as half of each host is left to the page cache. */
export function largerHeaps(spec: ResolvedSpec): Alternative {
  const { brokers, metadata, jvm, instanceTypes } = spec;
  const voters = new Set(metadata.onBrokers.map(({ broker }) => broker));
  const most = brokers.map(({ id, instanceType: type }) => {
    const memoryGiB = instanceType(type, instanceTypes)?.memoryGiB ?? 0;
    return mostHeapMiB(memoryGiB) - (voters.has(id) ? jvm.zookeeperHeapMiB : 0);
  });
  const least = Math.min(...brokers.map(({ heapMiB }) => heapMiB));
  return {
    ...between(nextAfter(least, HEAP_STEP_MIB), Math.min(...most), HEAP_STEP_MIB, (heapMiB) => ({
      ...spec,
      brokers: brokers.map((broker) => ({ ...broker, heapMiB })),
    })),
    describe: (changed) =>
      `a heap of at least ${changed.brokers[0]?.heapMiB.toLocaleString('en')} MiB (jvm.brokerHeapMiB)`,
  };
}

function nextAfter(value: number, step: number): number {
  return (Math.floor(value / step) + 1) * step;
}

/** From the first number to the last one, in steps; none where the first is beyond. */
function between(
  first: number,
  last: number,
  step: number,
  at: (value: number) => ResolvedSpec,
): Pick<Alternative, 'steps' | 'at'> {
  return {
    steps: first > last ? 0 : Math.floor((last - first) / step) + 1,
    at: (index) => at(first + index * step),
  };
}
