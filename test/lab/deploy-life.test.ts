import { until } from '../support/until';
import { BroughtLogs } from './brought-logs';
import { describeInLab } from './describe-in-lab';
import {
  DeployedLab,
  expectVerified,
  HEALTHY,
  HOSTS,
  ONLY_VERIFIES,
  stepsOf,
} from './deployed-lab';
import { runKafkaTool, TOOLS_PACKAGE } from './kafka-tool';

const TO_CLOUDWATCH = 'brokerLogs: BrokerLogs.cloudWatch({ days: 7 }),';
const TO_S3 = 'brokerLogs: BrokerLogs.s3({ days: 30 }),';
const LOG_GROUP = '/cdktf-kafka/prod-logging';
/** The folder of a log file, and its name there and in AWS. */
const LOGS = [
  ['kafka', 'server'],
  ['zookeeper', 'zookeeper'],
] as const;

// What a team does with prod-logging in its life, on booted hosts: it begins with CDKTF and its command,
// and moves to CDK Terrain. deploy.test.ts is a short form. Each test goes on where the one before has ended; records are shipped all
// along. Nothing is made by hand, Kafka's archive neither; hosts have it in their image, as deploy-machines.test.ts
// has it not.
describeInLab('the life of prod-logging', () => {
  let deployed: DeployedLab;
  let brought: BroughtLogs;

  beforeAll(async () => {
    deployed = await DeployedLab.start({ name: 'deploy-life', image: 'baked', quickJava: true });
    brought = new BroughtLogs(deployed.calls, 'prod-logging');
    await deployed.project.changeSpec(TO_CLOUDWATCH);
  });

  afterAll(() => deployed?.stop());

  it('brings up a cluster from nothing, and ends with it verified', async () => {
    expectVerified(await deployed.project.deploy());
    const seen = await deployed.status();
    expect(seen).toContain(HEALTHY);
    // The files of each of the three hosts, and the machine of each.
    expect(seen.match(/ current$/gm)).toHaveLength(6);
    await deployed.ship();
  });

  it('changes nothing when it is run again by CDK Terrain, to which the project has moved, and verifies all the same', async () => {
    await deployed.project.useTerrain();
    const end = await deployed.project.deploy();
    expect(end.output).toMatch(ONLY_VERIFIES);
    expectVerified(end);
  });

  /** What stands in a log file just now, but for a line that is not whole yet. */
  const linesOf = async (host: string, folder: string, log: string) =>
    (await deployed.inside(host, 'cat', `/var/log/${folder}/${log}.log`)).split('\n').slice(0, -1);
  const untilThere = async (lines: readonly string[], look: () => Promise<readonly string[]>) => {
    expect(lines).not.toEqual([]);
    await until(`AWS has ${lines.length} lines and more`, async () => {
      const found = new Set(await look());
      return lines.every((line) => found.has(line));
    });
  };

  it('brings log files of each host to CloudWatch Logs by its own timer, with the rights of its own role', async () => {
    for (const host of HOSTS)
      for (const [folder, log] of LOGS) {
        const lines = await linesOf(host, folder, log);
        await untilThere(lines, () => brought.inCloudWatch(host, log));
      }
    for (const host of HOSTS) {
      const journal = ['journalctl', '--output=cat', '--unit=cdktf-kafka-broker-logs'];
      expect(await deployed.inside(host, ...journal)).not.toMatch(/could not be sent/);
    }
  });

  it('lets a host write into no log of another, and read none', async () => {
    const ask = (words: string) =>
      deployed.inside(
        ...['broker-1', 'bash', '-c'],
        `aws logs --region eu-west-1 ${words} --log-group-name ${LOG_GROUP} 2>&1 || true`,
      );
    const events = "--log-events 'timestamp=1,message=x'";
    for (const words of [
      `put-log-events --log-stream-name broker-2/server ${events}`,
      'create-log-stream --log-stream-name broker-2/mine',
      'get-log-events --log-stream-name broker-1/server',
      'filter-log-events',
      'delete-log-group',
    ])
      expect(await ask(words)).toMatch(/\(AccessDeniedException\)/);
  });

  it('fails over a broker that was stopped by hand, and names it', async () => {
    await deployed.inside('broker-2', 'systemctl', 'stop', 'kafka');
    const { code, output } = await deployed.project.deploy();
    await deployed.inside('broker-2', 'systemctl', 'start', 'kafka');
    expect(code).toBe(1);
    expect(output).toMatch(/broker-2: must be registered as broker 2/);
    expectVerified(await deployed.project.deploy());
  });

  it('stops a configuration that no broker starts with at the first one, and leaves the others alone', async () => {
    const started = await deployed.brokerStarts();
    await deployed.project.changeSpec(
      `${TO_CLOUDWATCH} brokerSettings: { 'max.connections.per.ip.overrides': 'nobody.example:9' },`,
    );
    const { code, output } = await deployed.project.deploy();
    expect(code).toBe(1);
    expect(output).toMatch(/UnknownHostException: nobody\.example/);
    expect(stepsOf(output)).toEqual([]);
    const now = await deployed.brokerStarts();
    expect(now.filter((start, index) => start !== started[index])).toHaveLength(1);
    expect(await deployed.status()).toMatch(/prod-logging is not as it should be/);
  });

  it('goes on there once it is mended, and brings a changed setting to all without touching a machine', async () => {
    const before = await deployed.machines();
    const started = await deployed.brokerStarts();
    await deployed.project.changeSpec(
      `${TO_CLOUDWATCH} brokerSettings: { 'queued.max.requests': 700 },`,
    );
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(end.output).toMatch(/\+ queued\.max\.requests=700/);
    expect(stepsOf(end.output)).toEqual(['Converge', 'Verify']);
    expect(await deployed.machines()).toEqual(before);
    for (const [index, now] of (await deployed.brokerStarts()).entries()) {
      expect(now).not.toBe(started[index]);
    }
  });

  const topic = (hours: number) =>
    deployed.project.changeSpec(
      `${TO_S3} brokerSettings: { 'queued.max.requests': 700 },
      topics: [{ name: 'app-logs', partitions: 6, retention: { hours: ${hours} } }],`,
    );

  it('makes the topics of the spec behind the hosts, and takes log files elsewhere without a restart', async () => {
    expect(await brought.logGroups()).toEqual([LOG_GROUP]);
    const started = await deployed.brokerStarts();
    await topic(72);
    const made = await deployed.project.deploy();
    expectVerified(made);
    expect(made.output).toMatch(/topic app-logs: make it/);
    expect(await deployed.brokerStarts()).toEqual(started);
    expect(await deployed.project.tool('topics', '--dry-run')).toMatchObject({ code: 0 });
    expect(await brought.logGroups()).toEqual([]);
  });

  it('brings to the bucket what is logged from then on', async () => {
    const { bucket } = await deployed.project.inventory();
    for (const host of HOSTS) {
      const lines = await linesOf(host, 'kafka', 'server');
      const ofTopic = lines.filter((line) => line.includes('app-logs-'));
      await untilThere(ofTopic, () => brought.inS3(bucket, host, 'server'));
    }
  });

  it('serves how far a group is behind, asked over SSH', async () => {
    const servers = HOSTS.map((name) => `${name}.prod-logging.internal:9092`).join();
    const reads = ['--topic', 'shipped', '--group', 'reader', '--from-beginning'];
    await runKafkaTool(deployed.lab, `${TOOLS_PACKAGE}.consumer.ConsoleConsumer`, [
      ...['--bootstrap-server', servers, ...reads, '--max-messages', '10'],
    ]);
    const served = await deployed.project.servedMetrics();
    expect(served).toMatch(/^kafka_consumergroup_lag\{group="reader",topic="shipped"\} [1-9]\d*$/m);
    expect(served).toMatch(/^kafka_consumergroup_state\{group="reader",state="Empty"\} 1$/m);
    expect(served).toMatch(/^kafka_consumergroup_silentbrokers 0$/m);
  });

  it('finds nothing to change by CDKTF in what CDK Terrain has made of it', async () => {
    await deployed.project.useCdktf();
    expect(await deployed.project.diff()).toMatch(ONLY_VERIFIES);
    await deployed.project.useTerrain();
  });

  it('refuses to destroy data, and then stops no host', async () => {
    const before = await deployed.machines();
    const { code, output } = await deployed.project.destroy();
    expect(code).toBe(1);
    expect(output).toContain('Instance cannot be destroyed');
    const refused = output.match(/(?<=Resource )aws_ebs_volume\.\S+/g);
    expect(new Set(refused).size).toBe(9);
    expect(await deployed.machines()).toEqual(before);
    expect(await deployed.status()).toContain(HEALTHY);
  });

  it('deletes no record that nobody named, and says how to name it', async () => {
    await topic(48);
    const { code, output } = await deployed.project.deploy();
    expect(code).toBe(1);
    expect(output).toContain('--allow-data-loss app-logs');
  });

  it('has lost none of the records that were acknowledged all along, and failed none', () =>
    deployed.expectNothingLost());
});
