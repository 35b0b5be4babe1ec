import { App } from 'cdktf';
import { UserError } from '../cluster/errors';
import { KafkaClusterStack, stateOfEnvironment } from './kafka-cluster-stack';
import { Network } from './network';
import { Peer } from './peer';
import prodLogging from './prod-logging.spec';

/** `cdktf deploy prod-logging`. A team copies this file and its spec, and changes what is its own. */
function synthesize(): void {
  const app = new App();
  const { cluster } = new KafkaClusterStack(app, 'prod-logging', {
    spec: prodLogging,
    region: 'eu-west-1',
    state: stateOfEnvironment() ?? { kind: 's3', bucket: 'prod-logging-terraform' },
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
    ssh: { keyPair: 'prod-logging' },
    tags: { team: 'platform' },
  });
  cluster.allowClientsFrom('private-networks', Peer.ipv4('10.0.0.0/8'));
  cluster.allowSshFrom('private-networks', Peer.ipv4('10.0.0.0/8'));
  app.synth();
}

try {
  synthesize();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
