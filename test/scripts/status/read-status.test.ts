import type { DeployedCluster } from '../../../scripts/health/deployed-cluster';
import { HostError } from '../../../scripts/hosts/host-error';
import type { HostShell } from '../../../scripts/hosts/host-shell';
import { deployedLook, readStatus } from '../../../scripts/status/read-status';
import { healthy } from '../../support/cluster-states';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const NO_WAY = { path: 'broker-3', rule: 'take one of our keys', remedy: 'Add one to the agent' };

/** Its hosts are ready and lack all of their files; the third can't be reached. */
function clusterWith(state: Partial<typeof healthy>): DeployedCluster {
  const answers: Readonly<Record<string, string>> = {
    '/usr/local/sbin/cdktf-kafka-host': 'state ready\n',
    systemctl: 'ActiveState=active\nNRestarts=0\nActiveEnterTimestampMonotonic=40000000\n',
    sh: '100.00 1.00\n  eth0: 1000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n102.00 1.00\n  eth0: 5000 1 0 0 0 0 0 0 700 1 0 0 0 0 0 0\n',
    get date() {
      return String(Date.now() / 1_000);
    },
    ls: 'kafka-clients-3.9.2.jar\nkafka-server-common-3.9.2.jar\n',
  };
  const of = (name: string) =>
    ({
      name,
      run: ([program = '']: readonly string[]) =>
        name === 'broker-3'
          ? Promise.reject(new HostError('authentication', NO_WAY))
          : Promise.resolve({ code: 0, stdout: answers[program] ?? '', stderr: '' }),
    }) as unknown as HostShell;
  return {
    ...{ topology, inventory: inventoryOf() },
    shells: { of, close: () => Promise.resolve() },
    lookWithRates: () => Promise.resolve({ ...healthy, ...state }),
  } as unknown as DeployedCluster;
}

const statusOf = (state: Partial<typeof healthy> = {}) =>
  readStatus(deployedLook(clusterWith(state)), new AbortController().signal);

describe('the status of a cluster', () => {
  it('names controller and leader, and what each host is', async () => {
    const { clusterName, controller, zookeeperLeader, hosts, problems } = await statusOf();
    expect({ clusterName, controller, zookeeperLeader, problems }).toEqual({
      ...{ clusterName: 'logs', controller: 'broker-2', zookeeperLeader: 'broker-2', problems: [] },
    });
    expect(hosts.map(({ roles }) => roles)).toEqual([
      ['broker 1', 'ZooKeeper 1, follower'],
      ['broker 2, controller', 'ZooKeeper 2, leader'],
      ['broker 3', 'ZooKeeper 3, follower'],
    ]);
  });

  it('tells also what keeps no gate closed', async () => {
    const { problems } = await statusOf({ registered: [1, 2, 3, 9] });
    expect(problems.map(({ path, value }) => `${path}: ${String(value)}`)).toEqual([
      'logs: broker 9 as well',
    ]);
  });

  it('says of a broker that is missing, and of a member that is silent', async () => {
    const { hosts } = await statusOf({ registered: [1, 2], members: new Map() });
    expect(hosts[2]?.roles).toEqual(['broker 3, not registered', 'ZooKeeper 3, silent']);
  });
});

describe('the status of a host', () => {
  it('has what runs there, and what converge would do', async () => {
    const [first] = (await statusOf()).hosts;
    expect(first).toMatchObject({
      ...{ units: { kafka: 'active', zookeeper: 'active' }, kafkaVersion: '3.9.2', problems: [] },
    });
    expect(first?.behind).toContainEqual(
      expect.stringMatching(/^\/etc\/kafka\/server\.properties is missing/),
    );
  });

  it('says for how long its processes run, and what passes through its network', async () => {
    const [first] = (await statusOf()).hosts;
    expect(first?.upSeconds).toEqual({ kafka: 62, zookeeper: 62 });
    expect(first?.network).toEqual({
      ...{ receivedBytesPerSecond: 2_000, sentBytesPerSecond: 100 },
      baselineBytesPerSecond: expect.any(Number) as number,
    });
  });

  it('has what its broker leads, and nothing of it where no controller tells', async () => {
    const [first] = (await statusOf()).hosts;
    expect(first?.partitions?.replicas).toBeGreaterThan(0);
    const { hosts, partitions } = await statusOf({ controllers: new Map() });
    expect([hosts[0]?.partitions, partitions]).toEqual([undefined, undefined]);
  });

  it('is no more than the reason where it can not be reached', async () => {
    const [, , third] = (await statusOf()).hosts;
    expect(third).toMatchObject({ units: {}, disks: [], behind: [], problems: [NO_WAY] });
  });
});
