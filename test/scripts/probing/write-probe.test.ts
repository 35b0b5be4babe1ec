import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts, type BrokerHost } from '../../../cluster/topology';
import { findController } from '../../../scripts/cluster-access/ask-brokers';
import { directReach } from '../../../scripts/cluster-access/reach';
import { isRollTopic } from '../../../scripts/health/smoke-topic-name';
import { readClusterState } from '../../../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../../../scripts/health/gate/wait-for-gate';
import { readLeadership } from '../../../scripts/leadership/read-leadership';
import { WriteProbe } from '../../../scripts/probing/write-probe';
import { rightBeforeStop } from '../../../scripts/rolling/right-before-stop';
import { changeTelling } from '../../support/change-telling';
import { useLiveCluster } from '../../support/live-cluster';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

/** Long enough for a busy machine; no session ends by then, which would give partitions another leader. */
const PATIENT_MS = 15_000;
const { signal } = new AbortController();

describe('writing to a live cluster, to see who takes it and how long it waits', () => {
  let cluster: SmokeCluster;
  let probe: WriteProbe;

  useLiveCluster((live) => (cluster = live));

  const start = () => WriteProbe.start({ topology: cluster.topology, reach: directReach }, signal);
  const namesOf = (hosts: readonly BrokerHost[]) => hosts.map(({ name }) => name);
  const look = () => readClusterState({ topology: cluster.topology, reach: directReach, signal });
  const gate = (apartFrom?: string) =>
    waitForGate({ topology: cluster.topology, look, signal, apartFrom, pauseMs: 200 });

  it('makes a topic of its own, and removes one that a run left behind which was killed', async () => {
    const left = await start();
    probe = await start();
    expect((await cluster.topics()).filter(isRollTopic)).toEqual([probe.topic]);
    expect(left.topic).not.toBe(probe.topic);
    // Of a busy machine, patience; none of them is silent for ever.
    expect(namesOf(await probe.findSilent(600_000))).toEqual([]);
  });

  it('names a broker that hangs when the time is up, while its port still takes connections', async () => {
    const controller = await cluster.withKafka((brokers) => findController(brokers));
    const hung = brokerHosts(cluster.topology).find(({ name }) => name !== controller.name)!;
    await cluster.local.kill(hung.name, 'kafka', 'SIGSTOP');
    try {
      const ended: number[] = [];
      const find = async (limitMs: number) => {
        const names = namesOf(await probe.findSilent(limitMs, controller.name));
        ended.push(limitMs);
        return names;
      };
      const [soon, patiently] = await Promise.all([find(1_000), find(PATIENT_MS)]);
      expect(ended).toEqual([1_000, PATIENT_MS]);
      expect(soon).toContain(hung.name);
      // On a busy machine others may have been silent for a second as well.
      expect(patiently).toEqual([hung.name]);
      expect(namesOf(await probe.findSilent(1_000, hung.name))).not.toContain(hung.name);
    } finally {
      await cluster.local.kill(hung.name, 'kafka', 'SIGCONT');
    }
    expect(namesOf(await probe.findSilent(600_000))).toEqual([]);
  });

  it('keeps a roll from stopping a broker while another hangs, until that one serves again', async () => {
    await gate();
    const told: string[] = [];
    await cluster.local.kill('broker-2', 'kafka', 'SIGSTOP');
    const approach = {
      cluster: {
        topology: cluster.topology,
        look,
        gate: ({ apartFrom }: { apartFrom?: string | undefined }) => gate(apartFrom),
      },
      ...{ change: changeTelling(), probe, onProgress: (text: string) => told.push(text) },
    };
    let isStopped = false;
    const stop = rightBeforeStop(approach, { name: 'broker-1' }).then(() => (isStopped = true));
    await until('it says why', () => told.length > 0);
    await sleep(1_000);
    expect(isStopped).toBe(false);
    // On a busy machine another one may be silent for a second as well.
    expect(told[0]).toMatch(
      /^broker-1: not stopped now\. (broker-3, )?broker-2(, broker-3)?: must take a write within 1 s/,
    );
    await cluster.local.kill('broker-2', 'kafka', 'SIGCONT');
    await stop;
    const { registered } = await look();
    expect(registered).toEqual([1, 2, 3]);
  });

  it('measures how long writes wait while a broker restarts, and readies it to lead', async () => {
    await gate();
    const host = brokerHosts(cluster.topology)[0]!;
    const watch = probe.watch(host);
    await sleep(500);
    watch.takeLongestMs();
    await cluster.local.kill(host.name, 'kafka', 'SIGTERM');
    await cluster.local.start(host.name, 'kafka');
    const warm = probe.warmUp(host, AbortSignal.timeout(600_000));
    await Promise.all([gate(), warm]);
    await watch.settle();
    const pauseMs = watch.takeLongestMs();
    await watch.stop();
    expect(pauseMs).toBeGreaterThan(5);
    const led = await cluster.withKafka((brokers) => readLeadership(brokers, probe.topic));
    const own = led
      .filter(({ preferred }) => preferred === host.broker.id)
      .sort((a, b) => a.partition - b.partition);
    // The other one is given back together with those of users.
    expect(own.map(({ leader }) => leader === host.broker.id)).toEqual([true, false]);
  });

  it('leaves no topic behind', async () => {
    await probe.stop();
    expect((await cluster.topics()).filter(isRollTopic)).toEqual([]);
  });
});
