import { App } from 'cdktf';
import { KafkaClusterStack } from './kafka-cluster-stack';
import { Network } from './network';
import { Peer } from './peer';
import prodLogging from './prod-logging.spec';

const app = new App();
const stack = new KafkaClusterStack(app, 'prod-logging', {
  spec: prodLogging,
  region: 'eu-west-1',
  state: process.env.KAFKA_STATE_FILE
    ? { kind: 'local', path: process.env.KAFKA_STATE_FILE }
    : { kind: 's3', bucket: 'prod-logging-terraform' },
  network: Network.own({
    cidr: '10.20.0.0/22',
    subnets: {
      'eu-west-1a': '10.20.0.0/24',
      'eu-west-1b': '10.20.1.0/24',
      'eu-west-1c': '10.20.2.0/24',
    },
    natSubnet: '10.20.3.0/28',
  }),
  kafkaArchive: process.env.KAFKA_ARCHIVE ?? 'kafka-3.9.2.tar',
});
stack.cluster.allowClientsFrom('vpc', Peer.ipv4('10.20.0.0/22'));
stack.cluster.allowSshFrom('vpc', Peer.ipv4('10.20.0.0/22'));
app.synth();
