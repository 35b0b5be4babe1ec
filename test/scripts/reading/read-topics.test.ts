import { execFileSync } from 'node:child_process';
import {
  createPartitionsV3,
  createTopicsV7,
  deleteTopicsV6,
  ProduceAcks,
  produceV11,
  type MessageRecord,
} from '@platformatic/kafka';
import { bootstrapServers } from '../../../cluster/topology';
import { brokerWithId } from '../../../scripts/cluster-access/ask-brokers';
import { groupBy } from '../../../scripts/cluster-access/group-by';
import {
  findCoordinator,
  whileCoordinatorMoves,
} from '../../../scripts/cluster-access/group-coordinator';
import type { BrokerAccess } from '../../../scripts/cluster-access/kafka-access';
import { readTopicsMetadata } from '../../../scripts/reading/find-topics';
import {
  commitOffsets,
  deleteGroup,
  joinGroup,
  leaveGroup,
} from '../../../scripts/smoke/consumer-group';
import { CliRun } from '../../support/cli';
import { useLiveCluster } from '../../support/live-cluster';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

const TOPIC = 'read-back';
/** A line a second, on all partitions and of two hosts in turn; every tenth is an error. */
const LINES = 300;
const START_MS = Date.UTC(2026, 10, 27, 14);
const PARTITIONS = 3;
const FILE = '/var/log/app.log';
const numbers = (from: number, to = LINES) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const lineOf = (number: number) => `${number % 10 === 7 ? 'ERROR' : 'INFO'} line ${number}`;
const iso = (second: number) => new Date(START_MS + second * 1_000).toISOString();

function messageOf(number: number): MessageRecord {
  const host = `web-${number % 2}`;
  return {
    ...{ topic: TOPIC, partition: number % PARTITIONS },
    timestamp: BigInt(START_MS + number * 1_000),
    ...{ key: Buffer.from(`${host}\0${FILE}`), value: Buffer.from(lineOf(number)) },
    headers: new Map([
      [Buffer.from('host'), Buffer.from(host)],
      [Buffer.from('file'), Buffer.from(FILE)],
    ]),
  };
}

