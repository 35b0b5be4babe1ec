import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
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
import {
  judge,
  LOAD,
  LogHost,
  numbered,
  PROGRAM,
  storedLines,
  SYSTEM_PYTHON,
} from '../../support/shipped-logs';
import { onSmallDisk } from '../../support/small-disk';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

describeOnLinux('the shipper, among files that are not as files should be,', () => {
  let cluster: SmokeCluster;
  let hosts: LogHost[] = [];
  let count = 0;

  useLiveCluster((live) => (cluster = live));
  afterEach(async () => {
    for (const host of hosts) await host.remove();
    hosts = [];
  });

  const NONE_LOST = { missing: [], doubled: 0, spoiled: 0, outOfOrder: 0 };

  async function logHost(settings: Readonly<Record<string, unknown>> = {}): Promise<LogHost> {
    const topic = `odd-${(count += 1)}`;
    await cluster.makeTopic(topic, {});
    const host = new LogHost(bootstrapServers(cluster.topology), topic, settings);
    hosts.push(host);
    return host;
  }

  const arrived = (host: LogHost) => storedLines(host.servers, host.topic);
  const told = (host: LogHost, words: string) =>
    until(`"${words}" is told`, () => host.told.includes(words));

  it('sends what lies beside links that lead to themselves, pipes, and folders with the name of a log', async () => {
    const host = await logHost();
    symlinkSync('loop.log', join(host.logs, 'loop.log'));
    symlinkSync('/dev/zero', join(host.logs, 'zero.log'));
    execFileSync('mkfifo', [join(host.logs, 'pipe.log')]);
    mkdirSync(join(host.logs, 'folder.log'));
    host.write(numbered(0, 10));
    host.start();
    await host.untilSent(10);
    expect(judge(await arrived(host), 10)).toEqual(NONE_LOST);
  });

  it('spells names that are no text, or no line', async () => {
    const host = await logHost({ maxLineBytes: 1_000 });
    const name = Buffer.concat([
      Buffer.from(`${host.logs}/`),
      Buffer.from([0xe4, 0xff, 0x0a, 0xc3, 0xa4]),
      Buffer.from('.log'),
    ]);
    writeFileSync(name, numbered(0, 1));
    writeFileSync(join(host.logs, `${'n'.repeat(251)}.log`), `${'y'.repeat(3_000)}\nafter\n`);
    host.start();
    await host.untilSent(2);
    await host.end();
    const lines = await arrived(host);
    // What kcat prints is read as Latin-1 here.
    const spelled = Buffer.from(`${host.logs}/\\udce4\\udcff\\nä.log`).toString('latin1');
    expect(lines.map(({ file }) => file)).toContain(spelled);
    expect(lines.map(({ key }) => key)).toContain(`web-1:${spelled}`);
    expect(lines.map(({ text }) => text)).toContain('after');
    expect(host.counts()).toMatchObject({ lines: 2, setAside: 1 });
    expect(await host.ask('status')).toContain('\\udce4\\udcff\\nä.log: generation');
  });

  it('goes through no link where a pattern stands for all folders below', async () => {
    const host = await logHost();
    host.configure({ files: [{ pattern: join(host.logs, '**/*.log'), topic: host.topic }] });
    mkdirSync(join(host.logs, 'a/b'), { recursive: true });
    for (const link of ['a/up', 'a/b/up']) symlinkSync('..', join(host.logs, link));
    host.write(numbered(0, 5));
    host.write(numbered(5, 10), join(host.logs, 'a/b/app.log'));
    host.start();
    await host.untilSent(10);
    mkdirSync(join(host.logs, 'late'));
    host.write(numbered(10, 15), join(host.logs, 'late/app.log'));
    await host.untilSent(15);
    const { missing, doubled } = judge(await arrived(host), 15);
    expect({ missing, doubled }).toEqual({ missing: [], doubled: 0 });
  });

  it('sends a file once to which a link beside it leads', async () => {
    const host = await logHost();
    host.write(numbered(0, 10), join(host.logs, 'app-2026-11-28.log'));
    symlinkSync('app-2026-11-28.log', join(host.logs, 'current.log'));
    host.start();
    await host.untilSent(10);
    host.write(numbered(10, 20), join(host.logs, 'app-2026-11-28.log'));
    await host.untilSent(20);
    expect(judge(await arrived(host), 20)).toEqual(NONE_LOST);
  });

  it('tells of a file that was replaced or removed while it was away, once, and of none that it had sent and let go', async () => {
    const host = await logHost();
    host.write(numbered(0, 10));
    host.write(numbered(10, 20), join(host.logs, 'gone.log'));
    host.start();
    await host.untilSent(20);
    host.rotate();
    utimesSync(`${host.log}.1`, new Date(0), new Date(0));
    host.write(numbered(20, 30));
    await host.untilSent(30);
    await sleep(2_000);
    await host.end();
    unlinkSync(`${host.log}.1`);
    writeFileSync(host.log, numbered(40, 50));
    unlinkSync(join(host.logs, 'gone.log'));
    for (const lines of [40, 41]) {
      host.start();
      if (lines === 41) host.write(numbered(50, 51));
      await host.untilSent(lines);
      await until('it has looked for all', () => host.counts().notFound === 2);
      await host.end();
    }
    const words = 'was replaced or removed while nobody read it';
    expect(host.told.split('\n').filter((line) => line.includes(words))).toEqual([
      expect.stringContaining(host.log),
      expect.stringContaining(join(host.logs, 'gone.log')),
    ]);
  });

  it('leaves out a hole that came about while it was away, and the zeros of its last block', async () => {
    const host = await logHost();
    host.write(numbered(0, 100));
    host.start();
    await host.untilSent(100);
    await host.end();
    truncateSync(host.log, 0);
    truncateSync(host.log, 3_000_001);
    host.write(numbered(100, 200));
    host.start();
    await host.untilSent(200);
    expect(judge(await arrived(host), 200)).toEqual(NONE_LOST);
    await told(host, '3000001 bytes at its beginning were never written: left out');
  });

  it('searches a line that grows without an end only where it has grown', async () => {
    const host = await logHost();
    const long = join(host.logs, 'long.log');
    host.write('x'.repeat(50_000_000), long);
    host.start();
    const bytesRead = () => {
      const said = readFileSync(`/proc/${host.pid}/io`, 'utf8');
      return Number(/^rchar: (\d+)$/m.exec(said)![1]);
    };
    await until('it has read all of it', () => bytesRead() > 50_000_000);
    for (let line = 0; line < 5; line += 1) {
      host.write('x', long);
      host.write(numbered(line, line + 1));
      await host.untilSent(line + 1);
    }
    expect(bytesRead()).toBeLessThan(100_000_000);
    host.write('\n', long);
    await until('the line is set aside', () => host.counts().setAside === 1);
  });

  it('goes on where a line that waits for room is cut short', async () => {
    const host = await logHost({ maxSetAsideBytes: 4_000_000 });
    const aside = join(host.state, 'set-aside');
    mkdirSync(aside);
    writeFileSync(join(aside, 'old'), Buffer.alloc(2_000_000));
    host.write(`${'x'.repeat(3_000_000)}\n`);
    host.start();
    await told(host, 'a line of');
    truncateSync(host.log, 0);
    host.write(numbered(0, 10));
    rmSync(join(aside, 'old'));
    await host.untilSent(10);
    expect(judge(await arrived(host), 10)).toEqual(NONE_LOST);
  });

  it('leaves no parts behind where a disk has no room for what is set aside', async () => {
    const host = await logHost({ maxLineBytes: 1_000 });
    const disk = onSmallDisk(host.state, 1);
    const filler = join(host.state, 'filler');
    writeFileSync(filler, Buffer.alloc(900_000));
    host.write(`${'y'.repeat(300_000)}\n${numbered(0, 10)}`);
    host.start();
    await told(host, 'No space left on device');
    await sleep(2_500);
    unlinkSync(filler);
    await host.untilSent(10);
    expect(readdirSync(join(host.state, 'set-aside'))).toHaveLength(2);
    await host.end();
    disk.remove();
  });

  it('sends what newer files hold, and what it can of one whose compressed form is damaged', async () => {
    const host = await logHost();
    host.write(numbered(0, 10));
    host.start();
    await host.untilSent(10);
    await host.end();
    host.write(numbered(10, 20_000));
    host.rotate();
    execFileSync('gzip', [`${host.log}.1`]);
    truncateSync(`${host.log}.1.gz`, statSync(`${host.log}.1.gz`).size - 100);
    host.write(numbered(20_000, 20_010));
    host.start();
    await told(host, 'app.log.1.gz: is damaged: ');
    await until('the newer file is there', () => (host.counts().lines ?? 0) > 15_000);
    await sleep(2_000);
    const { missing } = judge(await arrived(host), 20_010);
    expect(missing.length).toBeLessThan(1_000);
    expect(missing.filter((number) => number < 10_000 || number >= 20_000)).toEqual([]);
    // For as long as it lies there: that is what tickets are made of.
    const times = host.counts().unreadable!;
    await until('it counts on', () => host.counts().unreadable! > times);
    expect(host.told.split('is damaged')).toHaveLength(2);
  });

  it('tells of a file that it can not unpack, and takes it for no text', async () => {
    const host = await logHost();
    host.configure({ files: [{ pattern: join(host.logs, '*'), topic: host.topic }] });
    host.write(numbered(0, 10));
    host.start();
    await host.untilSent(10);
    host.rotate();
    writeFileSync(`${host.log}.1.zst`, Buffer.from('28b52ffd0a0a0a0a', 'hex'));
    await told(host, 'app.log.1.zst: is not read');
    host.write(numbered(10, 11));
    await host.untilSent(11);
    expect(judge(await arrived(host), 11)).toEqual(NONE_LOST);
    expect(host.counts()).toMatchObject({ lines: 11, unreadable: 1 });
  });

  it('reads what a program writes on into a file that was moved or removed, for as long as it does', async () => {
    const host = await logHost();
    const writer = `
import sys, time
file = open(sys.argv[1], 'a')
for line in sys.stdin:
    file.write(line), file.flush(), time.sleep(0.5)
`;
    execFileSync('touch', [host.log]);
    host.start('ship.GONE_SECONDS = 2');
    await until('it follows the file', () => existsSync(join(host.state, 'positions.json')));
    const child = execFile('python3', ['-c', writer, host.log]);
    child.stdin!.end(numbered(0, 12));
    await host.untilSent(1);
    unlinkSync(host.log);
    await host.untilSent(12);
    expect(judge(await arrived(host), 12)).toEqual(NONE_LOST);
  });

  it('goes on when the clock is set back', async () => {
    const host = await logHost();
    const back = join(host.folder, 'back');
    host.write(numbered(0, 10));
    host.start(`
real = ship.time.time
ship.time.time = lambda: real() - 3600 * ship.os.path.exists('${back}')
`);
    await host.untilSent(10);
    writeFileSync(back, '');
    host.write(numbered(10, 20));
    host.write('found\n', join(host.logs, 'new.log'));
    await host.untilSent(21);
  });

  it('gives a line whose own time no broker takes the time at which it was read', async () => {
    const topic = 'odd-times';
    await cluster.makeTopic(topic, { 'message.timestamp.before.max.ms': '3600000' });
    const host = await logHost();
    const time = { pattern: '^(\\S+)' };
    host.configure({ files: [{ pattern: host.log, topic, time }] });
    const own = new Date().toISOString();
    host.write(`${own} new\n2026-01-01T10:00:00Z old\n${own} newer\n`);
    host.start();
    await host.untilSent(3);
    const [first, second, third] = await storedLines(host.servers, topic);
    expect([first!.timestamp, third!.timestamp]).toEqual([Date.parse(own), Date.parse(own)]);
    expect(second!.timestamp).toBeGreaterThanOrEqual(Date.parse(own));
    expect(host.counts()).toMatchObject({ lines: 3, withoutTime: 1 });
  });

  it('waits while no broker takes the time of its clock, and sets no line aside', async () => {
    const host = await logHost();
    const right = join(host.folder, 'right');
    host.write(numbered(0, 10));
    host.start(`
ship.RETRY_SECONDS = 0.2
real = ship.time.time
ship.time.time = lambda: real() + 7200 * (not ship.os.path.exists('${right}'))
`);
    await until('it tells of its clock', () => host.told.includes("the time of this host's clock"));
    writeFileSync(right, '');
    await host.untilSent(10);
    expect(host.counts().setAside).toBeUndefined();
    expect(judge(await arrived(host), 10)).toEqual(NONE_LOST);
  });

  it('leaves the folder of its positions to one at a time, and takes none of a newer version', async () => {
    const host = await logHost();
    host.write(numbered(0, 10));
    host.start();
    await host.untilSent(10);
    await expect(host.ask('run')).rejects.toThrow(
      `stateFolder: another shipper has ${host.state}: give each a folder of its own`,
    );
    await host.end();
    writeFileSync(join(host.state, 'positions.json'), '{"formatVersion":2}');
    await expect(host.ask('run')).rejects.toThrow('is of a newer version of this program');
  });
});

