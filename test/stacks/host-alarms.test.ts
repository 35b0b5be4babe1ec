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
    expect(String(each.alarm_description)).toMatch(/`cdktf-kafka |Shorten/);
  }
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
