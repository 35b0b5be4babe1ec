import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigResourceTypes,
  createTopicsV7,
  IncrementalAlterConfigOperationTypes,
  incrementalAlterConfigsV1,
} from '@platformatic/kafka';
import { changedSettings } from '../../cluster/changes/changed-settings';
import { renderHost } from '../../cluster/host-files';
import { brokerHosts, type BrokerHost } from '../../cluster/topology';
import type { BrokerAccess } from '../../scripts/cluster-access/kafka-access';
import { directReach } from '../../scripts/cluster-access/reach';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import { waitForBrokers } from '../../scripts/local/wait-until-ready';
import { findController } from '../../scripts/cluster-access/ask-brokers';
import { planUpdates } from '../../scripts/health/settings/plan-updates';
import { withBrokers } from '../../scripts/cluster-access/with-brokers';
import { readRunningBroker } from '../../scripts/health/settings/read-running-brokers';
import { brokersRegistered } from '../../scripts/smoke/checks/brokers-registered';
import { settingsEffective } from '../../scripts/smoke/checks/settings-effective';
import { retryFor } from '../../scripts/system/retry-for';
import { runChecks } from '../../scripts/smoke/run-checks';
import { smokeContext } from '../../scripts/smoke/smoke-context';
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

describe('the metrics of the brokers', () => {
  beforeAll(async () => {
    const topic = { name: 'measured', numPartitions: 3, replicationFactor: 3 };
    await ask((controller) =>
      controller.ask(
        createTopicsV7.api,
        [{ ...topic, assignments: [], configs: [] }],
        60_000,
        false,
      ),
    );
    const measured = 'kafka_log_log_size{partition="0",topic="measured"}';
    await retryFor({ durationMs: 600_000 }, async () => {
      for (const samples of await scrapeAll()) expect([...samples.keys()]).toContain(measured);
    });
  });

  /** The samples of one broker: name with labels, and value. */
  async function scrape({ bindAddress, ports }: BrokerHost): Promise<ReadonlyMap<string, number>> {
    const answer = await fetch(`http://${bindAddress}:${ports.metrics}/metrics`);
    const lines = (await answer.text()).split('\n').filter((line) => /^[a-z]/.test(line));
    return new Map(
      lines.map((line) => {
        const space = line.lastIndexOf(' ');
        return [line.slice(0, space), Number(line.slice(space + 1))];
      }),
    );
  }

  const scrapeAll = () => Promise.all(brokerHosts(cluster.topology).map(scrape));

  it('say that all is well, under the names that dashboards ask for', async () => {
    const samples = await scrapeAll();
    const values = (name: string) => samples.map((sample) => sample.get(name));
    expect(values('kafka_server_replicamanager_underreplicatedpartitions')).toEqual([0, 0, 0]);
    expect(values('kafka_server_replicamanager_underminisrpartitioncount')).toEqual([0, 0, 0]);
    expect(values('kafka_controller_kafkacontroller_offlinepartitionscount')).toEqual([0, 0, 0]);
    expect(values('kafka_controller_kafkacontroller_activecontrollercount').sort()).toEqual([
      0, 0, 1,
    ]);
    expect(values('kafka_log_logmanager_offlinelogdirectorycount')).toEqual([0, 0, 0]);
  });

  it.each([
    'kafka_server_brokertopicmetrics_bytesin_total',
    'kafka_server_brokertopicmetrics_bytesout_total',
    'kafka_server_brokertopicmetrics_messagesin_total',
    'kafka_server_replicamanager_isrshrinks_total',
    'kafka_server_replicamanager_partitioncount',
    'kafka_server_replicamanager_leadercount',
    'kafka_server_replicafetchermanager_maxlag',
    'kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent',
    'kafka_server_sessionexpirelistener_zookeeperexpires_total',
    'kafka_server_zookeeperclientmetrics_zookeeperrequestlatencyms{quantile="0.99"}',
    'kafka_network_socketserver_networkprocessoravgidlepercent',
    'kafka_network_requestmetrics_totaltimems{quantile="0.99",request="Produce"}',
    'kafka_network_requestmetrics_totaltimems{quantile="0.999",request="FetchFollower"}',
    'kafka_controller_controllerstats_uncleanleaderelections_total',
    'kafka_log_log_size{partition="0",topic="measured"}',
    'jvm_gc_collection_seconds_count{gc="G1 Young Generation"}',
  ])('hold %s', async (name) => {
    for (const samples of await scrapeAll()) expect([...samples.keys()]).toContain(name);
  });

  it('follow a change of the file while the broker runs', async () => {
    const host = firstBroker();
    const path = `${host.paths.kafka.config}/jmx-exporter.yml`;
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replaceAll('kafka_log_log_size', 'renamed_log_size'));
    try {
      const names = [...(await scrape(host)).keys()];
      expect(names).toContain('renamed_log_size{partition="0",topic="measured"}');
    } finally {
      writeFileSync(path, before);
    }
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
