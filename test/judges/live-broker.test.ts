import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigResourceTypes,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import { changedSettings } from '../../cluster/changes/changed-settings';
import { labelsOf, type Metric } from '../../cluster/metrics/metric';
import { METRICS } from '../../cluster/metrics/metrics';
import { renderHost } from '../../cluster/host-files';
import type { ProcessName } from '../../cluster/processes/processes';
import { brokerHosts, zookeeperHosts, type BrokerHost } from '../../cluster/topology';
import type { BrokerAccess } from '../../scripts/cluster-access/kafka-access';
import { directReach } from '../../scripts/cluster-access/reach';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import { waitForBrokers } from '../../scripts/local/wait-until-ready';
import { findController } from '../../scripts/cluster-access/ask-brokers';
import { planUpdates } from '../../scripts/health/settings/plan-updates';
import { withBrokers } from '../../scripts/cluster-access/with-brokers';
import { readRunningBroker } from '../../scripts/health/settings/read-running-brokers';
import { consumerGroup } from '../../scripts/smoke/checks/consumer-group';
import { roundTrip } from '../../scripts/smoke/checks/round-trip';
import { brokersRegistered } from '../../scripts/smoke/checks/brokers-registered';
import { settingsEffective } from '../../scripts/smoke/checks/settings-effective';
import { countRecords } from '../../scripts/smoke/topic/judge-read-back';
import type { FilledPartition } from '../../scripts/smoke/topic/smoke-topic';
import { runChecks } from '../../scripts/smoke/run-checks';
import { smokeContext } from '../../scripts/smoke/smoke-context';
import { isOfJvm, scrape, type MetricOfExporter, type Scraped } from '../support/scrape';
import { openPatiently } from '../support/open-patiently';
import { validSpec } from '../support/spec-builder';
import { until } from '../support/until';

const spec = validSpec({
  // Pools that can also shrink.
  brokerSettings: {
    'num.network.threads': 8,
    'num.io.threads': 16,
    'num.recovery.threads.per.data.dir': 8,
    'num.replica.fetchers': 4,
  },
  listeners: {
    client: { settings: { 'num.network.threads': 4 } },
    external: { advertised: 'kafka-{id}.example.com' },
  },
});
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'live-broker-'));
let cluster: LocalCluster;

beforeAll(async () => {
  cluster = await startLocalCluster({ spec, folder, asInProduction: true });
  await waitForBrokers(cluster, { signal });
});

afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const firstBroker = () => brokerHosts(cluster.topology)[0]!;

/** Asks the controller, or another broker. */
async function ask<T>(work: (broker: BrokerAccess) => Promise<T>, host?: BrokerHost): Promise<T> {
  const { topology } = cluster;
  const kafka = openPatiently(topology);
  try {
    return await work(kafka.broker(host ?? (await findController({ topology, kafka }))));
  } finally {
    await kafka.close();
  }
}

it('no process has anything to say past its log files', async () => {
  for (const { paths } of brokerHosts(cluster.topology)) {
    // A broker answers a moment before it says so.
    const serverLog = join(paths.kafka.logs, 'server.log');
    await until('it says so', () => readFileSync(serverLog, 'utf8').includes('] started ('));
    for (const logs of [paths.kafka.logs, paths.zookeeper.logs]) {
      expect(readFileSync(join(logs, 'console.log'), 'utf8')).toBe('');
      expect(readFileSync(join(logs, 'gc.log'), 'utf8')).toContain('Using G1');
    }
    expect(readFileSync(join(paths.kafka.logs, 'log-cleaner.log'), 'utf8')).not.toBe('');
  }
});

it('every listener answers, with its own endpoints and settings', async () => {
  const checks = [brokersRegistered, settingsEffective];
  const { results } = await runChecks(smokeContext(cluster.topology), {
    checks,
    signal,
    settleMs: 600_000,
  });
  expect(results).toMatchObject([
    {
      passed: true,
      evidence: 'brokers 1, 2, 3 in 3 racks, each answers on CLIENT, INTERNAL, EXTERNAL',
    },
    { passed: true },
  ]);
});

