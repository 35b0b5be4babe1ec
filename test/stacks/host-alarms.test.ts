import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ALERTS } from '../../cluster/alerts/alerts';
import { Network, Security, Storage } from '../../stacks/index';
import { validSpec } from '../support/spec-builder';
import { like, synthesizeCluster } from '../support/synthesized';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:operators';
const spec = validSpec({
  storage: Storage.st1({ volumesPerBroker: 2, sizeGiB: 1_000 }),
  instanceType: 'r5.2xlarge',
});
const stack = synthesizeCluster({ spec, alarms: { notify: [TOPIC] } });
const alarm = (name: string) => stack.resource('aws_cloudwatch_metric_alarm', { alarm_name: name });

it('goes off where a host fails its status checks, or is gone', () => {
  expect(alarm('logs-broker-1-status-check')).toMatchObject({
    namespace: 'AWS/EC2',
    metric_name: 'StatusCheckFailed',
    dimensions: { InstanceId: like(/aws_instance\..*Broker1/) },
    comparison_operator: 'GreaterThanThreshold',
    threshold: 0,
    treat_missing_data: 'breaching',
    // As long as KafkaBrokerDown: a roll and a replacement wake nobody.
    ...{ period: 60, evaluation_periods: 15 },
  });
});

it('goes off where two brokers are down at once, long before one alone would', () => {
  const down = alarm('logs-brokers-down');
  expect(down).toMatchObject({
    metric_query: [
      { expression: 'FILL(m1, 1) + FILL(m2, 1) + FILL(m3, 1)', return_data: true },
      ...[1, 2, 3].map((id) => ({
        metric: {
          metric_name: 'StatusCheckFailed',
          dimensions: { InstanceId: like(new RegExp(`Broker${id}_`)) },
        },
      })),
    ],
    ...{ comparison_operator: 'GreaterThanOrEqualToThreshold', threshold: 2 },
    ...{ evaluation_periods: 4, treat_missing_data: 'breaching' },
  });
});

it('goes off where a volume is out of reach, or finishes nothing', () => {
  expect(alarm('logs-broker-1-attached-volumes')).toMatchObject({
    metric_name: 'StatusCheckFailed_AttachedEBS',
    ...{ threshold: 0, period: 60, evaluation_periods: 1 },
  });
  expect(alarm('logs-broker-1-kafka-2-stalled')).toMatchObject({
    ...{ namespace: 'AWS/EBS', metric_name: 'VolumeStalledIOCheck', treat_missing_data: 'missing' },
    dimensions: { VolumeId: like(/aws_ebs_volume\..*Broker1_Disk-kafka-2/) },
  });
});

it('goes off where a host lives on credits of its processors beyond those that it earns', () => {
  const credits = { metric_name: 'CPUSurplusCreditBalance' };
  expect(stack.resources('aws_cloudwatch_metric_alarm', credits)).toEqual([]);
  const small = synthesizeCluster({ spec: { ...spec, instanceType: 't3.large' } });
  expect(
    small.resource('aws_cloudwatch_metric_alarm', { alarm_name: 'logs-broker-1-credits' }),
  ).toMatchObject({
    ...{ ...credits, namespace: 'AWS/EC2', statistic: 'Minimum' },
    ...{ comparison_operator: 'GreaterThanThreshold', threshold: 0, evaluation_periods: 12 },
  });
});

