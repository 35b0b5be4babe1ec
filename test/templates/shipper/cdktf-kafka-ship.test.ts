import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrapServers } from '../../../cluster/topology';
import { useLiveCluster } from '../../support/live-cluster';
import { describeOnLinux } from '../../support/on-linux';
import { judge, LogHost, numbered, storedLines, type StoredLine } from '../../support/shipped-logs';
import { onSmallDisk } from '../../support/small-disk';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

describeOnLinux('the shipper', () => {
  let cluster: SmokeCluster;
  let hosts: LogHost[] = [];
  let count = 0;

  useLiveCluster((live) => (cluster = live));
  afterEach(async () => {
    for (const host of hosts) await host.remove();
    hosts = [];
  });

  const NONE_LOST = { missing: [], doubled: 0, spoiled: 0, outOfOrder: 0 };
  const LONG_AGO = new Date(Date.now() - 3_600_000);

  /** A host with a topic of its own. */
  async function logHost(
    settings: Readonly<Record<string, unknown>> = {},
    config: Readonly<Record<string, string>> = {},
  ): Promise<LogHost> {
    const topic = `shipped-${(count += 1)}`;
    await cluster.makeTopic(topic, config);
    const host = new LogHost(bootstrapServers(cluster.topology), topic, settings);
    hosts.push(host);
    return host;
  }

  const arrived = (host: LogHost) => storedLines(host.servers, host.topic);
  const texts = (lines: readonly StoredLine[]) => lines.map(({ text }) => text);

  /** A file that nobody writes to any more. */
  function settle(...files: readonly string[]) {
    for (const file of files) utimesSync(file, LONG_AGO, LONG_AGO);
  }

  it('sends each line of a file that is renamed as it grows, once and in order', async () => {
    const host = await logHost();
    host.write(numbered(0, 500));
    host.start();
    for (let part = 1; part < 20; part += 1) {
      if (part % 4 === 0) host.rotate();
      host.write(numbered(part * 500, (part + 1) * 500));
      await sleep(30);
    }
    await host.untilSent(10_000);
    expect(await host.end()).toBe(0);
    const lines = await arrived(host);
    expect(judge(lines, 10_000)).toEqual(NONE_LOST);
    expect(new Set(lines.map(({ partition }) => partition)).size).toBe(1);
    expect(lines[0]).toMatchObject({ key: `web-1:${host.log}`, file: host.log, at: 0 });
  });

  it.each([
    ['as long as it does by default', {}, 500],
    ['as long as it is told', { restSeconds: 1 }, 1_000],
  ])('leaves a file that grows slowly alone %s: lines come together', async (_, settings, ms) => {
    const host = await logHost(settings);
    host.write(numbered(0, 1));
    host.start();
    await host.untilSent(1);
    for (let line = 1; line < 200; line += 1) {
      host.write(numbered(line, line + 1));
      await sleep(10);
    }
    await host.untilSent(200);
    // A line without a time of its own has that at which it was read.
    const readAt = [...new Set((await arrived(host)).map(({ timestamp }) => timestamp))].sort();
    const pauses = readAt.slice(1).map((at, index) => at - readAt[index]!);
    expect(pauses.length).toBeGreaterThan(0);
    // Times are whole milliseconds.
    expect(pauses.filter((pause) => pause < ms - 1)).toEqual([]);
  });

  it('loses none when it is killed at any moment, twenty times, while files are rotated', async () => {
    const host = await logHost();
    let written = 0;
    for (let kill = 0; kill < 20; kill += 1) {
      host.start();
      const end = Date.now() + 200 + ((kill * 137) % 900);
      while (Date.now() < end) {
        host.write(numbered(written, (written += 100)));
        if (written % 700 === 0) host.rotate();
        await sleep(20);
      }
      await host.end('SIGKILL');
    }
    host.start();
    await host.untilSent(written);
    const { missing, spoiled, doubled } = judge(await arrived(host), written);
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
    console.log(`${written} lines, killed twenty times: ${doubled} doubled`);
  });

  it('loses and doubles none where files were rotated and compressed while it was away', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    await host.end();
    host.write(numbered(1_000, 2_000));
    host.rotate();
    host.write(numbered(2_000, 3_000));
    host.rotate();
    host.write(numbered(3_000, 4_000));
    // The first was sent in part, the second never seen.
    for (const file of [`${host.log}.1`, `${host.log}.2`]) execFileSync('gzip', [file]);
    host.start();
    await host.untilSent(4_000);
    await host.end();
    expect(judge(await arrived(host), 4_000)).toEqual(NONE_LOST);
    host.start();
    host.write(numbered(4_000, 4_001));
    await host.untilSent(4_001);
    expect(judge(await arrived(host), 4_001)).toEqual(NONE_LOST);
  });

  it('goes on in the compressed form of a file that it has open', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    host.rotate();
    host.write(numbered(1_000, 2_000));
    await host.untilSent(2_000);
    execFileSync('gzip', [`${host.log}.1`]);
    host.rotate();
    host.write(numbered(2_000, 3_000));
    await host.untilSent(3_000);
    // It looks again at all files.
    await sleep(3_000);
    expect(judge(await arrived(host), 3_000)).toEqual(NONE_LOST);
  });

  it('says that a file was cut short, and sends all that it holds then', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    truncateSync(host.log, 0);
    host.write(numbered(1_000, 1_010));
    await host.untilSent(1_010);
    expect(judge(await arrived(host), 1_010)).toEqual(NONE_LOST);
    expect(host.told).toContain('was cut short or written anew before byte');
    expect(host.counts()).toMatchObject({ writtenAnew: 1 });
  });

  it('notices that a file was cut short though it is longer again than before', async () => {
    const host = await logHost();
    host.write(numbered(0, 100));
    host.start();
    await host.untilSent(100);
    await host.end();
    writeFileSync(host.log, numbered(100, 1_000));
    host.start();
    await host.untilSent(1_000);
    expect(judge(await arrived(host), 1_000)).toEqual(NONE_LOST);
  });

  it('loses none of a file that was copied and then cut short (copytruncate)', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    // Stopped, so that there is something in the copy that was not sent.
    process.kill(host.pid!, 'SIGSTOP');
    host.write(numbered(1_000, 2_000));
    copyFileSync(host.log, `${host.log}.1`);
    truncateSync(host.log, 0);
    host.write(numbered(2_000, 2_100));
    process.kill(host.pid!, 'SIGCONT');
    await host.untilSent(2_100);
    const { missing, doubled } = judge(await arrived(host), 2_100);
    expect({ missing, doubled }).toEqual({ missing: [], doubled: 0 });
  });

  it('leaves out the hole that a writer makes whose file was cut short under it', async () => {
    const host = await logHost();
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    const size = statSync(host.log).size;
    truncateSync(host.log, 0);
    // A multiple of a page, so that no zeros are left before the line.
    truncateSync(host.log, Math.ceil(size / 4_096) * 4_096 * 64);
    host.write(numbered(1_000, 1_100));
    await host.untilSent(1_100);
    expect(judge(await arrived(host), 1_100)).toEqual(NONE_LOST);
    expect(host.counts().setAside).toBeUndefined();
  });

  it('takes a new file with the inode of an older one for what it is', async () => {
    const host = await logHost();
    host.write(numbered(0, 100));
    host.start();
    await host.untilSent(100);
    await host.end();
    // Deleted and made anew, until the file system gives the same inode; a rename of a link does as well.
    const { ino } = statSync(host.log);
    const spare = join(host.folder, 'spare');
    linkSync(host.log, spare);
    unlinkSync(host.log);
    writeFileSync(spare, numbered(100, 400));
    renameSync(spare, host.log);
    expect(statSync(host.log).ino).toBe(ino);
    host.start();
    await host.untilSent(400);
    expect(judge(await arrived(host), 400)).toEqual(NONE_LOST);
  });

  it('brings lines as they are: empty ones, NUL, what is no UTF-8, carriage returns', async () => {
    const host = await logHost();
    const odd = [
      Buffer.from('ordinary'),
      Buffer.from(''),
      Buffer.from('nul\0here'),
      Buffer.from([0xe4, 0xff, 0xfe]),
      Buffer.from('  blanks  '),
      Buffer.from('return\r'),
      Buffer.from('grüß'),
    ];
    host.write(Buffer.concat(odd.flatMap((line) => [line, Buffer.from('\n')])));
    host.start();
    await host.untilSent(odd.length);
    const file = join(host.folder, 'got');
    execFileSync('sh', [
      '-c',
      `kcat -C -b ${host.servers} -t ${host.topic} -o beginning -e -q -f '%S:%s\\n' > "$1"`,
      ...['sh', file],
    ]);
    const expected = odd.flatMap((line) => [
      Buffer.from(`${line.length || '-1'}:`),
      ...[line, Buffer.from('\n')],
    ]);
    const empty = readFileSync(file).includes('\n0:\n') ? '0' : '-1';
    expect(readFileSync(file)).toEqual(
      Buffer.concat(
        expected.map((each) => (each.toString() === '-1:' ? Buffer.from(`${empty}:`) : each)),
      ),
    );
  });

  it('waits for the end of a line, and takes that of a rotated file for it', async () => {
    const host = await logHost();
    host.write('whole\nhal');
    host.start();
    await host.untilSent(1);
    host.write('f\nno end');
    await host.untilSent(2);
    expect(texts(await arrived(host))).toEqual(['whole', 'half']);
    host.rotate();
    host.write('next\n');
    settle(`${host.log}.1`);
    await host.untilSent(4);
    expect(texts(await arrived(host)).sort()).toEqual(['half', 'next', 'no end', 'whole']);
  });

  it('sets aside what is too long, in a file of its own, and goes on', async () => {
    const host = await logHost({ maxLineBytes: 50_000 });
    const [long, huge] = ['B'.repeat(60_000), 'C'.repeat(3_000_000)];
    host.write(`first\n${long}\nsecond\n${huge}\nthird\n`);
    host.start();
    await host.untilSent(3);
    expect(texts(await arrived(host))).toEqual(['first', 'second', 'third']);
    const folder = join(host.state, 'set-aside');
    const index = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
    const told = index.map(
      (line) => JSON.parse(line) as { in: string; offset: number; bytes: number },
    );
    expect(told.map(({ offset }) => offset)).toEqual([6, 60_014]);
    expect(told.map(({ in: name }) => readFileSync(join(folder, name), 'utf8').trim())).toEqual([
      long,
      huge,
    ]);
    expect(host.counts()).toMatchObject({ setAside: 2, lines: 3 });
  });

  it('sets aside only those lines that a topic does not take, though others were in their batch', async () => {
    const host = await logHost({}, { 'max.message.bytes': '20000' });
    // No codec makes it smaller than what the topic takes.
    const long = randomBytes(30_000).toString('base64');
    host.write(`${numbered(0, 600)}${long}\n${numbered(600, 1_000)}`);
    host.start();
    await host.untilSent(1_000);
    const { missing, spoiled } = judge(await arrived(host), 1_000);
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
    expect(host.counts()).toMatchObject({ setAside: 1 });
  });

  it('waits where there is no more room for what is set aside, and says so', async () => {
    const host = await logHost({ maxLineBytes: 1_000, maxSetAsideBytes: 3_000 });
    host.write(`${'x'.repeat(2_000)}\nnext\n${'y'.repeat(2_000)}\nlast\n`);
    host.start();
    await until('it says so', () => host.told.includes('remove what is not needed'));
    expect(existsSync(join(host.state, 'positions.json')) && host.counts().lines).toBeFalsy();
    rmSync(join(host.state, 'set-aside'), { recursive: true });
    await host.untilSent(2);
    expect(texts(await arrived(host))).toEqual(['next', 'last']);
  });

  it('sends lines once their topic is there, and says until then that it is not', async () => {
    const host = await logHost();
    const late = `${host.topic}-late`;
    host.configure({ files: [{ pattern: host.log, topic: late }] });
    host.write(numbered(0, 100));
    host.start();
    await until('it says so', () => host.told.includes(`${late}: does not take lines`));
    await cluster.makeTopic(late);
    await host.untilSent(100);
    expect(judge(await storedLines(host.servers, late), 100)).toEqual(NONE_LOST);
  });

  it('follows all files of a pattern, those that come later too, and none that are excluded', async () => {
    const host = await logHost();
    const files = [
      { pattern: join(host.logs, '**', '*.log'), topic: host.topic, exclude: ['debug*'] },
    ];
    host.configure({ files });
    mkdirSync(join(host.logs, 'inner'));
    const names = ['one.log', 'two.log', 'inner/three.log', 'debug.log', 'notes.txt'];
    for (const name of names) host.write(`of ${name}\n`, join(host.logs, name));
    host.start();
    await host.untilSent(3);
    host.write('of four.log\n', join(host.logs, 'four.log'));
    await host.untilSent(4);
    const lines = await arrived(host);
    expect(texts(lines).sort()).toEqual(
      ['four.log', 'inner/three.log', 'one.log', 'two.log'].map((name) => `of ${name}`),
    );
    expect(lines.map(({ file }) => file.slice(host.logs.length + 1)).sort()).toEqual([
      'four.log',
      'inner/three.log',
      'one.log',
      'two.log',
    ]);
  });

  it('reads what is left of a file that was deleted before it was sent', async () => {
    const host = await logHost();
    host.write(numbered(0, 10));
    host.start();
    await host.untilSent(10);
    process.kill(host.pid!, 'SIGSTOP');
    host.write(numbered(10, 5_000));
    unlinkSync(host.log);
    process.kill(host.pid!, 'SIGCONT');
    host.write(numbered(5_000, 5_100));
    await host.untilSent(5_100);
    expect(judge(await arrived(host), 5_100)).toEqual(NONE_LOST);
  });

  it('leaves out compressed files that were there before its first start, then too, and removes none', async () => {
    const host = await logHost({ keepHours: 0, minFreePercent: 0 });
    host.write('old\n');
    host.rotate();
    execFileSync('gzip', [`${host.log}.1`]);
    host.write('new\n');
    host.start();
    await host.untilSent(1);
    await sleep(2_000);
    expect(host.told).toContain('was there before the first start');
    await host.end();
    await host.ask('prune');
    expect(readdirSync(host.logs)).toEqual(['app.log', 'app.log.1.gz']);
    host.rotate();
    unlinkSync(`${host.log}.1`);
    host.write('newer\n');
    host.start();
    await host.untilSent(2);
    await sleep(2_000);
    expect(texts(await arrived(host))).toEqual(['new', 'newer']);
  });

  it('takes times from lines, and words of its own, where it is told to', async () => {
    const host = await logHost();
    const time = { pattern: '^(\\S+)' };
    const fields = { service: 'web' };
    host.configure({ files: [{ pattern: host.log, topic: host.topic, time, fields }] });
    host.write('2026-11-01T10:00:00.250Z ok\nno time\n');
    host.start();
    await host.untilSent(2);
    const [first, second] = await arrived(host);
    expect(first!.timestamp).toBe(Date.parse('2026-11-01T10:00:00.250Z'));
    expect(JSON.parse(first!.text)).toEqual({
      ...{ time: '2026-11-01T10:00:00.250+00:00', host: 'web-1', file: host.log, service: 'web' },
      message: '2026-11-01T10:00:00.250Z ok',
    });
    expect(Date.now() - second!.timestamp).toBeLessThan(3_600_000);
    expect(host.counts()).toMatchObject({ withoutTime: 1 });
  });

  it('goes on where its own disk is full, and keeps its positions once there is room', async () => {
    const host = await logHost();
    const disk = onSmallDisk(host.state, 1);
    try {
      execFileSync('sh', [
        '-c',
        'dd if=/dev/zero of="$1/full" bs=4k 2>/dev/null || :',
        'sh',
        host.state,
      ]);
      host.write(numbered(0, 1_000));
      host.start();
      await until('it says so', () => host.told.includes('cannot be kept'));
      await until('all is sent', async () => (await arrived(host)).length >= 1_000);
      expect(judge(await arrived(host), 1_000)).toEqual(NONE_LOST);
      rmSync(join(host.state, 'full'));
      await host.untilSent(1_000);
      expect(await host.end()).toBe(0);
    } finally {
      await host.end('SIGKILL');
      disk.remove();
    }
  });

  it('sends a range again, and only that', async () => {
    const host = await logHost();
    host.write(numbered(0, 100));
    host.start();
    await host.untilSent(100);
    await host.end();
    const lines = await arrived(host);
    const [from, to] = [lines[10]!.at, lines[20]!.at];
    const range = [host.log, lines[0]!.generation, String(from), String(to)];
    expect(await host.ask('send', ...range)).toContain('10 lines were sent again');
    const again = (await arrived(host)).slice(100);
    expect(again.map(({ at }) => at)).toEqual(lines.slice(10, 20).map(({ at }) => at));
    expect(texts(again)).toEqual(texts(lines.slice(10, 20)));
    await expect(host.ask('send', host.log, '1', '0', '10')).rejects.toThrow(
      /is not there any more/,
    );
  });

  it('goes on by another producer where the library has given one up', async () => {
    const host = await logHost(
      {
        kafka: {
          'bootstrap.servers': bootstrapServers(cluster.topology),
          // By this, the library gives a producer up where a broker refuses a batch.
          'enable.gapless.guarantee': true,
        },
      },
      { 'max.message.bytes': '2000' },
    );
    for (let file = 0; file < 5; file += 1) {
      host.write(numbered(file * 200, (file + 1) * 200), join(host.logs, `${file}.log`));
    }
    host.start();
    await host.untilSent(1_000);
    expect(host.told).toContain('begun anew');
    const { missing, spoiled } = judge(await arrived(host), 1_000);
    expect({ missing, spoiled }).toEqual({ missing: [], spoiled: 0 });
    expect(await host.end()).toBe(0);
  });

  it('removes rotated files that were sent and are old, and no others', async () => {
    const host = await logHost({ keepHours: 0.5, minFreePercent: 0 });
    host.write(numbered(0, 10));
    host.rotate();
    host.write(numbered(10, 20));
    settle(`${host.log}.1`);
    host.start();
    await host.untilSent(20);
    await until('it is known as sent', async () => {
      await host.ask('prune');
      return !existsSync(`${host.log}.1`);
    });
    await host.end();
    host.rotate();
    host.write(numbered(20, 30), `${host.log}.1`);
    settle(`${host.log}.1`);
    await host.ask('prune');
    expect(readdirSync(host.logs)).toEqual(['app.log.1']);
  });

  it('says all that is wrong with its settings, in lines', async () => {
    const host = await logHost();
    const wrong = [{ pattern: '/a' }, { pattern: '/b', topic: 't', time: { pattern: '(' } }];
    host.configure({ files: wrong, stateFolder: undefined });
    const said = await host.ask('check').catch((error: { stderr: string }) => error.stderr);
    expect(said).toContain('stateFolder: is missing');
    expect(said).toContain('files[0]');
    expect(said).toContain('files[1]');
    expect(said).not.toContain('Traceback');
  });

  it('says of a topic that it is not there, before it is started', async () => {
    const host = await logHost();
    host.write('x\n');
    expect(await host.ask('check')).toContain(`${host.log} -> ${host.topic}: 1 file`);
    host.configure({ files: [{ pattern: host.log, topic: 'nowhere' }] });
    await expect(host.ask('check')).rejects.toThrow(/nowhere: does not exist/);
  });

  it('reports exact ranges of bytes, how far it is, and that it was idle', async () => {
    const host = await logHost();
    const reports = `${host.topic}-reports`;
    await cluster.makeTopic(reports);
    host.configure({ auditTopic: reports, reportSeconds: 1 });
    host.write(numbered(0, 1_000));
    host.start();
    await host.untilSent(1_000);
    await sleep(3_000);
    await host.end();
    const told = (await storedLines(host.servers, reports)).map(
      ({ text }) =>
        JSON.parse(text) as {
          isLast: boolean;
          ranges: { from: number; to: number; lines: number; first: number; last: number }[];
        },
    );
    const ranges = told.flatMap((each) => each.ranges);
    expect(Math.max(...ranges.map(({ to }) => to))).toBe(statSync(host.log).size);
    expect(ranges.at(-1)).toMatchObject({ last: 999 });
    expect(told.some((each) => each.ranges.length === 0)).toBe(true);
    expect(told.at(-1)!.isLast).toBe(true);
  });
});
