import { BrokerLogs, Network } from '../../stacks/index';
import { wayToLogs } from '../../stacks/validation/way-to-logs';
import { resolveProps } from '../../stacks/kafka-cluster-props';
import { validSpec } from '../support/spec-builder';
import { like, synthesizeCluster, validProps } from '../support/synthesized';

const cloudWatch = validSpec({ brokerLogs: BrokerLogs.cloudWatch({ days: 30 }) });

it('is encrypted, and forgets after as many days as the spec says', () => {
  expect(
    synthesizeCluster({ spec: cloudWatch }).resource('aws_cloudwatch_log_group'),
  ).toMatchObject({
    ...{ name: '/cdktf-kafka/logs', retention_in_days: 30 },
    kms_key_id: like(/aws_kms_key\.Kafka_Key_/),
  });
});

it('is in the bucket’s lifecycle where log files go there', () => {
  const stack = synthesizeCluster({ spec: validSpec({ brokerLogs: BrokerLogs.s3({ days: 90 }) }) });
  expect(stack.resource('aws_s3_bucket_lifecycle_configuration')).toMatchObject({
    rule: [
      { id: 'old-versions' },
      {
        ...{ id: 'broker-logs', status: 'Enabled' },
        ...{ filter: [{ prefix: 'logs/broker-logs/' }], expiration: [{ days: 90 }] },
        noncurrent_version_expiration: [{ noncurrent_days: 1 }],
      },
    ],
  });
  expect(stack.counts).not.toHaveProperty('aws_cloudwatch_log_group');
});

it('warns where nothing leads to CloudWatch', () => {
  const warned = (changes: Parameters<typeof validProps>[0]) =>
    wayToLogs(resolveProps(validProps(changes))).map(({ path }) => path);
  const { network } = validProps();
  if (network.kind !== 'own') throw new Error('of its own');
  expect(warned({ spec: cloudWatch })).toEqual(['spec.brokerLogs']);
  expect(warned({ spec: validSpec({ brokerLogs: BrokerLogs.s3({ days: 1 }) }) })).toEqual([]);
  expect(warned({})).toEqual([]);
  const withNat = Network.own({ ...network, natSubnet: '10.20.3.0/28' });
  expect(warned({ spec: cloudWatch, network: withNat })).toEqual([]);
  expect(warned({ spec: cloudWatch, proxy: { url: 'http://10.1.2.3:3128' } })).toEqual([]);
});