/** Holds what exporters of a process gave to its table, both ways. */
function expectThoseOf(process: ProcessName, said: readonly Scraped[]): void {
  const { metrics } = METRICS[process];
  const found = new Map<string, MetricOfExporter>();
  for (const { metrics: given } of said) {
    for (const each of given) if (!isOfJvm(each.name)) found.set(each.name, each);
  }
  const byName = (name: string) => metrics.find((metric) => metric.name === name);
  expect([...found.values()]).toEqual(
    [...found.keys()].map((name) => ({
      name,
      type: byName(name)?.type,
      meaning: byName(name)?.meaning,
      labels: [...labelsOf(byName(name)!)].sort(),
    })),
  );
  const always: readonly Metric[] = metrics.filter((metric: Metric) => !metric.onlyWhen);
  expect(always.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([]);
}

describe('the metrics of the brokers', () => {
  /** What was written to a topic, and what brokers said before it was deleted again. */
  let written: readonly FilledPartition[];
  let saidThen: readonly Scraped[];

  beforeAll(async () => {
    const { results } = await runChecks(smokeContext(cluster.topology), {
      checks: [roundTrip, consumerGroup],
      ...{ signal, settleMs: 600_000 },
      afterProduce: async (partitions) => {
        written = partitions;
        saidThen = await scrapeAll();
      },
    });
    expect(results).toMatchObject([{ passed: true }, { passed: true }]);
  });

  const scrapeBroker = (host: BrokerHost) => scrape(host, 'broker');
  const scrapeAll = () => Promise.all(brokerHosts(cluster.topology).map(scrapeBroker));

  it('say that all is well', async () => {
    const brokers = await scrapeAll();
    const sum = (name: string) =>
      brokers
        .flatMap(({ samples }) => samples.filter((each) => each.name === name))
        .reduce((total, { value }) => total + value, 0);
    expect(sum('kafka_server_kafkaserver_brokerstate')).toBe(3 * 3);
    expect(sum('kafka_controller_kafkacontroller_activecontrollercount')).toBe(1);
    expect(sum('kafka_controller_kafkacontroller_activebrokercount')).toBe(3);
    expect(sum('kafka_controller_kafkacontroller_offlinepartitionscount')).toBe(0);
    await until('all replicas are in sync', async () => {
      const { samples } = await scrapeBroker(firstBroker());
      const underReplicated = 'kafka_server_replicamanager_underreplicatedpartitions';
      return samples.some(({ name, value }) => name === underReplicated && value === 0);
    });
  });

  it('are those of the table, with their meanings, and no others', async () => {
    expectThoseOf('kafka', [...saidThen, ...(await scrapeAll())]);
  });

  it('count each record once', () => {
    const name = 'kafka_server_brokertopicmetrics_messagesin_total';
    const { topic } = written[0]!;
    const counted = saidThen
      .flatMap(({ samples }) => samples)
      .filter((each) => each.name === name && (each.labels['topic'] ?? topic) === topic);
    const sum = counted.reduce((total, { value }) => total + value, 0);
    expect(sum).toBe(countRecords(written));
  });

  it('count each fetch once', () => {
    const kinds = saidThen
      .flatMap(({ samples }) => samples)
      .filter(({ name }) => name === 'kafka_network_requestmetrics_requests_total')
      .map(({ labels }) => labels['request']);
    expect(kinds).toContain('FetchFollower');
    expect(kinds).not.toContain('Fetch');
  });

  it('follow a change of the file while the broker runs', async () => {
    const host = firstBroker();
    const path = `${host.paths.kafka.config}/jmx-exporter.yml`;
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replaceAll('_brokerstate', '_renamed'));
    try {
      const names = (await scrapeBroker(host)).metrics.map(({ name }) => name);
      expect(names).toContain('kafka_server_kafkaserver_renamed');
    } finally {
      writeFileSync(path, before);
    }
  });
});

describe('the metrics of the ZooKeeper members', () => {
  const scrapeAll = () =>
    Promise.all(zookeeperHosts(cluster.topology).map((host) => scrape(host, 'zookeeper')));

  it('are those of the table, from leader and followers alike', async () => {
    for (const said of await scrapeAll()) expectThoseOf('zookeeper', [said]);
  });

  it('say who leads, who alone counts what is stored', async () => {
    const members = await scrapeAll();
    const valuesOf = (name: string) =>
      members.map(({ samples }) => samples.filter((each) => each.name === name));
    const states = valuesOf('zookeeper_member_state').flat();
    expect(states.map(({ labels }) => labels['state']).sort()).toEqual([
      ...['following', 'following', 'leading'],
    ]);
    const entries = valuesOf('zookeeper_inmemorydatatree_nodecount').flat();
    expect(entries).toHaveLength(1);
    expect(entries[0]!.value).toBeGreaterThan(10);
  });
});

