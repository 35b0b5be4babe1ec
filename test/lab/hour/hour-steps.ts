import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_KAFKA_VERSION } from '../../../cluster/kafka-releases';
import { ensureArchive } from '../../../scripts/distribution/ensure-archive';
import { readAccount } from '../account';
import { waitUntil } from '../exec';
import { faultsOf } from '../faults';
import type { Hour } from './hour';

/** A change or a fault, until it is over. The cluster is well before, and a gate follows. */
export interface HourStep {
  readonly title: string;
  readonly does: (hour: Hour) => Promise<unknown>;
}

const FROZEN_MS = 30_000;
const PATCH_RELEASE = '3.9.1';

export const HOUR_STEPS: readonly HourStep[] = [
  {
    title: 'a setting that needs a restart is rolled out',
    does: async (hour) => {
      await hour.changeSpec({ brokerSettings: "{ 'queued.max.requests': 700 }" });
      await hour.deploy();
    },
  },
  { title: 'a broker is killed', does: drill('broker-killed') },
  { title: 'the controller is killed', does: drill('controller-killed') },
  { title: 'converge is killed in the middle of a roll, and run again', does: killConverge },
  { title: 'a host loses its power, and a deploy starts it', does: losePower },
  { title: 'a broker is frozen while another restarts', does: freezeInRoll },
  { title: 'a data disk is full', does: drill('disk-full') },
  { title: 'a broker is frozen', does: drill('broker-frozen') },
  { title: 'a host is cut off', does: drill('host-cut-off') },
  { title: 'a host reboots at once', does: drill('host-power-lost') },
  { title: 'ZooKeeper loses a minority', does: drill('zookeeper-minority-lost') },
  { title: 'ZooKeeper loses its quorum', does: drill('zookeeper-majority-lost') },
  { title: 'every broker is restarted', does: drill('roll') },
  { title: 'volumes are lost with their host, and refilled', does: loseVolumes },
  { title: 'a host is lost, and replaced', does: drill('host-replaced', '--stack-folder') },
  { title: 'another patch release of Kafka is rolled out, and back', does: changeRelease },
  {
    title: 'three brokers are added',
    does: async (hour) => {
      await hour.changeSpec({ brokers: SIX_BROKERS });
      await hour.deploy();
    },
  },
  { title: 'partitions move to them', does: (hour) => hour.tool('move', '--yes') },
  { title: 'one of them is drained', does: (hour) => hour.tool('drain', 'broker-6', '--yes') },
];

const SIX_BROKERS = `[${[1, 2, 3, 4, 5, 6]
  .map((id) => `{ id: ${id}, rack: 'eu-west-1${'abc'[(id - 1) % 3]}' }`)
  .join(', ')}]`;

/** One of the tool's own drills, which has a judge of its own. */
function drill(name: string, ...more: readonly '--stack-folder'[]): HourStep['does'] {
  return async (hour) => {
    const folder = more.flatMap((option) => [option, hour.deployed.project.stackFolder]);
    const said = await hour.tool('drill', name, '--yes', '--stall', '180', ...folder);
    hour.say(said.trimEnd().split('\n').at(-1) ?? '');
  };
}

async function killConverge(hour: Hour): Promise<void> {
  const { deployed } = hour;
  const before = await deployed.brokerStarts();
  await hour.changeSpec({ brokerSettings: "{ 'queued.max.requests': 710 }" });
  const deploy = deployed.project.deploy();
  await waitUntil('the first broker to be restarted', async () =>
    (await deployed.brokerStarts()).some((start, index) => start !== before[index]),
  );
  for (const pid of convergesOf(deployed.project.folder)) process.kill(pid, 'SIGKILL');
  const { code } = await deploy;
  if (code === 0) throw new Error('converge was over before it was killed');
  await hour.deploy();
}

/** Those that a deploy of this project has started. */
function convergesOf(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      const read = (name: string) => readFileSync(`/proc/${id}/${name}`, 'latin1');
      try {
        return read('cmdline').includes('\0converge\0') && read('environ').includes(folder);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    })
    .map(Number);
}

async function losePower(hour: Hour): Promise<void> {
  await powerLost(hour, 'broker-1');
  await hour.deploy();
}

/** Resolves when EC2 shows it as stopped. */
async function powerLost({ deployed }: Hour, name: string): Promise<void> {
  const id = deployed.instanceOf(name);
  await faultsOf(deployed.lab).loseHost(name);
  await waitUntil('EC2 to see it', async () => (await stateOf(deployed, id)) === 'stopped');
}

async function stateOf({ lab }: Hour['deployed'], id: string): Promise<string | undefined> {
  const { instances } = await readAccount(lab.place.control);
  return instances.find((instance) => instance.id === id)?.state;
}

/** The worst moment: the second broker of three stands still just as the first one is down. */
async function freezeInRoll(hour: Hour): Promise<void> {
  const { deployed } = hour;
  const signal = (name: string) =>
    deployed.inside(
      'broker-3',
      'systemctl',
      'kill',
      '--kill-who=main',
      `--signal=${name}`,
      'kafka',
    );
  const isDown = async () =>
    (await deployed.inside(
      'broker-2',
      'systemctl',
      'show',
      '--value',
      '-p',
      'ActiveState',
      'kafka',
    )) !== 'active';
  const restart = hour.tool(
    'restart',
    'broker-2',
    '--reason',
    'the hour',
    '--yes',
    '--stall',
    '180',
  );
  await waitUntil('the broker to be stopped', isDown);
  await signal('STOP');
  await sleep(FROZEN_MS);
  await signal('CONT');
  await restart;
}

async function changeRelease(hour: Hour): Promise<void> {
  // From the lab, no way leads to Maven's registry.
  await ensureArchive({ kafkaVersion: PATCH_RELEASE, onProgress: hour.say });
  for (const release of [PATCH_RELEASE, DEFAULT_KAFKA_VERSION]) {
    await hour.changeSpec({ kafkaVersion: `'${release}'` });
    await hour.deploy();
  }
}

/** As when an availability zone has lost its storage: the same broker comes back with nothing. */
async function loseVolumes(hour: Hour): Promise<void> {
  const { deployed } = hour;
  const { calls } = deployed;
  const host = (await deployed.project.inventory()).hosts.find(({ name }) => name === 'broker-2')!;
  await powerLost(hour, 'broker-2');
  const InstanceId = deployed.instanceOf('broker-2');
  const DisableApiTermination = { Value: false };
  await calls.call('ec2', 'modify_instance_attribute', { InstanceId, DisableApiTermination });
  await calls.call('ec2', 'terminate_instances', { InstanceIds: [InstanceId] });
  await waitUntil('it to be gone', async () =>
    ['terminated', undefined].includes(await stateOf(deployed, InstanceId)),
  );
  const volumes = host.disks.filter(({ mountPoint }) => mountPoint.includes('/kafka/'));
  for (const { volumeId } of volumes) {
    await calls.call('ec2', 'delete_volume', { VolumeId: volumeId });
  }
  await hour.deploy();
}
