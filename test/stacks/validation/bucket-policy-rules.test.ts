import { resolveProps } from '../../../stacks/kafka-cluster-props';
import { bucketPolicyProblems } from '../../../stacks/validation/bucket-policy-rules';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';
import { validProps } from '../../support/synthesized';

const [host] = productionTopology(validSpec()).hosts;
const manyHosts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...host!, name: `broker-${index + 1}` }));
const named = (count: number) =>
  Array(count).fill(`arn:aws:iam::123456789012:role/${'d'.repeat(64)}`) as readonly string[];

it.each([
  [30, 0],
  [30, 10],
  [40, 2],
])('has room for %d hosts and %d deployers', (hosts, deployers) => {
  const props = resolveProps(validProps({ deployers: named(deployers) }));
  expect(bucketPolicyProblems(props, manyHosts(hosts))).toEqual([]);
});

it.each([
  [70, 1],
  [3, 200],
])('has none for %d hosts and %d deployers', (hosts, deployers) => {
  const props = resolveProps(validProps({ deployers: named(deployers) }));
  expect(bucketPolicyProblems(props, manyHosts(hosts))).toMatchObject([
    {
      path: 'brokers',
      value: expect.stringContaining(`${hosts} hosts and ${deployers}`) as string,
    },
  ]);
});
