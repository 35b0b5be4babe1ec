import { mostHeapMiB, reservedBytes } from '../capacity/host-capacity';
import type { Problem } from '../errors';
import { instanceType } from '../hardware/instance-types';
import { brokerHeapMiB } from '../hardware/jvm-sizes';
import { givenQuorum } from '../metadata';
import { DEFAULT_ZOOKEEPER_HEAP_MIB, resolveMetadata } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';

/** A host whose memory must be enough for its heaps. */
interface Memory {
  /** The field that names its type. */
  readonly path: string;
  readonly type: string;
  readonly memoryGiB: number;
  readonly heapMiB: number;
  /** The fields that set its heaps. */
  readonly set: readonly string[];
}

/** Every host has memory for the heaps on it, and a broker's half of it for the page cache. */
export function heapsFit(spec: KafkaClusterSpec): readonly Problem[] {
  const problems = [
    ...brokersMemory(spec).flatMap(leavesPageCache),
    ...ownHostsMemory(spec).flatMap(leavesTheSystem),
  ];
  const told = problems.map(({ path, rule }) => `${path} ${rule}`);
  return problems.filter((_, index) => told.indexOf(told[index]!) === index);
}

function brokersMemory(spec: KafkaClusterSpec): readonly Memory[] {
  const { jvm, instanceTypes } = spec;
  const voters = new Set(resolveMetadata(spec).onBrokers.map(({ broker }) => broker));
  return spec.brokers.flatMap(({ id, instanceType: own }, index) => {
    const type = own ?? spec.instanceType;
    const facts = instanceType(type, instanceTypes);
    if (!facts) return [];
    const brokerHeap = jvm?.brokerHeapMiB ?? brokerHeapMiB(type, instanceTypes);
    return [
      {
        path: own === undefined ? 'instanceType' : `brokers[${index}].instanceType`,
        type,
        memoryGiB: facts.memoryGiB,
        heapMiB: brokerHeap + (voters.has(id) ? zookeeperHeapMiB(spec) : 0),
        set: heapFields(spec, voters.has(id) ? BOTH : ['brokerHeapMiB']),
      },
    ];
  });
}

function ownHostsMemory(spec: KafkaClusterSpec): readonly Memory[] {
  const { instanceType: type } = resolveMetadata(spec);
  const facts = type === undefined ? undefined : instanceType(type, spec.instanceTypes);
  if (type === undefined || !facts) return [];
  return [
    {
      path: `${givenQuorum(spec).path}.instanceType`,
      type,
      memoryGiB: facts.memoryGiB,
      heapMiB: zookeeperHeapMiB(spec),
      set: heapFields(spec, ['zookeeperHeapMiB']),
    },
  ];
}

/** The least that a spec may ask for. */
const LEAST_HEAP_MIB = 64;

type HeapField = 'brokerHeapMiB' | 'zookeeperHeapMiB';
const BOTH: readonly HeapField[] = ['brokerHeapMiB', 'zookeeperHeapMiB'];

function heapFields({ jvm }: KafkaClusterSpec, fields: readonly HeapField[]): readonly string[] {
  return fields.filter((field) => jvm?.[field] !== undefined).map((field) => `jvm.${field}`);
}

function zookeeperHeapMiB({ jvm }: KafkaClusterSpec): number {
  return jvm?.zookeeperHeapMiB ?? DEFAULT_ZOOKEEPER_HEAP_MIB;
}

function leavesPageCache(host: Memory): readonly Problem[] {
  const mostMiB = mostHeapMiB(host.memoryGiB);
  const rule = `leave half of the ${host.memoryGiB} GiB of '${host.type}' to the page cache, from which consumers read`;
  return host.heapMiB <= mostMiB ? [] : [problem(host, rule, mostMiB)];
}

function leavesTheSystem(host: Memory): readonly Problem[] {
  const memoryBytes = host.memoryGiB * 2 ** 30;
  const besideSystem = (memoryBytes - reservedBytes(0)) / (reservedBytes(1) - reservedBytes(0));
  const rule = `fit the ${host.memoryGiB} GiB of '${host.type}' beside the system and what a JVM takes more`;
  return host.heapMiB <= besideSystem ? [] : [problem(host, rule, besideSystem)];
}

/** Blames the heap where one is set, else the type, which is too small for the heaps it gets. */
function problem({ path, heapMiB, set }: Memory, rule: string, mostMiB: number): Problem {
  const most = Math.floor(mostMiB).toLocaleString('en');
  const heaps = `Let the heaps on the host be at most ${most} MiB together, or choose a larger type`;
  return {
    path: set.length > 1 ? 'jvm' : (set[0] ?? path),
    rule,
    value: `${heapMiB.toLocaleString('en')} MiB of heap`,
    remedy: mostMiB < LEAST_HEAP_MIB ? 'Choose a larger type' : heaps,
  };
}
