import { parseHostReport } from '../../../../scripts/health/host/host-report';
import { judgeHostReport } from '../../../../scripts/health/host/judge-host-report';

const REFUSED = `host broker-1
state refused
since 2026-11-22T18:16:04Z
message disk kafka-1 (vol-1): must be empty or have XFS, got ext4.
remedy Nothing was written to it. Attach the right volume.
manifest 8b1f
file aa aa /etc/kafka/jvm.args
file bb cc /etc/kafka/log4j.properties
file dd missing /etc/sysctl.d/90-kafka.conf
started kafka.service ee /etc/kafka/server.properties
started kafka.service aa /etc/kafka/jvm.args
started zookeeper.service ff /etc/zookeeper/zoo.cfg
`;

describe("a host's report", () => {
  it('tells its state, the files that differ and what each unit was started with', () => {
    const report = parseHostReport(REFUSED);
    expect(report).toMatchObject({ state: 'refused', since: '2026-11-22T18:16:04Z' });
    expect(report.changedFiles).toEqual([
      '/etc/kafka/log4j.properties',
      '/etc/sysctl.d/90-kafka.conf',
    ]);
    expect(report.startedWith.get('kafka.service')?.get('/etc/kafka/server.properties')).toBe('ee');
    expect(report.startedWith.get('zookeeper.service')?.size).toBe(1);
  });

  it('is a problem unless the host is ready, in the words of the host', () => {
    expect(judgeHostReport('broker-1', parseHostReport(REFUSED))).toEqual([
      {
        path: 'broker-1',
        rule: 'be ready',
        value: 'refused: disk kafka-1 (vol-1): must be empty or have XFS, got ext4',
        remedy: 'Nothing was written to it. Attach the right volume',
      },
    ]);
    expect(
      judgeHostReport('broker-1', parseHostReport('state ready\nmessage its units were started\n')),
    ).toEqual([]);
  });

  it('is unknown before the host has said anything', () => {
    expect(parseHostReport('').state).toBe('unknown');
    expect(judgeHostReport('broker-1', parseHostReport(''))).toHaveLength(1);
  });
});
