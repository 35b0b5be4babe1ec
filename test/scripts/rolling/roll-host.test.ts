import { formatProblem } from '../../../cluster/errors';
import { renderHost } from '../../../cluster/host-files';
import { processesOf } from '../../../cluster/processes/host-process';
import type { HostShells } from '../../../scripts/hosts/host-shell';
import { openSshShells } from '../../../scripts/hosts/ssh-shells';
import { DEFAULT_SSH } from '../../../scripts/hosts/ssh-settings';
import type { HostPlan } from '../../../scripts/rolling/host-plan';
import { NO_UPDATES } from '../../../scripts/health/settings/plan-updates';
import { directReach } from '../../../scripts/cluster-access/reach';
import { rollHost, type HostRoll } from '../../../scripts/rolling/roll-host';
import { changeTelling } from '../../support/change-telling';
import { healthy } from '../../support/cluster-states';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';
import { startSshServer, type SshServer } from '../../support/ssh-server';

const topology = productionTopology();
const other = productionTopology({ brokerSettings: { 'num.io.threads': 3 } });
const host = topology.hosts[0]!;
const processes = processesOf(topology, host);
const [zookeeper, kafka] = ['zookeeper.service', 'kafka.service'].map((unit) =>
  processes.find((process) => process.unit === unit)!,
);
const PULL = '/usr/local/sbin/cdktf-kafka-host pull';

let server: SshServer;
let shells: HostShells;
/** What was done, in its order: commands of the host, save looks at its files, and gates. */
let done: string[];
/** What the host answers instead of succeeding in silence. */
let answers: Record<
  string,
  { readonly code?: number; readonly stdout?: string; readonly stderr?: string }
>;
/** How systemd has its processes. */
let unit: string;
/** What lies in its bucket, and so on it once it has pulled. */
let bucket = topology;

beforeEach(async () => {
  [done, answers, bucket] = [[], {}, topology];
  unit = 'ActiveState=active\nNRestarts=2\n';
  server = await startSshServer({
    answer: ({ command }) => {
      const files = renderHost(bucket, bucket.hosts[0]!);
      const stdoutOf = (line: (file: (typeof files)[number]) => string) => ({
        stdout: files.map((file) => `${line(file)}\n`).join(''),
      });
      if (command.startsWith('sha256sum'))
        return stdoutOf((each) => `${each.sha256}  ${each.path}`);
      if (command.startsWith('stat')) {
        return stdoutOf(({ mode, path }) => `${mode.toString(8)} ${path}`);
      }
      if (command.startsWith('systemctl show')) return { stdout: unit };
      done.push(command);
      return answers[command] ?? {};
    },
  });
  shells = openSshShells({
    inventory: inventoryOf(),
    settings: { ...DEFAULT_SSH, port: server.port, identities: [server.identity] },
    knownHosts: [server.knownHosts],
  });
});
afterEach(async () => {
  await shells.close();
  await server.stop();
});

interface Bringing {
  readonly brought?: typeof topology;
  readonly deployed?: typeof topology;
}

async function roll(
  plan: Partial<HostPlan>,
  { brought = topology, deployed }: Bringing = {},
): Promise<readonly string[]> {
  const gate: HostRoll['cluster']['gate'] = async ({ apartFrom, hopeless }) => {
    const end = await hopeless?.();
    if (end) throw new Error(formatProblem(end));
    done.push(apartFrom === undefined ? 'gate' : `gate apart from ${apartFrom}`);
    return await Promise.resolve({} as Awaited<ReturnType<HostRoll['cluster']['gate']>>);
  };
  const look = () => {
    done.push('look');
    return Promise.resolve(healthy);
  };
  const rolled: HostRoll = {
    cluster: { topology: brought, shells, reach: directReach, look, gate },
    ...(deployed && { deployed }),
    change: changeTelling((what) => done.push(what)),
  };
  await rollHost(rolled, {
    ...{ host, pull: true, reloadSysctl: false, units: [], restarts: [], reasons: [] },
    ...{ updates: NO_UPDATES, hasHeld: false, runsWithFile: false },
    ...plan,
  });
  return done;
}

const ASK = ['look', 'lock'];
const restartOf = (unit: string) => [
  `systemctl reset-failed ${unit}`,
  ...ASK,
  `systemctl restart ${unit}`,
  'gate',
];

/** Of a process that is down already. */
const startOf = (unit: string) => restartOf(unit).filter((each) => !ASK.includes(each));

