import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTopicsV7 } from '@platformatic/kafka';
import type { BrokerAccess } from '../../../scripts/cluster-access/kafka-access';
import { readRecord } from '../../../scripts/local/cluster-record';
import { findController, readMetadata } from '../../../scripts/cluster-access/ask-brokers';
import { CliRun } from '../../support/cli';
import { describeOnLinux } from '../../support/on-linux';
import { openPatiently } from '../../support/open-patiently';
import { runInTerminal } from '../../support/run-in-terminal';
import { runningProcesses } from '../../support/running-processes';
import { until } from '../../support/until';

/** Holds the clusters of these tests, so that every process of theirs has it in its command line. */
let home: string;
const runs: CliRun[] = [];
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'local-command-'))));
afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.child.kill('SIGKILL');
    await run.exitCode();
  }
  for (const pid of runningProcesses(home)) process.kill(pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

function local(...args: readonly string[]): CliRun {
  const run = new CliRun(['local', ...args], { XDG_STATE_HOME: home });
  runs.push(run);
  return run;
}

/** What is not about security starts sooner without. */
const PLAIN = join(__dirname, '../../support/plain-local.spec.ts');

const clustersLeft = () => readdirSync(join(home, 'cdktf-kafka/local'));

describe('local run', () => {
  describeOnLinux('in a terminal', () => {
    test('starts a cluster, passes all checks, draws no line that is wider, and leaves neither process nor file', async () => {
      const env = { XDG_STATE_HOME: home };
      const { lines, exitCode } = await runInTerminal(['local', 'run'], { columns: 60, env });
      const text = lines.join('\n');
      expect(text).toMatch(/Processes: 6 started from archived/);
      expect(text).toMatch(/local: (\d+) of \1 checks passed/);
      expect(text).toMatch(/nothing is left running/);
      expect(text).toMatch(/What next:\n {2}keep it up {2}npx .* local run --keep\n/);
      expect(lines.filter((line) => line.length > 60)).toEqual([]);
      expect(exitCode).toBe(0);
      expect(runningProcesses(home)).toEqual([]);
      expect(clustersLeft()).toEqual([]);
    });
  });

  test.each([
    ['while the processes start', 'Processes:'],
    ['during the checks', 'Brokers:'],
  ])('Ctrl-C %s leaves neither process nor file', async (_, stage) => {
    const run = local('run', PLAIN);
    await run.prints(stage);
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    expect(run.output).toMatch(/Interrupted by Ctrl-C\.\n$/);
    expect(runningProcesses(home)).toEqual([]);
    expect(clustersLeft()).toEqual([]);
  });

  test('a second Ctrl-C kills at once', async () => {
    const run = local('run', PLAIN);
    await run.prints('ZooKeeper quorum:');
    run.child.kill('SIGINT');
    await run.prints('FAILED: Interrupted');
    // Sooner, it would be taken for the same key press.
    await sleep(300);
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    expect(run.output).not.toMatch(/nothing is left running/);
    await until('all are gone', () => runningProcesses(home).length === 0);
  });

  // Elsewhere, the next command on the folder finds and kills them.
  describeOnLinux('on Linux', () => {
    test('killed itself, it takes all of its processes along', async () => {
      const run = local('run', PLAIN);
      await run.prints('ZooKeeper quorum:');
      await until('all are there', () => runningProcesses(home).length === 6);
      run.child.kill('SIGKILL');
      await until('all are gone', () => runningProcesses(home).length === 0);
    });
  });

  test('a folder with other files in it is not touched', async () => {
    const run = local('run', '--folder', __dirname);
    expect(await run.exitCode()).toBe(2);
    expect(run.output).toMatch(/must be empty or hold an earlier local cluster/);
  });
});

describe('local up', () => {
  test('keeps a cluster in the background, and its data until it is deleted', async () => {
    const folder = join(home, 'cdktf-kafka/local/mine');
    expect(await local('up', PLAIN, '--name', 'mine', '--no-checks').exitCode()).toBe(0);
    const before = readRecord(folder)!;
    await askController(folder, (broker) =>
      broker.ask(createTopicsV7.api, [topicToCreate('kept')], 60_000, false),
    );

    const status = local('status', '--json');
    expect(await status.exitCode()).toBe(0);
    const listed = [{ name: 'mine', running: true, bootstrapServers: before.bootstrapServers }];
    expect(JSON.parse(status.output)).toMatchObject(listed);
    const named = local('status', '--name', 'mine', '--json');
    expect(await named.exitCode()).toBe(0);
    expect(JSON.parse(named.output)).toMatchObject(listed);
    const log = join(folder, 'broker-2/log/kafka/server.log');
    await until('it says so', () => /KafkaServer id=2/.test(readFileSync(log, 'utf8')));
    const logs = local('logs', 'broker-2', '--lines', '500');
    expect(await logs.exitCode()).toBe(0);
    expect(logs.output).toMatch(/KafkaServer id=2/);
    const again = local('up', '--name', 'mine');
    expect(await again.exitCode()).toBe(0);
    expect(again.output).toMatch(/'mine' is up already/);

    expect(await local('down').exitCode()).toBe(0);
    expect(runningProcesses(home)).toEqual([]);
    expect(await local('up', PLAIN, '--name', 'mine', '--no-checks').exitCode()).toBe(0);
    // Brokers know each other before the controller has told them of topics.
    await until('the topic is known again', async () => {
      const { topics } = await askController(folder, (broker) => readMetadata(broker, 'all'));
      return topics.some(({ name }) => name === 'kept');
    });

    expect(await local('down', '--name', 'mine', '--delete').exitCode()).toBe(0);
    expect(runningProcesses(home)).toEqual([]);
    expect(clustersLeft()).toEqual([]);
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'ended by %s before the cluster serves, it leaves no process behind',
    async (signal) => {
      const run = local('up', PLAIN);
      await run.prints('Processes:');
      await until('all are there', () => runningProcesses(home).length >= 6);
      run.child.kill(signal);
      await run.exitCode();
      await until('all are gone', () => runningProcesses(home).length === 0);
    },
  );

  test('a spec that is not valid is refused before anything starts', async () => {
    const run = local('up', join(__dirname, 'local.test.ts'));
    expect(await run.exitCode()).toBe(2);
    expect(runningProcesses(home)).toEqual([]);
  });
});

test('a word where the name of a cluster is an option is refused with the option', async () => {
  for (const command of ['down', 'status']) {
    const run = local(command, 'mine');
    expect(await run.exitCode()).toBe(2);
    expect(run.output).toBe(
      `${command}: must be given no more arguments than 0, got 1: 'mine'. A local cluster is named by ` +
        `--name NAME. See \`cdktf-kafka local ${command} --help\`.\n`,
    );
  }
});

test('without a cluster, `down`, `logs` and a named `status` say so', async () => {
  for (const args of [['down'], ['logs', 'broker-1'], ['status', '--name', 'mine']]) {
    const run = local(...args);
    expect(await run.exitCode()).toBe(2);
    expect(run.output).toBe(
      'There is no local cluster. Start one with `npx --no-install cdktf-kafka local up`.\n',
    );
  }
});

async function askController<Answer>(
  folder: string,
  ask: (broker: BrokerAccess) => Promise<Answer>,
): Promise<Answer> {
  const { topology } = readRecord(folder)!;
  const kafka = openPatiently(topology);
  try {
    return await ask(kafka.broker(await findController({ topology, kafka })));
  } finally {
    await kafka.close();
  }
}

const topicToCreate = (name: string) => ({
  ...{ name, numPartitions: 1, replicationFactor: 3 },
  ...{ assignments: [], configs: [] },
});
