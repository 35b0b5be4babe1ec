import { setTimeout as sleep } from 'node:timers/promises';
import { HOST_PROGRAM } from '../../../cluster/host-files/host-program';
import { DEFAULT_KAFKA_VERSION } from '../../../cluster/kafka-releases';
import { ensureArchive } from '../../../scripts/distribution/ensure-archive';
import { HOSTS } from '../deployed-lab';
import { waitUntil } from '../exec';
import type { Expected } from './disagreements';
import type { Hour } from './hour';
import { killCommand } from './kill-command';
import { loseVolumes } from './lose-volumes';
import { moveKilled } from './move-killed';
import { powerLost, withoutInstance } from './lost-instances';
import { restartTwice } from './restart-twice';
import { standThrough, STANDING_STATES } from './standing-states';
import { whateverIsSaid } from './whatever-is-said';

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
      const older = await hour.deployed.project.writeInventory('older.json');
      await hour.changeSpec({ brokerSettings: "{ 'queued.max.requests': 700 }" });
      await hour.deploy();
      await convergeWithOlder(hour, older);
    },
  },
  {
    title: 'what cdktf prints is an inventory',
    does: async ({ deployed: { project } }) => {
      const inventory = await project.writeOutputs();
      const { code, output } = await project.run(['cdktf-kafka', 'gate', '--inventory', inventory]);
      if (code !== 0) throw new Error(`gate ended with ${code}:\n${output}`);
    },
  },
  { title: 'a broker is killed', does: drill('broker-killed') },
  { title: 'the controller is killed', does: drill('controller-killed') },
  { title: 'converge is killed in the middle of a roll, and run again', does: killConverge },
  { title: 'a host loses its power, and a deploy starts it', does: losePower },
  { title: 'a broker is frozen while another restarts', does: freezeInRoll },
  { title: 'a data disk is full', does: drill('disk-full') },
  ...STANDING_STATES.map((state) => ({
    title: `all tools say so: ${state.title}`,
    does: (hour: Hour) => standThrough(hour, state),
  })),
  { title: 'two commands at once restart the same broker', does: restartTwice },
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
      await hour.ask({ weight: 'note', says: [/broker-6: must hold partitions/] });
    },
  },
  { title: 'partitions move to them; the command is killed, and run again', does: moveKilled },
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

/** An inventory of before is told as that, and brings nothing back. */
async function convergeWithOlder({ deployed, say }: Hour, inventory: string): Promise<void> {
  const argv = ['converge', '--yes', '--stall', '20', '--wait', '20', '--inventory', inventory];
  const { code, output } = await deployed.project.run(['cdktf-kafka', ...argv]);
  say(`--- converge with an older inventory: ${code}\n${output}`);
  if (code === 0 || !/The inventory: must be of the last deploy/.test(output))
    throw new Error(`it is not told as older:\n${output}`);
}

async function killConverge(hour: Hour): Promise<void> {
  const { deployed } = hour;
  const before = await deployed.brokerStarts();
  await hour.changeSpec({ brokerSettings: "{ 'queued.max.requests': 710 }" });
  const deploy = deployed.project.deploy();
  await waitUntil('the first broker to be restarted', async () =>
    (await deployed.brokerStarts()).some((start, index) => start !== before[index]),
  );
  killCommand(deployed.project.folder, 'converge');
  const { code } = await deploy;
  if (code === 0) throw new Error('converge was over before it was killed');
  await hour.gate();
  const after = await deployed.brokerStarts();
  const [older, untouched] = HOSTS.filter((_, index) => after[index] === before[index]);
  // As if it had died a moment later, with the files of the second host in their place.
  await hour.inside(older!, `${HOST_PROGRAM} pull`);
  await whateverIsSaid(hour.ask(olderProcesses(older!, untouched!)), () => hour.deploy());
}

const olderProcesses = (older: string, untouched: string): Expected => ({
  weight: 'drift',
  says: [
    /queued\.max\.requests of broker-\d.*: must be 710, got .*, as it was when the broker started/,
  ],
  instead: {
    'converge --dry-run': [
      new RegExp(`${older}:\n.*kafka\\.service was started with an older .*server\\.properties`),
      new RegExp(`${untouched}:\n.*server\\.properties differs: needs a restart of Kafka`),
    ],
  },
});

async function losePower(hour: Hour): Promise<void> {
  await powerLost(hour, 'broker-1');
  await whateverIsSaid(hour.ask(withoutInstance('broker-1', 'stopped')), () => hour.deploy());
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
