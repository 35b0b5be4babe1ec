import { setTimeout as sleep } from 'node:timers/promises';
import { directReach } from '../../../scripts/cluster-access/reach';
import { SessionLostError, type Coordination } from '../../../scripts/coordination/coordination';
import {
  openCoordination,
  type CoordinationOptions,
} from '../../../scripts/coordination/open-coordination';
import { CuttableReach } from '../../support/cuttable-reach';
import { Quorum } from '../../support/quorum';
import { until } from '../../support/until';

let quorum: Quorum;
const opened: Coordination[] = [];
const ways: CuttableReach[] = [];
beforeAll(async () => (quorum = await Quorum.start()));
afterAll(() => quorum.stop());
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
  for (const way of ways.splice(0)) way.close();
});

/** The shortest session that ZooKeeper gives: two of its ticks. */
const SHORTEST_MS = 4_000;
/** Long enough for a busy machine to say a word in, short enough to be waited for. */
const SHORT_MS = 12_000;

async function open(options: Partial<CoordinationOptions> = {}): Promise<Coordination> {
  const { topology } = quorum;
  const coordination = await openCoordination({
    ...{ topology, reach: directReach, sessionMs: SHORT_MS, limitMs: 60_000 },
    ...options,
  });
  opened.push(coordination);
  return coordination;
}

function cuttable(): CuttableReach {
  const way = new CuttableReach();
  ways.push(way);
  return way;
}

let count = 0;
const freshPath = () => `/tests/entry-${(count += 1)}`;

