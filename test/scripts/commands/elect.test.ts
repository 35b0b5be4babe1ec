import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopicsV7 } from '@platformatic/kafka';
import { readClusterHistory } from '../../../scripts/changing/read-cluster-history';
import { findController } from '../../../scripts/cluster-access/ask-brokers';
import { directReach } from '../../../scripts/cluster-access/reach';
import { elect } from '../../../scripts/commands/elect';
import { readLeadership } from '../../../scripts/leadership/read-leadership';
import { CliRun } from '../../support/cli';
import { inventoryOf } from '../../support/inventories';
import { useLiveCluster } from '../../support/live-cluster';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

const { signal } = new AbortController();

describe('elect, on a live cluster', () => {
  let cluster: SmokeCluster;
  let stopped: number;
  let next: number;
  let controller: number;
  const told: string[] = [];

  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    controller = (await cluster.withKafka(findController)).broker.id;
    stopped = (controller % 3) + 1;
    next = (stopped % 3) + 1;
    const assignments = [
      { partitionIndex: 0, brokerIds: [controller, stopped, next] },
      { partitionIndex: 1, brokerIds: [stopped, next, controller] },
    ];
    const topic = { name: 'led', numPartitions: -1, replicationFactor: -1, assignments };
    const made = { ...topic, configs: [] };
    await cluster.askController((it) => it.ask(createTopicsV7.api, [made], 60_000, false));
  });
  beforeEach(() => {
    told.length = 0;
    jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
  });
  afterEach(() => jest.restoreAllMocks());

  const run = (topic?: string) =>
    elect(
      { topology: cluster.topology, reach: directReach, signal },
      { ...(topic !== undefined && { topic }), waitForLock: 0 },
    );
  const leaders = async () => {
    const led = await cluster.withKafka((brokers) => readLeadership(brokers, 'led'));
    return [...led].sort((a, b) => a.partition - b.partition).map(({ leader }) => leader);
  };

  it('refuses a topic that is not there', async () => {
    await expect(run('nobody')).rejects.toThrow(
      "--topic: must be a topic of the cluster, got 'nobody'. Name one.",
    );
  });

  it('tells what it had to leave while the broker that should lead is down, and ends with 1', async () => {
    await cluster.local.kill(`broker-${stopped}`, 'kafka', 'SIGTERM');
    await cluster.untilMissed(stopped);
    await until('another leads it', async () => (await leaders())[1] === next);
    expect(await run('led')).toBe(1);
    expect(told.join('\n')).toContain(
      `led-1 is led by another: broker ${stopped} is not in sync: wait until it is`,
    );
  });

  it('gives it back when it is in sync again, records that, and then has nothing to do', async () => {
    await cluster.local.start(`broker-${stopped}`, 'kafka');
    await cluster.untilWell();
    expect(await run('led')).toBe(0);
    expect(await leaders()).toEqual([controller, stopped]);
    expect(told.join('\n')).toMatch(new RegExp(`broker-${stopped} +1 +0 +1`));
    const changed = { topology: cluster.topology, reach: directReach };
    const { records } = await readClusterHistory(changed, { count: 1, signal });
    expect(records[0]).toMatchObject({ command: 'elect', end: { result: 'done' } });
    told.length = 0;
    expect(await run('led')).toBe(0);
    expect(told.join()).toContain('nothing to do');
  });
});

it('refuses a name beside an inventory: both say which cluster is meant', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'elect-'));
  const file = join(folder, 'inventory.json');
  writeFileSync(file, JSON.stringify(inventoryOf()));
  const cli = new CliRun(['elect', '--inventory', file, '--name', 'dev']);
  expect(await cli.exitCode()).toBe(2);
  expect(cli.output).toContain('--name: must stand alone');
  rmSync(folder, { recursive: true });
});
