import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  alterPartitionReassignmentsV0,
  ConfigResourceTypes,
  createTopicsV7,
  deleteTopicsV6,
} from '@platformatic/kafka';
import { ALERTS } from '../cluster/alerts/alerts';
import { foundCertificate, readCertificates } from '../cluster/identities/found-certificate';
import type { ProcessName } from '../cluster/processes/processes';
import { newIdentity } from '../scripts/authority/new-identity';
import { OwnAuthority } from '../scripts/authority/own-authority';
import { alterConfigs } from '../scripts/cluster-access/alter-configs';
import { controllerOf } from '../scripts/cluster-access/ask-brokers';
import { directReach } from '../scripts/cluster-access/reach';
import { openCoordination } from '../scripts/coordination/open-coordination';
import { ensurePrerequisites } from '../scripts/prerequisites/ensure-prerequisites';
import { FileSecretStore } from '../scripts/secrets/file-secret-store';
import type { Receiver } from './support/alert-receiver';
import { describeUnless } from './support/describe-unless';
import { MovingCluster } from './support/moving-cluster';
import { numbered } from './support/shipped-logs';
import { onSmallDisk, type SmallDisk } from './support/small-disk';
import { SmokeCluster } from './support/smoke-cluster';
import { TOLD_SHIPPERS, ToldShipper } from './support/told-shipper';
import { until } from './support/until';
import { EVERY_SECONDS, Watch } from './support/watched-cluster';

const obstacle =
  process.platform === 'linux' && process.getuid?.() === 0
    ? undefined
    : 'be Linux, with root at its keys: disks are mounted';

/** A session that a frozen broker loses while somebody waits, and a busy machine does not. */
const SESSION_MS = 30_000;
const BROKERS = ['broker-1', 'broker-2', 'broker-3', 'broker-4'];
const MIB = 2 ** 20;
const BEHIND = 'sum(kafka_server_replicamanager_underreplicatedpartitions) > 0';
const TAKE_MS = 60_000;

/**
 * Each test goes on where the one before has ended. Conditions are held as long as alerts say while the cluster is
 * worked on, and for some seconds only while it is harmed.
 */
