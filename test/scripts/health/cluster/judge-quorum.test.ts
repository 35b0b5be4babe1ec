import { judgeQuorum } from '../../../../scripts/health/cluster/judge-quorum';
import type { ZookeeperMemberState } from '../../../../scripts/health/cluster/zookeeper-members';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const voters = [1, 2, 3];
const leader = { id: 1, voters, role: 'leader', syncedFollowers: 2 };
const follower = (id: number, changes: Partial<ZookeeperMemberState> = {}) => ({
  ...{ id, voters, role: 'follower', syncedFollowers: undefined },
  ...changes,
});
const judge = (...states: readonly ZookeeperMemberState[]) =>
  judgeQuorum({
    topology,
    state: { members: new Map(states.map((state, index) => [`broker-${index + 1}`, state])) },
  }).map(({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`);

test('one leader, all followers in sync, ids and voters as specified: nothing to say', () => {
  expect(judge(leader, follower(2), follower(3))).toEqual([]);
});

test.each<[string, readonly ZookeeperMemberState[], readonly string[]]>([
  [
    'no leader',
    [follower(1), follower(2), follower(3)],
    ['The ZooKeeper quorum: have one leader, got none'],
  ],
  [
    'two leaders',
    [leader, follower(2), { ...leader, id: 3 }],
    ['The ZooKeeper quorum: have one leader, got broker-1, broker-3'],
  ],
  [
    'a follower that lags',
    [{ ...leader, syncedFollowers: 1 }, follower(2), follower(3)],
    ['The ZooKeeper quorum: have 2 followers in sync, got 1'],
  ],
  [
    'a member with the id of another',
    [leader, follower(3), follower(3)],
    ['ZooKeeper of broker-2: have id 2, got 3'],
  ],
  [
    'a member that looks for a quorum, of which nothing else is known',
    [leader, follower(2), { ...follower(3), id: undefined, voters: [], role: 'not serving' }],
    ['ZooKeeper of broker-3: lead or follow, got not serving'],
  ],
  [
    'an observer in the place of a voter',
    [leader, follower(2), follower(3, { role: 'observer' })],
    ['ZooKeeper of broker-3: lead or follow, got observer'],
  ],
  [
    'a member that knows of one voter too many',
    [leader, follower(2, { voters: [1, 2, 3, 4] }), follower(3)],
    ['ZooKeeper of broker-2: know the voters 1, 2, 3, got 1, 2, 3, 4'],
  ],
  [
    'a member that knows of another voter in the place of one',
    [leader, follower(2, { voters: [1, 2, 7] }), follower(3)],
    ['ZooKeeper of broker-2: know the voters 1, 2, 3, got 1, 2, 7'],
  ],
])('%s', (_, states, problems) => {
  expect(judge(...states)).toEqual(problems);
});