describe('a changed setting', () => {
  /** What we say of this setting when it changes from what the broker's file says. */
  function ours(key: string, value: string): string {
    const host = firstBroker();
    const file = renderHost(cluster.topology, host).find(
      ({ onChange }) => onChange === 'broker-settings',
    )!;
    const others = file.content.split('\n').filter((line) => !line.startsWith(`${key}=`));
    const content = [...others, `${key}=${value}`].join('\n');
    const changed = changedSettings('broker', file.content, content);
    expect(changed).toHaveLength(1);
    return changed[0]!.update;
  }

  /** What the broker says to the same change; undefined where it would take it. */
  async function brokers(key: string, value: string): Promise<unknown> {
    const configs = [
      { name: key, value, configOperation: IncrementalAlterConfigOperationTypes.SET },
    ];
    const resource = { resourceType: ConfigResourceTypes.BROKER, resourceName: '1', configs };
    return await ask(
      (broker) =>
        broker.ask(incrementalAlterConfigsV1.api, [resource], true).then(
          () => undefined,
          (error: unknown) => error,
        ),
      firstBroker(),
    );
  }

  it.each([
    ['log.retention.ms', '7200000', 'dynamic'],
    ['log.retention.hours', '2', 'read-only'],
    ['min.insync.replicas', '1', 'dynamic'],
    ['message.max.bytes', '2000000', 'dynamic'],
    ['zookeeper.session.timeout.ms', '12000', 'read-only'],
    // A pool can grow to double its size at once, and shrink to half.
    ['num.io.threads', '32', 'dynamic'],
    ['num.io.threads', '33', 'dynamic, in steps'],
    ['num.io.threads', '8', 'dynamic'],
    ['num.io.threads', '7', 'dynamic, in steps'],
    ['num.network.threads', '16', 'dynamic'],
    ['num.network.threads', '17', 'dynamic, in steps'],
    // A listener begins from its own size, or from that of all.
    ['listener.name.client.num.network.threads', '8', 'dynamic'],
    ['listener.name.client.num.network.threads', '9', 'dynamic, in steps'],
    ['listener.name.external.num.network.threads', '16', 'dynamic'],
    ['listener.name.external.num.network.threads', '17', 'dynamic, in steps'],
    ['listener.name.external.max.connections', '5', 'dynamic'],
    ['listener.name.external.max.connection.creation.rate', '5', 'dynamic'],
    ['num.replica.fetchers', '8', 'dynamic'],
    ['num.replica.fetchers', '9', 'dynamic, in steps'],
    ['num.recovery.threads.per.data.dir', '4', 'dynamic'],
    ['num.recovery.threads.per.data.dir', '3', 'dynamic, in steps'],
    ['log.cleaner.threads', '2', 'dynamic'],
    ['log.cleaner.threads', '3', 'dynamic, in steps'],
    ['background.threads', '5', 'dynamic'],
    ['background.threads', '4', 'dynamic, in steps'],
  ])('%s=%s is %s, and the broker agrees', async (key, value, update) => {
    expect(ours(key, value)).toBe(update.replace(', in steps', ''));
    const refusal = await brokers(key, value);
    if (update.endsWith('steps')) {
      const ways = { topology: cluster.topology, reach: directReach, signal };
      const { rendered, running } = await withBrokers(ways, (all) =>
        readRunningBroker(all, firstBroker()),
      );
      const compared = { rendered: new Map([...rendered, [key, value]]), running };
      const steps = planUpdates(compared).given.find((each) => each.key === key)!.steps;
      expect(steps.length).toBeGreaterThan(1);
      expect(await brokers(key, steps[0]!)).toBeUndefined();
    }
    if (update === 'dynamic') expect(refusal).toBeUndefined();
    else expect(refusal).toBeDefined();
  });
});
