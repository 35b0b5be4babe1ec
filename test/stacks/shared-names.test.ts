import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, Aspects, TerraformStack } from 'cdktf';
import { KafkaCluster, Peer } from '../../stacks/index';
import { synthesize, validProps, withApp } from '../support/synthesized';

/** An app in which each stack has the cluster `logs`. */
const warningsIn = (regions: readonly (string | undefined)[]): readonly string[] =>
  withApp((app) => warningsOf(app, regions));

function warningsOf(app: App, regions: readonly (string | undefined)[]): readonly string[] {
  const warnings: string[] = [];
  for (const [index, region] of regions.entries()) {
    const stack = new TerraformStack(app, `stack-${index}`);
    new AwsProvider(stack, 'Aws', region === undefined ? {} : { region });
    const cluster = new KafkaCluster(stack, 'Kafka', validProps());
    cluster.allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
    for (const aspect of Aspects.of(cluster).all) aspect.visit(cluster);
    warnings.push(
      ...cluster.node.metadata.flatMap(({ data }) => (typeof data === 'string' ? [data] : [])),
    );
  }
  return warnings.filter((warning) => warning.startsWith('clusterName'));
}

it('warns of a name that stacks share in one account and region', () => {
  expect(warningsIn(['eu-west-1', 'eu-west-1'])).toEqual([
    "clusterName: must differ from that of stack-0/Kafka, where both are in one account and region, got 'logs'. Roles, alarms and the alias of the key are called after it: choose another name.",
  ]);
  expect(warningsIn([undefined, undefined])).toHaveLength(1);
});

it('says nothing of the same name in two regions', () => {
  expect(warningsIn(['eu-west-1', 'eu-central-1'])).toEqual([]);
});

it('refuses a name twice in one stack', () => {
  synthesize((stack) => {
    new KafkaCluster(stack, 'One', validProps()).allowSshFrom('all', Peer.ipv4('10.0.0.0/8'));
    expect(() => new KafkaCluster(stack, 'Two', validProps())).toThrow(
      "clusterName: must differ from that of test/One in the same stack, got 'logs'.",
    );
    stack.node.tryRemoveChild('Two');
  });
});