describeUnless(obstacle, 'alerts of a live cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fired-alerts-'));
  const disks: SmallDisk[] = [];
  let cluster: MovingCluster;
  let watch: Watch;

  beforeAll(async () => {
    await ensurePrerequisites('watch');
    cluster = await MovingCluster.start({
      ...{ name: 'watched', events: 12, eventBytes: 900_000 },
      settings: {
        brokerSettings: {
          'zookeeper.session.timeout.ms': SESSION_MS,
          // Leaders stay uneven until somebody evens them.
          'auto.leader.rebalance.enable': false,
        },
        zookeeperSettings: { minSessionTimeout: SESSION_MS, maxSessionTimeout: SESSION_MS },
      },
    });
  });
  afterAll(async () => {
    await watch?.stop();
    // They lie in the folder that goes with the cluster.
    disks.toReversed().forEach((disk) => disk.remove());
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const startWatch = async (heldSeconds: (seconds: number) => number, machineIs?: string) => {
    const { topology } = cluster.live;
    watch = await Watch.start({
      ...{ topology, heldSeconds },
      ...(machineIs !== undefined && { machineIs }),
    });
  };
  const kill = (host: string, process: ProcessName = 'kafka', signal?: NodeJS.Signals) =>
    cluster.live.local.kill(host, process, signal);
  const start = (host: string, process: ProcessName = 'kafka') =>
    cluster.live.local.start(host, process);
  const run = async (...command: readonly string[]) => {
    const started = cluster.run(...command);
    expect(`${await started.exitCode()} ${started.output}`).toMatch(/^0 /);
  };
  /** Waits until somebody is told of these. */
  const tells = (receiver: Receiver, ...names: readonly string[]) =>
    untilTold(watch, receiver, ...names);
  const allAnswer = () => watch.holds(`count(up{job="kafka"} == 1) == ${BROKERS.length}`);
  /** Waits until all is well, and people know it of these. */
  const untilWell = (...names: readonly string[]) =>
    until(`all is well, and ${names.join(' and ')} over`, async () => {
      const told = watch.people.firing().map(({ labels }) => labels.alertname!);
      return (
        !names.some((name) => told.includes(name)) &&
        (await allAnswer()) &&
        !(await watch.holds(BEHIND))
      );
    });
  const askController = async <T>(
    ask: (controller: Awaited<ReturnType<typeof controllerOf>>) => Promise<T>,
  ) => ask(await controllerOf(cluster.live));
  /** Makes a topic of one partition on these brokers, the first of which leads; one copy is enough for it. */
  const topicOn = (name: string, ...brokerIds: readonly number[]) =>
    askController((controller) => {
      const topic = {
        ...{ name, numPartitions: -1, replicationFactor: -1 },
        assignments: [{ partitionIndex: 0, brokerIds: [...brokerIds] }],
        configs: [{ name: 'min.insync.replicas', value: '1' }],
      };
      return controller.ask(createTopicsV7.api, [topic], TAKE_MS, false);
    });
  const deleteTopic = (name: string) =>
    askController((controller) =>
      controller.ask(deleteTopicsV6.api, [{ name, topicId: null }], TAKE_MS),
    );

  /** Nobody was woken; says how near it was. */
  async function expectNobodyWoken(fromMs: number): Promise<void> {
    const pending = await watch.history('ALERTS{severity="page",alertstate="pending"}', fromMs);
    const longest = new Map<string, number>();
    for (const { metric, values } of pending) {
      const name = metric.alertname!;
      longest.set(name, Math.max(longest.get(name) ?? 0, longestRunSeconds(values)));
    }
    const near = [...longest].map(([name, seconds]) => {
      const held = ALERTS.find((alert) => alert.name === name)!.forMinutes * 60;
      return `${name} held for ${seconds} of ${held} s`;
    });
    console.log(`Pages that were pending: ${near.join(', ') || 'none'}`);
    expect(watch.people.ever('pager')).toEqual([]);
  }

  /** As those of a host that was made anew. */
  function emptyDisks(name: string): void {
    const host = cluster.live.topology.hosts.find((each) => each.name === name)!;
    for (const disk of host.paths.kafka.data) {
      rmSync(disk, { recursive: true });
      mkdirSync(disk);
    }
  }

  it('wake nobody while a broker is added and filled', async () => {
    await kill('broker-4', 'kafka', 'SIGTERM');
    emptyDisks('broker-4');
    await startWatch((seconds) => seconds);
    const fromMs = Date.now();
    await until('it is asked in vain', () => watch.holds('up{host="broker-4"} == 0'));
    await start('broker-4');
    await until('it answers', allAnswer);
    await run('move', '--yes');
    const filled = 'kafka_server_replicamanager_partitioncount{host="broker-4"} > 0';
    await until('it is seen to be filled', () => watch.holds(filled));
    await expectNobodyWoken(fromMs);
  });

  it('wake nobody while a host is replaced, whose broker comes back empty and refills', async () => {
    const fromMs = Date.now();
    for (const process of ['kafka', 'zookeeper'] as const) {
      await kill('broker-2', process, 'SIGTERM');
    }
    emptyDisks('broker-2');
    await until('it is missed', () => watch.holds(BEHIND));
    for (const process of ['zookeeper', 'kafka'] as const) await start('broker-2', process);
    await until('it is back with all its replicas', async () => {
      return (await allAnswer()) && !(await watch.holds(BEHIND));
    });
    await expectNobodyWoken(fromMs);
  });

  it('wake nobody while a setting is rolled', async () => {
    const { brokerSettings, ...spec } = cluster.spec;
    const changed = { ...spec, brokerSettings: { ...brokerSettings, 'queued.max.requests': 501 } };
    const file = join(folder, 'watched.spec.mjs');
    writeFileSync(file, `export default ${JSON.stringify(changed)};\n`);
    const fromMs = Date.now();
    await run('converge', file, '--yes');
    await until('all were seen to start anew', () => seenToStart(fromMs));
    await expectNobodyWoken(fromMs);
  });

  it('wake nobody while all brokers and ZooKeeper members are restarted', async () => {
    const fromMs = Date.now();
    for (const host of cluster.live.topology.hosts) {
      const units = ['kafka', ...(host.zookeeper ? ['zookeeper'] : [])];
      for (const unit of units) {
        await run('restart', host.name, '--unit', unit, '--reason', 'a trial', '--yes');
      }
    }
    await until('all were seen to start anew', () => seenToStart(fromMs));
    await expectNobodyWoken(fromMs);
  });

  const seenToStart = (fromMs: number) =>
    watch.holds(
      `count(process_start_time_seconds{job="kafka"} > ${fromMs / 1_000}) == ${BROKERS.length}`,
    );

  it('were silent while records were written, none of which is lost', async () => {
    expect(await cluster.judge()).toMatchObject({ lost: 0, doubled: 0 });
    await watch?.stop();
    await startWatch((seconds) => Math.min(seconds, EVERY_SECONDS), 'broker-3');
    await until('all answer', allAnswer);
    await run('elect');
    await untilWell('KafkaPreferredLeadersUneven');
  });

  it('KafkaBrokerDown: a broker is killed', async () => {
    await kill('broker-3');
    await tells('pager', 'KafkaBrokerDown');
    await tells('tickets', 'KafkaUnderReplicated', 'KafkaAtMinIsr');
    const told = watch.people.firing('pager');
    expect(told.find(({ labels }) => labels.alertname === 'KafkaBrokerDown')).toMatchObject({
      labels: { host: 'broker-3', kafka_cluster: 'watched' },
      annotations: {
        action: expect.stringContaining('cdktf-kafka restart broker-3 --reason') as string,
        runbook_url: 'docs/runbook.md#kafkabrokerdown',
      },
    });
    await start('broker-3');
    await untilWell('KafkaBrokerDown', 'KafkaUnderReplicated', 'KafkaAtMinIsr');
  });

  it('KafkaPreferredLeadersUneven: a broker is back and leads nothing', async () => {
    await tells('tickets', 'KafkaPreferredLeadersUneven');
    await run('elect');
    await untilWell('KafkaPreferredLeadersUneven');
  });

  it('KafkaBrokerDown and KafkaZookeeperSessionLost: a broker stands still, then goes on', async () => {
    await kill('broker-3', 'kafka', 'SIGSTOP');
    await tells('pager', 'KafkaBrokerDown');
    await tells('tickets', 'KafkaUnderReplicated');
    await kill('broker-3', 'kafka', 'SIGCONT');
    await tells('tickets', 'KafkaZookeeperSessionLost');
    await untilWell('KafkaBrokerDown', 'KafkaUnderReplicated');
  });

  it('KafkaBrokersDown and KafkaUnderMinIsr: two brokers are killed', async () => {
    await kill('broker-2');
    await tells('tickets', 'KafkaUnderReplicated');
    await kill('broker-3');
    await tells('pager', 'KafkaBrokersDown', 'KafkaUnderMinIsr');
    await Promise.all([start('broker-2'), start('broker-3')]);
    await untilWell('KafkaBrokersDown', 'KafkaUnderMinIsr');
  });

  it('KafkaOfflinePartitions and KafkaUncleanElection: the last copy goes, and one that was behind leads', async () => {
    await topicOn('two-copies', 2, 3);
    await kill('broker-3');
    await tells('tickets', 'KafkaUnderReplicated');
    await kill('broker-2');
    await tells('pager', 'KafkaOfflinePartitions');
    const { TOPIC } = ConfigResourceTypes;
    const changes = [{ key: 'unclean.leader.election.enable', value: 'true' }];
    await askController((controller) =>
      alterConfigs(controller, [{ type: TOPIC, name: 'two-copies', changes }]),
    );
    await start('broker-3');
    await tells('pager', 'KafkaUncleanElection');
    await start('broker-2');
    await untilWell('KafkaOfflinePartitions');
  });

  it('KafkaReassignmentStands and KafkaDeletionStands: what a broker should do that stands still', async () => {
    await topicOn('to-be-moved', 1, 2);
    await topicOn('to-be-deleted', 3);
    // Of one that is known to be dead, Kafka refuses it.
    await kill('broker-3', 'kafka', 'SIGSTOP');
    const move = (replicas: number[] | null) =>
      askController((controller) =>
        controller.ask(alterPartitionReassignmentsV0.api, TAKE_MS, true, [
          { name: 'to-be-moved', partitions: [{ partitionIndex: 0, replicas }] },
        ]),
      );
    await move([1, 3]);
    await deleteTopic('to-be-deleted');
    await tells('tickets', 'KafkaReassignmentStands', 'KafkaDeletionStands');
    await move(null);
    await kill('broker-3', 'kafka', 'SIGCONT');
    await untilWell('KafkaBrokerDown', 'KafkaReassignmentStands', 'KafkaDeletionStands');
  });

  it('KafkaBrokerUnregistered: the entry of a living broker is gone', async () => {
    const { topology } = cluster.live;
    const coordination = await openCoordination({
      ...{ topology, reach: directReach, sessionMs: SESSION_MS },
    });
    const path = '/brokers/ids/3';
    await coordination.remove(path, (await coordination.read(path))!.version);
    await coordination.close();
    await tells('pager', 'KafkaBrokerUnregistered');
    await kill('broker-3', 'kafka', 'SIGTERM');
    await start('broker-3');
    await untilWell('KafkaBrokerUnregistered');
  });

  it('ZookeeperUnreachable and KafkaControllerCount: two of three members are killed, then the controller', async () => {
    const members = ['broker-1', 'broker-2'];
    await Promise.all(members.map((host) => kill(host, 'zookeeper')));
    await tells('pager', 'ZookeeperUnreachable');
    await tells('tickets', 'KafkaZookeeperConnectionBroken');
    const isController = 'kafka_controller_kafkacontroller_activecontrollercount == 1';
    const [controller] = await watch.history(isController, Date.now());
    const host = controller!.metric.host!;
    await kill(host);
    await tells('pager', 'KafkaControllerCount');
    await Promise.all(members.map((member) => start(member, 'zookeeper')));
    await start(host);
    await untilWell('ZookeeperUnreachable', 'KafkaControllerCount');
  });

  it('HostDiskFailed: the disk of a host becomes read-only', async () => {
    await kill('broker-3', 'kafka', 'SIGTERM');
    await kill('broker-3', 'zookeeper', 'SIGTERM');
    const host = cluster.live.topology.hosts[2]!;
    disks.push(onSmallDisk(join(host.paths.kafka.data[0]!, '..'), 800));
    // And a disk of its own for one of the two folders of its broker.
    disks.push(onSmallDisk(host.paths.kafka.data[0]!, 96));
    disks[0]!.setWritable(false);
    await tells('pager', 'HostDiskFailed');
    disks[0]!.setWritable(true);
    await start('broker-3', 'zookeeper');
    await start('broker-3');
    await untilWell('HostDiskFailed', 'KafkaBrokerDown');
  });

  it('KafkaDiskNearlyFull, KafkaDiskFillsUp and ZookeeperDiskNearlyFull: a disk fills', async () => {
    const disk = join(cluster.live.topology.hosts[2]!.paths.kafka.data[0]!, '..');
    const filler = join(disk, 'filler');
    const free = Number(
      execFileSync('df', ['--output=avail', '-B1', disk], { encoding: 'utf8' }).split('\n')[1],
    );
    execFileSync('fallocate', ['--length', String(free - 30 * MIB), filler]);
    await tells('pager', 'KafkaDiskNearlyFull', 'KafkaDiskFillsUp', 'ZookeeperDiskNearlyFull');
    await tells('tickets', 'KafkaDiskBeyondPlan');
    rmSync(filler);
    await untilWell('KafkaDiskNearlyFull', 'ZookeeperDiskNearlyFull', 'KafkaDiskBeyondPlan');
  });

  it('KafkaLogDirectoryOffline: a disk is full', async () => {
    const full = join(cluster.live.topology.hosts[2]!.paths.kafka.data[0]!, 'full');
    execFileSync('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null || true', 'sh', full]);
    await tells('pager', 'KafkaLogDirectoryOffline');
    rmSync(full);
    await kill('broker-3', 'kafka', 'SIGTERM');
    await start('broker-3');
    await untilWell('KafkaLogDirectoryOffline');
  });

  it('KafkaBrokerRestartsOften: a broker dies again and again', async () => {
    for (let times = 0; times < 6; times += 1) {
      const fromMs = Date.now();
      await kill('broker-4');
      await start('broker-4');
      const started = `process_start_time_seconds{host="broker-4"} > ${fromMs / 1_000}`;
      await until('it is seen to be back', () => watch.holds(started));
    }
    await tells('pager', 'KafkaBrokerRestartsOften');
  });

  it('CertificateUnseen, CertificateNotRenewed and CertificateEndsSoon: nobody tells of one, then it ends in three days', async () => {
    await tells('tickets', 'CertificateUnseen');
    const authority = await OwnAuthority.open(new FileSecretStore(join(folder, 'own')), 'watched');
    const names = { commonName: 'watched-members', hosts: ['broker-3'] };
    const [certificate] = readCertificates(await newIdentity(authority, names, 3));
    const ends = foundCertificate(certificate!).notAfter.getTime() / 1_000;
    // As the host's own program writes it: templates/host/program/76-expiry.sh.
    const metric = 'cdktf_kafka_certificate_not_after_timestamp_seconds';
    const file = join(watch.textfiles, 'certificates.prom');
    writeFileSync(
      `${file}.new`,
      `# TYPE ${metric} gauge\n${metric}{process="kafka",port="9093"} ${ends}\n`,
    );
    renameSync(`${file}.new`, file);
    await tells('pager', 'CertificateEndsSoon');
    await tells('tickets', 'CertificateNotRenewed');
    await untilWell('CertificateUnseen');
  });

  it('HostUnseen and KafkaUnseen: an exporter is gone, and nobody is asked any more', async () => {
    await watch.stopNodeExporter();
    await tells('tickets', 'HostUnseen');
    watch.askBrokers(false);
    await tells('tickets', 'KafkaUnseen');
    watch.askBrokers(true);
    await untilWell('KafkaUnseen');
  });
});

