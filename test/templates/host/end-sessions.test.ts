import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesOf, sessionLog } from '../../../cluster/processes/host-process';
import { zookeeperConnect } from '../../../cluster/topology';
import { findController } from '../../../scripts/cluster-access/ask-brokers';
import { CLOSED_PORT } from '../../support/closed-port';
import { useLiveCluster } from '../../support/live-cluster';
import { sessionOwning } from '../../support/session-owning';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

let cluster: SmokeCluster;
let scratch: string;

useLiveCluster((live) => (cluster = live));
beforeAll(() => (scratch = mkdtempSync(join(tmpdir(), 'end-sessions-'))));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const kafkaOf = (id: number) =>
  processesOf(cluster.topology, cluster.broker(id)).find(({ name }) => name === 'kafka')!;
const logOf = (id: number) => readFileSync(sessionLog(kafkaOf(id).paths), 'utf8');
const sessionOf = (id: number) => sessionOwning(cluster.topology, `/brokers/ids/${id}`);
/** The leader may come to it a moment after the member that has told the program. */
const entryGoes = (id: number) =>
  until(`the entry of broker ${id} is gone`, async () => (await sessionOf(id)) === undefined);

interface Run {
  readonly code: number | null;
  readonly said: string;
}

/** Runs the program as whoever supervises broker 1 would, with other files where a test gives them. */
async function endSessions({ settings, log }: { settings?: string; log?: string } = {}) {
  const [program = '', ...words] = kafkaOf(1).afterEnd!;
  const own = words.slice(0, -2);
  const [ofBroker = '', itsLog = ''] = words.slice(-2);
  return await run(program, [...own, settings ?? ofBroker, log ?? itsLog]);
}

async function run(program: string, words: readonly string[]): Promise<Run> {
  const child = spawn(program, words);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  await once(child, 'close');
  return { code: child.exitCode, said };
}

