import { renderHost, type HostFile } from '../cluster/host-files';
import { planHost } from '../scripts/rolling/host-plan';
import type { HostState } from '../scripts/health/host/host-state';
import { factsOf } from './support/judge-plan';
import { file, plannedCluster } from './support/planned-cluster';
import { productionTopology } from './support/production-topology';

const topology = productionTopology();
const host = topology.hosts[0]!;
const wanted = renderHost(topology, host);
const BEHIND = { kafka: 'broker-restart', zookeeper: 'zookeeper-restart' } as const;

/** What a review says that converge does when a plan changes one file of a host. */
function promised({ path, content }: HostFile, before: string): string | undefined {
  const lines = wanted.map((each) => `file 0 0644 root root ${each.onChange} ${each.path}\n`);
  const manifest = file(1, 'manifest', [lines.join(''), lines.join('')]);
  const others = plannedCluster().filter(({ address }) => !address.includes('_Files_'));
  const changed = file(1, path.slice(1), [before, content]);
  const { configuration } = factsOf([...others, changed, manifest]);
  return configuration[0]?.effect;
}

/** What converge restarts on that host, whose processes were started with the file as it was. */
function restarted({ path, content }: HostFile, before: string): readonly string[] {
  const startedWith = new Map(
    wanted.map((each) => [each.path, each.path === path ? 'old' : each.sha256]),
  );
  const state: HostState = {
    found: new Map(
      wanted.map(({ path, mode }) => [path, { sha256: startedWith.get(path)!, mode }]),
    ),
    contents: new Map(before === content ? [] : [[path, before]]),
    units: new Map([
      ['kafka', { active: 'active', restarts: 0 }],
      ['zookeeper', { active: 'active', restarts: 0 }],
    ]),
    report: {
      ...{ state: 'ready', since: '', message: '', remedy: '', changedFiles: [] },
      startedWith: new Map([
        ['kafka.service', startedWith],
        ['zookeeper.service', startedWith],
      ]),
    },
  };
  return planHost(topology, host, state).restarts.map(({ name }) => BEHIND[name]);
}

// Of every file that a production host has, so that the two can't come to differ.
describe.each(wanted.map((each) => [each.path, each] as const))('of %s', (_, each) => {
  it.each([
    ['its values', each.content.replaceAll(/\d+$/gm, (digits) => `${digits}1`)],
    ['a comment', `# once\n${each.content}`],
    ['all of it', 'once=1\n'],
  ])('a plan review promises the restarts that converge does for %s', (_, before) => {
    const effect = promised(each, before);
    const isRestart = effect?.endsWith('restart') === true;
    expect(restarted(each, before)).toEqual(isRestart ? [effect] : []);
  });
});

it('converge restarts brokers for a setting that Kafka could take while it runs', () => {
  const settings = wanted.find(({ path }) => path === '/etc/kafka/server.properties')!;
  const before = settings.content.replace(/^num\.io\.threads=16$/m, 'num.io.threads=24');
  expect(before).not.toBe(settings.content);
  expect(restarted(settings, before)).toEqual(['broker-restart']);
});
