import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageFolder } from '../cluster/package-folder';
import type { Topology } from '../cluster/topology';
import { readClusterHistory } from '../scripts/changing/read-cluster-history';
import { findController, readMetadata } from '../scripts/cluster-access/ask-brokers';
import { directReach } from '../scripts/cluster-access/reach';
import { withBrokers } from '../scripts/cluster-access/with-brokers';
import { converge } from '../scripts/commands/converge';
import { readClusterState } from '../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../scripts/health/gate/wait-for-gate';
import { isRollTopic } from '../scripts/health/smoke-topic-name';
import { readRunningBrokers } from '../scripts/health/settings/read-running-brokers';
import { readThrottles } from '../scripts/moving/throttle';
import { hasWork, planConvergence } from '../scripts/rolling/plan-convergence';
import { retryFor } from '../scripts/system/retry-for';
import type { ConvergeChildTask } from './support/converge-child';
import { describeOverSsh } from './support/describe-over-ssh';
import { inventoryOf } from './support/inventories';
import { startLocalHosts, type LocalHosts } from './support/local-host/local-hosts';
import { validSpec } from './support/spec-builder';
import { STAYS_AS_IT_IS } from './support/stays-as-it-is';

/** Each run tells more lines than the one before it was killed at, or comes to its end. */
const MOST_RUNS = 40;

describeOverSsh('converge', () => {
  let hosts: LocalHosts;
  let folder: string;
  const spec = validSpec();
  const { signal } = new AbortController();
  const only = ['broker-2'];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'killed-'));
    hosts = await startLocalHosts(spec);
  });
  afterAll(async () => {
    await hosts?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const publish = (brokerSettings: object): Topology => {
    const topology = hosts.topologyOf({ ...spec, brokerSettings });
    hosts.publish(topology);
    return topology;
  };
  const ways = (topology: Topology) => ({ topology, reach: directReach, signal });
  const starts = () =>
    hosts.cluster
      .processes()
      .find(({ host, process }) => host === 'broker-2' && process === 'kafka')?.id?.pid;

  /** @returns its exit code, or undefined where it was killed at the line of this number */
  async function run(topology: Topology, killedAt: number): Promise<number | undefined> {
    const task: ConvergeChildTask = { topology, inventory: inventoryOf(), ssh: hosts.ssh, only };
    const file = join(folder, 'task.json');
    writeFileSync(file, JSON.stringify(task));
    const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
    const program = join(__dirname, 'support/converge-child.ts');
    const child = spawn(process.execPath, [jiti, program, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let lines = 0;
    createInterface({ input: child.stdout }).on('line', () => {
      lines += 1;
      if (lines === killedAt) child.kill('SIGKILL');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? undefined;
  }

  async function runUntilDone(topology: Topology): Promise<number> {
    for (let killedAt = 1; killedAt <= MOST_RUNS; killedAt += 1) {
      const code = await run(topology, killedAt);
      if (code !== undefined) {
        expect(code).toBe(0);
        return killedAt - 1;
      }
    }
    throw new Error('it never came to its end');
  }

  /** Neither work nor lock, topic, throttle or override. */
  async function expectNothingLeft(topology: Topology, kills: number): Promise<void> {
    const [host] = topology.hosts.filter(({ name }) => only.includes(name));
    const plan = await planConvergence({ ...ways(topology), shells: hosts.shells, hosts: [host!] });
    expect(hasWork(plan)).toBe(false);
    // A run that was killed when all was done holds the lock until its session ends.
    const { records } = await retryFor({ durationMs: 600_000, signal }, async () => {
      const history = await readClusterHistory(ways(topology), { signal });
      expect(history.holder).toBeUndefined();
      return history;
    });
    expect(records.filter(({ end }) => end?.result === 'done')).not.toEqual([]);
    expect(records.filter(({ end }) => end === undefined).length).toBeLessThanOrEqual(kills);
    await withBrokers(ways(topology), async (brokers) => {
      const controller = brokers.kafka.broker(await findController(brokers));
      const { topics } = await readMetadata(controller, 'all');
      expect(topics.filter(({ name }) => isRollTopic(name ?? ''))).toEqual([]);
      expect(await readThrottles(brokers)).toEqual([]);
    });
  }

  it('killed by SIGKILL at each thing that it tells, goes on at the next run, restarts the broker once, and leaves nothing behind', async () => {
    const topology = publish({ 'log.retention.check.interval.ms': 120_000 });
    const pids = new Set([starts()]);
    const watch = setInterval(() => pids.add(starts() ?? 0), 50);
    const kills = await runUntilDone(topology).finally(() => clearInterval(watch));
    expect(kills).toBeGreaterThanOrEqual(4);
    pids.delete(0);
    // The one before and the one after; a restart that was begun is not begun again.
    expect(pids.size).toBe(2);
    await expectNothingLeft(topology, kills);
  });

  it('killed so, gives a running broker the rest of its settings, pools of threads over all of their steps', async () => {
    const settings = { 'log.retention.check.interval.ms': 120_000, 'num.io.threads': 64 };
    const topology = publish(settings);
    const before = starts();
    const kills = await runUntilDone(topology);
    expect(starts()).toBe(before);
    const { byHost } = await readRunningBrokers(ways(topology));
    expect(byHost.get('broker-2')?.running.current.get('num.io.threads')).toBe('64');
    await expectNothingLeft(topology, kills);
  });

  it('of two at once restarts each broker once: the second waits, looks anew, and finds it done; the record tells both', async () => {
    const topology = publish({ 'log.retention.check.interval.ms': 180_000 });
    const told: string[] = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
    const look = () => readClusterState({ topology, reach: directReach, signal });
    const cluster = {
      ...{ topology, reach: directReach, shells: hosts.shells, look },
      ...STAYS_AS_IT_IS,
      inventory: inventoryOf(),
      gate: (options: Partial<Parameters<typeof waitForGate>[0]>) =>
        waitForGate({ ...options, topology, look, signal, looks: 2, pauseMs: 500 }),
    };
    const options = { inventory: '-', yes: true, wait: 600, waitForLock: 600, signal } as const;
    const codes = await Promise.all([converge(cluster, options), converge(cluster, options)]);
    jest.restoreAllMocks();
    expect(codes).toEqual([0, 0]);
    const restarted = told.flatMap((text) => /^(\S+): restarting/.exec(text)?.[1] ?? []);
    expect(restarted.sort()).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(told.join('\n')).toMatch(/^waiting for the lock of logs: converge of /m);
    const { records, holder } = await readClusterHistory(cluster, { count: 2, signal });
    expect(holder).toBeUndefined();
    expect(records.map(({ end }) => end?.result)).toEqual(['done', 'done']);
    const steps = records.map((record) => record.steps.flatMap(({ host }) => host ?? []).sort());
    steps.sort((a, b) => a.length - b.length);
    expect(steps).toEqual([[], ['broker-1', 'broker-2', 'broker-3']]);
  });
});
