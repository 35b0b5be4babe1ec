import { describeReason } from '../cluster/changes/reasons';
import type { OnChange } from '../cluster/host-files';
import { renderHost, type HostFile } from '../cluster/host-files';
import { planRender } from '../scripts/render/plan-render';
import { renderReport } from '../scripts/render/report';
import { planHost, type HostPlan } from '../scripts/rolling/host-plan';
import type { HostState } from '../scripts/health/host/host-state';
import { factsOf } from './support/judge-plan';
import { file, plannedCluster } from './support/planned-cluster';
import { productionTopology } from './support/production-topology';

const topology = productionTopology();
const host = topology.hosts[0]!;
const wanted = renderHost(topology, host);
const fileAt = (path: string) => wanted.find((each) => each.path === path)!;

/** What stands instead of a file of the host, before a change; undefined where it is missing. */
type Before = string | undefined;

/** Of a render into the folder of the render before. */
function toldByRender({ path, mode }: HostFile, before: Before, foundMode = mode) {
  const found = wanted.map((each) => {
    const isChanged = each.path === path;
    const content = isChanged ? before : each.content;
    const of = { content: content!, mode: isChanged ? foundMode : each.mode };
    return [`${host.name}${each.path}`, content === undefined ? undefined : of] as const;
  });
  const files = new Map(found.filter(([, each]) => each !== undefined));
  const manifest = { clusterName: topology.spec.clusterName, kafkaVersion: '', hosts: [] };
  const listed = wanted.map((each) => ({ ...each, mode: each.mode.toString(8) }));
  const own = { name: host.name, rack: host.rack, roles: [], files: listed };
  const folder = { path: '/out', files, manifest: { ...manifest, hosts: [own] } };
  const plan = planRender(topology.spec.clusterName, [{ host, files: wanted }], folder);
  const report = renderReport('/out', { plan, manifest }, Infinity);
  return new RegExp(`^${host.name} +${path} +\\S+ +(.+)$`, 'm').exec(report)?.[1];
}

/** Of the review of a plan that changes the file's object in the bucket. */
function toldByReview({ path, content }: HostFile, before: Before) {
  const lines = wanted.map((each) => `file 0 0644 root root ${each.onChange} ${each.path}\n`);
  const manifest = file(1, 'manifest', [lines.join(''), lines.join('')]);
  const others = plannedCluster().filter(({ address }) => !address.includes('_Files_'));
  const changed = file(1, path.slice(1), [before ?? null, content]);
  return factsOf([...others, changed, manifest]).configuration[0];
}

/** Of the plan of converge, which `--dry-run`, the roll and `status` share. */
function convergePlan({ path, content, mode }: HostFile, before: Before, foundMode = mode) {
  const digest = (each: HostFile) =>
    each.path !== path || before === content ? each.sha256 : (before && 'old') || 'missing';
  const startedWith = new Map(wanted.map((each) => [each.path, digest(each)]));
  const isThere = (each: HostFile) => each.path !== path || before !== undefined;
  const state: HostState = {
    found: new Map(
      wanted.filter(isThere).map((each) => {
        const modeOf = each.path === path ? foundMode : each.mode;
        return [each.path, { sha256: digest(each), mode: modeOf }];
      }),
    ),
    contents: new Map(before === undefined || before === content ? [] : [[path, before]]),
    units: new Map([
      ['kafka', { active: 'active', restarts: 0 }],
      ['zookeeper', { active: 'active', restarts: 0 }],
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
  return planHost(topology, host, { state });
}

const toldByConverge = ({ reasons: [first] }: HostPlan) =>
  /: needs (.+)$/.exec(first ? describeReason(first) : '')?.[1];

/** What converge does after it has fetched the files. */
const doneByConverge = ({ reloadSysctl, units, restarts, updates }: HostPlan) => [
  ...(updates.given.length > 0 ? ['a dynamic update of Kafka'] : []),
  ...(reloadSysctl ? ['a reload of kernel settings'] : []),
  ...units.map((unit) => `a restart of its ${unit.split('.').at(-1)}`),
  ...restarts.map(({ name }) => `a restart of ${name === 'kafka' ? 'Kafka' : 'ZooKeeper'}`),
];

/** What the pull does by itself. */
const DONE_BY_PULL = ['nothing', 'a reload of systemd'];

// Of every file that a production host has, so that none can come to be told otherwise.
describe.each(wanted.map((each) => [each.path, each] as const))('of %s', (_, each) => {
  const { content } = each;
  it.each<[string, Before]>([
    ['its values', content.replaceAll(/\d+$/gm, (digits) => `${digits}1`)],
    ['a comment', `# once\n${content}`],
    ['the order of its lines', content.trimEnd().split('\n').reverse().join('\n')],
    ['all of it', 'once=1\n'],
    ['that it was missing', undefined],
  ])('render, plan review and converge say the same, and converge does it, of %s', (_, before) => {
    const review = toldByReview(each, before);
    const plan = convergePlan(each, before);
    const told = toldByConverge(plan);
    // A file without numbers has no other values.
    expect(plan.pull).toBe(before !== content);
    if (!plan.pull) return;
    expect(toldByRender(each, before)).toBe(told);
    expect(told?.replace(/ for .*/, '')).toBe(review?.needs);
    const done = doneByConverge(plan);
    expect(done).toEqual(DONE_BY_PULL.includes(review!.needs) ? [] : [review!.needs]);
  });

  it('another mode needs nothing, as render and converge say', () => {
    expect(toldByRender(each, content, 0o777)).toBe('nothing');
    const plan = convergePlan(each, content, 0o777);
    expect([toldByConverge(plan), plan.pull, ...doneByConverge(plan)]).toEqual(['nothing', true]);
  });
});

it.each<[string, string, string, string]>([
  [
    '/etc/kafka/server.properties',
    'zookeeper.connection.timeout.ms=60000',
    'zookeeper.connection.timeout.ms=50000',
    'Kafka for zookeeper.connection.timeout.ms',
  ],
  ['/etc/zookeeper/zoo.cfg', 'tickTime=500', 'tickTime=3000', 'ZooKeeper for tickTime'],
])('all name the setting for which %s brings a restart', (path, line, other, words) => {
  const before = fileAt(path).content.replace(new RegExp(`^${line}$`, 'm'), other);
  expect(before).not.toBe(fileAt(path).content);
  expect(toldByRender(fileAt(path), before)).toBe(`a restart of ${words}`);
  expect(toldByConverge(convergePlan(fileAt(path), before))).toBe(`a restart of ${words}`);
  expect(
    toldByReview(fileAt(path), before)
      ?.keys.map(({ key }) => key)
      .join(),
  ).toBe(words.replace(/.* for /, ''));
});

it('every word of a row is that of a file, so that nothing above is left out', () => {
  const words: readonly OnChange[] = [
    ...(['broker-restart', 'broker-settings', 'nothing', 'reload-sysctl'] as const),
    ...([
      'reload-systemd',
      'restart-service',
      'restart-timer',
      'zookeeper-restart',
      'zookeeper-settings',
    ] as const),
  ];
  expect([...new Set(wanted.map(({ onChange }) => onChange))].sort()).toEqual(words);
});
