import { resolveSpec } from '../../cluster/resolve-spec';
import { openPorts, Security, type SecuritySpec } from '../../cluster/security';
import { specProblems } from '../../cluster/validate-spec';
import { renderedBrokerSettings, renderedZookeeperSettings } from '../support/rendered-settings';
import { validSpec } from '../support/spec-builder';

const OPENED = { kind: 'plaintext', alsoTls: true } as const;
const MOVED = Security.tls({ alsoPlaintext: true });
const EXTERNAL = { external: { advertised: 'kafka-{id}.example.com:19094' } };

const broker = (security: SecuritySpec, listeners = {}) =>
  renderedBrokerSettings(validSpec({ security, listeners }));
const zookeeper = (security: SecuritySpec) => renderedZookeeperSettings(validSpec({ security }));

describe('a cluster between plaintext and TLS', () => {
  it.each([
    [Security.plaintext(), ['plaintext']],
    [OPENED, ['plaintext', 'tls']],
    [MOVED, ['tls', 'plaintext']],
    [Security.tls(), ['tls']],
  ] as const)('has with %j the ports of %j, the ones of members first', (security, open) => {
    expect(openPorts(security)).toEqual(open);
  });

  it('has the same listeners before and after its members have moved', () => {
    const [opened, moved] = [broker(OPENED), broker(MOVED)];
    const sorted = (text = '') => text.split(',').sort();
    expect(sorted(opened.listeners)).toEqual(sorted(moved.listeners));
    expect(sorted(moved['listener.security.protocol.map'])).toEqual([
      'CLIENT:PLAINTEXT',
      'CLIENT_TLS:SASL_SSL',
      'INTERNAL:PLAINTEXT',
      'INTERNAL_TLS:SSL',
    ]);
    expect(opened['inter.broker.listener.name']).toBe('INTERNAL');
    expect(moved['inter.broker.listener.name']).toBe('INTERNAL_TLS');
  });

  it('asks ZooKeeper without TLS until members move', () => {
    expect(broker(OPENED)['zookeeper.connect']).toMatch(/:2181\//);
    expect(broker(OPENED)['zookeeper.ssl.client.enable']).toBeUndefined();
    expect(broker(MOVED)['zookeeper.connect']).toMatch(/:2182\//);
    expect(broker(MOVED)['zookeeper.ssl.client.enable']).toBe('true');
  });

  it('lets those without TLS do what they could, and keeps no entry for members alone, until their ports are closed', () => {
    for (const security of [OPENED, MOVED]) {
      const settings = broker(security);
      expect(settings['super.users']).toBe('User:CN=logs-members;User:ANONYMOUS');
      expect(settings['zookeeper.set.acl']).toBeUndefined();
      expect(settings['authorizer.class.name']).toMatch(/AclAuthorizer$/);
    }
    expect(broker(Security.tls())['super.users']).toBe('User:CN=logs-members');
    expect(broker(Security.tls())['zookeeper.set.acl']).toBe('true');
  });

  it('has voters that take both kinds of connections, and make those that members speak', () => {
    const quorum = (security: SecuritySpec) => {
      const { sslQuorum, portUnification, clientPort, secureClientPort } = zookeeper(security);
      return { sslQuorum, portUnification, clientPort, secureClientPort };
    };
    const both = { portUnification: 'true', clientPort: '2181', secureClientPort: '2182' };
    expect(quorum(OPENED)).toEqual({ ...both, sslQuorum: 'false' });
    expect(quorum(MOVED)).toEqual({ ...both, sslQuorum: 'true' });
    expect(quorum(Security.tls())).toEqual({ sslQuorum: 'true', secureClientPort: '2182' });
    expect(quorum(Security.plaintext())).toEqual({ clientPort: '2181' });
  });

  it('names brokers to clients from outside by the port that the spec gives where members speak, and by the own port of the other', () => {
    expect(broker(OPENED, EXTERNAL)['advertised.listeners']).toMatch(
      /,EXTERNAL:\/\/kafka-1\.example\.com:19094,.*,EXTERNAL_TLS:\/\/kafka-1\.example\.com:9096$/,
    );
    expect(broker(MOVED, EXTERNAL)['advertised.listeners']).toMatch(
      /,EXTERNAL_TLS:\/\/kafka-1\.example\.com:19094,.*,EXTERNAL:\/\/kafka-1\.example\.com:9094$/,
    );
  });
});

it.each([
  ['says nothing', undefined, Security.tls()],
  ['asks for TLS', Security.tls({ certificateDays: 30 }), Security.tls({ certificateDays: 30 })],
  ['asks for none by name', Security.plaintext(), Security.plaintext()],
])('a spec that %s is understood so', (_, security, meant) => {
  expect(resolveSpec(validSpec({ security })).security).toEqual(meant);
});

it('a spec that says nothing may have clients, as TLS lets them log in', () => {
  const clients = [{ name: 'shipper', produce: ['app-*'] }];
  expect(specProblems(validSpec({ clients, security: undefined }))).toEqual([]);
  expect(specProblems(validSpec({ clients }))).toHaveLength(1);
});
