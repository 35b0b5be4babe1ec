import { stripVTControlCharacters } from 'node:util';
import type { DiskOutlook } from '../../../scripts/health/host/disk-outlook';
import type { HostStatus, ShownStatus } from '../../../scripts/status/cluster-status';
import { renderStatus, renderStatusJson } from '../../../scripts/status/render-status';
import { glyphs } from '../../../scripts/terminal/terminal';

const disk = (usedBytes: number, outlook: Partial<DiskOutlook> = {}) => ({
  mountPoint: `/data/kafka-${usedBytes}`,
  usedBytes,
  sizeBytes: 1_000_000_000,
  ...{ bytesPerSecond: undefined, secondsLeft: undefined, levelsOffAt: undefined, ...outlook },
});

const host = (id: number, changes: Partial<HostStatus> = {}): HostStatus => ({
  name: `broker-${id}`,
  address: `10.0.0.1${id}`,
  instanceId: `i-${id}`,
  rack: 'abc'[id - 1]!,
  roles: [`broker ${id}`, `ZooKeeper ${id}, follower`],
  units: { kafka: 'active', zookeeper: 'active' },
  kafkaVersion: '3.9.2',
  disks: [disk(100_000_000), disk(420_000_001), disk(0)],
  serves: true,
  behind: [],
  renewal: [],
  problems: [],
  ...changes,
});

const status = (
  third: Partial<HostStatus> = {},
  changes: Partial<ShownStatus> = {},
): ShownStatus => ({
  clusterName: 'logs',
  controller: 'broker-1',
  zookeeperLeader: 'broker-2',
  hosts: [host(1), host(2), host(3, third)],
  problems: [],
  notes: [],
  history: undefined,
  ...changes,
});

const PROBLEM = { path: 'broker-3', rule: 'be ready', value: 'failed', remedy: 'Look at it' };

const shown = (third: Partial<HostStatus> = {}, changes: Partial<ShownStatus> = {}) =>
  renderStatus(status(third, changes), { glyphs: glyphs({}), width: Infinity });
const lineOf = (name: string, text: string) =>
  text.split('\n').find((line) => line.includes(` ${name} `));

