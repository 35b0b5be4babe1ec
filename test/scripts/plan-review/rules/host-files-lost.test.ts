import { hostFilesLost } from '../../../../scripts/plan-review/rules/host-files-lost';
import { judge, severityOf } from '../../../support/judge-plan';
import { file, plannedCluster } from '../../../support/planned-cluster';

it('warns of files that go while their host stays', () => {
  const gone = file(1, 'etc/kafka/jvm.args', ['-Xmx1g', null]);
  expect(judge(hostFilesLost, [...plannedCluster(), gone])).toMatchObject([
    { severity: 'care', what: 'Deletes a file of hosts that stay.', addresses: [gone.address] },
  ]);
});

it('warns of the archive that goes', () => {
  const archive = {
    address: 'aws_s3_object.a',
    before: { key: 'prod/archives/a/kafka.tar' },
    after: null,
  };
  expect(judge(hostFilesLost, [...plannedCluster(), archive])).toHaveLength(1);
});

it('is silent where the host goes as well, or files stay', () => {
  const gone = file(4, 'etc/kafka/jvm.args', ['-Xmx1g', null]);
  const cluster = plannedCluster({ brokers: 4, instance: (id) => (id === 4 ? null : {}) });
  expect(judge(hostFilesLost, [...cluster, gone])).toEqual([]);
  expect(judge(hostFilesLost, plannedCluster())).toEqual([]);
});

it.each([
  ['kafka-1/ssl/kafka.truststore.jks', 'danger'],
  ['conf/broker.properties', 'danger'],
  ['conf/log4j.properties', 'care'],
  ['notes/readme.txt', undefined],
])('judges that %s of a foreign stack is deleted', (key, severity) => {
  const object = { address: 'aws_s3_object.a', before: { key, source: 'a' }, after: null };
  expect(severityOf(hostFilesLost, [object])).toBe(severity);
});
