import type { KafkaClusterSpec } from '../../../cluster/spec';
import { processPlans } from '../../../scripts/local/process-plans';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

const ARCHIVES = { kafka: '/cache/kafka.jsa', zookeeper: '/cache/zookeeper.jsa' };

const plansOf = (changes: Partial<KafkaClusterSpec>, archives = ARCHIVES) =>
  processPlans(productionTopology(validSpec(changes)), { folder: '/f', archives });
const planOf = (process: string, changes: Partial<KafkaClusterSpec> = {}) =>
  plansOf(changes).find((plan) => plan.process === process)!;

it('each process names its own archive before its file of arguments, which wins', () => {
  for (const process of ['kafka', 'zookeeper'] as const) {
    const { command, archive } = planOf(process);
    expect(archive).toBe(ARCHIVES[process]);
    expect(command[1]).toBe(`-XX:SharedArchiveFile=${ARCHIVES[process]}`);
    expect(command.indexOf(`@/etc/${process}/jvm.args`)).toBe(3);
  }
});

it('a process without an archive has the command of its unit', () => {
  const [withOne, without] = [
    plansOf({}),
    processPlans(productionTopology(validSpec()), { folder: '/f', archives: {} }),
  ];
  without.forEach(({ command, archive }, index) => {
    expect(archive).toBeUndefined();
    expect(command).toEqual(withOne[index]!.command.toSpliced(1, 2));
  });
});

it.each<[string, Partial<KafkaClusterSpec>]>([
  ['another archive', { jvm: { brokerFlags: ['-XX:SharedArchiveFile=/mine.jsa'] } }],
  ['none at all', { jvm: { brokerFlags: ['-Xshare:off'] } }],
  ['another collector', { jvm: { brokerFlags: ['-XX:+UseZGC'] } }],
  ['wide pointers', { jvm: { brokerFlags: ['-XX:-UseCompressedOops'] } }],
  [
    'another archive in a variable',
    { environment: { broker: { JDK_JAVA_OPTIONS: '-XX:SharedArchiveFile=/mine.jsa' } } },
  ],
])('a spec that has %s for brokers keeps it, and ZooKeeper its archive', (_, changes) => {
  expect(planOf('kafka', changes).archive).toBeUndefined();
  expect(planOf('kafka', changes).command.join(' ')).not.toContain('/cache/');
  expect(planOf('zookeeper', changes).archive).toBe(ARCHIVES.zookeeper);
});

it.each<[string, Partial<KafkaClusterSpec>]>([
  ['G1 settings', { jvm: { brokerFlags: ['-XX:G1HeapRegionSize=16M'] } }],
  ['variables', { environment: { broker: { JDK_JAVA_OPTIONS: '-Dx=y' } } }],
])('a spec that has %s of its own keeps the archive', (_, changes) => {
  expect(planOf('kafka', changes).archive).toBe(ARCHIVES.kafka);
});
