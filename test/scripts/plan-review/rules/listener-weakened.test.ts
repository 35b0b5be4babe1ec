import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../../cluster/package-folder';
import { listenerWeakened } from '../../../../scripts/plan-review/rules/listener-weakened';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it.each([
  ['authorizer.class.name=kafka.security.authorizer.AclAuthorizer', '', 'danger'],
  ['', 'authorizer.class.name=kafka.security.authorizer.AclAuthorizer', undefined],
  ['authorizer.class.name=org.example.One', 'authorizer.class.name=org.example.Other', 'danger'],
  ['', 'listener.name.clients.ssl.client.auth=none', 'danger'],
  ['', 'listener.name.clients.ssl.client.auth=required', undefined],
  ['', 'allow.everyone.if.no.acl.found=true', 'danger'],
  ['super.users=User:a', 'super.users=User:a;User:b', 'danger'],
  ['super.users=User:a;User:b', 'super.users=User:a', undefined],
  ['ssl.client.auth=required', 'ssl.client.auth=requested', 'danger'],
  ['ssl.client.auth=required', '', 'danger'],
  ['ssl.client.auth=none', 'ssl.client.auth=required', undefined],
  ['security.inter.broker.protocol=SASL_SSL', 'security.inter.broker.protocol=PLAINTEXT', 'danger'],
  ['listener.security.protocol.map=A:SSL', 'listener.security.protocol.map=A:PLAINTEXT', 'danger'],
  [
    'listener.security.protocol.map=A:SASL_SSL',
    'listener.security.protocol.map=A:SASL_PLAINTEXT',
    'danger',
  ],
  [
    'listener.security.protocol.map=A:SASL_PLAINTEXT',
    'listener.security.protocol.map=A:PLAINTEXT',
    'danger',
  ],
  // A third listener: as open as the others, or more open than one of them.
  [
    'listener.security.protocol.map=CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT',
    'listener.security.protocol.map=CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,EXTERNAL:PLAINTEXT',
    'care',
  ],
  [
    'listener.security.protocol.map=CLIENT:SASL_SSL,INTERNAL:PLAINTEXT',
    'listener.security.protocol.map=CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,EXTERNAL:SSL',
    'danger',
  ],
  [
    'listener.security.protocol.map=CLIENT:SSL,INTERNAL:PLAINTEXT',
    'listener.security.protocol.map=CLIENT:SSL,INTERNAL:PLAINTEXT,EXTERNAL:SASL_SSL',
    undefined,
  ],
  [
    'listener.security.protocol.map=CLIENT:PLAINTEXT,EXTERNAL:PLAINTEXT',
    'listener.security.protocol.map=CLIENT:PLAINTEXT',
    undefined,
  ],
  ['listeners=CLIENT://:9092', 'listeners=CLIENT://:9092,EXTERNAL://:9094', undefined],
  ['listeners=SSL://:9093', 'listeners=SSL://:9093,PLAINTEXT://:9092', 'danger'],
  ['listeners=SSL://:9093,PLAINTEXT://:9092', 'listeners=SSL://:9093', undefined],
])('judges %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({ settings: () => [`a=1\n${before}\n`, `a=1\n${after}\n`] });
  expect(severityOf(listenerWeakened, cluster)).toBe(expected);
});

it('knows ZooKeeper’s way to let everyone in', () => {
  const cluster = plannedCluster({ zookeeper: () => ['a=1\n', 'a=1\nskipACL=yes\n'] });
  expect(severityOf(listenerWeakened, cluster)).toBe('danger');
});

it.each([
  ['secureClientPort=2182', 'clientPort=2181', 'danger'],
  ['secureClientPort=2182', 'secureClientPort=2182\nclientPort=2181', 'danger'],
  ['clientPort=2181', 'secureClientPort=2182', undefined],
  ['sslQuorum=true', 'sslQuorum=false', 'danger'],
  ['sslQuorum=false', 'sslQuorum=true', undefined],
  ['ssl.clientAuth=need', 'ssl.clientAuth=want', 'danger'],
  ['ssl.clientAuth=want', 'ssl.clientAuth=need', undefined],
  // It asks for a certificate where nothing is said.
  ['ssl.clientAuth=need', '', undefined],
  ['', 'ssl.clientAuth=none', 'danger'],
])('judges ZooKeeper’s %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({ zookeeper: () => [`a=1\n${before}\n`, `a=1\n${after}\n`] });
  expect(severityOf(listenerWeakened, cluster)).toBe(expected);
});

it.each([
  ['zookeeper.ssl.client.enable=true', '', 'danger'],
  ['zookeeper.set.acl=true', 'zookeeper.set.acl=false', 'danger'],
  ['ssl.enabled.protocols=TLSv1.3', 'ssl.enabled.protocols=TLSv1.1,TLSv1.3', 'danger'],
  ['ssl.enabled.protocols=TLSv1.3', 'ssl.enabled.protocols=TLSv1.2,TLSv1.3', undefined],
])('judges what a broker shows and asks for: %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({ settings: () => [`a=1\n${before}\n`, `a=1\n${after}\n`] });
  expect(severityOf(listenerWeakened, cluster)).toBe(expected);
});

it('knows a cluster of this package whose security is turned off, in each of its files', () => {
  const golden = (name: string, file: string) =>
    readFileSync(join(packageFolder(), 'test/golden', name, 'broker-1/etc', file), 'utf8');
  const [brokers, voters] = ['kafka/server.properties', 'zookeeper/zoo.cfg'].map(
    (file) => [golden('secured', file), golden('small-default', file)] as const,
  );
  for (const change of [{ settings: () => brokers! }, { zookeeper: () => voters! }])
    expect(severityOf(listenerWeakened, plannedCluster(change))).toBe('danger');
  const secured = {
    settings: () => brokers!.toReversed() as [string, string],
    zookeeper: () => voters!.toReversed() as [string, string],
  };
  // Who may do everything from then on is for a person to read.
  expect(severityOf(listenerWeakened, plannedCluster(secured))).toBe('care');
});