describe('the status for a person', () => {
  it('says until when each host of a secured cluster is believed, and nothing of it elsewhere', () => {
    expect(shown({ certificateEnds: '2027-11-27' })).toContain(
      '\n\nCertificates end: broker-3 2027-11-27\n\n',
    );
    expect(shown()).not.toContain('Certificates');
  });

  it('has a line for each host, with its fullest disk, and says that all is well', () => {
    const text = shown();
    expect(lineOf('broker-3', text)?.split(/ {2,}/)).toEqual([
      ...['+ broker-3', '10.0.0.13', 'i-3', 'c', 'broker 3; ZooKeeper 3, follower', 'active'],
      ...['43% of 1.00 GB (/data/kafka-420000001)', '3.9.2', 'current', 'current'],
    ]);
    expect(text).toMatch(/\n\n\+ logs is healthy, and every host has its files\.$/);
  });

  it('has no good mark on a host whose processes run and do not serve', () => {
    expect(lineOf('broker-3', shown({ serves: false }))).toMatch(/^x broker-3/);
  });

  it('shows the disk that is full first, with the time left, or where it levels off', () => {
    const [full, level] = [disk(100, { secondsLeft: 90_000 }), disk(900, { levelsOffAt: 0.7 })];
    expect(lineOf('broker-3', shown({ disks: [level, full] }))).toContain(
      '(/data/kafka-100), full in 25 h',
    );
    expect(lineOf('broker-3', shown({ disks: [level] }))).toMatch(/of 1\.00 GB, up to 70%/);
  });

  it('tells what is no fault, and calls the cluster healthy all the same', () => {
    const text = shown({}, { notes: [PROBLEM] });
    expect(text).toContain("broker-3: must be ready, got 'failed'. Look at it.");
    expect(text).toMatch(/\+ logs is healthy/);
  });

  it('names what a terminal would obey in the words of a host', () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u202e';
    const text = shown({
      kafkaVersion: hostile,
      behind: [hostile],
      renewal: [hostile],
      units: { kafka: hostile },
      problems: [{ ...PROBLEM, rule: `be ready: ${hostile}`, remedy: hostile }],
    });
    expect(stripVTControlCharacters(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/\u001b(?!\[\d*m)|\u0007|\u202e/);
    expect(text).toContain('⟨U+001B⟩[2J⟨U+202E⟩');
  });

  it.each([60, 80, 120])('fits a terminal of %i columns', (width) => {
    const address = 'ec2-198-51-100-1.eu-west-1';
    const text = renderStatus(status({ address, problems: [PROBLEM] }), {
      ...{ glyphs: glyphs({}), width },
    });
    expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
    expect(text).toContain(address);
    expect(text).not.toMatch(/\d\n *GB/);
  });

  it('is a block for each host where the terminal is narrow', () => {
    const text = stripVTControlCharacters(
      renderStatus(status(), { glyphs: glyphs({}), width: 60 }),
    );
    expect(text.split('\n').slice(0, 10)).toEqual([
      '+ broker-1',
      '  Address   10.0.0.11',
      '  Instance  i-1',
      '  Rack      a',
      '  Roles     broker 1; ZooKeeper 1, follower',
      '  Units     active',
      '  Disks     43% of 1.00 GB (/data/kafka-420000001)',
      '  Kafka     3.9.2',
      '  Files     current',
      '  Machine   current',
    ]);
  });

  it('marks a host that is behind, says why, and is not well', () => {
    const text = shown({
      behind: [
        '/etc/kafka/server.properties differs: needs a restart of Kafka for log.retention.ms',
      ],
    });
    expect(lineOf('broker-3', text)).toMatch(/^x broker-3 .* behind +current$/);
    expect(text).toContain(
      '\n! broker-3: /etc/kafka/server.properties differs: needs a restart of Kafka for log.retention.ms\n',
    );
    expect(text).toMatch(/\nx logs is not as it should be\.$/);
  });

  it('names the units that do not run', () => {
    const text = shown({ units: { kafka: 'failed', zookeeper: 'active' }, problems: [PROBLEM] });
    expect(lineOf('broker-3', text)).toContain(' kafka failed ');
    expect(text).toContain("\nx broker-3: must be ready, got 'failed'. Look at it.\n");
  });

  it('does not guess at what it could not see', () => {
    const unseen = { units: {}, disks: [], kafkaVersion: undefined, problems: [PROBLEM] };
    expect(lineOf('broker-3', shown(unseen))).toMatch(/^x broker-3 .* \? +\? +\?$/);
  });

  it('is well where a new machine would be newer, and says how that comes', () => {
    const text = shown({ renewal: ['stands on ami-1; a new instance would boot ami-2'] });
    expect(lineOf('broker-3', text)).toMatch(/^\+ broker-3 .* current +older$/);
    expect(text).toContain('! broker-3: stands on ami-1; a new instance would boot ami-2');
    expect(text).toContain('until `npx --no-install cdktf-kafka replace HOST --inventory FILE`.');
    expect(text).toMatch(/\n\+ logs is healthy/);
  });

  it('tells once of a problem that the cluster and a host have', () => {
    const text = shown({ problems: [PROBLEM] }, { problems: [{ ...PROBLEM }] });
    expect(text.match(/must be ready/g)).toHaveLength(1);
  });

  it('tells what would keep a gate closed', () => {
    const text = shown({}, { problems: [{ ...PROBLEM, path: 'The partitions' }] });
    expect(text).toContain('\nx The partitions: must be ready');
    expect(text).toMatch(/\nx logs is not as it should be\.$/);
  });
});

describe('the status for a program', () => {
  const json = (third: Partial<HostStatus> = {}) =>
    JSON.parse(renderStatusJson(status(third))) as {
      formatVersion: number;
      well: boolean;
      hosts: readonly Record<string, unknown>[];
    };

  it('has its version and a verdict', () => {
    expect(json()).toMatchObject({ formatVersion: 1, well: true, clusterName: 'logs' });
    expect(json({ behind: ['a change'] }).well).toBe(false);
  });

  it('has every problem as its sentence, and null for what is not known', () => {
    const [, , third] = json({ kafkaVersion: undefined, problems: [PROBLEM] }).hosts;
    expect(third).toMatchObject({
      kafkaVersion: null,
      problems: ["broker-3: must be ready, got 'failed'. Look at it."],
    });
  });
});
