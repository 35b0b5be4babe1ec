import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { KafkaCluster, Network, Peer, Zookeeper } from '../../../stacks/index';
import prodLogging from '../../../stacks/prod-logging.spec';

// prod-logging with many times its brokers: more in a zone than a spread group holds. A hundred are
// more than one bucket's policy has room for, so they are several clusters, a stack each.
const clusters = Number(process.env.CLUSTERS ?? 1);
const brokers = Number(process.env.BROKERS ?? 30) / clusters;
// As many brokers in each.
const racks = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1d'].slice(
  0,
  brokers % 3 === 0 ? 3 : 4,
);

const app = new App();
for (let number = 1; number <= clusters; number += 1) {
  const clusterName = number === 1 ? prodLogging.clusterName : `prod-logging-${number}`;
  const stack = new TerraformStack(app, clusterName);
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  const cluster = new KafkaCluster(stack, 'Kafka', {
    spec: {
      ...prodLogging,
      clusterName,
      brokers: Array.from({ length: brokers }, (_, index) => ({
        id: index + 1,
        rack: racks[index % racks.length]!,
      })),
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
}
app.synth();
