import { Zookeeper } from '../../../cluster/index';
import { nameProblems } from '../../../stacks/validation/name-rules';
import { validSpec } from '../../support/spec-builder';
import { problemsOf, synthesizeCluster } from '../../support/synthesized';

it.each(['sg-logs', 'xn--logs', 'sthree-logs', 'amzn-s3-demo-logs'])(
  'refuses %s, of which AWS could make no bucket or no security group',
  (clusterName) => {
    expect(nameProblems(clusterName)).toMatchObject([{ path: 'clusterName', value: clusterName }]);
  },
);

it('lets them pass inside of a name', () => {
  expect(nameProblems('logs-sg-1')).toEqual([]);
});

it('is asked before anything is synthesized', () => {
  expect(problemsOf({ spec: validSpec({ clusterName: 'sg-logs' }) })).toEqual([
    "clusterName: must not begin with 'sg-', which AWS keeps for itself, got 'sg-logs'. " +
      'Its bucket and its security groups are called after it: choose another name.',
  ]);
});

it('is short enough for every name, also that of the longest cluster, host and region', () => {
  const members = [103, 104, 105].map((id, index) => ({ id, rack: 'abc'[index]! }));
  const spec = validSpec({
    clusterName: `a${'b'.repeat(31)}`,
    zookeeper: Zookeeper.onOwnHosts({ instanceType: 'm7i.large', members }),
  });
  const stack = synthesizeCluster({ spec });
  const longest = (type: string, key = 'name'): number =>
    Math.max(
      ...stack
        .resources(type)
        .map((each) => String(each[key]).replace(/\$\{.*?\}/g, 'ap-northeast-3').length),
    );
  // What terraform puts behind a prefix has 26 characters.
  expect(longest('aws_s3_bucket', 'bucket_prefix')).toBeLessThanOrEqual(63 - 26);
  expect(longest('aws_iam_role')).toBeLessThanOrEqual(64);
  expect(longest('aws_iam_instance_profile')).toBeLessThanOrEqual(128);
  expect(longest('aws_security_group')).toBeLessThanOrEqual(255);
  expect(longest('aws_cloudwatch_metric_alarm', 'alarm_name')).toBeLessThanOrEqual(255);
  expect(longest('aws_kms_alias')).toBeLessThanOrEqual(256);
});
