import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { KafkaCluster, Network, Peer, Zookeeper } from '../../../stacks/index';
import prodLogging from '../../../stacks/prod-logging.spec';

// prod-logging with ten times its brokers: more in a zone than a spread group holds.
const app = new App();
const stack = new TerraformStack(app, 'prod-logging');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
const racks = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const cluster = new KafkaCluster(stack, 'Kafka', {
  spec: {
    ...prodLogging,
    brokers: Array.from({ length: 30 }, (_, index) => ({ id: index + 1, rack: racks[index % 3]! })),
    zookeeper: Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) }),
  },
  network: Network.own({
    cidr: '10.20.0.0/22',
    subnets: Object.fromEntries(racks.map((rack, index) => [rack, `10.20.${index}.0/24`])),
  }),
  placement: 'partition',
  kafkaArchive: process.env.KAFKA_ARCHIVE ?? 'kafka-3.9.2.tar',
});
cluster.allowSshFrom('own-networks', Peer.ipv4('10.0.0.0/8'));
app.synth();