describe('entries', () => {
  it('stay, are read and written, and count how often they were written', async () => {
    const [ours, theirs, path] = [await open(), await open(), freshPath()];
    expect(await theirs.read(path)).toBeUndefined();
    expect(await ours.create(path, 'one ü')).toBe(true);
    await theirs.sync();
    const entry = await theirs.read(path);
    expect(entry).toMatchObject({ data: 'one ü', version: 0, owner: undefined });
    expect(Math.abs(entry!.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
    expect(await theirs.write(path, 'two')).toBe(true);
    await ours.sync();
    expect(await ours.read(path)).toMatchObject({ data: 'two', version: 1 });
    expect(await ours.write('/tests/nowhere', 'two')).toBe(false);
  });

  it('are listed by the names below one, in their order', async () => {
    const [ours, path] = [await open(), freshPath()];
    expect(await ours.list(path)).toEqual([]);
    for (const name of ['b', 'c', 'a']) await ours.create(`${path}/${name}`, name);
    expect(await ours.list(path)).toEqual(['a', 'b', 'c']);
  });

  it('are made once: whoever comes second learns of it, whoever asks again does not', async () => {
    const [ours, theirs, path] = [await open(), await open(), freshPath()];
    expect(await ours.create(path, 'ours', { owned: true })).toBe(true);
    expect(await ours.create(path, 'ours', { owned: true })).toBe(true);
    expect(await theirs.create(path, 'ours', { owned: true })).toBe(false);
    expect(await theirs.create(path, 'ours')).toBe(false);
    await theirs.sync();
    expect(await theirs.read(path)).toMatchObject({ data: 'ours', owner: ours.session });
  });

  it('are removed only in the version that was read', async () => {
    const [ours, path] = [await open(), freshPath()];
    await ours.create(path, 'one');
    await ours.write(path, 'two');
    expect(await ours.remove(path, 0)).toBe(false);
    expect(await ours.read(path)).toMatchObject({ data: 'two' });
    expect(await ours.remove(path, 1)).toBe(true);
    expect(await ours.read(path)).toBeUndefined();
    expect(await ours.remove(path, 1)).toBe(true);
  });

  it('of a session go with it, at once where it is closed', async () => {
    const [ours, theirs, path] = [await open(), await open(), freshPath()];
    await ours.create(path, '', { owned: true });
    await ours.close();
    await theirs.sync();
    expect(await theirs.read(path)).toBeUndefined();
  });

  it('may have more on one page than a packet holds, and be asked for all at once', async () => {
    const [ours, path] = [await open(), freshPath()];
    const long = 'x'.repeat(300_000);
    await ours.create(path, long);
    const all = await Promise.all(Array.from({ length: 20 }, () => ours.read(path)));
    expect(all.every((entry) => entry?.data === long)).toBe(true);
  });
});

test('an answer that is an error is told, with what was asked', async () => {
  const ours = await open();
  await ours.create('/tests/full/below', '');
  await expect(ours.remove('/tests/full', 0)).rejects.toThrow(
    "ZooKeeper: must answer delete /quorum/tests/full, got 'delete /quorum/tests/full: NotEmpty'.",
  );
});

describe('a session', () => {
  it.each<[string, NodeJS.Signals]>([
    ['is killed', 'SIGKILL'],
    ['stops', 'SIGTERM'],
    ['is frozen', 'SIGSTOP'],
  ])('goes on at another member when its own %s, and keeps what it owns', async (_, signal) => {
    const [way, theirs, path] = [cuttable(), await open(), freshPath()];
    const ours = await open({ reach: way.reach });
    const { session } = ours;
    await ours.create(path, '', { owned: true });
    const member = quorum.memberAt(way.reached.at(-1)!);
    await quorum.kill(member, signal);
    try {
      expect(await ours.read(path)).toMatchObject({ owner: session });
      await until('it is at another', () => quorum.memberAt(way.reached.at(-1)!) !== member);
      await sleep(ours.sessionMs);
      await theirs.sync();
      expect(await theirs.read(path)).toMatchObject({ owner: session });
      expect(ours.session).toBe(session);
      expect(ours.lost.aborted).toBe(false);
    } finally {
      if (signal === 'SIGSTOP') await quorum.kill(member, 'SIGCONT');
      await quorum.startAgain(...(signal === 'SIGSTOP' ? [] : [member]));
    }
  });

  it('outlives a network that is cut for less than its time', async () => {
    const [way, path] = [cuttable(), freshPath()];
    const ours = await open({ reach: way.reach });
    await ours.create(path, '', { owned: true });
    way.cut();
    await sleep(SHORT_MS / 3);
    way.mend();
    expect(await ours.read(path)).toMatchObject({ owner: ours.session });
  });

  it('is lost, with all that it owns, where it is cut off for longer', async () => {
    const [way, theirs, path] = [cuttable(), await open(), freshPath()];
    const ours = await open({ reach: way.reach, sessionMs: SHORTEST_MS });
    expect(ours.sessionMs).toBe(SHORTEST_MS);
    await ours.create(path, '', { owned: true });
    // Their member may hear of it later than it is answered here.
    await theirs.sync();
    expect(await theirs.read(path)).toMatchObject({ owner: ours.session });
    way.cut();
    await until('it is gone', async () => (await theirs.read(path)) === undefined);
    expect(ours.lost.aborted).toBe(false);
    way.mend();
    await until('it is told so', () => ours.lost.aborted);
    expect(ours.lost.reason).toBeInstanceOf(SessionLostError);
    await expect(ours.read(path)).rejects.toThrow('heard nothing from here for 4 s');
  });

  it('outlives the loss of the quorum, in which nobody answers', async () => {
    const [ours, path] = [await open({ limitMs: 10_000 }), freshPath()];
    await ours.create(path, '', { owned: true });
    const [one, two] = quorum.topology.hosts.map(({ name }) => name);
    await Promise.all([one, two].map((name) => quorum.kill(name!)));
    try {
      const silent = () =>
        ours.sync().then(
          () => false,
          () => true,
        );
      await until('nobody answers', silent);
      await expect(ours.read(path)).rejects.toThrow(
        /^ZooKeeper: must let this command in, at one of its members, got '.*broker-1: ECONNREFUSED/,
      );
      await sleep(ours.sessionMs);
    } finally {
      await quorum.startAgain(one!, two!);
    }
    expect(await ours.read(path)).toMatchObject({ owner: ours.session });
  });
});

test('where nobody listens, each member is told with its reason', async () => {
  const reach = () => Promise.resolve({ host: '127.0.0.1', port: 1 });
  await expect(open({ reach, limitMs: 5_000 })).rejects.toThrow(
    /got 'broker-\d: ECONNREFUSED; broker-\d: ECONNREFUSED; broker-\d: ECONNREFUSED'/,
  );
});

test('what speaks another protocol is no member', async () => {
  const [host] = quorum.topology.hosts;
  const { address, ports } = host!;
  const reach = () => Promise.resolve({ host: address, port: ports.zookeeperPeer });
  await expect(open({ reach, limitMs: 1_000 })).rejects.toThrow(/must let this command in/);
});