describe('a host that is rolled', () => {
  it('fetches its files and starts one process after the other, a gate before and after each', async () => {
    expect(await roll({ restarts: [zookeeper!, kafka!] })).toEqual([
      ...['gate apart from broker-1', PULL],
      ...restartOf('zookeeper.service'),
      ...restartOf('kafka.service'),
    ]);
  });

  it('waits for no gate where nothing is started anew', async () => {
    expect(await roll({ reloadSysctl: true, units: ['kafka-logrotate.timer'] })).toEqual([
      ...[PULL, 'sysctl --quiet --system', 'systemctl restart kafka-logrotate.timer'],
    ]);
  });

  it('fetches nothing where it has its files', async () => {
    expect(await roll({ pull: false, restarts: [kafka!] })).toEqual([
      'gate apart from broker-1',
      ...restartOf('kafka.service'),
    ]);
  });

  const ARCHIVE_WAITS = { stdout: 'waiting broker-restart /opt/kafka\nmanifest abc\n' };
  const changeArchive = [
    ...[
      'gate apart from broker-1',
      ...ASK,
      'systemctl stop kafka.service',
      'systemctl stop zookeeper.service',
    ],
    '/usr/local/sbin/cdktf-kafka-host use-archive',
    // While Kafka is down as well, no gate could open.
    ...startOf('zookeeper.service').filter((each) => each !== 'gate'),
    ...startOf('kafka.service'),
  ];

  it('takes a new archive behind one more gate, while none of its processes runs, Kafka stopped before ZooKeeper', async () => {
    answers[PULL] = ARCHIVE_WAITS;
    expect(await roll({ restarts: [kafka!] })).toEqual([
      ...['gate apart from broker-1', PULL],
      ...changeArchive,
    ]);
  });

  it('waits for no gate between processes that are down both', async () => {
    const reasons = [zookeeper!, kafka!].map(
      ({ unit }) => ({ code: 'process-down', unit, active: 'inactive' }) as const,
    );
    expect(await roll({ pull: false, restarts: [zookeeper!, kafka!], reasons })).toEqual([
      'gate apart from broker-1',
      ...restartOf('zookeeper.service').filter((each) => each !== 'gate'),
      ...restartOf('kafka.service'),
    ]);
  });

  it('goes on where systemd has forgotten a unit that was stopped', async () => {
    answers['systemctl reset-failed kafka.service'] = { code: 1, stderr: 'Unit not loaded.' };
    expect(await roll({ pull: false, restarts: [kafka!] })).toContain(
      'systemctl restart kafka.service',
    );
  });

  it('stops nothing for an archive without a gate, where its other files needed none', async () => {
    answers[PULL] = ARCHIVE_WAITS;
    expect(await roll({})).toEqual([PULL, ...changeArchive]);
  });

  describe('where its bucket has the files of a later roll', () => {
    const { spec } = topology;
    const release = { ...spec.release, interBrokerProtocol: '3.8' };
    const now = { ...topology, spec: { ...spec, release } };
    const SETTINGS = '/etc/kafka/server.properties';
    const HOLD = `/usr/local/sbin/cdktf-kafka-host hold ${SETTINGS}`;
    const RELEASE = '/usr/local/sbin/cdktf-kafka-host release';
    const rollNow = (plan: Partial<HostPlan>) => roll(plan, { brought: now, deployed: topology });

    it('is given those of this one first, to keep them', async () => {
      bucket = now;
      expect(await rollNow({ restarts: [kafka!] })).toEqual([
        ...['gate apart from broker-1', RELEASE, HOLD, PULL],
        ...restartOf('kafka.service'),
      ]);
      expect(server.asked.find(({ command }) => command === HOLD)?.input).toContain(
        'inter.broker.protocol.version=3.8\n',
      );
    });

    it('is given them by the program that the pull has brought, where its own is too old', async () => {
      bucket = now;
      answers[RELEASE] = { code: 2, stderr: 'usage: cdktf-kafka-host boot|pull|status\n' };
      const rolling = rollNow({ restarts: [kafka!] });
      expect(await rolling).toEqual([
        ...['gate apart from broker-1', RELEASE, PULL, RELEASE, PULL],
        ...restartOf('kafka.service'),
      ]);
    });

    it('gives up what it has kept when it is brought the later ones', async () => {
      expect(await roll({ hasHeld: true, restarts: [kafka!] })).toEqual([
        ...['gate apart from broker-1', RELEASE, PULL],
        ...restartOf('kafka.service'),
      ]);
    });
  });

  it('starts nothing with files of another spec, which its bucket holds', async () => {
    bucket = other;
    await expect(roll({ restarts: [kafka!] })).rejects.toThrow(
      /^broker-1, \/etc\/kafka\/server\.properties: must be the file that the spec renders, got .*\. The bucket holds files of another spec or release: deploy/,
    );
    expect(done).toEqual(['gate apart from broker-1', PULL]);
  });

  it('starts nothing where it refuses what lies in its bucket, and says why', async () => {
    answers[PULL] = {
      code: 3,
      stdout: 'cdktf-kafka-host: REFUSED: s3://b/p/manifest: must be there.',
    };
    await expect(roll({ restarts: [kafka!] })).rejects.toThrow(
      /^broker-1: must run `\S+ pull`, got 'exit code 3: cdktf-kafka-host: REFUSED: s3:.*must be there/,
    );
    expect(done).toEqual(['gate apart from broker-1', PULL]);
  });

  it.each(['ActiveState=failed\nNRestarts=0\n', 'ActiveState=activating\nNRestarts=3\n'])(
    'waits no longer for a process that will not come up: %j',
    async (found) => {
      unit = found;
      await expect(roll({ restarts: [kafka!] })).rejects.toThrow(
        /^broker-1, kafka\.service: must stay up with its new files, got '(failed|activating), started again/,
      );
    },
  );

  it('goes no further where a process can not be started', async () => {
    answers['systemctl restart zookeeper.service'] = { code: 1 };
    await expect(roll({ restarts: [zookeeper!, kafka!] })).rejects.toThrow(
      /^broker-1: must run `systemctl restart zookeeper\.service`, got 'exit code 1'/,
    );
    expect(done.at(-1)).toBe('systemctl restart zookeeper.service');
  });
});
