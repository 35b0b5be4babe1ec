import { ConfigSources } from '@platformatic/kafka';
import { X509Certificate } from 'node:crypto';
import { formatProblem } from '../cluster/errors';
import { foundCertificate } from '../cluster/identities/found-certificate';
import { Security } from '../cluster/security';
import { tellIfUnwell } from '../scripts/commands/tell-if-unwell';
import type { ClusterState, TopicState } from '../scripts/health/cluster/cluster-state';
import { CLUSTER_JUDGEMENTS } from '../scripts/health/cluster/judge-cluster';
import type { DeployedCluster, HostsToJudge } from '../scripts/health/deployed-cluster';
import { describeVerdict } from '../scripts/health/describe-verdict';
import { GateError, waitForGate } from '../scripts/health/gate/wait-for-gate';
import { judgeHosts } from '../scripts/health/judge-hosts';
import type { HostShell, HostShells } from '../scripts/hosts/host-shell';
import { SMOKE_CHECKS } from '../scripts/smoke/checks';
import { isWell } from '../scripts/status/cluster-status';
import { deployedLook, readStatus } from '../scripts/status/read-status';
import { grantAcl } from '../scripts/health/clients/grant-acl';
import { denialsOf } from '../scripts/health/clients/revocation';
import { renderHost } from '../cluster/host-files';
import { healthy, topic, topicOf, withoutThird } from './support/cluster-states';
import { CLIENT_AUTHORITY } from './support/client-certificates';
import { inventoryOf } from './support/inventories';
import { productionTopology } from './support/production-topology';
import { settingsAsRendered, shownSetting, withSetting } from './support/shown-setting';

const declared = { name: 'app-logs', partitions: 3 };
const security = Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] });
const clients = [{ name: 'shipper', produce: ['app-*'] }];
const spec = { topics: [declared], security, clients };
const topology = productionTopology(spec);
const wantedAcls = topology.spec.clients.flatMap(({ user, grants }) =>
  grants.map((grant) => grantAcl(user, grant)),
);
const { signal } = new AbortController();
const rendered = settingsAsRendered(topology);
const appLogs = topicOf('app-logs', [
  {},
  { leaderId: 2, replicaNodes: [2, 3, 1] },
  { leaderId: 3, replicaNodes: [3, 1, 2] },
]);

/** The same topic on the first two brokers, as its owner may want it. */
function movedFromThird({ topic }: TopicState): TopicState {
  const partitions = topic.partitions.map((partition) => ({
    ...partition,
    replicaNodes: [1, 2],
    isrNodes: [1, 2],
    leaderId: 1,
  }));
  return { topic: { ...topic, partitions }, minInsyncReplicas: 1 };
}

const own = (value: string, otherwise: string) => ({ value, isOwn: true, otherwise });
const well: ClusterState = {
  ...healthy,
  settings: rendered,
  topics: [...healthy.topics, appLogs],
  topicSettings: new Map([['app-logs', new Map()]]),
};

const { DYNAMIC_DEFAULT_BROKER_CONFIG, DYNAMIC_BROKER_CONFIG, STATIC_BROKER_CONFIG } =
  ConfigSources;
const override = (source: 4 | 2 | 3 | 5, only?: number) =>
  withSetting(
    rendered,
    shownSetting({ name: 'min.insync.replicas' }, [source, '1'], [STATIC_BROKER_CONFIG, '2']),
    only,
  );
const [healthyDir] = healthy.logDirs.get(2)!;
const secondDir = (changes: object) =>
  new Map([...healthy.logDirs, [2, [{ ...healthyDir!, ...changes }]]]);
const cause = {
  path: 'broker-3',
  rule: 'have an instance that runs',
  value: 'i-3, which is stopped',
  remedy: 'Deploy',
};

/** How a state weighs, and what every tool names. */
type Row = readonly [
  string,
  'closes-gate' | 'fault' | 'note' | 'well',
  Partial<ClusterState>,
  RegExp,
];

const certificateUntil = (days: number) => {
  const notAfter = new Date(Date.UTC(2027, 0, 1) + days * 86_400_000);
  const notBefore = new Date(notAfter.getTime() - 365 * 86_400_000);
  const names = { subject: 'CN=logs-members', issuer: 'CN=logs authority', hosts: [] };
  return { ...names, ...{ serial: '1', fingerprint: `of ${days}` }, notBefore, notAfter };
};

const clientAuthority = foundCertificate(new X509Certificate(CLIENT_AUTHORITY));

/** What a broker shows, and what lies in its file, by the days that are left. */
const shownUntil = (days: number, daysInFile = days): ClusterState['certificates'] => ({
  at: new Date(Date.UTC(2027, 0, 1)),
  shown: [
    {
      ...{ host: 'broker-2', process: 'kafka', door: 'CLIENT_TLS' },
      certificate: { ...certificateUntil(days), root: 'CN=logs authority' },
      inFile: certificateUntil(daysInFile),
    },
  ],
});

