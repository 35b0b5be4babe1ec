import { manifestChanged } from '../../../../scripts/plan-review/rules/manifest-changed';
import { judge } from '../../../support/judge-plan';
import { file, plannedCluster } from '../../../support/planned-cluster';

const line = (digest: string, onChange: string) =>
  `file ${digest} 0640 root kafka ${onChange} /etc/kafka/server.properties\n`;
const MANIFEST = `cluster prod\nhost broker-1\nbroker 1\narchive a1 /opt/kafka k1\nuser kafka 9092\nfolder kafka /data\n${line('1', 'broker-settings')}`;

const findings = (before: string, after: string) =>
  judge(manifestChanged, [
    ...plannedCluster({ settings: () => ['a=1', 'a=2'] }),
    file(1, 'manifest', [before, after]),
  ]);

it.each([
  ['a file that is no longer there', line('1', 'broker-settings'), '', 'care'],
  ['a word that keeps a restart away', 'broker-settings', 'nothing', 'care'],
  ['a mode', '0640', '0666', 'care'],
  ['an owner', 'root kafka', 'kafka kafka', 'care'],
  ['the user of a process', '9092', '0', 'care'],
  ['a folder on a disk', '/data', '/tmp', 'care'],
  ['all of it', MANIFEST, '', 'danger'],
  ['the id', 'broker 1', 'broker 9', 'danger'],
  ['the cluster', 'cluster prod', 'cluster test', 'danger'],
])('finds %s', (_, before, after, severity) => {
  expect(findings(MANIFEST, MANIFEST.replace(before, after))).toMatchObject([
    { severity, addresses: ['aws_s3_object.Kafka_Broker1_Files_manifest_00000000'] },
  ]);
});

it('says which lines change', () => {
  expect(findings(MANIFEST, MANIFEST.replace('9092', '0'))[0]?.what).toBe(
    'Changes the manifest of broker 1: - user kafka 9092, + user kafka 0.',
  );
});

it('minds neither the digests of changed files nor the archive, which is judged by itself', () => {
  const renewed = MANIFEST.replace('file 1', 'file 2').replace(
    'a1 /opt/kafka k1',
    'a2 /opt/kafka k2',
  );
  expect(findings(MANIFEST, renewed)).toEqual([]);
  expect(findings(MANIFEST, MANIFEST)).toEqual([]);
});

it('finds a new digest of a file that stays as it is', () => {
  const [finding] = judge(manifestChanged, [
    ...plannedCluster(),
    file(1, 'manifest', [MANIFEST, MANIFEST.replace('file 1', 'file 2')]),
  ]);
  expect(finding?.what).toContain('another digest of /etc/kafka/server.properties');
});

it('finds one that the plan doesn’t show', () => {
  const manifest = file(1, 'manifest', [MANIFEST, MANIFEST]);
  const after = { ...manifest.after, content: undefined };
  const hidden = { ...manifest, after, actions: ['update'], afterUnknown: { content: true } };
  expect(judge(manifestChanged, [...plannedCluster(), hidden])).toMatchObject([
    { what: expect.stringContaining('doesn’t show') as string },
  ]);
});

it('leaves those of hosts alone that come or go', () => {
  for (const options of [{ isNew: true }, { instance: () => null }]) {
    expect(
      judge(manifestChanged, [...plannedCluster(options), file(1, 'manifest', [null, MANIFEST])]),
    ).toEqual([]);
  }
});
