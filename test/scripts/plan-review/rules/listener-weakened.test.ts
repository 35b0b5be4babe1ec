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