/** What ports show while one authority takes the place of another, by who stands above the one that has signed. */
function replaced(roots: readonly string[]): ClusterState['certificates'] {
  const authority = (subject: string) => ({
    ...certificateUntil(3_000),
    ...{ subject, issuer: subject, fingerprint: subject },
  });
  const shown = roots.map((root) => ({
    ...{ host: 'broker-2', process: 'kafka' as const, door: 'CLIENT_TLS' },
    certificate: { ...certificateUntil(300), issuer: 'CN=between', root },
    inFile: certificateUntil(300),
  }));
  const authorities = ['CN=new', 'CN=old'].map(authority);
  return { at: new Date(Date.UTC(2027, 0, 1)), shown, authorities };
}

const STATES: readonly Row[] = [
  ['all is well', 'well', {}, /healthy/],
  [
    'a broker and its member are gone',
    'closes-gate',
    { ...withoutThird, settings: rendered },
    /broker-3/,
  ],
  [
    'the instance of a host is stopped',
    'closes-gate',
    { ...withoutThird, unreached: new Map([['broker-3', cause]]) },
    /i-3, which is stopped/,
  ],
  [
    'a broker hangs',
    'closes-gate',
    { controllers: new Map([...healthy.controllers].slice(0, 2)) },
    /broker-3.* answer/,
  ],
  [
    'somebody is let in whom no spec names',
    'fault',
    { clients: { users: ['mallory'], acls: [] } },
    /user mallory/,
  ],
  [
    'a client of the spec was revoked',
    'note',
    {
      clients: {
        users: ['shipper'],
        acls: [...denialsOf('shipper'), ...wantedAcls],
      },
    },
    /client shipper: must be let in.*--reinstate shipper/,
  ],
  [
    'a port without TLS is open',
    'fault',
    { plainPorts: [{ host: 'broker-2', door: 'CLIENT', port: 9092, isOfSpec: false }] },
    /ports without TLS.*CLIENT of broker-2 \(9092\).*converge/,
  ],
  [
    'the spec leaves a port without TLS open',
    'note',
    { plainPorts: [{ host: 'broker-2', door: 'CLIENT', port: 9092, isOfSpec: true }] },
    /ports without TLS.*CLIENT of broker-2 \(9092\), open by security\.alsoPlaintext/,
  ],
  [
    'another authority waits for clients to trust it',
    'note',
    { certificates: replaced(['CN=old']) },
    /authorities .*CN=new in the place of CN=old, while the old one still signs.*--new-authority use/,
  ],
  [
    'another authority signs, and has not signed for all',
    'note',
    { certificates: replaced(['CN=old', 'CN=new']) },
    /CN=new in the place of CN=old, and not every process.*`converge` goes on/,
  ],
  [
    'another authority has signed for all, and the old one is trusted still',
    'note',
    { certificates: replaced(['CN=new']) },
    /CN=new in the place of CN=old, and every process.*takes the old one away/,
  ],
  [
    'one authority takes the place of another, and a port shows neither',
    'note',
    { certificates: replaced(['CN=between']) },
    /CN=new in the place of CN=old, while one takes.*--dry-run.*--new-authority use/,
  ],
  [
    'a certificate ends in a week',
    'closes-gate',
    { certificates: shownUntil(6.9) },
    /CLIENT_TLS of broker-2.* in 6 days/,
  ],
  [
    'an authority of clients ends in a week',
    'note',
    {
      certificates: {
        at: new Date(clientAuthority.notAfter.getTime() - 7 * 86_400_000),
        shown: [],
      },
    },
    /clientAuthorities\[0\]: must hold for 30 days/,
  ],
  [
    "the members' authority signs for clients",
    'fault',
    {
      certificates: {
        at: new Date(Date.UTC(2027, 0, 1)),
        shown: [
          {
            ...{ host: 'broker-2', process: 'kafka', door: 'CLIENT_TLS' },
            certificate: {
              ...certificateUntil(300),
              ...{ issuer: clientAuthority.subject, root: clientAuthority.subject },
            },
            inFile: certificateUntil(300),
          },
        ],
      },
    },
    /clientAuthorities\[0\]: must be another authority/,
  ],
  [
    'a certificate is over',
    'closes-gate',
    { certificates: shownUntil(-1) },
    /CLIENT_TLS of broker-2.*is over since/,
  ],
  [
    'a process still shows the certificate from before',
    'fault',
    { certificates: shownUntil(200, 300) },
    /CLIENT_TLS of broker-2.* lies in its file/,
  ],
  [
    'a certificate should have been renewed',
    'note',
    { certificates: shownUntil(100) },
    /CLIENT_TLS of broker-2.* third of the life/,
  ],
  [
    'a folder is offline',
    'closes-gate',
    { logDirs: secondDir({ isOnline: false }) },
    /broker-2, .*topics.*offline/,
  ],
  [
    'a disk is full',
    'closes-gate',
    { logDirs: secondDir({ freeBytes: 1e9 }) },
    /broker-2, .*topics.*free/,
  ],
  [
    'there is no controller',
    'closes-gate',
    {
      controllers: new Map([
        ['broker-1', -1],
        ['broker-2', -1],
        ['broker-3', -1],
      ]),
    },
    /one controller/,
  ],
  [
    'a replica is out of sync',
    'closes-gate',
    { topics: [topic('events', [1, 2, 3], [1, 2]), appLogs] },
    /Broker 3/,
  ],
  [
    'a volume came empty and refills',
    'closes-gate',
    {
      topics: [topic('events', [1, 2, 3], [1, 2]), appLogs],
      logBytes: new Map([[3, 0n]]),
      leaderBytes: new Map([[3, 4_000_000_000n]]),
      catchUpRates: new Map([[3, 1e7]]),
    },
    /has 0 % of 4\.00 GB, in sync in about 6\.7 min at 10\.0 MB\/s/,
  ],
  [
    'a partition has no leader',
    'closes-gate',
    { topics: [topic('events', [1, 2, 3], []), appLogs] },
    /each have a leader/,
  ],
  ['a partition is being moved', 'closes-gate', { reassignments: ['events-0'] }, /1 being moved/],
  [
    'a ZooKeeper member is silent',
    'closes-gate',
    { members: new Map([...healthy.members].slice(0, 2)) },
    /ZooKeeper of broker-3/,
  ],
  [
    'no ZooKeeper member leads',
    'closes-gate',
    {
      members: new Map(
        [...healthy.members].map(([name, state]) => [name, { ...state, role: 'follower' }]),
      ),
    },
    /have one leader/,
  ],
  ['a stranger is registered', 'fault', { registered: [1, 2, 3, 9] }, /broker 9 as well/],
  [
    'a throttle was left behind',
    'fault',
    { throttled: ['broker 1'] },
    /throttles left at broker 1.*unthrottle/s,
  ],
  [
    "one of Kafka's own topics has one replica",
    'fault',
    { topics: [...well.topics, topic('__consumer_offsets', [1])] },
    /__consumer_offsets/,
  ],
  [
    "one of Kafka's own topics is less safe",
    'fault',
    {
      topicSettings: new Map([
        ...well.topicSettings,
        ['__consumer_offsets', new Map([['min.insync.replicas', own('1', '2')]])],
      ]),
    },
    /__consumer_offsets: min\.insync\.replicas=1/,
  ],
  [
    'ZooKeeper overrides a setting of all brokers',
    'fault',
    { settings: override(DYNAMIC_DEFAULT_BROKER_CONFIG) },
    /min\.insync\.replicas of all brokers.*converge/s,
  ],
  [
    'ZooKeeper overrides a setting of one broker',
    'fault',
    { settings: override(DYNAMIC_BROKER_CONFIG, 2) },
    /min\.insync\.replicas of broker-2.*converge/s,
  ],
  [
    'a broker is older than its file',
    'fault',
    {
      settings: withSetting(
        rendered,
        shownSetting({ name: 'broker.rack' }, [STATIC_BROKER_CONFIG, 'x']),
        1,
      ),
    },
    /broker\.rack of broker-1/,
  ],
  [
    'a topic of the spec sets something else',
    'fault',
    { topicSettings: new Map([['app-logs', new Map([['min.insync.replicas', own('1', '2')]])]]) },
    /topic app-logs.*min\.insync\.replicas/,
  ],
  ['a topic of the spec is missing', 'fault', { topics: healthy.topics }, /topic app-logs/],
  [
    'a quota that has left the spec',
    'fault',
    {
      quotas: [{ entity: { user: 'ann' }, limits: { producer_byte_rate: 1 } }],
      managed: { topics: [], quotas: ["user 'ann'"] },
    },
    /quota of/,
  ],
  [
    'a topic of the spec has too few replicas, and a broker holds nothing',
    'fault',
    { topics: [topic('a', [1, 2]), topic('b', [1, 2]), appLogs].map(movedFromThird) },
    /topic app-logs.*3 replicas each/,
  ],
  [
    'leaders are uneven',
    'note',
    { topics: [topicOf('events', [{ leaderId: 2 }]), appLogs] },
    /The leaders/,
  ],
  [
    'a topic bears no restart',
    'note',
    { topics: [...well.topics, topic('single', [1])] },
    /single/,
  ],
  [
    'an upgrade keeps the older protocol',
    'note',
    {
      settings: withSetting(
        rendered,
        shownSetting({ name: 'inter.broker.protocol.version' }, [STATIC_BROKER_CONFIG, '3.8']),
        3,
      ),
    },
    /inter\.broker\.protocol\.version of broker-3: must become 3\.9/,
  ],
  [
    'a topic of nobody in the spec may lose records',
    'note',
    {
      topicSettings: new Map([
        ...well.topicSettings,
        ['events', new Map([['unclean.leader.election.enable', own('true', 'false')]])],
      ]),
    },
    /events: unclean\.leader\.election\.enable=true/,
  ],
];

