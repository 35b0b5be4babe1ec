import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolveShipper } from '../cluster/shippers/resolve-shippers';
import { bootstrapServers } from '../cluster/topology';
import {
  judge,
  judgeStored,
  LogHost,
  numbered,
  NumberedWriter,
  storedLines,
} from './support/shipped-logs';
import { mountImage, onSmallDisk } from './support/small-disk';
import { SmokeCluster } from './support/smoke-cluster';
import { until } from './support/until';

/** Of each of 635 hosts that write 150,000 together. */
const LINES_PER_MINUTE = 236 * 60;
/** What its unit has as `MemoryMax` where a spec says nothing. */
const UNIT_MIB = resolveShipper({ name: 'web', files: [] }).memoryMiB;

const LOAD = { linesPerSecond: 2_000, rotateSeconds: 5 };

// What became of the lines of each, for the tables of docs/shippers.md.
const told: string[] = [];
afterAll(() => console.log(told.join('\n')));

describe('lines of a log host arrive', () => {
  let cluster: SmokeCluster;
  let host: LogHost;
  let writer: NumberedWriter | undefined;
  let count = 0;

  beforeAll(async () => (cluster = await SmokeCluster.start()));
  afterAll(() => cluster?.stop());

  beforeEach(async () => {
    const topic = `through-${(count += 1)}`;
    await cluster.makeTopic(topic);
    host = new LogHost(bootstrapServers(cluster.topology), topic);
    host.start();
    writer = new NumberedWriter(host, LOAD);
    await until('some lines arrive', () => (host.counts().lines ?? 0) > 0);
  });
  afterEach(async () => {
    writer?.stop();
    await host.remove();
    await cluster.untilWell();
  });

  const brokers = ['broker-1', 'broker-2', 'broker-3'] as const;
  const memoryMiB = () =>
    Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${host.pid}/status`, 'utf8'))?.[1]) / 1024;

  async function judged(fault: string) {
    const written = writer!.stop();
    await until('all is sent', async () => {
      // Where brokers have only just been started, nobody answers yet.
      const stored = await storedLines(host.servers, host.topic).catch(() => []);
      return stored.length >= written;
    });
    await sleep(2_000);
    const { missing, doubled, spoiled } = judge(
      await storedLines(host.servers, host.topic),
      written,
    );
    told.push(`${fault}: ${written} lines, ${missing.length} lost, ${doubled} doubled`);
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
  }

  it('though all brokers are killed for two minutes, and the shipper as well', async () => {
    await Promise.all(brokers.map((name) => cluster.local.kill(name, 'kafka')));
    await sleep(30_000);
    await host.end('SIGKILL');
    await sleep(15_000);
    host.start();
    await sleep(75_000);
    const before = memoryMiB();
    expect(before).toBeLessThan(96);
    await Promise.all(brokers.map((name) => cluster.local.start(name, 'kafka')));
    await judged(`all brokers away for two minutes, shipper killed (${before.toFixed(0)} MiB)`);
    expect(memoryMiB()).toBeLessThan(128);
  });

  it('though those of an hour wait for brokers that are all away', async () => {
    let written = writer!.stop();
    await Promise.all(brokers.map((name) => cluster.local.kill(name, 'kafka')));
    for (let minute = 1; minute <= 60; minute += 1) {
      host.write(numbered(written, (written += LINES_PER_MINUTE)));
      if (minute % 10 === 0) host.rotate();
      await sleep(500);
    }
    const before = memoryMiB();
    await Promise.all(brokers.map((name) => cluster.local.start(name, 'kafka')));
    await cluster.untilRegistered(1, 2, 3);
    const startedAt = performance.now();
    await host.untilSent(written);
    const seconds = (performance.now() - startedAt) / 1_000;
    const { missing, doubled, spoiled } = await judgeStored(host.servers, host.topic, written);
    told.push(
      `an hour's lines while all brokers were away: ${written} lines in ${seconds.toFixed(0)} s, ` +
        `${missing.length} lost, ${doubled} doubled (${before.toFixed(0)} MiB, then ${memoryMiB().toFixed(0)})`,
    );
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
    expect(memoryMiB()).toBeLessThan(UNIT_MIB);
  });

  it('though each broker is started anew, one after the other', async () => {
    for (const name of brokers) {
      await cluster.local.kill(name, 'kafka', 'SIGTERM');
      await cluster.local.start(name, 'kafka');
      await cluster.untilRegistered(1, 2, 3);
      await sleep(3_000);
    }
    await judged('brokers restarted in turn');
  });

  it('though brokers are killed, one after the other', async () => {
    for (const name of brokers) {
      await cluster.local.kill(name, 'kafka');
      await sleep(5_000);
      await cluster.local.start(name, 'kafka');
      await cluster.untilWell();
    }
    await judged('brokers killed in turn');
  });

  it('though a broker is frozen', async () => {
    await cluster.local.kill('broker-2', 'kafka', 'SIGSTOP');
    await sleep(20_000);
    await cluster.local.kill('broker-2', 'kafka', 'SIGCONT');
    await judged('a broker frozen for 20 s');
  });

  it('though a broker is lost with all that it had', async () => {
    await cluster.local.kill('broker-3', 'kafka');
    for (const disk of cluster.broker(3).paths.kafka.data) {
      rmSync(disk, { recursive: true });
      mkdirSync(disk);
    }
    await sleep(10_000);
    await cluster.local.start('broker-3', 'kafka');
    await judged('a broker lost with its data');
  });

  it("though a broker's disk is full", async () => {
    await cluster.local.kill('broker-1', 'kafka', 'SIGTERM');
    const [folder] = cluster.broker(1).paths.kafka.data;
    const disk = onSmallDisk(folder!, 64);
    try {
      await cluster.local.start('broker-1', 'kafka');
      await cluster.untilRegistered(1, 2, 3);
      spawnSync('dd', ['if=/dev/zero', `of=${folder}/full`, 'bs=1M']);
      await sleep(15_000);
      rmSync(join(folder!, 'full'));
      await cluster.local.kill('broker-1', 'kafka', 'SIGKILL');
      await cluster.local.start('broker-1', 'kafka');
      await judged("a broker's disk full for 15 s");
    } finally {
      await cluster.local.kill('broker-1', 'kafka', 'SIGTERM');
      const kept = `${folder}.back`;
      execFileSync('cp', ['-a', folder!, kept]);
      disk.remove();
      rmSync(folder!, { recursive: true });
      rmSync(`${folder}.kept`, { recursive: true, force: true });
      renameSync(kept, folder!);
      await cluster.local.start('broker-1', 'kafka');
    }
  });

  it('as far as they are on the disk of their host, when its power goes', async () => {
    writer!.stop();
    await host.end();
    const folder = mkdtempSync(join(tmpdir(), 'power-'));
    const image = join(folder, 'disk');
    execFileSync('truncate', ['--size', '128M', image]);
    execFileSync('mkfs.ext4', ['-q', image]);
    let letGo = mountImage(image, host.folder);
    try {
      host.setUp();
      const sentBefore = (await storedLines(host.servers, host.topic)).length;
      host.start();
      writer = new NumberedWriter(host, LOAD);
      // File systems write after half a minute what nobody has synced.
      await sleep(50_000);
      // What the device has at this moment: nothing of what the file system has not written to it.
      copyFileSync(image, `${image}.after`);
      await host.end('SIGKILL');
      const written = writer.stop();
      letGo();
      letGo = mountImage(`${image}.after`, host.folder);
      const kept = linesIn(host.logs);
      const later = numbered(1_000_000, 1_001_000);
      host.write(`\n${later}`);
      host.start();
      const all = async () => (await storedLines(host.servers, host.topic)).slice(sentBefore);
      const there = async () => new Set((await all()).map(({ text }) => text));
      await until('all that is on the disk is sent', async () => {
        const stored = await there();
        return [...kept, ...later.trim().split('\n')].every((line) => stored.has(line));
      });
      const stored = await there();
      const gone = numbered(0, written)
        .split('\n')
        .filter((line) => line !== '' && !stored.has(line));
      told.push(
        `power of the log host lost: ${written} lines written, ${kept.length} whole ones on its disk, ` +
          `${gone.length} neither there nor in the topic, ${(await all()).length - stored.size} doubled`,
      );
    } finally {
      await host.end('SIGKILL');
      letGo();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Whole lines of all files in a folder, without what a loss of power has made of others. */
function linesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n'))
    .filter((line) => /^seq=\d+ x+ crc=[0-9a-f]{8}$/.test(line));
}
