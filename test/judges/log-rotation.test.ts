import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { HostFile } from '../../cluster/host-files';
import { packageFolder } from '../../cluster/package-folder';
import { describeOnLinux } from '../support/on-linux';
import { renderLocally, type LocallyRendered } from '../support/render-locally';
import { SHORT_LIVED_JAVA } from '../support/short-lived-java';
import { validSpec } from '../support/spec-builder';

const run = promisify(execFile);
/** Debian keeps logrotate in /usr/sbin, which is not on everyone's PATH. */
const env = { ...process.env, TZ: 'UTC', PATH: `${process.env.PATH}:/usr/sbin` };

/**
 * What logrotate says where it comes twice in a second, or where log4j gives a file its next number
 * while logrotate reaches for it: then the file waits for the next time.
 */
const HARMLESS = /destination .* already exists, skipping rotation$|: No such file or directory$/;

/** As rendered but for the size of a file, so that hundreds are closed in seconds. */
function withSmallFiles(file: HostFile): HostFile {
  if (!file.path.endsWith('/log4j.properties')) return file;
  const content = file.content.replaceAll('MaxFileSize=10MB', 'MaxFileSize=48KB');
  expect(content).not.toBe(file.content);
  return { ...file, content };
}

describeOnLinux.each([
  {
    name: 'kafka' as const,
    loggers: [
      'kafka.server.KafkaServer',
      'kafka.controller.Any',
      'state.change.logger',
      'kafka.log.LogCleaner',
    ],
    live: ['controller.log', 'log-cleaner.log', 'server.log', 'state-change.log'],
    lines: 60_000,
  },
  {
    name: 'zookeeper' as const,
    loggers: ['org.apache.zookeeper.server.Any'],
    live: ['zookeeper.log'],
    lines: 20_000,
  },
])('the log files of $name', ({ name, loggers, live, lines }) => {
  let rendered: LocallyRendered;
  let config: string;
  let logs: string;
  let writer: ChildProcess | undefined;

  beforeAll(async () => {
    rendered = await renderLocally(validSpec(), withSmallFiles);
    const { paths } = rendered.topology.hosts[0]!;
    config = name === 'kafka' ? paths.kafka.config : paths.zookeeper.config;
    logs = name === 'kafka' ? paths.kafka.logs : paths.zookeeper.logs;
  });

  afterAll(() => {
    writer?.kill('SIGKILL');
    rendered.remove();
  });

  /** One run of logrotate; returns its complaints. */
  const rotate = async (): Promise<readonly string[]> => {
    const argv = ['--state', `${logs}/logrotate.state`, `${config}/logrotate.conf`];
    const { stderr } = await run('logrotate', argv, { env }).catch(
      (error: unknown) => error as { readonly stderr: string },
    );
    return stderr.split('\n').filter((line) => line !== '');
  };
  const archived = () => readdirSync(join(logs, 'archive'));

  it('keep every line exactly once, while log4j closes files and logrotate moves them', async () => {
    writer = startWriter();
    const exit = once(writer, 'exit');
    const complaints: string[] = [];
    let rotations = 0;
    while (writer.exitCode === null) {
      complaints.push(...(await rotate()));
      rotations++;
    }
    expect(await exit).toEqual([0, null]);
    expect(complaints.filter((line) => !HARMLESS.test(line))).toEqual([]);

    const numbers = numbersIn(logs).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: lines }, (_, number) => number));
    expect(rotations).toBeGreaterThan(5);
    expect(archived().length).toBeGreaterThan(20);
  });

  it('stay where log4j writes them, and go away when they are closed, compressed', async () => {
    await nextSecond();
    expect(await rotate()).toEqual([]);
    const others = ['archive', 'logrotate.state'];
    expect(readdirSync(logs).filter((file) => !others.includes(file))).toEqual(live);
    expect(archived().filter((file) => !/\.log\.\d+-\d{8}-\d{6}\.gz$/.test(file))).toEqual([]);
  });

  it('are removed when they are two weeks old, whatever number log4j gave them', async () => {
    const name = (days: number) => `${live[0]}.7-20000101-0000${days}.gz`;
    for (const days of [13.9, 14.1]) archive(name(days), 1, days);
    await closeOneAndRotate();
    expect([13.9, 14.1].filter((days) => archived().includes(name(days)))).toEqual([13.9]);
  });

  it('are removed where they take too much space, the oldest first', async () => {
    const bound = /bytes > (\d+) \*/.exec(readFileSync(`${config}/logrotate.conf`, 'utf8'))![1];
    const quarter = (Number(bound) / 4) * 1024 * 1024;
    const name = (days: number) => `${live[0]}.${days}-20000101-000000.gz`;
    const days = [1, 2, 3, 4, 5, 6];
    for (const each of days) archive(name(each), quarter, each);
    await closeOneAndRotate();
    // What was archived before is small, but leaves no room for a fourth quarter.
    expect(days.filter((each) => archived().includes(name(each)))).toEqual([1, 2, 3]);
  });

  /** An archived file of this age, which takes up space in name only. */
  function archive(name: string, bytes: number, daysAgo: number): void {
    const path = join(logs, 'archive', name);
    const modified = Date.now() / 1_000 - daysAgo * 86_400;
    writeFileSync(path, '');
    truncateSync(path, bytes);
    utimesSync(path, modified, modified);
  }

  async function closeOneAndRotate(): Promise<void> {
    writeFileSync(join(logs, `${live[0]}.1`), 'a closed file\n');
    await nextSecond();
    expect(await rotate()).toEqual([]);
  }

  function startWriter(): ChildProcess {
    const program = join(packageFolder(), 'test/support/judges/NumberedLines.java');
    return execFile(rendered.java, [
      ...[...SHORT_LIVED_JAVA, '-cp', `${rendered.topology.hosts[0]!.paths.distribution}/libs/*`],
      `-Dlog4j.configuration=file:${config}/log4j.properties`,
      ...[program, logs, String(lines), '15', loggers.join(',')],
    ]);
  }
});

/** logrotate gives a name once a second. */
async function nextSecond(): Promise<void> {
  const second = () => Math.floor(Date.now() / 1_000);
  const now = second();
  while (second() === now) await sleep(10);
}

/** The numbers of all lines in live, closed and archived files. */
function numbersIn(logs: string): number[] {
  return readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('.log'))
    .flatMap((file) => {
      const bytes = readFileSync(join(logs, file));
      const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      return [...text.matchAll(/ line (\d+) of /g)].map(([, number]) => Number(number));
    });
}
