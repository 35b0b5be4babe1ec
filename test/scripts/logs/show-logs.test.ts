import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { localSite } from '../../../cluster/local-site';
import { layOut, type Topology } from '../../../cluster/topology';
import { resolveValidSpec } from '../../../cluster/validate-spec';
import type { FollowedShells } from '../../../scripts/hosts/host-shell';
import { DEFAULT_SSH } from '../../../scripts/hosts/ssh-settings';
import { openSshShells } from '../../../scripts/hosts/ssh-shells';
import { machineShells } from '../../../scripts/local/machine-shells';
import { logSources } from '../../../scripts/logs/log-source';
import { showLogs, type ShowLogsOptions } from '../../../scripts/logs/show-logs';
import { describeOnLinux } from '../../support/on-linux';
import { inventoryOf } from '../../support/inventories';
import { validSpec } from '../../support/spec-builder';
import { hasSshd, startSshd, type TestSshd } from '../../support/start-sshd';
import { until } from '../../support/until';

let folder: string;
let topology: Topology;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'show-logs-'));
  const site = { folder, distribution: '/opt/kafka', java: '/usr/bin/java' };
  topology = layOut(
    resolveValidSpec(validSpec()),
    localSite({ ...site, addressing: 'addresses', slot: 0 }),
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(hostName: string, kind: 'kafka' | 'zookeeper' | 'gc'): string {
  const host = topology.hosts.find(({ name }) => name === hostName)!;
  return logSources(topology, host, [kind])[0]!.file!;
}

function write(
  hostName: string,
  kind: 'kafka' | 'zookeeper' | 'gc',
  lines: readonly string[],
  name = '',
): string {
  const file = `${fileOf(hostName, kind)}${name}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    name.endsWith('.gz')
      ? gzipSync(`${lines.join('\n')}\n`)
      : lines.map((line) => `${line}\n`).join(''),
  );
  return file;
}

const at = (time: string, words: string) => `[2026-11-27 ${time}] INFO ${words}`;

/** What is shown of all three brokers' logs, each entry as `host: first line`. */
function shower(options: Partial<ShowLogsOptions> = {}) {
  const shown: string[] = [];
  const troubles: string[] = [];
  const done = showLogs({
    ...{ topology, shells: machineShells, asRoot: false, follow: false, lines: 100 },
    hosts: ['broker-1', 'broker-2', 'broker-3'],
    kinds: ['kafka'],
    signal: new AbortController().signal,
    onTrouble: (text) => troubles.push(text),
    onEntry: (source, { lines }) => {
      shown.push(
        `${source.host}: ${lines.map((line) => line.replace(/^\[.*\] INFO +/, '')).join(' | ')}`,
      );
      return Promise.resolve();
    },
    ...options,
  });
  return { shown, troubles, done };
}

const isTailing = (file: string): boolean => {
  const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return stdout.split('\n').some((line) => line.startsWith('tail ') && line.endsWith(file));
};

describeOnLinux('logs of hosts', () => {
  it('are merged by time, a stack trace with its line', async () => {
    write('broker-1', 'kafka', [at('06:00:01,000', 'one'), at('06:00:04,000', 'four')]);
    write('broker-2', 'kafka', [at('06:00:02,000', 'two'), 'at x', at('06:00:03,000', 'three')]);
    write('broker-3', 'kafka', [at('06:00:03,500', 'then')]);
    const { shown, troubles, done } = shower();
    expect(await done).toBe(true);
    expect({ shown, troubles }).toEqual({
      shown: [
        ...['broker-1: one', 'broker-2: two | at x', 'broker-2: three'],
        ...['broker-3: then', 'broker-1: four'],
      ],
      troubles: [],
    });
  });

  it('are shown where one can not be read, which is told', async () => {
    write('broker-1', 'kafka', [at('06:00:01,000', 'one')]);
    write('broker-3', 'kafka', [at('06:00:03,000', 'three')]);
    const { shown, troubles, done } = shower();
    expect(await done).toBe(false);
    expect(shown).toHaveLength(2);
    expect(troubles).toEqual([expect.stringMatching(/^broker-2, kafka: tail: cannot open/)]);
  });

  it('are only those entries in which the pattern is found, with all their lines', async () => {
    for (const host of ['broker-1', 'broker-2', 'broker-3'])
      write(host, 'kafka', [
        at('06:00:01,000', 'well'),
        at('06:00:02,000', 'ill'),
        'java.io.IOException',
      ]);
    const { shown, done } = shower({ grep: /IOException/u });
    await done;
    expect(shown).toHaveLength(3);
    expect(shown.every((text) => text.includes('ill'))).toBe(true);
  });

  it('have what was put away since, and nothing that is older', async () => {
    const since = new Date('2026-11-27T06:00:02Z');
    process.env.TZ = 'UTC';
    const old = write('broker-1', 'kafka', [at('05:00:00,000', 'old')], '.2');
    utimesSync(old, new Date('2026-11-27T05:00:00Z'), new Date('2026-11-27T05:00:00Z'));
    write(
      'broker-1',
      'kafka',
      [at('06:00:01,000', 'one'), at('06:00:02,000', 'two')],
      '.1-20261127-060003.gz',
    );
    write('broker-1', 'kafka', [at('06:00:04,000', 'four')]);
    const { shown, done } = shower({ hosts: ['broker-1'], since });
    expect(await done).toBe(true);
    expect(shown.map((text) => text.split(' ').at(-1))).toEqual(['two', 'four']);
  });

  it('are followed until somebody has enough, and no tail is left', async () => {
    const file = write('broker-1', 'kafka', [at('06:00:01,000', 'one')]);
    write('broker-2', 'kafka', [at('06:00:00,000', 'zero')]);
    write('broker-3', 'kafka', []);
    const enough = new AbortController();
    const { shown, done } = shower({ follow: true, signal: enough.signal });
    await until('the first are shown', () => shown.length === 2);
    expect(shown[0]).toContain('zero');
    appendFileSync(file, `${at('06:00:05,000', 'five')}\n`);
    await until('what comes is shown', () => shown.length === 3);
    enough.abort();
    expect(await done).toBe(true);
    await until('the tail has ended', () => !isTailing(file));
  });
});

const describeOverSsh = hasSshd ? describe : describe.skip;

describeOverSsh('logs over SSH', () => {
  let sshd: TestSshd;
  let shells: FollowedShells;
  beforeAll(async () => {
    sshd = await startSshd();
    shells = openSshShells({
      inventory: inventoryOf(validSpec(), { sshUser: sshd.user }),
      settings: { ...DEFAULT_SSH, port: sshd.port, identities: [sshd.identity] },
      knownHosts: [sshd.knownHosts],
    });
  });
  afterAll(async () => {
    await shells.close();
    await sshd.stop();
  });

  it('end on their hosts with the connection, however it ends', async () => {
    const file = write('broker-1', 'kafka', [at('06:00:01,000', 'one')]);
    for (const host of ['broker-2', 'broker-3']) write(host, 'kafka', []);
    const { shown } = shower({ shells, follow: true });
    await until('the first is shown', () => shown.length === 1);
    expect(isTailing(file)).toBe(true);
    // As one that was lost: nobody says goodbye.
    await shells.close();
    await until('the tail has ended', () => !isTailing(file));
  });
});