it('is what docs/cloudwatch.md has, with the section of the runbook as one of the alerts', () => {
  const page = readFileSync(join(packageFolder(), 'docs/cloudwatch.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| .*`/.test(line));
  const everything = synthesizeCluster({
    spec: { ...spec, instanceType: 't3.large', security: Security.tls() },
    alarms: { certificates: true, diskUsedPercent: 80 },
  });
  const made = everything.resources('aws_cloudwatch_metric_alarm').map((each) => {
    const part = String(each.alarm_name).replace(/^logs-(?:broker-\d-)?/, '');
    const name = part
      .replace(/^(?:kafka-\d|zookeeper)-/, '<disk>-')
      .replace('network-out', 'network-in');
    const section = /#(\w+)$/.exec(String(each.alarm_description))![1]!;
    const row = rows.find((line) => line.includes(`${name}\``));
    expect([each.alarm_name, row?.toLowerCase()]).toEqual([
      each.alarm_name,
      like(new RegExp(section)),
    ]);
    return row;
  });
  expect(new Set(made).size).toBe(rows.length);
});

it.each(['in', 'out'])('goes off near the baseline of the network, on the way %s', (way) => {
  // 2.5 Gbit/s for r5.2xlarge, four fifths of it, over five minutes.
  expect(alarm(`logs-broker-1-network-${way}`)).toMatchObject({
    ...{ namespace: 'AWS/EC2', statistic: 'Sum', period: 300, evaluation_periods: 6 },
    threshold: (2.5e9 / 8) * 0.8 * 300,
  });
});

it('goes off where a volume does not keep up', () => {
  expect(alarm('logs-broker-1-kafka-2-queue')).toMatchObject({
    namespace: 'AWS/EBS',
    metric_name: 'VolumeQueueLength',
    dimensions: { VolumeId: like(/aws_ebs_volume\..*Broker1_Disk-kafka-2/) },
  });
});

it('goes off where a hard disk is about to run out of credits, which only they have', () => {
  expect(alarm('logs-broker-1-kafka-2-burst')).toMatchObject({
    metric_name: 'BurstBalance',
    comparison_operator: 'LessThanThreshold',
    threshold: 20,
  });
  expect(stack.resources('aws_cloudwatch_metric_alarm', { alarm_name: /zookeeper-burst/ })).toEqual(
    [],
  );
});

it('tells those who are named, also when it is over', () => {
  for (const each of stack.resources('aws_cloudwatch_metric_alarm')) {
    expect(each).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  }
});

it('says what to do first, in words of the command line, and links to a section of the runbook', () => {
  const elsewhere = synthesizeCluster({
    spec,
    alarms: { runbookUrl: 'https://wiki.example.com/kafka' },
  });
  const sections = ALERTS.map(({ name }) => name.toLowerCase());
  for (const { alarm_description: said } of elsewhere.resources('aws_cloudwatch_metric_alarm')) {
    const [, section] =
      / More: https:\/\/wiki\.example\.com\/kafka#(\w+)$/.exec(String(said)) ?? [];
    expect(sections).toContain(section);
    expect(said).toMatch(
      /First: `npx --no-install cdktf-kafka (status|replace|capacity|converge) /,
    );
    expect(String(said).length).toBeLessThan(1_024);
  }
  expect(alarm('logs-broker-1-status-check').alarm_description).toContain(
    'docs/runbook.md#kafkabrokerdown',
  );
});

it('tells others of what waits for a working day, where they are named', () => {
  const tickets = 'arn:aws:sns:eu-west-1:123456789012:tickets';
  const apart = synthesizeCluster({ spec, alarms: { notify: [TOPIC], notifyTickets: [tickets] } });
  const of = (name: string) =>
    apart.resource('aws_cloudwatch_metric_alarm', { alarm_name: name }).alarm_actions;
  expect(of('logs-broker-1-status-check')).toEqual([TOPIC]);
  expect(of('logs-brokers-down')).toEqual([TOPIC]);
  expect(of('logs-broker-1-kafka-2-queue')).toEqual([tickets]);
});

describe('of a secured cluster', () => {
  const SECURED = { ...spec, security: Security.tls({ certificateDays: 90 }) };
  const secured = synthesizeCluster({
    spec: SECURED,
    alarms: { notify: [TOPIC], certificates: true },
  });
  const metric = { metric_name: 'CertificateDaysLeft' };

  it('goes off where a certificate has a sixth of its life left, or no host tells', () => {
    expect(
      secured.resource('aws_cloudwatch_metric_alarm', { alarm_name: 'logs-broker-1-certificates' }),
    ).toMatchObject({
      ...{ namespace: 'cdktf-kafka/logs/broker-1', statistic: 'Minimum', threshold: 15 },
      ...{ comparison_operator: 'LessThanThreshold', treat_missing_data: 'breaching' },
      alarm_actions: [TOPIC],
    });
  });

  it('has it for every host, and none where it is turned off, or nothing has a certificate', () => {
    expect(secured.resources('aws_cloudwatch_metric_alarm', metric)).toHaveLength(3);
    const silent = synthesizeCluster({ spec: SECURED, alarms: { certificates: false } });
    expect(silent.resources('aws_cloudwatch_metric_alarm', metric)).toEqual([]);
    expect(stack.resources('aws_cloudwatch_metric_alarm', metric)).toEqual([]);
  });

  it.each([
    ['has none where nothing leads out of its own network', {}, 0],
    ['has it where a NAT gateway does', { natSubnet: '10.20.3.0/28' }, 3],
  ])('%s', (_, way, count) => {
    const racks = SECURED.brokers.map(({ rack }) => rack);
    const subnets = Object.fromEntries(racks.map((rack, i) => [rack, `10.20.${i}.0/24`]));
    const zones = Object.fromEntries(racks.map((rack) => [rack, `eu-west-1${rack}`]));
    const network = Network.own({ cidr: '10.20.0.0/16', subnets, zones, ...way });
    const inNetwork = synthesizeCluster({ spec: SECURED, network });
    expect(inNetwork.resources('aws_cloudwatch_metric_alarm', metric)).toHaveLength(count);
  });
});

it('looks at how full a disk is only where an agent reports it', () => {
  const used = { metric_name: 'disk_used_percent' };
  expect(stack.resources('aws_cloudwatch_metric_alarm', used)).toEqual([]);
  const reported = synthesizeCluster({ spec, alarms: { diskUsedPercent: 80 } });
  expect(reported.resources('aws_cloudwatch_metric_alarm', used)).toHaveLength(9);
  expect(
    reported.resource('aws_cloudwatch_metric_alarm', { alarm_name: 'logs-broker-1-kafka-1-used' }),
  ).toMatchObject({
    namespace: 'CWAgent',
    dimensions: { path: '/var/lib/kafka/disk1', fstype: 'xfs' },
    threshold: 80,
  });
});
