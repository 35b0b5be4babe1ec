import { Network } from '../../stacks/index';
import { validSpec } from '../support/spec-builder';
import { like, problemsOf } from '../support/synthesized';

it('finds nothing wrong with a valid cluster', () => {
  expect(problemsOf({})).toEqual([]);
});

it('says how to make the archive where there is none', () => {
  expect(problemsOf({ kafkaArchive: '/nowhere/kafka.tar' })).toEqual([
    "kafkaArchive: must be a file: Kafka's archive, got '/nowhere/kafka.tar'. Make it with `npx --no-install cdktf-kafka distribution --out /nowhere/kafka.tar`, or leave it out and it is made by itself.",
  ]);
});

it('tells all that is wrong with the spec and with the archive at once', () => {
  const spec = validSpec({ clusterName: 'x'.repeat(33), instanceType: 'r5.tiny' });
  expect(problemsOf({ spec, kafkaArchive: '/nowhere/kafka.tar' })).toEqual([
    like(/^clusterName: must /),
    like(/^instanceType: must be an instance type whose disks/),
    like(/^kafkaArchive: must be a file/),
  ]);
});

it('tells all that is wrong with what is asked of AWS at once', () => {
  const network = Network.own({
    cidr: '10.20.0.0/22',
    subnets: { a: '10.20.0.0/24', b: '10.30.0.0/24', c: '10.20.2.0/24' },
  });
  expect(problemsOf({ network, addresses: { 'broker-9': '10.20.0.9' } })).toEqual([
    like(/^network\.subnets\['b'\]: must lie within network\.cidr/),
    like(/^network\.zones\['a'\]: must be an availability zone/),
    like(/^network\.zones\['b'\]: must be an availability zone/),
    like(/^network\.zones\['c'\]: must be an availability zone/),
    like(/^addresses\['broker-9'\]: must be for a host of the cluster/),
  ]);
});

it('refuses what the capacity plan refuses: volumes smaller than the workload needs', () => {
  const workload = { ingestMBPerSecond: 60, consumers: 2, partitions: 60 };
  expect(problemsOf({ spec: validSpec({ workload }) })).toContainEqual(like(/storage/));
});

it('refuses an instance type without the disks asked for', () => {
  const spec = validSpec({ instanceType: 'r5.xlarge', storage: { kind: 'instance-store' } });
  expect(problemsOf({ spec })).toContainEqual(like(/^instanceType: must have disks of its own/));
});

describe('an archive that is named', () => {
  const older = validSpec({ kafkaVersion: '3.8.1' });

  it.each(['/a/kafka-3.8.1.tar', 'kafka_2.13-3.8.1.tgz'])(
    'must be of the spec’s release: %s',
    (file) => {
      expect(problemsOf({ kafkaArchive: file })).toEqual([
        `kafkaArchive: must be of Kafka 3.9.2, as the spec is, got '${file}'. Name one of that release, or set kafkaVersion: '3.8.1' in the spec where this package carries it.`,
      ]);
      const [missing, ...others] = problemsOf({ spec: older, kafkaArchive: file });
      expect(missing).toContain(
        `Make it with \`npx --no-install cdktf-kafka distribution --kafka-version 3.8.1 --out ${file}\``,
      );
      expect(others).toEqual([]);
    },
  );

  it.each([__filename, `${__dirname}/../../kafka/pom.xml`])('may be of any name: %s', (file) => {
    expect(problemsOf({ spec: older, kafkaArchive: file })).toEqual([]);
  });
});
