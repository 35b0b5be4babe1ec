import { quorumChanged } from '../../../../scripts/plan-review/rules/quorum-changed';
import { judge, severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const THREE = 'server.1=a:2888:3888\nserver.2=b:2888:3888\nserver.3=c:2888:3888\n';
const members = (after: string) => plannedCluster({ zookeeper: () => [THREE, after] });

it.each([
  [`${THREE}server.4=d:2888:3888\n`, 'care', 'server.4 joins'],
  [THREE.replace(/server.3.*\n/, ''), 'care', 'server.3 leaves'],
  [THREE.replace('c:', 'd:'), 'care', 'server.3 moves'],
  [
    `${THREE}server.4=d:2888:3888\nserver.5=e:2888:3888\n`,
    'danger',
    'server.4 joins, server.5 joins',
  ],
  [THREE.replace('b:', 'x:').replace('c:', 'y:'), 'danger', 'server.2 moves, server.3 moves'],
])('judges members that change', (after, severity, what) => {
  expect(judge(quorumChanged, members(after))).toMatchObject([
    { severity, what: `Changes the members of the ZooKeeper quorum: ${what}.` },
  ]);
});

it('is silent where other settings change', () => {
  expect(judge(quorumChanged, members(`${THREE}tickTime=3000\n`))).toEqual([]);
});

it.each([
  ['1@a:9,2@b:9,3@c:9', '1@a:9,2@b:9,3@c:9,4@d:9', 'care'],
  ['1@a:9,2@b:9,3@c:9', '1@a:9,2@b:9', 'care'],
  ['1@a:9,2@b:9,3@c:9', '1@a:9,2@b:9,3@x:9', 'care'],
  ['1@a:9,2@b:9,3@c:9', '1@a:9,2@x:9,3@y:9', 'danger'],
  ['1@a:9,2@b:9,3@c:9', '4@d:9,5@e:9,6@f:9', 'danger'],
  ['1@a:9,2@b:9,3@c:9', '', 'danger'],
  ['1@a:9,2@b:9', '2@b:9, 1@a:9', undefined],
])('judges the voters of KRaft: %s → %s', (before, after, severity) => {
  const settings = (voters: string) =>
    `node.id=1\n${voters && `controller.quorum.voters=${voters}\n`}`;
  const cluster = plannedCluster({ settings: () => [settings(before), settings(after)] });
  expect(severityOf(quorumChanged, cluster)).toBe(severity);
});
