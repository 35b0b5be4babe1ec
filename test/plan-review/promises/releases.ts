import { file, plannedCluster, SETTINGS } from '../../support/planned-cluster';
import { changes } from './changes';
import type { Promises } from './promise';
import { hostFile, serverProperties } from './standing';

interface Release {
  readonly kafka: string;
  readonly protocol: string;
}

/** Of a cluster as this package makes it: its hosts get another archive, its brokers another protocol. */
function brings(from: Release, to: Release) {
  const settings = ({ protocol }: Release) =>
    `${SETTINGS}zookeeper.connect=a:2181\ninter.broker.protocol.version=${protocol}\n`;
  const manifest = ({ kafka }: Release) =>
    `archive sha-of-${kafka} /opt/kafka prod/archives/x/kafka-${kafka}.tar\n`;
  return [
    ...plannedCluster({ settings: () => [settings(from), settings(to)] }),
    ...[1, 2, 3].map((id) => file(id, 'manifest', [manifest(from), manifest(to)])),
  ];
}

function protocol(after: string) {
  const of = (value: string) => serverProperties({ 'inter.broker.protocol.version': value });
  return [
    changes('aws_s3_object.properties', hostFile('kafka-1/server.properties', of('3.8')), {
      content: of(after),
    }),
  ];
}

/** Other releases of Kafka, and what brokers speak among themselves. */
export const releases: Promises = [
  [
    'brings the next minor release of Kafka and its protocol',
    'care',
    'converge rolls the jars first and then the protocol, behind which there is no way back',
    brings({ kafka: '3.8.1', protocol: '3.8' }, { kafka: '3.9.2', protocol: '3.9' }),
  ],
  [
    'brings the next minor release of Kafka alone',
    'care',
    'brokers restart one by one, and the way back stays open',
    brings({ kafka: '3.8.1', protocol: '3.8' }, { kafka: '3.9.2', protocol: '3.8' }),
  ],
  [
    'brings the next patch release of Kafka',
    'care',
    'brokers restart one by one',
    brings({ kafka: '3.9.1', protocol: '3.9' }, { kafka: '3.9.2', protocol: '3.9' }),
  ],
  [
    'takes Kafka back by a minor release, with its protocol',
    'danger',
    'an older Kafka may not read what was written since',
    brings({ kafka: '3.9.2', protocol: '3.9' }, { kafka: '3.8.1', protocol: '3.8' }),
  ],
  [
    'takes Kafka back by a minor release that speaks the protocol',
    'danger',
    'converge does it only where topics have no setting that the older one does not know',
    brings({ kafka: '3.9.2', protocol: '3.8' }, { kafka: '3.8.1', protocol: '3.8' }),
  ],
  [
    'brings a protocol that the Kafka of the hosts does not know',
    'danger',
    'brokers refuse to start with it',
    brings({ kafka: '3.8.1', protocol: '3.8' }, { kafka: '3.8.1', protocol: '3.9' }),
  ],
  [
    'brings Kafka 4 to brokers with ZooKeeper',
    'danger',
    'it knows no ZooKeeper, and brokers know no topic',
    brings({ kafka: '3.9.2', protocol: '3.9' }, { kafka: '4.0.0', protocol: '3.9' }),
  ],
  [
    'raises the protocol of brokers that somebody else runs',
    'care',
    'every one of them must understand it before the first restarts',
    protocol('3.9'),
  ],
];