const untilTold = (watch: Watch, receiver: Receiver, ...names: readonly string[]) =>
  until(`the ${receiver} is told of ${names.join(' and ')}`, () => {
    const told = watch.people.firing(receiver).map(({ labels }) => labels.alertname!);
    return names.every((name) => told.includes(name));
  });

/** Told by `cdktf-kafka metrics`, of what a real shipper reports and a real audit finds. */
describe('alerts of shippers', () => {
  let cluster: SmokeCluster;
  let shipper: ToldShipper;
  let watch: Watch;

  beforeAll(async () => {
    await ensurePrerequisites('watch');
    cluster = await SmokeCluster.start({ shippers: TOLD_SHIPPERS });
    shipper = await ToldShipper.start(cluster);
    watch = await Watch.start({
      topology: cluster.topology,
      heldSeconds: (seconds) => Math.min(seconds, EVERY_SECONDS),
      groupsAt: shipper.servedAt,
    });
  });
  afterAll(async () => {
    await watch?.stop();
    await shipper?.stop();
    await cluster?.stop();
  });

  const tells = (receiver: Receiver, ...names: readonly string[]) =>
    untilTold(watch, receiver, ...names);
  const ofShippers = () =>
    watch.people
      .ever('pager')
      .concat(watch.people.ever('tickets'))
      .filter((name) => /^(?:Shipper|Audit)(?!Unknown)/.test(name));

  it('are silent while lines arrive and an audit finds all of them', async () => {
    shipper.host.write(numbered(0, 2_000));
    await shipper.host.untilSent(2_000);
    await until('it is told', () => watch.holds('kafka_shipper_sent_lines_total == 2000'));
    // A minute is judged when it is over.
    await until('the audit is told', async () => {
      await shipper.audit();
      return await watch.holds('kafka_audit_stored_lines == 2000');
    });
    expect(ofShippers()).toEqual([]);
  });

  it('AuditMissing: a topic is made anew without its records', async () => {
    // From here on the host is silent, too.
    await shipper.host.end('SIGKILL');
    const topics = [{ name: shipper.topic, topicId: null }];
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, topics, TAKE_MS));
    // Its name is free once all brokers have let it go.
    await until('it is made anew', () =>
      cluster.makeTopic(shipper.topic).then(
        () => true,
        () => false,
      ),
    );
    expect(await shipper.audit()).toBe(1);
    await tells('pager', 'AuditMissing');
  });

  it('ShipperSilent: a shipper is killed', async () => {
    await tells('tickets', 'ShipperSilent');
    const told = watch.people.firing('tickets');
    expect(told.find(({ labels }) => labels.alertname === 'ShipperSilent')).toMatchObject({
      labels: { host: 'web-1', kafka_cluster: 'smoke' },
      annotations: {
        action: expect.stringContaining('cdktf-kafka audit --host web-1') as string,
        runbook_url: 'docs/runbook.md#shippersilent',
      },
    });
    shipper.host.start();
    await until('it is over', () =>
      watch.people.firing().every(({ labels }) => labels.alertname !== 'ShipperSilent'),
    );
  });
});

/** How long an alert was pending at a stretch, of the times at which it was. */
function longestRunSeconds(values: readonly (readonly [number, string])[]): number {
  let longest = 0;
  let from: number | undefined;
  let before = -Infinity;
  for (const [time] of values) {
    if (from === undefined || time - before > EVERY_SECONDS * 1.5) from = time;
    longest = Math.max(longest, time - from + EVERY_SECONDS);
    before = time;
  }
  return longest;
}