/** Its hosts have all of their files, and its processes run with them. */
function clusterWith(state: ClusterState): DeployedCluster {
  const of = (name: string) => {
    const files = renderHost(
      topology,
      topology.hosts.find((host) => host.name === name)!,
    );
    const answers: Readonly<Record<string, string>> = {
      '/usr/local/sbin/cdktf-kafka-host': 'state ready\n',
      systemctl: 'ActiveState=active\nNRestarts=0\n',
      get date() {
        return String(Date.now() / 1_000);
      },
      sha256sum: files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''),
      stat: files.map(({ path, mode }) => `${mode.toString(8)} ${path}\n`).join(''),
    };
    const run = ([program = '']: readonly string[]) =>
      Promise.resolve({ code: 0, stdout: answers[program] ?? '', stderr: '' });
    return { name, run } as unknown as HostShell;
  };
  const look = () => Promise.resolve(state);
  const shells: HostShells = { of, close: () => Promise.resolve() };
  return {
    ...{ topology, inventory: inventoryOf(spec as never), look, lookWithRates: look },
    reach: () => Promise.reject(new Error('no port is asked for')),
    shells,
    judgeHosts: (judged: HostsToJudge) => judgeHosts(shells, { topology, ...judged }),
  } as unknown as DeployedCluster;
}

