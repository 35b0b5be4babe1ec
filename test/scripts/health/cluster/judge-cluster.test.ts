import { ConfigSources } from '@platformatic/kafka';
import type { ClusterState } from '../../../../scripts/health/cluster/cluster-state';
import {
  judgeCluster,
  judgeGate,
  noteCluster,
} from '../../../../scripts/health/cluster/judge-cluster';
import { healthy, topic, topicOf, withoutThird } from '../../../support/cluster-states';
import { productionTopology } from '../../../support/production-topology';
import { settingsAsRendered, shownSetting, withSetting } from '../../../support/shown-setting';

const topology = productionTopology();

const rules = (state: ClusterState, options = {}) =>
  judgeGate({ topology, state, ...options }).map(({ path, rule }) => `${path}: ${rule}`);

describe('a gate', () => {
  it('is open where the cluster is healthy', () => {
    expect(judgeGate({ topology, state: healthy })).toEqual([]);
  });

  it.each<[string, Partial<ClusterState>, string]>([
    ['a broker is missing', { registered: [1, 2] }, 'broker-3: be registered as broker 3'],
    [
      'a broker is registered and does not answer: it starts, or hangs',
      { controllers: new Map([...healthy.controllers].slice(0, 2)) },
      'broker-3: answer, as it is registered',
    ],
    [
      'there is no controller',
      { controllers: new Map([['broker-1', -1]]) },
      'The brokers: name one controller',
    ],
    [
      'brokers disagree about the controller',
      {
        controllers: new Map([
          ['broker-1', 1],
          ['broker-2', 2],
        ]),
      },
      'The brokers: name one controller',
    ],
    ['no broker answers', { controllers: new Map() }, 'The brokers: name one controller'],
    [
      'a replica is out of sync',
      { topics: [topic('events', [1, 2, 3], [1, 2])] },
      'Broker 3: be in sync in every partition that it holds',
    ],
    [
      'a partition has no leader',
      { topics: [topic('events', [1, 2, 3], [])] },
      'The partitions: each have a leader',
    ],
    [
      'a replica is being moved',
      { reassignments: ['events-0'] },
      'The partitions: stay where they are while hosts are changed',
    ],
    [
      'a ZooKeeper member is silent',
      { members: new Map([...healthy.members].slice(0, 2)) },
      'ZooKeeper of broker-3: answer',
    ],
    [
      'there is no ZooKeeper leader',
      {
        members: new Map(
          [...healthy.members].map(([name, state]) => [name, { ...state, role: 'follower' }]),
        ),
      },
      'The ZooKeeper quorum: have one leader',
    ],
  ])('is closed when %s', (_, change, rule) => {
    expect(rules({ ...healthy, ...change })).toContain(rule);
  });

  it('lets a topic pass that has no more replicas than it needs', () => {
    expect(rules({ ...healthy, topics: [topic('one', [2]), topic('two', [1, 2])] })).toEqual([]);
  });

  it('lets the faults of the host pass that is about to be stopped, and no others', () => {
    expect(rules(withoutThird, { apartFrom: 'broker-3' })).toEqual([]);
    expect(rules(withoutThird, { apartFrom: 'broker-1' })).toContain(
      'broker-3: be registered as broker 3',
    );
  });

  it('does not ask the host that is about to be stopped to answer', () => {
    const state = { ...healthy, controllers: new Map([...healthy.controllers].slice(0, 2)) };
    expect(rules(state, { apartFrom: 'broker-3' })).toEqual([]);
    expect(rules(state, { apartFrom: 'broker-1' })).toEqual([
      'broker-3: answer, as it is registered',
    ]);
  });

  it('is closed where the fault of that host is more than its own', () => {
    const state = { ...withoutThird, topics: [topic('events', [1, 2, 3], [1])] };
    expect(rules(state, { apartFrom: 'broker-3' })).toContain(
      'Broker 2: be in sync in every partition that it holds',
    );
  });

  it('opens for the ZooKeeper leader', () => {
    expect(rules(healthy, { apartFrom: 'broker-2' })).toEqual([]);
  });

  it('does not miss a broker that comes later in the deploy and holds nothing', () => {
    const state = { ...healthy, registered: [1, 2], topics: [topic('events', [1, 2])] };
    expect(rules(state, { notYet: ['broker-3'] })).toEqual([]);
  });

  it('misses one that comes later and holds replicas', () => {
    expect(rules(withoutThird, { notYet: ['broker-3'] })).toContain(
      'broker-3: be registered as broker 3',
    );
  });

  describe('of which a host is not reached', () => {
    const unreached = new Map([
      ['broker-3', { path: 'broker-3', rule: 'take one of our keys', remedy: 'Add one' }],
    ]);
    const notAsked: ClusterState = {
      ...healthy,
      controllers: new Map([...healthy.controllers].slice(0, 2)),
      members: new Map([...healthy.members].slice(0, 2)),
      unreached,
    };
    const gone: ClusterState = {
      ...withoutThird,
      topics: [topic('events', [1, 2])],
      members: notAsked.members,
      unreached,
    };

    it.each([
      ['its processes may be well', notAsked],
      ['its broker is gone', gone],
    ])('is closed for that one reason where %s', (_, state) => {
      expect(rules(state)).toEqual(['broker-3: take one of our keys']);
    });

    it('lets that pass for the host that is about to be stopped', () => {
      expect(rules(notAsked, { apartFrom: 'broker-3' })).toEqual([]);
    });

    it('lets it pass for a host that may not be there yet', () => {
      expect(rules(gone, { notYet: ['broker-3'] })).toEqual([]);
    });

    it('is open where both of its processes answered all the same', () => {
      expect(rules({ ...healthy, unreached })).toEqual([]);
    });
  });
});

