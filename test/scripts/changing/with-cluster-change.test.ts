import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageFolder } from '../../../cluster/package-folder';
import { readHistory } from '../../../scripts/changing/change-history';
import type { ClusterChange } from '../../../scripts/changing/cluster-change';
import {
  withClusterChange,
  type ChangeOptions,
} from '../../../scripts/changing/with-cluster-change';
import { waitForOtherChanges } from '../../../scripts/changing/wait-for-other-changes';
import { directReach, type Reach } from '../../../scripts/cluster-access/reach';
import { openCoordination } from '../../../scripts/coordination/open-coordination';
import { CuttableReach } from '../../support/cuttable-reach';
import { LONG_SESSIONS } from '../../support/long-sessions';
import { Quorum } from '../../support/quorum';
import { until } from '../../support/until';

let quorum: Quorum;
let folder: string;
const { signal } = new AbortController();

beforeAll(async () => (quorum = await Quorum.start(LONG_SESSIONS)));
afterAll(() => quorum.stop());
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'changing-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function change<T>(
  work: (change: ClusterChange) => Promise<T>,
  { reach = directReach, ...options }: Partial<ChangeOptions> & { readonly reach?: Reach } = {},
): Promise<T> {
  const { topology } = quorum;
  return await withClusterChange(
    { topology, reach },
    { command: 'test', signal, ...options },
    work,
  );
}

async function history() {
  const coordination = await openCoordination({ topology: quorum.topology, reach: directReach });
  return await readHistory(coordination).finally(() => coordination.close());
}

/** Starts a command of its own that holds the lock; resolves when it has done something with it. */
async function startHolder(
  name: string,
): Promise<{ readonly child: ChildProcess; done: () => number }> {
  const topology = join(folder, 'topology.json');
  writeFileSync(topology, JSON.stringify(quorum.topology));
  const log = join(folder, name);
  const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
  const program = join(packageFolder(), 'test/support/change-holder.ts');
  const child = spawn(process.execPath, [jiti, program, topology, log, name], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const done = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0);
  await until(`${name} holds the lock`, () => done() > 0);
  return { child, done };
}

describe('one hand at a time', () => {
  it('the second is refused at once, and learns who the first is', async () => {
    await change(
      async () => {
        await expect(
          change(() => Promise.resolve(), { command: 'converge' }),
        ).rejects.toMatchObject({
          message: expect.stringMatching(
            /^quorum: must be changed by one command at a time, got restart broker-1 of \S+@\S+ \(process \d+\), since \S+Z\. Wait for its end, or let this command wait: --wait-for-lock SECONDS\. Nothing was changed\.$/,
          ) as string,
          exitCode: 75,
        });
      },
      { command: 'restart broker-1' },
    );
    await expect(change(() => Promise.resolve('free'))).resolves.toBe('free');
  });

  it('the second waits where it was told to, and says for whom', async () => {
    const told: string[] = [];
    const order: string[] = [];
    let inside = false;
    const first = change(async () => {
      inside = true;
      await until('the second waits', () => told.length > 0);
      order.push('first');
    });
    await until('the first has the lock', () => inside);
    await change(() => Promise.resolve(order.push('second')), {
      waitForLockMs: 600_000,
      onProgress: (line) => told.push(line),
    });
    await first;
    expect(order).toEqual(['first', 'second']);
    expect(told).toEqual([expect.stringMatching(/^waiting for the lock of quorum: test of /)]);
  });

  it('many at once take turns, and never two of them', async () => {
    let [inside, most] = [0, 0];
    const turn = () =>
      change(
        async () => {
          most = Math.max(most, (inside += 1));
          await sleep(50);
          inside -= 1;
        },
        { waitForLockMs: 600_000 },
      );
    await Promise.all(Array.from({ length: 6 }, turn));
    expect(most).toBe(1);
  });
});