interface Word {
  /** Whether the tool ends as with a well cluster. */
  readonly isWell: boolean;
  readonly told: string;
}

const word = (findings: readonly Parameters<typeof formatProblem>[0][], told: string): Word => ({
  isWell: findings.length === 0,
  told,
});

const TOOLS: Readonly<Record<string, (state: ClusterState) => Promise<Word>>> = {
  status: async (state) => {
    const cluster = clusterWith({ ...state, members: new Map(state.members) });
    const status = await readStatus(deployedLook(cluster), signal);
    const told = [...status.problems, ...status.notes].map(formatProblem).join('\n');
    return { isWell: isWell(status), told: told || 'healthy' };
  },
  smoke: (state) => {
    const problems = SMOKE_CHECKS.flatMap(({ judges = [] }) => judges).flatMap((judge) =>
      judge({ topology, state }),
    );
    return Promise.resolve(word(problems, problems.map(formatProblem).join('\n') || 'healthy'));
  },
  gate: async (state) => {
    const look = () => Promise.resolve(state);
    try {
      await waitForGate({ topology, look, signal, looks: 1, stallMs: 0 });
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return { isWell: false, told: error.message };
    }
    const told = describeVerdict({ topology, state }).join('\n');
    return { isWell: told === 'logs is healthy.', told };
  },
};

describe.each(STATES)('where %s', (_, weight, change, named) => {
  const state = { ...well, ...change };

  it.each(Object.keys(TOOLS))('%s says so', async (tool) => {
    const { isWell, told } = await TOOLS[tool]!(state);
    expect({ isWell, told }).toEqual({ isWell: weight === 'well' || weight === 'note', told });
    if (weight !== 'note' || tool === 'status') expect(told).toMatch(named);
  });

  it('converge ends with 1 for all but notes, and what its own plan tells', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue();
    const code = await tellIfUnwell(clusterWith(state), { dryRun: true, signal });
    print.mockRestore();
    const drift = CLUSTER_JUDGEMENTS.filter(({ isDrift }) => isDrift);
    const isDrift = drift.some(({ judge }) => judge({ topology, state }).length > 0);
    expect(code).toBe(
      weight === 'well' || weight === 'note' || (weight === 'fault' && isDrift) ? 0 : 1,
    );
  });
});

it('no judgement is left out of the smoke checks but notes', () => {
  const asked = new Set(SMOKE_CHECKS.flatMap(({ judges = [] }) => judges));
  const missed = CLUSTER_JUDGEMENTS.filter(
    ({ judge, weight }) => weight !== 'note' && !asked.has(judge),
  );
  expect(missed.map(({ judge }) => judge.name)).toEqual([]);
});

it('no judgement is without a state above', () => {
  const idle = CLUSTER_JUDGEMENTS.filter(({ judge }) =>
    STATES.every(([, , change]) => judge({ topology, state: { ...well, ...change } }).length === 0),
  );
  expect(idle.map(({ judge }) => judge.name)).toEqual([]);
});