describe('a cluster', () => {
  const paths = (state: ClusterState) => judgeCluster({ topology, state }).map(({ path }) => path);

  it('is well where all holds that is judged', () => {
    expect(paths(healthy)).toEqual([]);
  });

  it('is not well where a gate would stay closed', () => {
    expect(judgeCluster({ topology, state: withoutThird })).toEqual(
      judgeGate({ topology, state: withoutThird }),
    );
    expect(paths(withoutThird)).not.toEqual([]);
  });

  it.each<[string, Partial<ClusterState>, string]>([
    ['a broker of no host of the spec is there', { registered: [1, 2, 3, 9] }, 'logs'],
    [
      "one of Kafka's own topics has too few replicas",
      { topics: [topic('__consumer_offsets', [1])] },
      '__consumer_offsets',
    ],
  ])('is not well where %s, though no gate closes for that', (_, change, path) => {
    expect(paths({ ...healthy, ...change })).toEqual([path]);
    expect(rules({ ...healthy, ...change })).toEqual([]);
  });
});

const seen = (state: Partial<ClusterState>) => ({ topology, state: { ...healthy, ...state } });
const values = (found: readonly { readonly path: string; readonly value?: unknown }[]) =>
  found.map(({ path, value }) => `${path}: ${String(value)}`);

describe('what is told beside', () => {
  it('is nothing where all is well', () => {
    expect(noteCluster(seen({}))).toEqual([]);
  });

  it.each<[string, Partial<ClusterState>, string]>([
    [
      'leaders that a restart left with others',
      { topics: [topicOf('events', [{ leaderId: 2 }, { leaderId: 3 }, {}])] },
      'The leaders: broker-1 leads 1 of its 3',
    ],
    [
      'topics that no broker can restart under',
      { topics: [topic('events', [1, 2, 3]), topic('single', [1]), topic('pair', [1, 2])] },
      'The topics: 2 that have not (single, pair)',
    ],
    [
      'a broker that holds nothing',
      { topics: [topic('a', [1, 2]), topic('b', [1, 2])].map(writable) },
      'broker-3: none: it does no work yet',
    ],
  ])('tells %s, and closes no gate by it', (_, state, expected) => {
    expect(values(noteCluster(seen(state)))).toContain(expected);
    expect(judgeGate(seen(state))).toEqual([]);
    expect(judgeCluster(seen(state))).toEqual([]);
  });

  it('does not ask to hand leadership back to a broker that has died', () => {
    const topics = [topicOf('events', [{ leaderId: 2 }, { leaderId: 3 }, {}])];
    const notes = values(noteCluster(seen({ topics, registered: [2, 3] })));
    expect(notes.filter((text) => text.startsWith('The leaders'))).toEqual([]);
  });

  /** As its owner wants it who has two replicas. */
  function writable(state: ClusterState['topics'][number]) {
    return { ...state, minInsyncReplicas: 1 };
  }

  it('tells no leader that is away while its first replica is not in sync', () => {
    const topics = [topicOf('events', [{ leaderId: 2, isrNodes: [2, 3] }])];
    expect(noteCluster(seen({ topics }))).toEqual([]);
  });

  it('finds throttles that were left behind, but not those of a move', () => {
    const throttled = ['broker 1', 'topic events'];
    expect(values(judgeCluster(seen({ throttled })))).toEqual([
      'logs: throttles left at broker 1, topic events',
    ]);
    expect(judgeGate(seen({ throttled }))).toEqual([]);
    const moving = seen({ throttled, reassignments: ['events-0'] });
    expect(values(judgeCluster(moving))).toEqual([
      'The partitions: 1 being moved, throttled (events-0)',
    ]);
  });

  it('tells a replica that a move adds as being moved, not as out of sync', () => {
    const topics = [topicOf('events', [{ replicaNodes: [1, 2, 3], isrNodes: [1, 2] }])];
    const adding = new Map([['events-0', [3]]]);
    expect(values(judgeGate(seen({ topics, adding, reassignments: ['events-0'] })))).toEqual([
      'The partitions: 1 being moved (events-0)',
    ]);
  });

  it('tells how much of its data a broker has that catches up', () => {
    const topics = [topic('events', [1, 2, 3], [1, 2])];
    const logBytes = new Map([[3, 2n ** 30n]]);
    const leaderBytes = new Map([[3, 4n * 2n ** 30n]]);
    expect(values(judgeCluster(seen({ topics, logBytes, leaderBytes })))).toEqual([
      'Broker 3: out of sync in 1 (events-0), has 25 % of 4.29 GB',
    ]);
  });
});

it('tells no difference of files while a change of security brings another one to each process', () => {
  const other = shownSetting({ name: 'num.io.threads' }, [ConfigSources.STATIC_BROKER_CONFIG, '1']);
  const settings = withSetting(settingsAsRendered(topology), other, 2);
  const state = { ...healthy, settings, registered: [1, 2] };
  const told = (isOnItsWay: boolean) =>
    judgeCluster({ topology, state, isOnItsWay }).map(({ path }) => path);
  expect(told(false)).toEqual(['broker-3', 'num.io.threads of broker-2']);
  expect(told(true)).toEqual(['broker-3']);
});
