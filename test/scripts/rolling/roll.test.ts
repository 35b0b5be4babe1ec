import { controllerOf, leaderOf } from '../../../scripts/health/cluster/cluster-state';
import { planConvergence, renderPlan } from '../../../scripts/rolling/plan-convergence';
import { judgeGate } from '../../../scripts/health/cluster/judge-cluster';
import { isNeeded } from '../../../scripts/rolling/host-plan';
import { readClusterState } from '../../../scripts/health/cluster/read-cluster-state';
import { rollCluster } from '../../../scripts/rolling/roll';
import { waitForGate } from '../../../scripts/health/gate/wait-for-gate';
import { directReach, type Reach } from '../../../scripts/cluster-access/reach';
import { HostError } from '../../../scripts/hosts/host-error';
import type { Topology } from '../../../cluster/topology';
import { brokerHosts } from '../../../cluster/topology';
import { changeTelling } from '../../support/change-telling';
import { describeOverSsh } from '../../support/describe-over-ssh';
import { startLocalHosts, type LocalHosts } from '../../support/local-host/local-hosts';
import { validSpec } from '../../support/spec-builder';

describeOverSsh('a roll of changed files through a live cluster', () => {
  let hosts: LocalHosts;
  const spec = validSpec();
  const changed = { ...spec, brokerSettings: { 'log.retention.check.interval.ms': 120_000 } };
  const signal = new AbortController().signal;

  beforeAll(async () => {
    hosts = await startLocalHosts(spec);
  });
  afterAll(() => hosts?.stop());

  const lookAt = (topology: Topology) => () =>
    readClusterState({ topology, reach: directReach, signal });

  async function roll(topology: Topology, told: string[] = []) {
    const look = lookAt(topology);
    const plans = await planConvergence(topology, hosts.shells);
    await rollCluster(
      {
        cluster: {
          ...{ topology, shells: hosts.shells, look },
          gate: (options) => waitForGate({ ...options, topology, look, looks: 2, pauseMs: 200 }),
        },
        change: changeTelling(),
        onProgress: (text) => told.push(text),
        resume: 'npx --no-install cdktf-kafka converge --inventory FILE',
      },
      plans,
    );
  }

  it('has nothing to do where every host has its files', async () => {
    const { topology } = hosts.cluster;
    const plans = await planConvergence(topology, hosts.shells);
    expect(plans.filter(isNeeded)).toEqual([]);
    expect(renderPlan(plans)).toBe('Every host has its files, and runs with them.');
    await waitForGate({ topology, look: lookAt(topology), signal, pauseMs: 100 });
    expect(judgeGate({ topology, state: await lookAt(topology)() })).toEqual([]);
  });

  it("blames no other broker where the controller's host is not reached", async () => {
    const { topology } = hosts.cluster;
    const id = controllerOf(await lookAt(topology)());
    const { name, address } = brokerHosts(topology).find(({ broker }) => broker.id === id)!;
    const problem = { path: name, rule: 'take one of our keys', remedy: 'Add one to the agent' };
    const reach: Reach = (asked, port) =>
      asked === address
        ? Promise.reject(new HostError('authentication', problem))
        : directReach(asked, port);
    const problems = judgeGate({
      topology,
      state: await readClusterState({ topology, reach, signal }),
    });
    expect(problems[0]).toMatchObject(problem);
    expect(problems.map(({ path }) => path).filter((path) => /^broker-/.test(path))).toEqual([
      name,
    ]);
  });

  it('restarts one broker after the other, the controller last, and goes on where it was killed', async () => {
    const topology = hosts.topologyOf(changed);
    hosts.publish(topology);
    const plans = await planConvergence(topology, hosts.shells);
    expect(plans.map(({ restarts }) => restarts.map(({ unit }) => unit))).toEqual(
      Array(3).fill(['kafka.service']),
    );
    expect(renderPlan(plans)).toContain(
      'needs a restart of Kafka for log.retention.check.interval.ms',
    );

    const before = await lookAt(topology)();
    const byId = (id: number) => brokerHosts(topology).find(({ broker }) => broker.id === id)!.name;
    const controller = byId(controllerOf(before)!);
    const first = brokerHosts(topology).find(
      ({ name }) => name !== controller && name !== leaderOf(before),
    )!;
    // As if it had been killed after this host's files came, and before its restart.
    await hosts.shells.of(first.name).run(['/usr/local/sbin/cdktf-kafka-host', 'pull']);

    const [resumed] = (await planConvergence(topology, hosts.shells)).filter(
      ({ host }) => host.name === first.name,
    );
    expect(resumed).toMatchObject({ pull: false, restarts: [{ unit: 'kafka.service' }] });

    const told: string[] = [];
    await roll(topology, told);
    const restarted = told.flatMap((text) => /^(\S+): restarting/.exec(text)?.[1] ?? []);
    expect(restarted).toHaveLength(3);
    expect(new Set(restarted).size).toBe(3);
    expect(restarted.at(-1)).toBe(byId(controllerOf(before)!));
    expect((await planConvergence(topology, hosts.shells)).filter(isNeeded)).toEqual([]);
  });

  it('stops at the first host when the configuration is broken, and leaves the others serving', async () => {
    const topology = hosts.topologyOf({
      ...spec,
      // Well-formed, but nobody knows the name: only the broker itself can find that out.
      brokerSettings: { 'max.connections.per.ip.overrides': 'no-such-host.invalid:5' },
    });
    hosts.publish(topology);
    const error: unknown = await roll(topology).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const message = (error as Error).message;
    const [, stoppedAt = ''] = /^Stopped at (broker-\d):/.exec(message) ?? [];
    expect(message).toContain('no-such-host.invalid');
    expect(message).toContain(`Left changed: ${stoppedAt} (see above).`);
    expect(message).toMatch(/As before: broker-\d, broker-\d\.\n/);
    expect(message).toContain('To go on: npx --no-install cdktf-kafka converge --inventory FILE');
    const state = await lookAt(topology)();
    expect(state.registered).toHaveLength(2);
    expect(judgeGate({ topology, state, apartFrom: stoppedAt })).toEqual([]);
  });

  it('mends the host that is down first, when the configuration is mended', async () => {
    const topology = hosts.topologyOf(changed);
    hosts.publish(topology);
    const told: string[] = [];
    const down = await lookAt(topology)();
    await roll(topology, told);
    const [first] = told.flatMap((text) => /^(\S+): restarting/.exec(text)?.[1] ?? []);
    const missing = brokerHosts(topology).find(
      ({ broker }) => !down.registered.includes(broker.id),
    );
    expect(first).toBe(missing?.name);
    expect(told.filter((text) => text.includes(': restarting'))).toHaveLength(1);
    // A broker that has just started may name no controller for a moment.
    const { signal } = new AbortController();
    await waitForGate({ topology, look: lookAt(topology), signal, looks: 1, stallMs: 30_000 });
  });
});
