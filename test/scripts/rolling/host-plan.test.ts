import { describeReason } from '../../../cluster/changes/reasons';
import { renderHost, type HostFile } from '../../../cluster/host-files';
import { isNeeded, planHost } from '../../../scripts/rolling/host-plan';
import type { HostState } from '../../../scripts/health/host/host-state';
import type { UnitState } from '../../../scripts/health/host/units';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const host = topology.hosts[0]!;
const files = renderHost(topology, host);
const fileAt = (path: string) => files.find((file) => file.path === path)!;
const runs: UnitState = { active: 'active', restarts: 0 };

interface Situation {
  /** What stands in these files instead; undefined for a file that is missing. */
  readonly instead?: Readonly<Record<string, string | undefined>>;
  readonly modes?: Readonly<Record<string, number>>;
  readonly kafka?: UnitState;
  /** Digests that Kafka was started with, where they are others than those wanted. */
  readonly started?: Readonly<Record<string, string>>;
}

function stateOf({ instead = {}, modes = {}, kafka = runs, started = {} }: Situation): HostState {
  const isChanged = ({ path }: HostFile) => path in instead;
  const found = files
    .filter((file) => !(isChanged(file) && instead[file.path] === undefined))
    .map((file) => {
      const sha256 = isChanged(file) ? 'other' : file.sha256;
      return [file.path, { sha256, mode: modes[file.path] ?? file.mode }] as const;
    });
  const contents = Object.entries(instead).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const startedWith = new Map(files.map(({ path, sha256 }) => [path, started[path] ?? sha256]));
  return {
    found: new Map(found),
    contents: new Map(contents),
    units: new Map([
      ['kafka', kafka],
      ['zookeeper', runs],
    ]),
    identities: [],
    report: {
      ...{ state: 'ready', since: '', message: '', remedy: '', heldFiles: [], changedFiles: [] },
      ...{ manifestSha256: undefined, archiveWaits: false, certificates: new Map() },
      startedWith: new Map([
        ['kafka.service', startedWith],
        ['zookeeper.service', startedWith],
      ]),
    },
  };
}

function planOf(situation: Situation) {
  const plan = planHost(topology, host, { state: stateOf(situation) });
  return {
    ...plan,
    restarts: plan.restarts.map(({ name }) => name),
    reasons: plan.reasons.map(describeReason),
  };
}

const SERVER = '/etc/kafka/server.properties';
const before = (path: string, from: string, to: string) => ({
  [path]: fileAt(path).content.replace(from, to),
});

describe('the plan of a host', () => {
  it('is empty where all is as it should be', () => {
    const plan = planOf({});
    expect(plan).toMatchObject({ pull: false, restarts: [], reasons: [] });
    expect(isNeeded({ ...plan, restarts: [], reasons: [] })).toBe(false);
  });

  it('names the settings for which Kafka is restarted', () => {
    const plan = planOf({
      instead: before(SERVER, 'broker.rack=', 'broker.rack=z'),
    });
    expect(plan).toMatchObject({ pull: true, restarts: ['kafka'] });
    expect(plan.reasons).toEqual([
      `${SERVER} differs: needs a restart of Kafka for broker.rack`,
      'kafka.service is restarted for the files above',
    ]);
  });

  it('restarts ZooKeeper before Kafka where both must be', () => {
    const plan = planOf({
      instead: { '/etc/zookeeper/zoo.cfg': 'tickTime=1\n', '/etc/kafka/jvm.args': '-Xmx1g\n' },
    });
    expect(plan.restarts).toEqual(['zookeeper', 'kafka']);
  });

  it.each<[string, string, object]>([
    ['/etc/sysctl.d/90-kafka.conf', 'kernel settings', { reloadSysctl: true, units: [] }],
    [
      '/etc/systemd/system/kafka-logrotate.timer',
      'a timer',
      { reloadSysctl: false, units: ['kafka-logrotate.timer'] },
    ],
    ['/etc/kafka/logrotate.conf', 'log rotation', { reloadSysctl: false, units: [] }],
  ])('restarts nothing for %s: %s', (path, _, rest) => {
    expect(planOf({ instead: { [path]: 'x\n' } })).toMatchObject({
      pull: true,
      restarts: [],
      ...rest,
    });
  });

  it('fetches a file that only a comment tells apart, and restarts nothing', () => {
    const path = SERVER;
    const content = `# by hand\n${fileAt(path).content}`;
    expect(planOf({ instead: { [path]: content } })).toMatchObject({
      ...{ pull: true, restarts: [] },
      reasons: [`${SERVER} differs: needs nothing`],
    });
  });

  it('restarts for an older file that a process was started with, whatever stands there now', () => {
    const content = `# by hand\n${fileAt(SERVER).content}`;
    const plan = planOf({ instead: { [SERVER]: content }, started: { [SERVER]: 'older' } });
    expect(plan.restarts).toEqual(['kafka']);
  });

  it('fetches a file that is missing, and one whose mode is wrong', () => {
    expect(planOf({ instead: { '/etc/kafka/jvm.args': undefined } }).reasons[0]).toBe(
      '/etc/kafka/jvm.args is missing: needs a restart of Kafka',
    );
    expect(planOf({ modes: { [SERVER]: 0o666 } })).toMatchObject({ pull: true, restarts: [] });
  });

  it('restarts a process that was started with older files: a roll broke off', () => {
    const plan = planOf({ started: { '/etc/kafka/jvm.args': 'older' } });
    expect(plan).toMatchObject({ pull: false, restarts: ['kafka'] });
    expect(plan.reasons).toEqual(['kafka.service was started with an older /etc/kafka/jvm.args']);
  });

  it.each([
    ['wanted', false],
    ['older', true],
    [undefined, false],
  ])('fetches another manifest, such as one with a new archive, where it has %s', (has, pull) => {
    const state = stateOf({});
    const report = { ...state.report, manifestSha256: has };
    const plan = planHost(topology, host, { state: { ...state, report }, manifest: 'wanted' });
    expect(plan).toMatchObject({ pull, restarts: [] });
    expect(plan.reasons.map(describeReason).join()).toMatch(
      pull ? /^its manifest differs, .* is the archive$/ : /^$/,
    );
    expect(planHost(topology, host, { state: { ...state, report } }).pull).toBe(false);
  });

  it('fetches once more where a new archive still waits for the processes to stop', () => {
    const state = stateOf({});
    const report = { ...state.report, archiveWaits: true };
    const plan = planHost(topology, host, { state: { ...state, report } });
    expect(plan.pull).toBe(true);
    expect(plan.reasons.map(describeReason)).toEqual([
      "Kafka's archive differs: needs a restart of all its processes",
    ]);
  });

  it.each(['inactive', 'failed'])('starts a process that is %s', (active) => {
    const plan = planOf({ kafka: { active, restarts: 0 } });
    expect(plan).toMatchObject({ pull: false, restarts: ['kafka'] });
    expect(plan.reasons).toEqual([`kafka.service does not run: ${active}`]);
  });

  it('leaves alone a process that is just starting', () => {
    expect(planOf({ kafka: { active: 'activating', restarts: 1 } }).restarts).toEqual([]);
  });
});