describe('a step of a deploy, which takes no lock', () => {
  const wait = (waitMs: number) =>
    waitForOtherChanges({ topology: quorum.topology, reach: directReach }, { waitMs, signal });

  it('a step of the one that holds the lock goes on under it, and a stranger does not', async () => {
    await change(async ({ id }) => {
      await change((inner) => inner.confirm(), { within: id });
      await expect(change(() => Promise.resolve(), { within: 'another run' })).rejects.toThrow(
        /one command at a time, got test of /,
      );
    });
  });

  it('begins where nobody changes the cluster, and not while somebody does', async () => {
    await wait(0);
    await change(async () => {
      await expect(wait(0)).rejects.toThrow(/one command at a time, got test of /);
    });
    const order: string[] = [];
    let state: 'free' | 'locked' | 'ending' = 'free';
    const other = change(async () => {
      state = 'locked';
      await until('it is to end', () => state === 'ending');
      order.push('the other ends');
    });
    await until('the other has the lock', () => state === 'locked');
    const begun = wait(600_000).then(() => order.push('it begins'));
    state = 'ending';
    await Promise.all([begun, other]);
    expect(order).toEqual(['the other ends', 'it begins']);
  });
});

describe('a holder', () => {
  it('that is killed leaves the lock when its session ends, and its record without an end', async () => {
    const { child } = await startHolder('killed');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect(change(() => Promise.resolve())).rejects.toThrow(/got killed of /);
    await change(() => Promise.resolve(), { waitForLockMs: 600_000 });
    const { records } = await history();
    expect(records.find(({ command }) => command === 'killed')).toMatchObject({ steps: [] });
    expect(records.find(({ command }) => command === 'killed')?.end).toBeUndefined();
  });

  it('that was frozen until another one held the lock stops nothing any more, and says so', async () => {
    const { child, done } = await startHolder('frozen');
    child.kill('SIGSTOP');
    const stderr = text(child.stderr!);
    const before = await change(
      async () => {
        const count = done();
        child.kill('SIGCONT');
        await once(child, 'exit');
        return count;
      },
      { waitForLockMs: 600_000 },
    );
    expect(done()).toBe(before);
    expect(child.exitCode).toBe(1);
    expect(await stderr).toMatch(
      /^The lock on the cluster was lost, and another command may change it now: .*Nothing further is stopped\./,
    );
  });

  it('that is cut off stops nothing while nobody answers, and goes on with nothing when it was lost', async () => {
    const way = new CuttableReach();
    let isCut = false;
    const cut = change(
      async (held) => {
        await held.confirm();
        way.cut();
        isCut = true;
        await expect(held.confirm()).rejects.toThrow(/The lock on the cluster was lost/);
        await until('another one had it', () => existsSync(join(folder, 'other')));
        way.mend();
        await until('it is told', () => held.signal.aborted);
        held.signal.throwIfAborted();
      },
      { reach: way.reach, command: 'cut' },
    );
    await until('it is cut', () => isCut);
    await until('its session is over', async () => {
      const other = change(() => Promise.resolve(), { waitForLockMs: 0 });
      return await other.then(
        () => true,
        () => false,
      );
    });
    appendFileSync(join(folder, 'other'), '');
    await expect(cut).rejects.toThrow(/ended by ZooKeeper, which heard nothing from here for 30 s/);
    way.close();
    const { records } = await history();
    expect(records.find(({ command }) => command === 'cut')?.end).toMatchObject({
      result: 'failed',
    });
  });
});

describe('where there is no quorum', () => {
  it('nothing is changed, unless it is to be done without the lock, which is taken as soon as there is one', async () => {
    const names = quorum.topology.hosts.map(({ name }) => name).slice(0, 2);
    await Promise.all(names.map((name) => quorum.kill(name)));
    const told: string[] = [];
    try {
      await expect(change(() => Promise.resolve())).rejects.toThrow(
        /^ZooKeeper: must let this command in, at one of its members, to lock the cluster, got '.*--without-lock\.$/,
      );
      await change(
        async (held) => {
          await held.confirm();
          expect((await Promise.resolve(told))[0]).toMatch(
            /^Going on without the lock: ZooKeeper: /,
          );
          await quorum.startAgain(...names);
          await until('it has taken the lock', async () => {
            await held.confirm();
            return await change(() => Promise.resolve(false)).catch(({ message }: Error) =>
              message.includes('got mend of '),
            );
          });
        },
        { withoutLock: true, command: 'mend', onProgress: (line) => told.push(line) },
      );
    } finally {
      await quorum.untilWell();
    }
    const { records } = await history();
    expect(records.find(({ command }) => command === 'mend')?.end?.result).toBe('done');
  });
});