describe('records of a live cluster', () => {
  let cluster: SmokeCluster;

  // Before the cluster is let go, as hooks run in the order in which they stand.
  afterAll(async () => {
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, [{ name: TOPIC }], 60_000));
  });
  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    const topic = {
      ...{ name: TOPIC, numPartitions: PARTITIONS, replicationFactor: 3 },
      ...{ assignments: [], configs: [] },
    };
    await cluster.askController((it) => it.ask(createTopicsV7.api, [topic], 60_000, false));
    await write(...numbers(0));
  });

  async function write(...lines: readonly number[]): Promise<void> {
    await cluster.withKafka(async (brokers) => {
      for (const [partition, own] of groupBy(lines, (number) => number % PARTITIONS)) {
        // A leader that was just chosen may not know of it yet.
        await until('its leader takes them', async () => {
          const [found] = await readTopicsMetadata(brokers, [TOPIC]);
          const led = found?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
          if (!led || led.leaderId === -1) return false;
          const leader = brokers.kafka.broker(brokerWithId(brokers.topology, led.leaderId));
          const messages = own.map(messageOf);
          return await leader
            .ask(produceV11.api, ProduceAcks.ALL, 30_000, messages, { compression: 'lz4' })
            .then(
              () => true,
              () => false,
            );
        });
      }
    });
  }

  /** Brokers may not know the partition yet. */
  async function sendTo(topic: string, partition: number, input: string): Promise<void> {
    const words = ['-b', bootstrapServers(cluster.topology), '-t', topic, '-p', String(partition)];
    await until('its leader takes it', () => {
      try {
        execFileSync('kcat', ['-P', ...words], { input, stdio: 'pipe' });
        return true;
      } catch {
        return false;
      }
    });
  }

  const start = (...words: readonly string[]) =>
    new CliRun(['read', TOPIC, '--name', 'smoke', ...words], { XDG_STATE_HOME: cluster.stateHome });
  const read = async (...words: readonly string[]) => {
    const run = start(...words);
    const code = await run.exitCode();
    return { code, lines: run.output.split('\n').slice(0, -1) };
  };

  it('are read from the beginning to the end, in the order of their times', async () =>
    expect(await read()).toEqual({ code: 0, lines: numbers(0).map(lineOf) }));

  it('are read from one time to another', async () => {
    const { lines } = await read('--from', iso(100), '--to', iso(150));
    expect(lines).toEqual(numbers(100, 150).map(lineOf));
  });

  it('are counted', async () => {
    expect((await read('--count')).lines).toEqual([String(LINES)]);
    expect((await read('--count', '--grep', 'error', '-i')).lines).toEqual([String(LINES / 10)]);
  });

  it('are sought by what is in them, by their keys and by their headers', async () => {
    const errors = numbers(0).filter((number) => number % 10 === 7);
    expect((await read('--grep', '^ERROR')).lines).toEqual(errors.map(lineOf));
    expect((await read('--grep', 'INFO', '-v')).lines).toEqual(errors.map(lineOf));
    const even = numbers(0).filter((number) => number % 2 === 0);
    expect((await read('--key', `web-0\\0${FILE}`)).lines).toEqual(even.map(lineOf));
    expect((await read('--header', 'host=web-0')).lines).toEqual(even.map(lineOf));
  });

  it('are shown with those around them of the same host', async () => {
    const { lines } = await read('--grep', 'line (107|217)$', '-B', '2', '-A', '1');
    const around = (number: number) => [number - 4, number - 2, number, number + 2].map(lineOf);
    expect(lines).toEqual([...around(107), '--', ...around(217)]);
  });

  it('are shown from the end, also where they are rare', async () => {
    expect((await read('--last', '4')).lines).toEqual(numbers(LINES - 4).map(lineOf));
    expect((await read('--last', '2', '--grep', 'ERROR')).lines).toEqual([287, 297].map(lineOf));
    expect((await read('--last', '1', '--grep', 'line 3$')).lines).toEqual([lineOf(3)]);
  });

  it('have their place in JSON', async () => {
    const { lines } = await read('--last', '1', '--json');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        ...{ topic: TOPIC, partition: (LINES - 1) % PARTITIONS, timestamp: iso(LINES - 1) },
        ...{ value: lineOf(LINES - 1), headers: { host: 'web-1', file: FILE } },
      }),
    ]);
  });

  it('end where there are enough of them', async () =>
    expect((await read('--limit', '3')).lines).toEqual(numbers(0, 3).map(lineOf)));

  it('are followed as they are written, until whoever reads has enough', async () => {
    const run = start('--follow', '--last', '1');
    await run.prints(lineOf(LINES - 1));
    await write(LINES);
    await run.prints(lineOf(LINES));
    run.child.stdout!.destroy();
    await write(LINES + 1);
    expect(await run.exitCode()).toBe(0);
  });

  it('are followed into partitions that are added, until their topic is deleted', async () => {
    const topic = 'read-grown';
    await cluster.makeTopic(topic);
    const run = new CliRun(['read', topic, '--follow', '--name', 'smoke'], {
      XDG_STATE_HOME: cluster.stateHome,
    });
    await sendTo(topic, 0, 'line of 0');
    await run.prints('line of 0');
    const grown = { name: topic, count: 4, assignments: null };
    await cluster.askController((it) => it.ask(createPartitionsV3.api, [grown], 60_000, false));
    await sendTo(topic, 3, 'line of 3');
    await run.prints('line of 3');
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, [{ name: topic }], 60_000));
    expect(await run.exitCode()).toBe(2);
    expect(run.output).toMatch(/read-grown: must be .* was deleted meanwhile/);
    // Nothing is left to tell of how far it is.
    expect(run.output).not.toContain('records read');
  });

  it('tell by the exit code that nothing was found', async () =>
    expect(await read('--grep', 'nowhere')).toEqual({ code: 1, lines: [] }));

  const readOf = async (...words: readonly string[]) => {
    const run = new CliRun(['read', '--name', 'smoke', ...words], {
      XDG_STATE_HOME: cluster.stateHome,
    });
    return { code: await run.exitCode(), output: run.output };
  };

  it.each([
    ['read-bakc', TOPIC],
    ['raed-*', 'read-*'],
  ])(
    'are not read of %s, which is not there, and whose name is nearly right',
    async (asked, near) => {
      const { code, output } = await readOf(asked);
      expect(code).toBe(2);
      expect(output).toContain(
        `read: must name topics of the cluster, got '${asked}'. Did you mean '${near}'.`,
      );
    },
  );

  it('are read of all topics whose names begin so, save those of Kafka itself', async () => {
    await cluster.makeTopic('read-besides');
    expect((await readOf('read-*', TOPIC, '--count')).output).toBe(
      `${TOPIC}: ${LINES + 2}\nread-besides: 0\n`,
    );
    expect((await readOf('*', '--count')).output).not.toContain('__consumer_offsets');
    await cluster.askController((it) =>
      it.ask(deleteTopicsV6.api, [{ name: 'read-besides' }], 60_000),
    );
  });

  describe('whose broker stands still', () => {
    const [STILL, SOLE] = [2, 'read-sole'];
    beforeAll(async () => {
      const assignments = [1, 2, 3].map((id) => ({ partitionIndex: id - 1, brokerIds: [id] }));
      const topic = { name: SOLE, numPartitions: -1, replicationFactor: -1, assignments };
      await cluster.askController((it) =>
        it.ask(createTopicsV7.api, [{ ...topic, configs: [] }], 60_000, false),
      );
      for (const partition of [0, 1, 2]) await sendTo(SOLE, partition, `line of ${partition}`);
    });
    afterAll(async () => {
      await cluster.askController((it) => it.ask(deleteTopicsV6.api, [{ name: SOLE }], 60_000));
    });

    it('are read of the other partitions, and followed on once it goes on', async () => {
      const following = new CliRun(['read', SOLE, '--follow', '--name', 'smoke'], {
        XDG_STATE_HOME: cluster.stateHome,
      });
      await following.prints('line of 1');
      await cluster.local.kill(`broker-${STILL}`, 'kafka', 'SIGSTOP');
      const { code, output } = await readOf(SOLE);
      await following.prints('It is waited for.');
      await cluster.local.kill(`broker-${STILL}`, 'kafka', 'SIGCONT');
      expect(code).toBe(2);
      expect(output).toMatch(/^line of 0\nline of 2$/m);
      expect(output).toContain(`${SOLE}-1: no leader tells of it. All others are read.`);
      expect(output).toMatch(new RegExp(`^${SOLE}-1: must have a leader that tells`, 'm'));
      await cluster.untilWell();
      await following.prints('All partitions are read again.');
      await sendTo(SOLE, 1, 'line after');
      await following.prints('line after');
      following.child.kill('SIGINT');
      expect(await following.exitCode()).toBe(0);
      expect(following.output.match(/^line .*$/gm)!.toSorted()).toEqual([
        ...['line after', 'line of 0', 'line of 1', 'line of 2'],
      ]);
    });
  });

  describe('of a group that is set back', () => {
    const GROUP = 'set-back';
    const COMMITTED = 90;

    beforeAll(() =>
      withCoordinator((coordinator) =>
        commitOffsets(
          { ...{ group: GROUP, topic: TOPIC, coordinator }, memberId: '', generation: -1 },
          new Map([
            [0, BigInt(COMMITTED)],
            [1, 5n],
          ]),
        ),
      ),
    );
    afterAll(() =>
      withCoordinator((coordinator) =>
        deleteGroup({
          ...{ group: GROUP, topic: TOPIC, coordinator },
          ...{ memberId: '', generation: -1 },
        }),
      ),
    );

    async function withCoordinator<T>(
      work: (coordinator: BrokerAccess) => Promise<T>,
      group = GROUP,
    ): Promise<T> {
      return await whileCoordinatorMoves(new AbortController().signal, () =>
        cluster.withKafka(async (brokers) =>
          work(brokers.kafka.broker(await findCoordinator(brokers, group))),
        ),
      );
    }

    const run = async (...words: readonly string[]) => {
      const ran = new CliRun([...words, '--name', 'smoke'], { XDG_STATE_HOME: cluster.stateHome });
      return { code: await ran.exitCode(), output: ran.output };
    };
    /** A line a second, a third of them in each partition. */
    const [offset, time] = [40, iso(40 * PARTITIONS)];

    it('a time is told as offsets', async () => {
      const { output } = await run('offsets', TOPIC, '--at', time, '--json');
      const { offsets } = JSON.parse(output) as { offsets: readonly { at: number }[] };
      expect(offsets.map(({ at }) => at)).toEqual([offset, offset, offset]);
    });

    it('it goes back, and nowhere forward; twice is once', async () => {
      const rewind = ['rewind', GROUP, '--to', time];
      expect((await run(...rewind, '--dry-run')).code).toBe(1);
      expect((await run(...rewind)).output).toContain('Give --yes.');
      const { code, output } = await run(...rewind, '--yes');
      expect(code).toBe(0);
      const rows = output.split('\n').map((line) => line.trim().split(/ {2,}/));
      expect(rows.slice(1, 4)).toEqual([
        [TOPIC, '0', String(COMMITTED), String(offset), String(COMMITTED - offset)],
        [TOPIC, '1', '5', 'stays', '0'],
        [TOPIC, '2', 'none', String(offset), expect.any(String)],
      ]);
      expect((await run(...rewind, '--yes')).output).toContain('nothing to do');
    });

    it('who did it, and how far back, is kept with what else was done to the cluster', async () => {
      const { output } = await run('history', '-n', '1');
      expect(output).toContain(`rewind ${GROUP} --to ${time} by `);
      expect(output).toMatch(
        new RegExp(`set ${GROUP} back in 2 partitions of ${TOPIC}: \\d+ records again`),
      );
    });

    it('it is refused while somebody reads in it', async () => {
      const member = await withCoordinator((coordinator) => joinGroup(coordinator, GROUP, TOPIC));
      const { code, output } = await run('rewind', GROUP, '--to', iso(0), '--yes');
      await withCoordinator((coordinator) => leaveGroup({ ...member, coordinator }));
      expect(code).toBe(2);
      expect(output).toContain(`${GROUP}: must have no members while it is set back, got`);
    });

    it('it is told that there is nothing to set back where it has committed nothing', async () => {
      const group = 'joined-alone';
      const member = await withCoordinator((it) => joinGroup(it, group, TOPIC), group);
      const { code, output } = await run('rewind', group, '--to', iso(0), '--dry-run');
      await withCoordinator((coordinator) => leaveGroup({ ...member, coordinator }), group);
      expect(code).toBe(2);
      expect(output).toContain(
        `${group}: must have committed offsets, of which it can be set back.`,
      );
    });
  });
});
