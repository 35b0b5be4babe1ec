import { converge } from '../scripts/commands/converge';
import { readClusterHistory } from '../scripts/changing/read-cluster-history';
import { directReach } from '../scripts/cluster-access/reach';
import { readClusterState } from '../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../scripts/health/gate/wait-for-gate';
import { describeOverSsh } from './support/describe-over-ssh';
import { inventoryOf } from './support/inventories';
import { startLocalHosts, type LocalHosts } from './support/local-host/local-hosts';
import { validSpec } from './support/spec-builder';

describeOverSsh('two that converge one cluster at once', () => {
  let hosts: LocalHosts;
  const spec = validSpec();
  const { signal } = new AbortController();
  const told: string[] = [];

  beforeAll(async () => {
    hosts = await startLocalHosts(spec);
    jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await hosts?.stop();
  });

  it('restart each broker once: the second waits, looks anew, and finds it done; the record tells both', async () => {
    const changed = { ...spec, brokerSettings: { 'log.retention.check.interval.ms': 120_000 } };
    const topology = hosts.topologyOf(changed);
    hosts.publish(topology);
    const look = () => readClusterState({ topology, reach: directReach, signal });
    const cluster = {
      ...{ topology, reach: directReach, shells: hosts.shells, look },
      inventory: inventoryOf(changed),
      gate: (options: Partial<Parameters<typeof waitForGate>[0]>) =>
        waitForGate({ ...options, topology, look, signal, looks: 2, pauseMs: 200 }),
    };
    const options = { inventory: '-', yes: true, wait: 60, waitForLock: 600, signal } as const;
    const codes = await Promise.all([converge(cluster, options), converge(cluster, options)]);
    expect(codes).toEqual([0, 0]);
    const restarted = told.flatMap((text) => /^(\S+): restarting/.exec(text)?.[1] ?? []);
    expect(restarted.sort()).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(told.join('\n')).toMatch(/^waiting for the lock of logs: converge of /m);
    const { records, holder } = await readClusterHistory(cluster, { signal });
    expect(holder).toBeUndefined();
    expect(records.map(({ end }) => end?.result)).toEqual(['done', 'done']);
    const steps = records.map((record) => record.steps.flatMap(({ host }) => host ?? []).sort());
    steps.sort((a, b) => a.length - b.length);
    expect(steps).toEqual([[], ['broker-1', 'broker-2', 'broker-3']]);
  });
});
