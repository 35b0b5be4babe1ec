import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { deleteRecordsV2, deleteTopicsV6 } from '@platformatic/kafka';
import Ajv from 'ajv';
import { SHIPPER_REPORTS_TOPIC } from '../../../cluster/shippers/resolve-shippers';
import { bootstrapServers } from '../../../cluster/topology';
import type { Audit } from '../../../scripts/audit/audit';
import { renderAuditJson } from '../../../scripts/audit/audit-json';
import schema from '../../../scripts/audit/audit.schema.json';
import { MINUTE_MS } from '../../../scripts/audit/audit';
import { runAudit } from '../../../scripts/audit/run-audit';
import { parseShipperReport } from '../../../scripts/audit/shipper-report';
import { ReportFollower } from '../../../scripts/metrics/report-follower';
import { brokerWithId, type Brokers } from '../../../scripts/cluster-access/ask-brokers';
import type { BrokerAccess } from '../../../scripts/cluster-access/kafka-access';
import { readTopicsMetadata } from '../../../scripts/reading/find-topics';
import { useLiveCluster } from '../../support/live-cluster';
import { describeOnLinux } from '../../support/on-linux';
import { LogHost, numbered, storedLines } from '../../support/shipped-logs';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

describeOnLinux('an audit', () => {
  const TOPIC = 'audited';
  let cluster: SmokeCluster;
  let host: LogHost;
  const beganMs = Date.now();
  const troubles: string[] = [];

  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    await cluster.makeTopic(SHIPPER_REPORTS_TOPIC);
    await cluster.makeTopic(TOPIC);
    host = new LogHost(bootstrapServers(cluster.topology), TOPIC, {
      ...{ auditTopic: SHIPPER_REPORTS_TOPIC, reportSeconds: 1 },
    });
  });
  afterAll(() => host.remove());

  const ask = (brokers: Brokers, group?: string): Promise<Audit> =>
    runAudit(brokers, {
      fromMs: Math.floor(beganMs / MINUTE_MS) * MINUTE_MS,
      toMs: Date.now() + MINUTE_MS,
      expected: [],
      group,
      onTrouble: (text) => troubles.push(text),
      signal: new AbortController().signal,
    });
  const audit = (group?: string): Promise<Audit> =>
    cluster.withKafka((brokers) => ask(brokers, group));

  /** Deletes all records of a topic that are there just now, as retention does. */
  async function deleteRecords(brokers: Brokers, name: string): Promise<void> {
    const [topic] = await readTopicsMetadata(brokers, [name]);
    await Promise.all(
      topic!.partitions.map(({ partitionIndex, leaderId }) =>
        brokers.kafka
          .broker(brokerWithId(brokers.topology, leaderId))
          .ask(
            deleteRecordsV2.api,
            [{ name, partitions: [{ partitionIndex, offset: -1n }] }],
            30_000,
          ),
      ),
    );
  }

  /** Brokers that are asked for records by connections that do something first, once, but not by the first ones. */
  function beforeSecondReading({ topology, kafka }: Brokers, work: () => Promise<void>): Brokers {
    let readings = 0;
    let done: Promise<void> | undefined;
    const apart: Brokers['kafka']['apart'] = (limits) => {
      const own = kafka.apart(limits);
      readings += 1;
      if (readings === 1) return own;
      const broker = (...where: Parameters<typeof own.broker>): BrokerAccess => ({
        ask: async (...asked) => {
          await (done ??= work());
          return await own.broker(...where).ask(...asked);
        },
      });
      return { ...own, broker };
    };
    return { topology, kafka: { ...kafka, apart } };
  }

  // Each goes on where the one before has ended.
  it('does not know before all is reported, and then finds each line', async () => {
    host.write(numbered(0, 2_000));
    host.start();
    await host.untilSent(2_000);
    expect((await audit()).verdict).toBe('unknown');
    await host.end();
    const { verdict, files } = await audit();
    expect(verdict).toBe('equal');
    expect(files).toMatchObject([
      { host: 'web-1', file: host.log, produced: 2_000, stored: 2_000, missing: [], bytesToGo: 0 },
    ]);
  });

  it('is as its schema says, with each value and without those that are not known', async () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    const found = await audit();
    const unknown = {
      minutes: found.minutes.map((minute) => ({ ...minute, read: undefined })),
      files: found.files.map((file) => ({ ...file, bytesToGo: undefined })),
      hosts: found.hosts.map((each) => ({ ...each, reportedAtMs: undefined })),
    };
    for (const each of [found, { ...found, ...unknown }]) {
      const json = JSON.parse(renderAuditJson(each)) as { readonly hosts: readonly unknown[] };
      expect([validate(json), validate.errors]).toEqual([true, null]);
      expect(json.hosts).toHaveLength(1);
      expect(validate({ ...json, hosts: [{}] })).toBe(false);
    }
  });

  it('says what a group has read, by what it has committed', async () => {
    const config = ['-X', 'auto.offset.reset=earliest'];
    execFileSync('kcat', ['-b', host.servers, '-q', '-e', ...config, '-G', 'audited', TOPIC], {
      maxBuffer: 2 ** 30,
    });
    const { minutes } = await audit('audited');
    expect(minutes.reduce((sum, { read = 0 }) => sum + read, 0)).toBe(2_000);
    await expect(audit('nobody')).rejects.toThrow('--group: must name a group of the cluster');
  });

  it('names all bytes where the topic was made anew, and none once they were sent again', async () => {
    await cluster.askController((controller) =>
      controller.ask(deleteTopicsV6.api, [{ name: TOPIC }], 30_000),
    );
    await until('it is missed', () =>
      audit().then(
        ({ verdict }) => verdict === 'missing',
        () => false,
      ),
    );
    expect(troubles).toContain(`${TOPIC}: this topic is not there.`);
    // Its name is free once all brokers have let it go.
    await until('it is made anew', () =>
      cluster.makeTopic(TOPIC).then(
        () => true,
        () => false,
      ),
    );
    const { verdict, files } = await audit();
    expect(verdict).toBe('missing');
    const size = statSync(host.log).size;
    expect(files[0]!.missing).toMatchObject([{ bytes: [0, size] }]);
    const { generation } = files[0]!.missing[0]!;
    await host.ask('send', host.log, String(generation), '0', String(size));
    expect(await storedLines(host.servers, TOPIC)).toHaveLength(2_000);
    expect((await audit()).verdict).toBe('equal');
  });

  it('has reports that are followed for metrics, from one look to the next', async () => {
    await cluster.withKafka(async (brokers) => {
      const troubled: string[] = [];
      const onTrouble = (text: string) => troubled.push(text);
      const signal = new AbortController().signal;
      const follower = new ReportFollower({ brokers, onTrouble, signal });
      const look = async () => {
        const { shippers, isUnread } = await follower.look();
        expect([isUnread, troubled]).toEqual([false, []]);
        return shippers;
      };
      const ended = { host: 'web-1', hasEnded: true, bytesToGo: 0, files: 1 };
      expect(await look()).toMatchObject([{ ...ended, counts: { lines: 2_000 } }]);
      host.start();
      await until('it is seen to run', async () => (await look())[0]?.hasEnded === false);
      host.write(numbered(2_000, 2_100));
      await host.untilSent(2_100);
      await host.end();
      await until('all is seen', async () => (await look())[0]?.counts.lines === 2_100);
      expect(await look()).toMatchObject([ended]);
    });
  });

  it('is told of a line whose end is not written yet, which is not late', async () => {
    const lastOfFile = () => {
      const all = ['-b', host.servers, '-o', 'beginning', '-e', '-q', '-t', SHIPPER_REPORTS_TOPIC];
      const said = execFileSync('kcat', ['-C', ...all], { encoding: 'utf8', maxBuffer: 2 ** 30 })
        .split('\n')
        .flatMap((line) => parseShipperReport(line) ?? [])
        .toSorted((a, b) => a.at - b.at);
      return said.at(-1)?.files.find(({ file }) => file === host.log);
    };
    const isSaid = (bytesToGo: number, isUnended: boolean) => () => {
      const last = lastOfFile();
      return last?.bytesToGo === bytesToGo && last.isUnended === isUnended;
    };
    host.start();
    host.write('no end');
    await until('it is called a line without its end', isSaid(6, true));
    host.write('\n');
    await until('nothing is left to go', isSaid(0, false));
    await host.end();
  });

  it('misses nothing that retention deleted while it was read', async () => {
    host.write(numbered(2_100, 2_200));
    host.start();
    await until('all is there', async () => (await audit()).files[0]?.produced === 2_201);
    await host.end();
    const found = await cluster.withKafka((brokers) =>
      ask(beforeSecondReading(brokers, () => deleteRecords(brokers, TOPIC))),
    );
    expect(found).toMatchObject({ verdict: 'unknown', reportsFromMs: undefined });
    expect(found.files).toMatchObject([{ stored: 0, expired: 2_201, missing: [] }]);
    expect(troubles.join('\n')).toContain('records were deleted before they were read');
  });

  it('does not take minutes for well whose reports were deleted', async () => {
    await cluster.withKafka((brokers) => deleteRecords(brokers, SHIPPER_REPORTS_TOPIC));
    host.start();
    await until('it reports', async () => (await audit()).hosts.length > 0);
    await host.end();
    const { verdict, minutes, hosts, reportsFromMs } = await audit();
    expect(hosts).toMatchObject([{ host: 'web-1', hasEnded: true }]);
    expect([verdict, minutes[0]!.verdict]).toEqual(['unknown', 'unknown']);
    expect(reportsFromMs).toBeGreaterThan(beganMs);
  });
});
