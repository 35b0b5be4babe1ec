import Ajv from 'ajv';
import { stripVTControlCharacters } from 'node:util';
import type { HostStatus, ShownStatus } from '../../../scripts/status/cluster-status';
import { renderStatus } from '../../../scripts/status/render-status';
import { renderStatusJson } from '../../../scripts/status/status-json';
import schema from '../../../scripts/status/status.schema.json';
import { glyphs } from '../../../scripts/terminal/terminal';
import { disk, status } from '../../support/shown-statuses';

const PROBLEM = { path: 'broker-3', rule: 'be ready', value: 'failed', remedy: 'Look at it' };

const shown = (third: Partial<HostStatus> = {}, changes: Partial<ShownStatus> = {}) =>
  renderStatus(status(third, changes), { glyphs: glyphs({}), width: Infinity });
const lineOf = (name: string, text: string) =>
  text.split('\n').find((line) => /^[x+]/.test(line) && line.includes(` ${name} `));
/** What the second table has of it. */
const placeOf = (name: string, text: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.trim()
    .split(/ {2,}/);

describe('the status for a person', () => {
  it('says until when each host of a secured cluster is believed, and nothing of it elsewhere', () => {
    expect(shown({ certificateEnds: '2027-11-27' })).toMatch(/Certificate.*\n.*to 2027-11-27/s);
    expect(shown()).not.toContain('Certificate');
  });

  it('begins with how the cluster is, and has a line for each host', () => {
    const text = shown();
    expect(text.split('\n').slice(0, 5)).toEqual([
      '+ logs is healthy, and every host has its files.',
      'Looked at     2026-11-27T03:04:05Z',
      'Kafka         3.9.2, TLS; controller broker-1',
      'ZooKeeper     3 of 3 serve; leader broker-2',
      'Partitions    12 of 2 topics: all in sync',
    ]);
    expect(lineOf('broker-3', text)?.split(/ {2,}/)).toEqual([
      ...['+ broker-3', 'broker 3; ZooKeeper 3, follower', '2.0 h', '4 of 12'],
      '43% of 1.00 GB (/data/kafka-420000001)',
      ...['1.00 MB/s in, 2.00 MB/s out (2%)', 'current'],
    ]);
    expect(placeOf('broker-3', text)).toEqual([
      'broker-3',
      '10.0.0.13',
      'i-3',
      'c',
      '3.9.2',
      'current',
    ]);
  });

  it('tells problems before hosts, on a terminal each with what mends it in a line of its own', () => {
    const narrow = renderStatus(status({ problems: [PROBLEM] }), { glyphs: glyphs({}), width: 80 });
    expect(narrow.indexOf('must be ready')).toBeLessThan(narrow.indexOf('Roles'));
    expect(narrow).toContain("\n\nx broker-3: must be ready, got 'failed'.\n  - Look at it.\n\n");
    expect(narrow).toMatch(/^x logs is not as it should be: 1 problem\.\n/);
  });

  it('counts what is wrong with partitions, and names what is throttled', () => {
    const partitions = {
      ...{ topics: 2, partitions: 12, leaderless: 1 },
      ...{ underReplicated: 4, underMinInsync: 2, reassigning: 3 },
    };
    const text = shown({}, { partitions, throttled: ['broker 1'] });
    expect(text).toContain(
      '12 of 2 topics: 1 without a leader, 2 refuse writes, 4 under-replicated, 3 being moved\nThrottled     broker 1\n',
    );
  });

  it('says what nobody could tell', () => {
    const text = shown({}, { partitions: undefined, groups: undefined, controller: undefined });
    expect(text).toContain('controller none, or nobody tells\n');
    expect(text).toContain('Partitions    not known: there is no controller that tells');
    expect(text).toContain('Consumer lag  not known: no broker says');
    expect(text).toContain('Changes       not known: ZooKeeper does not say');
  });

  it('tells how far readers are behind, the furthest first, and whose are not known', () => {
    const group = (name: string, records: number, unknown = 0) => ({
      ...{ group: name, state: records > 1_000 ? 'Empty' : 'Stable', records },
      topics: [{ topic: 'app-logs', partitions: 3, records, committed: 10, unknown }],
    });
    const groups = [group('billing', 1_234_567), group('search', 1, 2)];
    expect(shown({}, { groups: { groups, silent: ['broker-2'] } })).toContain(
      [
        'Consumer lag  billing (nobody reads): 1,234,567 records behind in app-logs',
        'Consumer lag  search: 1 record behind in app-logs, without 2 partitions that nobody tells of',
        'Consumer lag  groups that broker-2 may look after are not known',
      ].join('\n'),
    );
    const many = Array.from({ length: 7 }, (_, index) => group(`g${index}`, 7 - index));
    expect(shown({}, { groups: { groups: many, silent: [] } })).toContain(
      'Consumer lag  2 more groups, less behind: see --json',
    );
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
    expect(text).toMatch(/^\+ logs is healthy/);
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
      renderStatus(status(), { glyphs: glyphs({}), width: 50 }),
    );
    const lines = text.split('\n');
    const from = lines.indexOf('+ broker-1');
    expect(lines.slice(from, from + 7)).toEqual([
      '+ broker-1',
      '  Roles    broker 1; ZooKeeper 1, follower',
      '  Up       2.0 h',
      '  Leads    4 of 12',
      '  Disks    43% of 1.00 GB (/data/kafka-420000001)',
      '  Network  1.00 MB/s in, 2.00 MB/s out (2%)',
      '  Files    current',
    ]);
  });

  it('marks a host that is behind, says why, and is not well', () => {
    const text = shown({
      behind: [
        '/etc/kafka/server.properties differs: needs a restart of Kafka for log.retention.ms',
      ],
    });
    expect(lineOf('broker-3', text)).toMatch(/^x broker-3 .* behind$/);
    expect(text).toContain(
      '\n! broker-3: /etc/kafka/server.properties differs: needs a restart of Kafka for log.retention.ms\n',
    );
    expect(text).toMatch(/^x logs is not as it should be/);
  });

  it('names the units that do not run', () => {
    const text = shown({ units: { kafka: 'failed', zookeeper: 'active' }, problems: [PROBLEM] });
    expect(lineOf('broker-3', text)).toContain(' kafka failed, zookeeper 2.0 h ');
    expect(text).toContain("\nx broker-3: must be ready, got 'failed'. Look at it.\n");
  });

  it('does not guess at what it could not see', () => {
    const unseen = { units: {}, disks: [], kafkaVersion: undefined, problems: [PROBLEM] };
    expect(lineOf('broker-3', shown({ ...unseen, network: undefined }))).toMatch(
      /^x broker-3 .* \? .* \?$/,
    );
    expect(placeOf('broker-3', shown(unseen))?.at(-1)).toBe('?');
  });

  it('is well where a new machine would be newer, and says how that comes', () => {
    const text = shown({ renewal: ['stands on ami-1; a new instance would boot ami-2'] });
    expect(lineOf('broker-3', text)).toMatch(/^\+ broker-3 .* current$/);
    expect(placeOf('broker-3', text)?.at(-1)).toBe('older');
    expect(text).toContain('! broker-3: stands on ami-1; a new instance would boot ami-2');
    expect(text).toContain('until `npx --no-install cdktf-kafka replace HOST --inventory FILE`.');
    expect(text).toMatch(/^\+ logs is healthy/);
  });

  it('tells once of a problem that the cluster and a host have', () => {
    const text = shown({ problems: [PROBLEM] }, { problems: [{ ...PROBLEM }] });
    expect(text.match(/must be ready/g)).toHaveLength(1);
  });

  it('tells what would keep a gate closed', () => {
    const text = shown({}, { problems: [{ ...PROBLEM, path: 'The partitions' }] });
    expect(text).toContain('\nx The partitions: must be ready');
    expect(text).toMatch(/^x logs is not as it should be/);
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

  it.each([
    ['all that can be known', {}, {}],
    [
      'nothing that is not known',
      { kafkaVersion: undefined, network: undefined, problems: [PROBLEM], disks: [] },
      { partitions: undefined, groups: undefined, controller: undefined, kafkaVersions: [] },
    ],
  ] as const)('is as its schema says with %s', (_, third, changes) => {
    const validate = new Ajv({ strict: true }).compile(schema);
    const json: unknown = JSON.parse(renderStatusJson(status(third, changes)));
    expect([validate(json), validate.errors]).toEqual([true, null]);
    // One that lets everything pass would show nothing.
    expect(validate({ ...(json as object), hosts: [{}] })).toBe(false);
  });

  it('has every problem as its sentence, and null for what is not known', () => {
    const [, , third] = json({ kafkaVersion: undefined, problems: [PROBLEM] }).hosts;
    expect(third).toMatchObject({
      kafkaVersion: null,
      problems: ["broker-3: must be ready, got 'failed'. Look at it."],
    });
  });
});
