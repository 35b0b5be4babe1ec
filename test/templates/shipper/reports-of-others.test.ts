import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrapServers } from '../../../cluster/topology';
import { useLiveCluster } from '../../support/live-cluster';
import { describeOnLinux } from '../../support/on-linux';
import { judge, LogHost, numbered, storedLines } from '../../support/shipped-logs';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

/** Nobody listens there. */
const NOWHERE = '127.0.0.1:1';

// What users of other programs reported, each with where. A title says what went wrong there.
describeOnLinux('the shipper does not do what users of others reported:', () => {
  let cluster: SmokeCluster;
  let hosts: LogHost[] = [];
  let count = 0;

  useLiveCluster((live) => (cluster = live));
  afterEach(async () => {
    for (const host of hosts) await host.remove();
    hosts = [];
  });

  const NONE_LOST = { missing: [], doubled: 0, spoiled: 0, outOfOrder: 0 };

  /** A host with a topic of its own. */
  async function logHost(
    settings: Readonly<Record<string, unknown>> = {},
    config: Readonly<Record<string, string>> = {},
  ): Promise<LogHost> {
    const topic = `reported-${(count += 1)}`;
    await cluster.makeTopic(topic, config);
    const host = new LogHost(bootstrapServers(cluster.topology), topic, settings);
    hosts.push(host);
    return host;
  }

  const arrived = (host: LogHost) => storedLines(host.servers, host.topic);

  /** Ends a shipper to which no broker answered, and starts it where all do. */
  async function startWhereBrokersAnswer(host: LogHost, signal: NodeJS.Signals): Promise<void> {
    await host.end(signal);
    host.configure({});
    host.start();
  }

  async function startWhereNobodyAnswers(host: LogHost, kafka = {}): Promise<void> {
    host.configure({ kafka: { 'bootstrap.servers': NOWHERE, ...kafka } });
    host.start();
    await until('it says that nobody answers', () => host.told.includes('brokers are down'));
  }

  it('lines that the client library held while Kafka was away were gone after a restart (rsyslog #1052)', async () => {
    const host = await logHost();
    host.write(numbered(0, 5_000));
    await startWhereNobodyAnswers(host);
    await startWhereBrokersAnswer(host, 'SIGTERM');
    expect(host.told).toContain('5000 lines are not acknowledged, and are sent again');
    await host.untilSent(5_000);
    expect(judge(await arrived(host), 5_000)).toEqual(NONE_LOST);
  });

  it('positions went on while nobody took lines, and those of that time never came (opentelemetry-collector-contrib #45120)', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    await host.end();
    await startWhereNobodyAnswers(host);
    host.write(numbered(1_000, 5_000));
    host.rotate();
    host.write(numbered(5_000, 6_000));
    // It reads them, and keeps what it knows each quarter of a second.
    await sleep(3_000);
    expect(host.counts().lines).toBe(1_000);
    await startWhereBrokersAnswer(host, 'SIGKILL');
    await host.untilSent(6_000);
    expect(judge(await arrived(host), 6_000)).toEqual(NONE_LOST);
  });

  it('once the queue of the client library had been full, nothing was sent any more (fluent-bit #3766)', async () => {
    const host = await logHost();
    const small = { 'queue.buffering.max.messages': 100 };
    host.write(numbered(0, 2_000));
    await startWhereNobodyAnswers(host, small);
    await sleep(2_000);
    expect(await host.end()).toBe(0);
    host.configure({ kafka: { 'bootstrap.servers': host.servers, ...small } });
    host.start();
    await host.untilSent(2_000);
    host.write(numbered(2_000, 4_000));
    await host.untilSent(4_000);
    expect(judge(await arrived(host), 4_000)).toEqual(NONE_LOST);
  });

  it('Kafka was away, and no count told what had not arrived (fluent-bit #9822)', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    await startWhereNobodyAnswers(host);
    await until('what is known is kept', () => readdirSync(host.state).includes('positions.json'));
    const size = statSync(host.log).size;
    expect(await host.ask('status')).toContain(`0 lines, sent to byte 0 of ${size}`);
    await startWhereBrokersAnswer(host, 'SIGKILL');
    await host.untilSent(1_000);
    expect(await host.ask('status')).toContain(`1000 lines, sent to byte ${size} of ${size}`);
    expect(await arrived(host)).toHaveLength(host.counts().lines!);
  });

  it('a topic that was not there was an error that nobody counted (fluent-bit #9822)', async () => {
    const host = await logHost();
    const late = `${host.topic}-late`;
    host.configure({ files: [{ pattern: host.log, topic: late }] });
    host.write(numbered(0, 10));
    host.start();
    await until('it is counted', () => (host.counts().retries ?? 0) > 0);
    await cluster.makeTopic(late);
    await host.untilSent(10);
    expect(judge(await storedLines(host.servers, late), 10)).toEqual(NONE_LOST);
  });

  /** Lines that no codec makes as small as such a topic wants them. */
  const tooLarge = (lines: number) =>
    Array.from({ length: lines }, () => `${randomBytes(30_000).toString('base64')}\n`).join('');
  const SMALL_RECORDS = { 'max.message.bytes': '20000' };

  it('lines were dropped for their size, and no count rose (beats #14906)', async () => {
    const reports = 'reported-sizes';
    await cluster.makeTopic(reports);
    const host = await logHost({ auditTopic: reports, reportSeconds: 1 }, SMALL_RECORDS);
    host.write(`${numbered(0, 100)}${tooLarge(2)}${numbered(100, 200)}`);
    host.start();
    await host.untilSent(200);
    await host.end();
    const told = (await storedLines(host.servers, reports)).map(
      ({ text }) =>
        JSON.parse(text) as {
          counts: { setAside?: number };
          ranges: { lines: number; aside: [number, number][] }[];
        },
    );
    expect(host.counts()).toMatchObject({ lines: 200, setAside: 2 });
    expect(told.at(-1)!.counts).toMatchObject({ setAside: 2 });
    const [, ...aside] = told.flatMap(({ ranges }) => ranges.flatMap((range) => range.aside));
    expect(aside).toHaveLength(1);
    // What was not sent is still there, byte for byte.
    const kept = readdirSync(join(host.state, 'set-aside')).filter((name) => name.endsWith('.log'));
    const text = readFileSync(host.log, 'utf8');
    expect(kept).toHaveLength(2);
    for (const name of kept) {
      expect(text).toContain(readFileSync(join(host.state, 'set-aside', name), 'utf8').trim());
    }
  });

  it('one line that was too large kept all that came after it from being sent (fluent-plugin-kafka #117)', async () => {
    const host = await logHost({}, SMALL_RECORDS);
    const other = join(host.logs, 'other.log');
    host.write(`${tooLarge(3)}${numbered(0, 500)}`);
    host.write(numbered(500, 1_000), other);
    host.start();
    await host.untilSent(1_000);
    host.write(`${tooLarge(1)}${numbered(1_000, 1_100)}`);
    await host.untilSent(1_100);
    const { missing, doubled, spoiled } = judge(await arrived(host), 1_100);
    expect({ missing, doubled, spoiled }).toEqual({ missing: [], doubled: 0, spoiled: 0 });
    expect(host.counts()).toMatchObject({ setAside: 4 });
  });

  /** Packs a file into another folder. The next file with the other name has its inode, as file systems do it. */
  function packAndReuse(host: LogHost, path: string, next: string, text: string): void {
    const { ino } = statSync(path);
    const spare = join(host.folder, 'spare');
    linkSync(path, spare);
    execFileSync('gzip', ['--force', path]);
    renameSync(`${path}.gz`, join(host.folder, `${basename(path)}.${Date.now()}.gz`));
    writeFileSync(spare, text);
    renameSync(spare, next);
    expect(statSync(next).ino).toBe(ino);
  }

  it('new files got inodes of packed ones, and were read from where those had ended, or not at all (beats #1341)', async () => {
    const host = await logHost();
    const path = (minute: number) => join(host.logs, `minute-${minute}.log`);
    host.write(numbered(0, 200), path(0));
    // Longer than the one before, shorter, and as long.
    const ends = [200, 600, 700, 800];
    for (let minute = 1; minute < ends.length; minute += 1) {
      host.start();
      await host.untilSent(ends[minute - 1]!);
      await host.end();
      const text = numbered(ends[minute - 1]!, ends[minute]!);
      packAndReuse(host, path(minute - 1), path(minute), text);
    }
    host.start();
    await host.untilSent(800);
    expect(judge(await arrived(host), 800)).toMatchObject({ missing: [], doubled: 0, spoiled: 0 });
  });

  it('a file that came after rotation and compression was awaited to be as long as the one before (rsyslog #2659)', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    await host.end();
    host.rotate();
    packAndReuse(host, `${host.log}.1`, host.log, numbered(1_000, 1_050));
    host.start();
    await host.untilSent(1_050);
    expect(judge(await arrived(host), 1_050)).toEqual(NONE_LOST);
  });

  it('after a restart all rotated files were sent again (rsyslog #4209)', async () => {
    const host = await logHost();
    for (let file = 0; file < 5; file += 1) {
      host.write(numbered(file * 100, (file + 1) * 100));
      host.rotate();
    }
    execFileSync('gzip', [`${host.log}.4`]);
    host.start();
    await host.untilSent(400);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      await sleep(1_000);
      await host.end(signal);
      host.start();
    }
    host.write(numbered(500, 600));
    await host.untilSent(500);
    await sleep(2_000);
    const lines = await arrived(host);
    expect(judge(lines, 600)).toMatchObject({ doubled: 0, spoiled: 0 });
    expect(lines).toHaveLength(500);
  });

  it('of files that are renamed often nothing came for minutes, or all came again (rsyslog #4220)', async () => {
    const host = await logHost();
    host.start();
    for (let file = 0; file < 15; file += 1) {
      host.write(numbered(file * 100, (file + 1) * 100));
      host.rotate();
      await sleep(100);
    }
    await host.untilSent(1_500);
    expect(judge(await arrived(host), 1_500)).toEqual(NONE_LOST);
  });

  it('a queue on disk, synced for each line, lost lines that were under way at a restart (rsyslog #5364)', async () => {
    const host = await logHost();
    let written = 0;
    host.start();
    for (let restart = 0; restart < 4; restart += 1) {
      host.write(numbered(written, (written += 2_000)));
      await sleep(50 * restart);
      await host.end(restart % 2 ? 'SIGKILL' : 'SIGTERM');
      host.start();
    }
    await until('all has arrived', async () => {
      const { missing } = judge(await arrived(host), written);
      return missing.length === 0;
    });
    expect(judge(await arrived(host), written).spoiled).toBe(0);
  });

  it('of a backlog of millions, lines that a broker had taken were sent again (rsyslog #4214)', async () => {
    const host = await logHost({
      kafka: {
        'bootstrap.servers': bootstrapServers(cluster.topology),
        'socket.timeout.ms': 1_000,
      },
    });
    const [lines, each] = [300_000, 20_000];
    for (let from = 0; from < lines; from += each) {
      host.write(numbered(from, from + each), join(host.logs, `${from}.log`));
    }
    const frozen = cluster.topology.hosts[0]!.name;
    await cluster.local.kill(frozen, 'kafka', 'SIGSTOP');
    try {
      host.start();
      await until('an answer is no longer waited for', () => host.told.includes('timed out'));
    } finally {
      await cluster.local.kill(frozen, 'kafka', 'SIGCONT');
    }
    await host.untilSent(lines);
    expect(judge(await arrived(host), lines)).toMatchObject({
      missing: [],
      doubled: 0,
      spoiled: 0,
    });
  });

  it('where its own state was damaged, what waited was lost without a word (rsyslog #5771)', async () => {
    const host = await logHost();
    host.write(numbered(0, 100));
    host.rotate();
    execFileSync('gzip', [`${host.log}.1`]);
    host.write(numbered(100, 200));
    let written = 200;
    for (const [count, state] of [
      '',
      '{}',
      '[]',
      '\0\0',
      '{"formatVersion":1,"counts":{',
    ].entries()) {
      writeFileSync(join(host.state, 'positions.json'), state);
      host.start();
      const anew = () => host.told.split('All files are sent anew').length - 1;
      await until('it says that it begins anew', () => anew() === count + 1);
      await host.untilSent(written);
      await host.end();
      host.write(numbered(written, (written += 10)));
    }
    // The last ten were written when nobody read them any more.
    const { missing, spoiled } = judge(await arrived(host), written - 10);
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
  });

  it('what waited while Kafka was away filled the memory of the host', async () => {
    const host = await logHost();
    for (let file = 0; file < 20; file += 1) {
      host.write('\n'.repeat(1_000_000), join(host.logs, `${file}.log`));
    }
    await startWhereNobodyAnswers(host);
    await sleep(3_000);
    const status = readFileSync(`/proc/${host.pid}/status`, 'utf8');
    expect(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024).toBeLessThan(128);
    expect(await host.end()).toBe(0);
    rmSync(host.logs, { recursive: true });
  });
});
