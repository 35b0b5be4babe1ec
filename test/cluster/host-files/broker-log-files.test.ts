import { BrokerLogs, type BrokerLogsSpec } from '../../../cluster/processes/broker-logs';
import { brokerLogFiles } from '../../../cluster/host-files/broker-log-files';
import { validateSpec } from '../../../cluster/validate-spec';
import { productionTopology } from '../../support/production-topology';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

function filesOf(brokerLogs?: BrokerLogsSpec) {
  const topology = productionTopology(validSpec({ ...(brokerLogs && { brokerLogs }) }));
  return brokerLogFiles(topology, topology.hosts[0]!);
}
const contentOf = (files: ReturnType<typeof filesOf>, end: string) =>
  files.find(({ path }) => path.endsWith(end))!.content;

it('are none where the spec does not ask for them', () => {
  expect(filesOf()).toEqual([]);
});

it('name each log of each process of the host, with the user that reads it', () => {
  const service = contentOf(filesOf(BrokerLogs.cloudWatch({ days: 30 })), '.service');
  expect(service).toContain(' cloudwatch /cdktf-kafka/logs broker-1 /etc/cdktf-kafka/host.conf ');
  for (const log of ['server', 'controller', 'state-change', 'log-cleaner'])
    expect(service).toContain(` kafka:/var/log/kafka/${log}.log`);
  expect(service).toContain(' zookeeper:/var/log/zookeeper/zookeeper.log');
});

it('run each minute for CloudWatch, and each five for S3, where each time is an object', () => {
  const s3 = filesOf(BrokerLogs.s3({ days: 365 }));
  expect(contentOf(s3, '.service')).toContain(' s3 logs/broker-logs/broker-1 /etc/');
  expect(contentOf(s3, '.timer')).toMatch(/^OnUnitInactiveSec=5min$/m);
  expect(contentOf(filesOf(BrokerLogs.cloudWatch({ days: 1 })), '.timer')).toMatch(
    /^OnUnitInactiveSec=1min$/m,
  );
});

it('bound what the broker could miss', () => {
  const service = contentOf(filesOf(BrokerLogs.s3({ days: 1 })), '.service');
  for (const bound of [
    ...['CPUWeight=idle', 'CPUQuota=50%', 'IOSchedulingClass=idle'],
    ...['MemoryMax=256M', 'MemorySwapMax=0', 'OOMScoreAdjust=1000'],
  ])
    expect(service.split('\n')).toContain(bound);
});

it.each([
  [{ kind: 'cloudwatch', days: 31 }, /brokerLogs\.days: must be a number of days .* got 31/],
  [{ kind: 's3', days: 0 }, /brokerLogs\.days: must /],
  [{ kind: 'papyrus', days: 1 }, /brokerLogs/],
  ['s3', /brokerLogs.*BrokerLogs\.cloudWatch/],
])('are refused where the spec says %j', (brokerLogs, text) => {
  const { problems } = validateSpec(unsoundSpec({ brokerLogs }));
  expect(
    problems.map(
      ({ path, rule, value, remedy }) => `${path}: must ${rule}, got ${String(value)}. ${remedy}`,
    ),
  ).toEqual([expect.stringMatching(text)]);
});
