import { waitUntil } from '../exec';
import { TOOLS_PACKAGE } from '../kafka-tool';
import { BALLAST, makeBallast } from './ballast';
import type { Expected } from './disagreements';
import type { Hour } from './hour';

/** Something that is wrong with a cluster and stays so until somebody mends it, while records flow. */
export interface StandingState extends Expected {
  readonly title: string;
  /** Resolves when it stands. */
  readonly make: (hour: Hour) => Promise<unknown>;
  /** Ends what no command of the tool can end. */
  readonly mendCause?: (hour: Hour) => Promise<unknown>;
  /** The command that brings all back, by its first words; `status` must name it. @default - there is none */
  readonly remedy?: string;
}

const CONFIGS = 'kafka.admin.ConfigCommand';
const TOPICS = `${TOOLS_PACKAGE}.TopicCommand`;
const DROP_IN = '/run/systemd/system/kafka.service.d/hour.conf';
const FILLED_DISK = '/var/lib/kafka/disk1';

const signal = (name: string) => `systemctl kill --kill-who=main --signal=${name} kafka`;
const setFor = (entity: readonly string[], setting: string) => (hour: Hour) =>
  hour.kafka(CONFIGS, '--alter', '--entity-type', 'brokers', ...entity, '--add-config', setting);

/** Each is made, asked about, and mended by the command that the tools name. */
export const STANDING_STATES: readonly StandingState[] = [
  {
    title: 'a broker stands still',
    weight: 'closes-gate',
    says: [/broker-1: must (answer, as it is registered|be registered as broker 1)/],
    make: (hour) => hour.inside('broker-1', signal('STOP')),
    remedy: 'restart broker-1',
  },
  {
    title: 'a broker starts again and again',
    weight: 'closes-gate',
    says: [/broker-1: must be registered as broker 1/, /kafka.* must be active.*activating/],
    // No port tells of units, and a gate that is closed says what closes it.
    instead: { gate: [/broker-1: must be registered as broker 1/] },
    make: startInVain,
    mendCause: (hour) => hour.inside('broker-1', `rm ${DROP_IN}; systemctl daemon-reload`),
    remedy: 'restart broker-1',
  },
  {
    title: 'a ZooKeeper member is stopped',
    weight: 'closes-gate',
    says: [/ZooKeeper of broker-3: must answer/],
    make: (hour) => hour.inside('broker-3', 'systemctl stop zookeeper'),
    remedy: 'converge',
  },
  {
    title: 'a folder is offline after its disk was full',
    weight: 'closes-gate',
    says: [/broker-1, \/var\/lib\/kafka\/disk1\S*: must be online, got .*No space left on device/],
    make: fillDisk,
    mendCause: (hour) => hour.inside('broker-1', `rm ${FILLED_DISK}/.filled`),
    remedy: 'restart broker-1',
  },
  {
    title: 'a throttle was left behind',
    weight: 'fault',
    says: [/must replicate without a throttle/],
    make: setFor(['--entity-name', '1'], 'leader.replication.throttled.rate=5000000'),
    remedy: 'unthrottle',
  },
  {
    title: 'overrides were left in ZooKeeper',
    weight: 'drift',
    says: [
      /log\.cleaner\.threads of broker-2: must/,
      /log\.segment\.delete\.delay\.ms of all brokers: must/,
    ],
    instead: {
      'converge --dry-run': [/log\.cleaner\.threads=2/, /log\.segment\.delete\.delay\.ms=61000/],
    },
    make: async (hour) => {
      await setFor(['--entity-name', '2'], 'log.cleaner.threads=2')(hour);
      await setFor(['--entity-default'], 'log.segment.delete.delay.ms=61000')(hour);
    },
    remedy: 'converge',
  },
  {
    title: 'a disk fills within three days',
    weight: 'fault',
    says: [/broker-3, \/var\/lib\/kafka\/disk1: must have room for 72 h, got 'full in \d+\.\d h/],
    make: fillSoon,
    mendCause: (hour) => hour.inside('broker-3', `rm ${FILLED_DISK}/.filled`),
  },
  {
    title: 'leaders are uneven after a restart by hand',
    weight: 'note',
    says: [/The leaders: must be the first replicas.*broker-2 leads/],
    make: async (hour) => {
      await hour.inside('broker-2', 'systemctl restart kafka');
      await hour.gate();
    },
    remedy: 'elect',
  },
  {
    title: 'a topic can bear no restart',
    weight: 'note',
    says: [/The topics: must have more replicas than min\.insync\.replicas/],
    make: (hour) =>
      hour.kafka(TOPICS, '--create', '--topic', 'single', '--replication-factor', '1'),
    mendCause: (hour) => hour.kafka(TOPICS, '--delete', '--topic', 'single'),
  },
];

/** Makes it, asks all tools about it, and mends it as they say. */
export async function standThrough(hour: Hour, state: StandingState): Promise<void> {
  const { make, mendCause, remedy } = state;
  await make(hour);
  let failure: unknown;
  const named = await hour.ask(state).catch((error: unknown) => {
    failure = error;
    return [];
  });
  await mendCause?.(hour);
  if (remedy !== undefined)
    await mend(hour, named.find((words) => words.startsWith(remedy)) ?? remedy);
  if (failure instanceof Error) throw failure;
  if (remedy !== undefined && !named.some((words) => words.startsWith(remedy))) {
    throw new Error(`status names no command ${remedy}, but ${named.join('; ') || 'none'}`);
  }
  await hour.gate();
  await hour.tool('status');
}

/** As an operator types it who has read the message. */
async function mend(hour: Hour, words: string): Promise<void> {
  const argv = words.split(' ').map((word) => (word === 'WORDS' ? 'the hour' : word));
  const isAsking = ['restart', 'converge', 'move'].includes(argv[0]!);
  if (argv[0] === 'restart' && !argv.includes('--reason')) argv.push('--reason', 'the hour');
  await hour.tool(...argv, ...(isAsking ? ['--yes', '--stall', '180'] : []));
}

/** As with a file that Kafka can't read: systemd goes on to start it. */
async function startInVain(hour: Hour): Promise<void> {
  const dropIn = `mkdir -p ${DROP_IN.replace(/\/[^/]*$/, '')}; printf '[Service]\\nExecStartPre=/bin/false\\n' >${DROP_IN}`;
  await hour.inside('broker-1', `${dropIn}; systemctl daemon-reload; ${signal('KILL')}`);
  await waitUntil(
    'systemd to try again',
    async () =>
      (await hour.inside('broker-1', 'systemctl show --value -p SubState kafka')) ===
      'auto-restart',
  );
}

/** So that the little that was written in the last hour is too much, for it is kept for ever. */
async function fillSoon(hour: Hour): Promise<void> {
  await makeBallast(hour);
  await hour.kafka(
    CONFIGS,
    ...['--alter', '--entity-type', 'topics', '--entity-name', BALLAST],
    ...['--add-config', 'retention.ms=-1'],
  );
  const free = `$(df --output=avail -B1 ${FILLED_DISK} | tail -1)`;
  const left = 3_200_000_000;
  await hour.inside('broker-3', `fallocate -l $((${free} - ${left})) ${FILLED_DISK}/.filled`);
}

/** Until the broker has found out, which goes on with its other folder. */
async function fillDisk(hour: Hour): Promise<void> {
  const free = `$(df --output=avail -B1 ${FILLED_DISK} | tail -1)`;
  const file = `${FILLED_DISK}/.filled`;
  await hour.inside(
    'broker-1',
    `fallocate -l $((${free} - 67108864)) ${file}; cat /dev/zero >>${file} || sync`,
  );
  const look = `tail -n 2000 /var/log/kafka/server.log | grep -c 'Stopping serving logs in dir ${FILLED_DISK}' || true`;
  await waitUntil(
    'the broker to give the folder up',
    async () => (await hour.inside('broker-1', look)) !== '0',
    {
      everyMs: 500,
    },
  );
}
