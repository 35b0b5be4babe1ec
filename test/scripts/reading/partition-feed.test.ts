import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { packageFolder } from '../../../cluster/package-folder';
import { bootstrapServers } from '../../../cluster/topology';
import { electPreferredLeadersV2 } from '../../../scripts/cluster-access/elect-leaders';
import { readTopicsMetadata } from '../../../scripts/reading/find-topics';
import { LogHost, numbered, NumberedWriter, storedLines } from '../../support/shipped-logs';
import { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

const RECORDS = 1_000_000;
/** Of them all, so many are read when their leader moves: far fewer than are in memory and in pipes. */
const READ_BEFORE = 20_000;

/** `cdktf-kafka read`, whose output is taken line by line, or left where it is. */
class Reading {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #output: Interface;
  readonly #end: Promise<unknown[]>;

  constructor(cluster: SmokeCluster, ...words: readonly string[]) {
    const program = join(packageFolder(), 'dist', 'scripts', 'cli.js');
    this.#child = spawn(process.execPath, [program, 'read', ...words, '--name', 'smoke'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, XDG_STATE_HOME: cluster.stateHome },
    });
    this.#output = createInterface({ input: this.#child.stdout! });
    this.#output.on('line', (line) => this.lines.push(line));
    this.#end = once(this.#child, 'close');
  }

  /** It soon has to wait, as for a person who looks at the first page. */
  pause(): void {
    this.#output.pause();
  }

  resume(): void {
    this.#output.resume();
  }

  async exitCode(): Promise<number | null> {
    const [code] = await this.#end;
    return code as number | null;
  }

  async stop(): Promise<number | null> {
    this.#child.kill('SIGINT');
    return await this.exitCode();
  }
}

describe('records are read, each of them once', () => {
  let cluster: SmokeCluster;
  let folder: string;
  const servers = () => bootstrapServers(cluster.topology);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'read-'));
    // Leaders move when this test moves them.
    cluster = await SmokeCluster.start({
      brokerSettings: { 'auto.leader.rebalance.enable': false },
    });
    await cluster.makeTopic('many');
    const file = join(folder, 'lines');
    writeFileSync(file, numbered(0, RECORDS));
    const idempotent = ['-X', 'acks=all', '-X', 'enable.idempotence=true', '-z', 'lz4'];
    execFileSync('kcat', ['-P', '-b', servers(), '-t', 'many', ...idempotent, '-l', file]);
  });
  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function leaders(topic: string): Promise<readonly number[]> {
    const [found] = await cluster.withKafka((brokers) => readTopicsMetadata(brokers, [topic]));
    return found!.partitions.map(({ leaderId }) => leaderId);
  }

  async function givePartitionsBack(topic: string): Promise<void> {
    const before = await leaders(topic);
    const asked = [{ topic, partitions: before.map((_, index) => index) }];
    await cluster.askController((it) => it.ask(electPreferredLeadersV2, asked, 60_000));
    await until('another one leads', async () => String(await leaders(topic)) !== String(before));
  }

  /** Numbers of lines, and how often each was read. */
  function judge(lines: readonly string[]): object {
    const times = new Uint8Array(RECORDS);
    for (const line of lines) times[Number(/^seq=(\d+) /.exec(line)?.[1])]! += 1;
    const numbersWith = (fits: (count: number) => boolean) => times.filter(fits).length;
    return {
      read: lines.length,
      missing: numbersWith((count) => count === 0),
      twice: numbersWith((count) => count > 1),
    };
  }
  const ALL_ONCE = { read: RECORDS, missing: 0, twice: 0 };

  async function readMeanwhile(move: () => Promise<void>): Promise<object> {
    const reading = new Reading(cluster, 'many');
    await until('some are read', () => reading.lines.length > READ_BEFORE);
    reading.pause();
    await move();
    expect(reading.lines.length).toBeLessThan(RECORDS / 2);
    reading.resume();
    expect(await reading.exitCode()).toBe(0);
    return judge(reading.lines);
  }

  it('though a broker is killed meanwhile, and though its partitions are given back', async () => {
    const [killed] = (await leaders('many')) as [number];
    const name = `broker-${killed}`;
    const whenKilled = await readMeanwhile(async () => {
      await cluster.local.kill(name, 'kafka');
      await cluster.untilMissed(killed);
    });
    expect(whenKilled).toEqual(ALL_ONCE);
    await cluster.local.start(name, 'kafka');
    await cluster.untilWell();
    expect(await readMeanwhile(() => givePartitionsBack('many'))).toEqual(ALL_ONCE);
  });

  it('also as they are written', async () => {
    const topic = 'followed';
    await cluster.makeTopic(topic);
    const host = new LogHost(servers(), topic);
    const writer = new NumberedWriter(host, { linesPerSecond: 1_000, rotateSeconds: Infinity });
    const reading = new Reading(cluster, topic, '--follow', '--from', '1h');
    const goesOn = async () => {
      const before = reading.lines.length;
      await until('more is read', () => reading.lines.length > before + 1_000);
    };
    try {
      host.start();
      await goesOn();
      for (const id of [1, 2, 3]) {
        await cluster.local.kill(`broker-${id}`, 'kafka');
        await cluster.untilMissed(id);
        await goesOn();
        await cluster.local.start(`broker-${id}`, 'kafka');
        await cluster.untilWell();
        await givePartitionsBack(topic);
        await goesOn();
      }
      await host.untilSent(writer.stop());
      const stored = (await storedLines(servers(), topic)).map(({ text }) => text);
      await until('all is read', () => reading.lines.length >= stored.length);
      expect(await reading.stop()).toBe(0);
      expect(reading.lines.toSorted()).toEqual(stored.toSorted());
    } finally {
      writer.stop();
      await host.remove();
    }
  });
});