function scratchFile(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

/** As the broker's own settings, with log directories that nobody has locked, and other servers. */
function settingsWith(
  servers = zookeeperConnect(cluster.topology),
  name = 'server.properties',
): string {
  return scratchFile(name, `# Ours.\nzookeeper.connect=${servers}\nlog.dirs=${scratch}\n`);
}

/** Whether any ZooKeeper member gave the session up because nobody was heard of. */
function hasExpired(session: string | undefined): boolean {
  return [1, 2, 3]
    .map((id) =>
      readFileSync(processesOf(cluster.topology, cluster.zookeeper(id))[0]!.ownLog, 'utf8'),
    )
    .some((text) => text.includes(`Expiring session ${session}`));
}

describe('when a broker is killed', () => {
  it.each([
    ['the controller', true],
    ['another broker', false],
  ])(
    '%s leaves no entry, and leaders are elected without its session having expired',
    async (_, is) => {
      const controller = (await cluster.withKafka(findController)).broker.id;
      const killed = is ? controller : (controller % 3) + 1;
      const session = await sessionOf(killed);
      expect(session).toMatch(/^0x/);
      expect((await sessionOwning(cluster.topology, '/controller')) === session).toBe(is);
      await cluster.local.kill(cluster.broker(killed).name, 'kafka');
      await entryGoes(killed);
      expect(await sessionOwning(cluster.topology, '/controller')).not.toBe(session);
      await cluster.untilMissed(killed);
      expect(hasExpired(session)).toBe(false);
      await cluster.local.start(cluster.broker(killed).name, 'kafka');
      await cluster.untilWell();
      expect(await sessionOf(killed)).not.toBe(session);
    },
  );

  it('is started again by its supervisor only when its entry is gone', async () => {
    const session = await sessionOf(1);
    const { pid } = cluster.local
      .processes()
      .find(({ host, process }) => host === 'broker-1' && process === 'kafka')!.id!;
    process.kill(pid, 'SIGKILL');
    await until(
      'it is registered anew',
      async () => ![session, undefined].includes(await sessionOf(1)),
    );
    await cluster.untilWell();
    expect(readFileSync(kafkaOf(1).ownLog, 'utf8')).not.toContain('NodeExists');
    expect(hasExpired(session)).toBe(false);
  });
});

describe('a broker that lives keeps its entry', () => {
  let session: string | undefined;
  beforeAll(async () => (session = await sessionOf(1)));
  afterEach(async () => expect(await sessionOf(1)).toBe(session));

  it('while it runs, whoever calls the program', async () => {
    expect(logOf(1)).toContain(`session id = ${session}`);
    const { code, said } = await endSessions();
    expect(code).toBe(0);
    expect(said).toMatch(/^nothing was done: .* is running/);
  });

  it('while it is frozen', async () => {
    await cluster.local.kill('broker-1', 'kafka', 'SIGSTOP');
    try {
      expect((await endSessions()).said).toMatch(/^nothing was done/);
    } finally {
      await cluster.local.kill('broker-1', 'kafka', 'SIGCONT');
    }
  });

  it('when a second process of the same broker was started and died', async () => {
    const [java = '', options = '', ...words] = kafkaOf(1).command;
    const withoutAgent = readFileSync(options.slice(1), 'utf8').replace(/^"?-javaagent.*$/m, '');
    const { code } = await run(java, [`@${scratchFile('jvm.args', withoutAgent)}`, ...words]);
    expect(code).not.toBe(0);
    expect(readFileSync(kafkaOf(1).ownLog, 'utf8')).toContain('Failed to acquire lock');
    expect(new Set(logOf(1).match(/0x[0-9a-f]+/g)).size).toBeGreaterThan(1);
    expect((await endSessions()).said).toMatch(/^nothing was done/);
  });

  it('when the program comes late, with the sessions of an earlier process', async () => {
    await cluster.local.kill('broker-1', 'kafka', 'SIGTERM');
    const log = scratchFile('earlier.log', logOf(1));
    await cluster.local.start('broker-1', 'kafka');
    await cluster.untilWell();
    expect(await sessionOf(1)).not.toBe(session);
    session = await sessionOf(1);
    expect((await endSessions({ log })).said).toMatch(/^nothing was done/);
    expect(await endSessions({ log, settings: settingsWith() })).toMatchObject({ code: 0 });
  });

  it('when a process that never had a session died, as on a host that was made anew', async () => {
    const log = join(scratch, 'none.log');
    expect(await endSessions({ log, settings: settingsWith() })).toEqual({
      code: 0,
      said: 'no session was left\n',
    });
  });

  it('when a broker of another cluster with the same id and the same ZooKeeper died', async () => {
    const log = scratchFile(
      'foreign.log',
      'session id = 0x123456789abcdef, negotiated timeout = 10000\n',
    );
    const servers = zookeeperConnect(cluster.topology).replace(/\/.*/, '/no-such-chroot');
    expect(await endSessions({ log, settings: settingsWith(servers) })).toMatchObject({ code: 0 });
  });
});

describe('where ZooKeeper does not answer', () => {
  let silent: Server;
  let deaf: string;
  let log: string;
  let members: readonly string[];

  beforeAll(async () => {
    silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    deaf = `127.0.0.1:${port}`;
    members = zookeeperConnect(cluster.topology).split('/')[0]!.split(',');
    log = scratchFile('some.log', 'session id = 0x123456789abcdef\n');
  });
  afterAll(() => silent.close());

  it('gives up by itself when no member is there, or none says a word', async () => {
    const away = `127.0.0.1:${CLOSED_PORT}`;
    const all = [away, deaf, `${away},${deaf}`, 'no-such-host.invalid:2181'];
    await Promise.all(
      all.map(async (servers, index) => {
        const settings = settingsWith(servers, `server-${index}.properties`);
        const { code, said } = await endSessions({ log, settings });
        expect(code).toBe(1);
        expect(said).toContain(`${servers.split(',').join(', ')}: must answer in 5 s.`);
      }),
    );
  });

  /** Of a broker that is as good as dead: it does not hear that its session is over. */
  async function withFrozenBroker(test: (session: string, log: string) => Promise<void>) {
    const session = (await sessionOf(1))!;
    await cluster.local.kill('broker-1', 'kafka', 'SIGSTOP');
    try {
      await test(session, scratchFile('frozen.log', logOf(1)));
    } finally {
      await cluster.local.kill('broker-1', 'kafka', 'SIGCONT');
    }
    // Where the program was wrong after all, the broker registers anew by itself.
    await until(
      'it is registered anew',
      async () => ![session, undefined].includes(await sessionOf(1)),
    );
  }

  it('gives up by itself when there is no quorum', async () => {
    await withFrozenBroker(async (session, ofBroker) => {
      const hosts = [1, 2].map((id) => cluster.zookeeper(id).name);
      for (const host of hosts) await cluster.local.kill(host, 'zookeeper', 'SIGSTOP');
      try {
        const { code } = await endSessions({ log: ofBroker, settings: settingsWith() });
        expect(code).toBe(1);
      } finally {
        for (const host of hosts) await cluster.local.kill(host, 'zookeeper', 'SIGCONT');
      }
      await until(
        'ZooKeeper has done what it was asked',
        async () => (await sessionOf(1)) !== session,
      );
    });
  });

  it('asks the next member when the first ones are silent or gone', async () => {
    await withFrozenBroker(async (session, ofBroker) => {
      const servers = [deaf, `127.0.0.1:${CLOSED_PORT}`, ...members].join(',');
      const settings = settingsWith(servers);
      const { code, said } = await endSessions({ log: ofBroker, settings });
      expect([code, said]).toEqual([0, expect.stringContaining(`ended: ${session.slice(2)}`)]);
      await entryGoes(1);
    });
  });

  it('says where settings lack what it needs', async () => {
    const settings = scratchFile('empty.properties', '');
    expect(await endSessions({ log, settings })).toEqual({
      code: 1,
      said: `${settings}: must say zookeeper.connect. A session ends when it times out.\n`,
    });
  });
});
