import { hostProgramChanged } from '../../../../scripts/plan-review/rules/host-program-changed';
import { judge } from '../../../support/judge-plan';
import { file, plannedCluster } from '../../../support/planned-cluster';
import type { PlannedResource } from '../../../support/plan-builder';

const ROWS = [
  '0644 root root broker-restart /etc/systemd/system/kafka.service',
  '0644 root root reload-sysctl /etc/sysctl.d/90-kafka.conf',
  '0755 root root nothing /opt/tool',
];
const MANIFEST = `archive a1 /opt/kafka k1\n${ROWS.map((row) => `file 0 ${row}\n`).join('')}`;

const findings = (...resources: readonly PlannedResource[]) =>
  judge(hostProgramChanged, [
    ...plannedCluster(),
    file(1, 'manifest', [MANIFEST, MANIFEST]),
    ...resources,
  ]);

it.each([
  'usr/local/sbin/cdktf-kafka-host',
  'etc/systemd/system/kafka-logrotate.service',
  'etc/systemd/system/kafka-logrotate.timer',
  'etc/cron.d/tidy',
  'opt/tool',
])('finds that %s changes, appears or can’t be seen', (path) => {
  const changed = file(1, path, ['exec a', 'exec b']);
  const hidden = { ...changed, after: { ...changed.after, content: null, etag: 'b' } };
  for (const each of [changed, hidden, file(1, path, [null, 'exec b'])]) {
    expect(findings(each)).toMatchObject([
      { severity: 'care', what: expect.stringContaining(`broker 1: /${path}.`) as string },
    ]);
  }
});

it('finds scripts and units of foreign stacks', () => {
  const object = (content: string) => ({ key: 'boot/start.sh', content });
  const script = { address: 'aws_s3_object.start', before: object('a'), after: object('b') };
  expect(judge(hostProgramChanged, [script])).toMatchObject([
    { what: 'Changes what hosts run with all rights: boot/start.sh.' },
  ]);
});

it('leaves alone what is told with the restart, what nobody executes, and what is new with its host', () => {
  expect(findings(file(1, 'etc/systemd/system/kafka.service', ['a', 'b']))).toEqual([]);
  expect(findings(file(1, 'etc/sysctl.d/90-kafka.conf', ['a', 'b']))).toEqual([]);
  expect(findings(file(1, 'opt/tool', ['a', 'a']))).toEqual([]);
  expect(findings(file(1, 'opt/tool', ['a', null]))).toEqual([]);
  expect(
    judge(hostProgramChanged, [
      ...plannedCluster({ isNew: true }),
      file(1, 'usr/local/sbin/cdktf-kafka-host', [null, 'a']),
    ]),
  ).toEqual([]);
});

it.each(['prod/archives/0123/kafka.tar', 'dist/kafka_2.13-3.9.2.tgz'])(
  'finds other bytes behind %s',
  (key) => {
    const object = (digest: string) => ({ key, source: 'kafka.tar', source_hash: digest });
    const archive = { address: 'aws_s3_object.a', before: object('1'), after: object('2') };
    expect(findings(archive)).toMatchObject([
      { severity: 'care', what: 'Changes the archive of Kafka that hosts install.' },
    ]);
  },
);

it('finds another archive in a manifest', () => {
  const manifest = file(2, 'manifest', [MANIFEST, MANIFEST.replace('a1', 'a2')]);
  expect(findings(manifest)).toMatchObject([
    { what: 'Changes the archive of Kafka that hosts install on broker 2.' },
  ]);
});
