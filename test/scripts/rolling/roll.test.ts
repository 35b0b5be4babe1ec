import {
  ConfigResourceTypes,
  ConfigSources,
  createTopicsV7,
  deleteTopicsV6,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import { renderHost } from '../../../cluster/host-files';
import { HOST_PROGRAM } from '../../../cluster/host-files/host-program';
import { readClusterHistory } from '../../../scripts/changing/read-cluster-history';
import { renderHistory } from '../../../scripts/changing/render-history';
import { restart } from '../../../scripts/commands/restart';
import {
  findController,
  readMetadata,
  type Brokers,
} from '../../../scripts/cluster-access/ask-brokers';
import type { GateOptions } from '../../../scripts/health/gate/open-gate';
import { isRollTopic } from '../../../scripts/health/smoke-topic-name';
import { readSettings } from '../../../scripts/health/settings/read-settings';
import { withBrokers } from '../../../scripts/cluster-access/with-brokers';
import { controllerOf, leaderOf } from '../../../scripts/health/cluster/cluster-state';
import { hasWork, planConvergence, renderPlan } from '../../../scripts/rolling/plan-convergence';
import { judgeGate } from '../../../scripts/health/cluster/judge-cluster';
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
import { until } from '../../support/until';

describeOverSsh('a roll of changed files through a live cluster', () => {
  let hosts: LocalHosts;
  const spec = validSpec();
  /** Which Kafka takes while it runs. */
  const given = { 'num.io.threads': 32, 'message.max.bytes': 900_000 };
  /** Of both kinds; with which all end that a test leaves whole. */
  const settled = {
    ...{ ...given, 'num.io.threads': 12, 'queued.max.requests': 400 },
    'log.retention.check.interval.ms': 120_000,
  };
  const signal = new AbortController().signal;

  beforeAll(async () => {
    hosts = await startLocalHosts(spec);
  });
  afterAll(() => hosts?.stop());

  const lookAt = (topology: Topology) => () =>
    readClusterState({ topology, reach: directReach, signal });

  const planOf = (topology: Topology) =>
    planConvergence({ topology, shells: hosts.shells, reach: directReach, signal });

  async function roll(topology: Topology, told: string[] = []) {
    const look = lookAt(topology);
    const plan = await planOf(topology);
    await rollCluster(
      {
        cluster: {
          ...{ topology, shells: hosts.shells, reach: directReach, look },
          gate: (options) => waitForGate({ ...options, topology, look, looks: 2, pauseMs: 500 }),
        },
        change: changeTelling(),
        onProgress: (text) => told.push(text),
        resume: 'npx --no-install cdktf-kafka converge --inventory FILE',
      },
      plan,
    );
  }

  it('has nothing to do where every host has its files', async () => {
    const { topology } = hosts.cluster;
    const plan = await planOf(topology);
    expect(renderPlan(plan)).toBe('Every host has its files, and runs with them.');
    expect(hasWork(plan)).toBe(false);
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

  describe('of settings that Kafka takes while it runs', () => {
    const kafkas = () =>
      hosts.cluster
        .processes()
        .flatMap(({ process, id }) => (process === 'kafka' ? [id?.pid] : []));
    const topologyOf = (brokerSettings: object) => hosts.topologyOf({ ...spec, brokerSettings });
    const { DYNAMIC_BROKER_CONFIG: OVERRIDDEN, STATIC_BROKER_CONFIG: BY_FILE } = ConfigSources;
    const BY_DEFAULT = ConfigSources.DEFAULT_CONFIG;
    /** What each broker runs with, and where from. */
    const runsWith = (topology: Topology, key: string) =>
      withBrokers({ topology, reach: directReach, signal }, async ({ kafka }) =>
        Promise.all(
          brokerHosts(topology).map(async (host) => {
            const settings = await readSettings(kafka.broker(host), host);
            const found = settings.find(({ name }) => name === key);
            return [found?.value, found?.configSource];
          }),
        ),
      );
    const all = <T>(value: T): readonly T[] => [value, value, value];

    it('restarts nothing, leads a pool of threads over its steps, and leaves the files for the next start', async () => {
      const topology = topologyOf(given);
      hosts.publish(topology);
      const before = kafkas();
      expect(renderPlan(await planOf(topology))).toMatch(
        /server\.properties differs: needs a dynamic update of Kafka for message\.max\.bytes, num\.io\.threads\n {2}- Kafka runs with message\.max\.bytes=1048588: is given 900000\n/,
      );
      const told: string[] = [];
      await roll(topology, told);
      expect(
        told.filter((text) => /: runs with .*num\.io\.threads=16, then 32/.test(text)),
      ).toHaveLength(3);
      expect(kafkas()).toEqual(before);
      expect(await runsWith(topology, 'num.io.threads')).toEqual(all(['32', OVERRIDDEN]));
      expect(hasWork(await planOf(topology))).toBe(false);
      const { stdout } = await hosts.shells.of('broker-1').run([HOST_PROGRAM, 'status']);
      const digest = renderHost(topology, topology.hosts[0]!).find(({ path }) =>
        /server\.prop/.test(path),
      )!.sha256;
      expect(stdout).toContain(`started kafka.service ${digest} `);
    });

    it('takes them back when they leave the spec, and what somebody else has set', async () => {
      const topology = topologyOf({});
      hosts.publish(topology);
      const before = kafkas();
      await alter(topology, '2', 'log.cleaner.threads', '2');
      await alter(topology, '', 'log.segment.delete.delay.ms', '7000');
      const plan = await planOf(topology);
      expect(renderPlan(plan)).toContain(
        'all brokers:\n  - log.segment.delete.delay.ms=7000 is set in ZooKeeper for all brokers: is taken back',
      );
      await roll(topology);
      expect(kafkas()).toEqual(before);
      expect(await runsWith(topology, 'num.io.threads')).toEqual(all(['8', BY_FILE]));
      expect(await runsWith(topology, 'log.cleaner.threads')).toEqual(all(['1', BY_DEFAULT]));
      expect(await runsWith(topology, 'log.segment.delete.delay.ms')).toEqual(
        all(['60000', BY_DEFAULT]),
      );
      expect(hasWork(await planOf(topology))).toBe(false);
    });

    it('restarts one broker after the other for a change of both kinds, the controller last, and goes on where it was killed; no override is left', async () => {
      const once = topologyOf(given);
      hosts.publish(once);
      await roll(once);
      const topology = topologyOf(settled);
      hosts.publish(topology);
      const plan = await planOf(topology);
      expect(plan.hosts.map(({ restarts }) => restarts.map(({ unit }) => unit))).toEqual(
        all(['kafka.service']),
      );
      expect(renderPlan(plan)).toContain(
        'needs a restart of Kafka for log.retention.check.interval.ms, queued.max.requests',
      );

      const before = await lookAt(topology)();
      const byId = (id: number) =>
        brokerHosts(topology).find(({ broker }) => broker.id === id)!.name;
      const controller = byId(controllerOf(before)!);
      const first = brokerHosts(topology).find(
        ({ name }) => name !== controller && name !== leaderOf(before),
      )!;
      // As if it had been killed after this host's files came, and before its restart.
      await hosts.shells.of(first.name).run([HOST_PROGRAM, 'pull']);
      const [resumed] = (await planOf(topology)).hosts.filter(
        ({ host }) => host.name === first.name,
      );
      expect(resumed).toMatchObject({ pull: false, restarts: [{ unit: 'kafka.service' }] });

      const told: string[] = [];
      await roll(topology, told);
      const restarted = told.flatMap((text) => /^(\S+): restarting/.exec(text)?.[1] ?? []);
      expect(restarted).toHaveLength(3);
      expect(new Set(restarted).size).toBe(3);
      expect(restarted.at(-1)).toBe(controller);
      expect(await runsWith(topology, 'num.io.threads')).toEqual(all(['12', BY_FILE]));
      expect(await runsWith(topology, 'message.max.bytes')).toEqual(all(['900000', BY_FILE]));
      expect(hasWork(await planOf(topology))).toBe(false);
    });

    /** As somebody does with kafka-configs. */
    async function alter(topology: Topology, entity: string, name: string, value: string) {
      const configs = [{ name, value, configOperation: IncrementalAlterConfigOperationTypes.SET }];
      const resource = { resourceType: ConfigResourceTypes.BROKER, resourceName: entity, configs };
      await withBrokers({ topology, reach: directReach, signal }, ({ kafka }) =>
        kafka
          .broker(brokerHosts(topology)[entity === '' ? 0 : Number(entity) - 1]!)
          .ask(incrementalAlterConfigsV1.api, [resource], false),
      );
      const ids = entity === '' ? [1, 2, 3] : [Number(entity)];
      await until('its brokers have heard of it', async () => {
        const found = await runsWith(topology, name);
        return ids.every((id) => found[id - 1]![0] === value);
      });
    }
  });

  const brokerProcess = (host: string) =>
    hosts.cluster.processes().find((each) => each.host === host && each.process === 'kafka')?.id
      ?.pid;

  /** While there is a topic that this broker is to lead. */
  async function withTopic(topology: Topology, id: number, work: () => Promise<void>) {
    const others = brokerHosts(topology).flatMap(({ broker }) =>
      broker.id === id ? [] : broker.id,
    );
    const assignments = [{ partitionIndex: 0, brokerIds: [id, ...others] }];
    const topic = { name: 'given', numPartitions: -1, replicationFactor: -1, assignments };
    await withBrokers({ topology, reach: directReach, signal }, async (brokers) => {
      const controller = async () => brokers.kafka.broker(await findController(brokers));
      const made = { ...topic, configs: [] };
      await (await controller()).ask(createTopicsV7.api, [made], 60_000, false);
      await work();
      await (await controller()).ask(deleteTopicsV6.api, [{ name: 'given' }], 60_000);
    });
  }

  async function topicNames(brokers: Brokers): Promise<readonly string[]> {
    const controller = brokers.kafka.broker(await findController(brokers));
    return (await readMetadata(controller, 'all')).topics.map(({ name }) => name ?? '');
  }

  it('restarts one host by hand, gives it its partitions back, and records how long writes waited', async () => {
    const { topology } = hosts.cluster;
    const look = lookAt(topology);
    // A new controller gives all partitions back by itself, five seconds after it was elected.
    const controller = controllerOf(await look());
    const host = brokerHosts(topology).find(({ broker }) => broker.id !== controller)!;
    const { name } = host;
    const before = brokerProcess(name);
    const cluster = {
      ...{ topology, shells: hosts.shells, reach: directReach, look },
      judgeHosts: () => Promise.resolve([]),
      gate: (options: GateOptions) =>
        waitForGate({ ...options, topology, look, looks: 2, pauseMs: 500 }),
    };
    await withTopic(topology, host.broker.id, () =>
      restart(cluster, host, {
        ...{ inventory: 'f', sshPort: 22, waitForLock: 0, yes: true },
        ...{ reason: 'a leak', signal },
      }),
    );
    expect(brokerProcess(name)).not.toBe(before);
    const history = await readClusterHistory(
      { topology, reach: directReach },
      { count: 1, signal },
    );
    const [record] = history.records;
    expect(record).toMatchObject({
      command: `restart ${name}`,
      why: [`${name}: kafka.service is restarted: a leak`],
      end: { result: 'done' },
    });
    expect(record!.steps).toMatchObject([
      { host: name, what: 'restart kafka.service', pauseMs: expect.any(Number) as number },
      { host: name, what: 'give 1 partition back', pauseMs: expect.any(Number) as number },
    ]);
    expect(renderHistory(history)).toMatch(
      /restart kafka\.service \([\d.]+ s, longest pause \d+ ms\)/,
    );
    const names = await withBrokers({ topology, reach: directReach, signal }, topicNames);
    expect(names.filter(isRollTopic)).toEqual([]);
  });

  it('stops at the first host when the configuration is broken, and leaves the others serving', async () => {
    const topology = hosts.topologyOf({
      ...spec,
      // Well-formed, but nobody knows the name: only the broker itself can find that out.
      brokerSettings: {
        ...settled,
        'max.connections.per.ip.overrides': 'no-such-host.invalid:5',
        // For which it is restarted.
        'queued.max.requests': 450,
      },
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
    const topology = hosts.topologyOf({ ...spec, brokerSettings: settled });
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
    await waitForGate({ topology, look: lookAt(topology), signal, looks: 1, stallMs: 600_000 });
  });
});