it('reads times without a year, and seconds since 1970', () => {
  // At the turn of a year.
  const now = Date.parse('2027-01-01T00:00:03Z');
  const read = (text: string, format?: string) => {
    const call = `ship.milliseconds_of(${JSON.stringify(text)}, ${format ? `'${format}'` : 'None'}, ${now})`;
    return Number(
      execFileSync(SYSTEM_PYTHON, ['-IB', '-c', `${LOAD}\nprint(${call})`, PROGRAM, ''], {
        ...{ encoding: 'utf8', stdio: 'pipe' },
        env: { TZ: 'UTC' },
      }),
    );
  };
  const syslog = '%b %d %H:%M:%S';
  expect(read('Dec 31 23:59:58', syslog)).toBe(Date.parse('2026-12-31T23:59:58Z'));
  expect(read('Jan  1 00:00:02', syslog)).toBe(Date.parse('2027-01-01T00:00:02Z'));
  expect(read('Jan  1 12:00:00', syslog)).toBe(Date.parse('2027-01-01T12:00:00Z'));
  expect(read('Feb 28 12:00:00', syslog)).toBe(Date.parse('2026-02-28T12:00:00Z'));
  expect(() => read('Feb 29 12:00:00', syslog)).toThrow('ValueError');
  expect(read('1798761600')).toBe(1_798_761_600_000);
  expect(read('1798761600.25')).toBe(1_798_761_600_250);
  expect(read('1798761600250')).toBe(1_798_761_600_250);
  expect(read('2026-12-31T00:00:00,5Z')).toBe(Date.parse('2026-12-31T00:00:00.5Z'));
  expect(() => read('17')).toThrow('ValueError');
});
